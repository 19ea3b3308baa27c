"""How the bill pane is arranged, in every width and language: nothing moves, is cut or is said twice without need."""

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.actions.refund import credit_with
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.plans.plan import FeeUnknown, Listed, Part
from screenshots import make
from tests.models.builders import NOW, corrected, ledger, order, plan, repaid
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import MOST, bill_text
from tui.run.session import Session
from tui.state.arrangement import Selection, detail
from tui.state.views import Detail
from tui.terminal.cells import Cells
from tui.words.when import hours_in

DUE = "huabei/2026-12-10"
EVE = NOW + timedelta(days=4)
WIDTHS = (36, 50, 52, 78, 118)
FIGURE = re.compile(r"\d[\d,]*\.\d\d(?!%)")


@pytest.fixture(params=make.LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


def pages(session: Session) -> Iterator[Detail]:
    """The detail of each order of the sample."""
    of = session.store.load().ledger
    book = derive(of, session.catalogue)
    credit = credit_with(of, session.catalogue)
    for ident in of.orders:
        yield detail(of, book, credit, Selection(order=ident), session)


def shown(of: Ledger, width: int, ident: str = "phone", bill: str = "", *, unfolded: bool = False) -> list[str]:
    session = session_at(Hands(NOW), builtin())
    page = detail(of, derive(of, builtin()), {}, Selection(order=ident, bill=bill), session)
    return [read(line) for line in bill_text(page, session, width, unfolded=unfolded)]


def read(line: Cells) -> str:
    return "".join(text for text, _ in line)


def at(text: str, part: str) -> int:
    """In which cell the part begins."""
    return cell_len(text[: text.index(part)])


@pytest.mark.parametrize("width", [30, *WIDTHS])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/Argentina/Buenos_Aires"])
def test_no_line_is_wider_than_the_pane(sample: Session, width: int, zone: str) -> None:
    for page in pages(msgspec.structs.replace(sample, zone=zone)):
        for unfolded in (False, True):
            for line in bill_text(page, sample, width, unfolded=unfolded):
                assert cell_len(read(line)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_said_twice(sample: Session, width: int) -> None:
    for page in pages(sample):
        said = [read(line).strip() for line in bill_text(page, sample, width)]
        sentences = [each for each in said if len(each.split()) > 3 and not FIGURE.search(each)]
        assert len({*sentences}) == len(sentences)


@pytest.mark.parametrize("width", WIDTHS)
def test_only_a_title_is_cut(sample: Session, width: int) -> None:
    days = re.compile(r"(\d\d-\d\d)?…\d\d-\d\d")
    for page in pages(sample):
        titles = {line.order.title for line in page.bill.lines if line.order} | {page.order.title}
        for line in bill_text(page, sample, width):
            text = days.sub("", read(line))
            if "…" in text:
                assert any(title.startswith(text.partition("…")[0].strip()) for title in titles)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_labels_of_the_head_stay_where_they_are_from_bill_to_bill(sample: Session, width: int) -> None:
    t = sample.language.t
    labels = [t("to pay"), t("repaid"), t("due"), t("auto-debit")]
    found = set()
    for page in pages(sample):
        head = [read(line) for line in list(bill_text(page, sample, width))[1:6]]
        rows = [next((y, at(line, label)) for y, line in enumerate(head) if label in line) for label in labels]
        points = [next(at(line, ".") for line in head if line.startswith(label)) for label in labels[:2]]
        found.add((*rows, *points))
    assert len(found) == 1
    assert len({*next(iter(found))[4:]}) == 1, "the decimal points stand under each other"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_labels_beside_an_order_stay_where_they_are_from_order_to_order(sample: Session, width: int) -> None:
    t = sample.language.t
    found = set()
    for page in pages(sample):
        lines = [read(line) for line in bill_text(page, sample, width)]
        row = next(line for line in lines if line[:1] and line[:1] in "━╾─")
        found.add((at(row, t("repaid")), at(row, t("owed"))))
        found.update(
            ("fees", at(line, t("fees"))) for line in lines if re.search(rf"%.*{t('fees')} [\d,]+\.\d\d", line)
        )
    assert len(found) == 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_amounts_of_a_block_stand_under_each_other(sample: Session, width: int) -> None:
    for page in pages(sample):
        blocks = "\n".join(read(line) for line in bill_text(page, sample, width, unfolded=True)).split("\n\n")
        for block in blocks[1:]:
            rows = [line for line in block.splitlines() if re.search(r" \d+/\d+ +[\d,.]+|^..\d+ +\d{4}-", line)]
            ends = ([each.end() for each in re.finditer(r"(?<!\+)\b[\d,]+\.\d\d", line)][-1:] for line in rows)
            assert len({cell_len(line[: end[0]]) for line, end in zip(rows, ends, strict=True) if end}) <= 1


@pytest.mark.parametrize("width", WIDTHS)
def test_no_column_is_far_from_its_title(sample: Session, width: int) -> None:
    for page in pages(sample):
        for line in list(bill_text(page, sample, width))[:3]:
            assert cell_len(read(line)) <= MOST


def test_the_currency_stands_once_in_the_figures(sample: Session) -> None:
    """In sentences it belongs to the amount that they name."""
    for page in pages(sample):
        tables = [line for line in bill_text(page, sample, 78) if len(line) > 1]
        of_repayments = [line for line in tables if any(each.reference in read(line) for each in page.bill.repayments)]
        assert sum(read(line).count("¥") for line in tables if line not in of_repayments) == 1


def test_a_bill_of_one_order_has_no_row_for_it_beside_the_schedule() -> None:
    assert len([line for line in shown(ledger(order("phone")), 60) if line.startswith("phone")]) == 1


def test_a_bill_of_several_orders_has_a_row_for_each_and_their_sum() -> None:
    of = ledger(order("phone"), order("robot", terms=plan(30_000, 6, 50)))
    text = shown(of, 60)
    rows = text[text.index(next(line for line in text if "2 orders together" in line)) + 1 :][:3]
    assert [FIGURE.findall(row) for row in rows] == [
        ["100.00", "1.00", "101.00"],
        ["50.00", "0.50", "50.50"],
        ["150.00", "1.50", "151.50"],
    ]
    assert "status" not in text[1:6]
    assert any("order 1 of 2" in line for line in text)
    assert any("order 2 of 2" in line for line in shown(of, 60, "robot"))


def test_where_the_rows_stand_otherwise_each_has_its_mark() -> None:
    of = ledger(order("phone", entered_on=NOW.date()), order("robot", entered_on=NOW.date()))
    assert not any(line.startswith("✓ ") for line in shown(of, 60))
    page = shown(repaid(of, DUE, 10_100), 60)
    assert any(line.startswith("✓ phone") for line in page) or any(line.startswith("? phone") for line in page)


@pytest.mark.parametrize(("width", "words"), [(78, "always on, from 12-10"), (50, "on, from 12-10")])
def test_from_when_auto_debit_takes_it_stands_in_the_line_of_its_state(width: int, words: str) -> None:
    assert any(re.search(rf"auto-debit  {words}$", line) for line in shown(ledger(order("phone")), width))


def test_a_settled_bill_says_what_was_repaid_of_each() -> None:
    of = repaid(ledger(order("phone"), order("robot")), DUE)
    text = shown(of, 60, bill=DUE)
    assert any(re.match(r"phone +101\.00$", line) for line in text)
    assert re.search("2 orders together · 1/3 +repaid$", "\n".join(text), re.MULTILINE)


def test_the_note_of_the_order_is_shown_as_it_is_typed() -> None:
    of = ledger(msgspec.structs.replace(order("phone"), note="[bold]for \\ mum[/]"))
    assert "note: [bold]for \\ mum[/]" in shown(of, 60)


def test_of_an_unknown_fee_no_figure_is_shown() -> None:
    of = ledger(order("phone", terms=FeeUnknown(amounts=(101_00,) * 3)), order("robot"))
    text = shown(of, 60)
    assert any(re.match(r"phone +\? +\? +101\.00$", line) for line in text)
    assert not any("fees 0" in line or "interest-free" in line for line in text)
    assert any("fee not known" in line for line in text)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_bill_has_besides_its_orders_is_named_in_full(width: int) -> None:
    of = corrected(ledger(order("phone"), order("robot")), DUE, 22_000)
    text = " ".join(shown(of, width))
    assert "±" in text
    if width >= 50:
        assert "the institution's figure is higher" in text


def test_where_the_title_says_whose_it_is_the_pane_begins_with_the_figures(sample: Session) -> None:
    for page in pages(sample):
        plain, titled = ([*bill_text(page, sample, 50, titled=each)] for each in (False, True))
        assert read(titled[0]).startswith(sample.language.t("to pay"))
        assert plain[1:3] == titled[:2]


def test_only_what_is_late_is_red(sample: Session) -> None:
    """An estimate of late interest is not."""
    for page in pages(sample):
        for line in bill_text(page, sample, 78):
            red = "".join(text for text, ink in line if "bad" in ink)
            assert not red or "!!" in red or re.fullmatch(r"\d{4}-\d\d-\d\d *", red)


TWELVE = order("phone", terms=plan(480_000, 12, 5_000))


def settled(count: int, of: Order = TWELVE) -> Ledger:
    return ledger(msgspec.structs.replace(of, paid_periods=count))


def periods(text: list[str]) -> list[str]:
    """The rows of the schedule."""
    start = next(y for y, line in enumerate(text) if line.startswith("  no. ")) + 1
    return text[start : next(y for y, line in enumerate(text) if line.strip().startswith("total "))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", range(12))
def test_what_is_settled_in_front_is_one_row(count: int, width: int) -> None:
    rows = periods(shown(settled(count), width))
    assert len(rows) == (12 if count < 2 else 12 - count + 1)
    assert [row.startswith("▸") for row in rows].count(True) == 1
    if count >= 2:
        assert rows[0].split()[0] == f"1-{count}"
        assert f"{count} × 450.00" in rows[0]
        assert "✓" in rows[0]
        assert rows[1].startswith(f"▸ {count + 1} ")
    unfolded = periods(shown(settled(count), width, unfolded=True))
    assert [row[1:].split()[0] for row in unfolded] == [str(number) for number in range(1, 13)]


def test_the_row_of_a_bill_that_is_turned_to_is_not_folded() -> None:
    rows = periods(shown(settled(5), 60, bill="huabei/2027-03-10"))
    assert [row.split()[0] for row in rows][:3] == ["1-3", "▸", "5"]


def test_periods_of_different_amounts_are_folded_to_their_sum() -> None:
    uneven = order("phone", terms=FeeUnknown(amounts=(100_00, 200_00, 300_00, 400_00)))
    assert "300.00" in periods(shown(settled(2, uneven), 60))[0]
    assert "×" not in periods(shown(settled(2, uneven), 60))[0]


def test_a_folded_row_that_has_no_room_for_how_often_says_the_sum_beside_the_date() -> None:
    row = periods(shown(settled(10, order("phone", terms=plan(4_800_000, 12, 0))), 36))[0]
    assert row.split() == ["1-10", "…09-10", "40,000.00", "✓", "⏎", "open"]


@pytest.mark.parametrize(("width", "end"), [(60, "✓ settled  ⏎ open"), (36, "✓ ⏎ open")])
def test_the_key_of_a_folded_row_is_named_with_what_it_does(width: int, end: str) -> None:
    assert periods(shown(settled(4), width))[0].endswith(f" {end}")


def test_what_the_last_period_is_more_is_said_beside_it() -> None:
    rows = periods(shown(ledger(order("phone", terms=plan(100_000, 3, 0))), 60))
    assert rows[-1].endswith("· last, +0.01")
    assert not any("+" in row for row in rows[:-1])
    assert not any("+" in row for row in periods(shown(ledger(order("phone")), 60)))


@given(st.integers(1, 60), st.integers(0, 60), st.integers(30, 120), st.booleans())
def test_every_period_is_in_one_row_whatever_is_folded(count: int, before: int, width: int, unfolded: bool) -> None:
    of = settled(min(before, count), order("phone", terms=plan(900_000, count, 0)))
    rows = periods(shown(of, width, unfolded=unfolded))
    numbers: list[int] = []
    for row in rows:
        first, _, last = row[1:].split()[0].partition("-")
        numbers += range(int(first), int(last or first) + 1)
    assert numbers == [*range(1, count + 1)]


def columns_of(text: list[str], start: str) -> tuple[str, list[str]]:
    """The line that names the columns, and the rows below it up to their sum."""
    at = next(at for at, line in enumerate(text) if line.strip().startswith(start))
    rows = text[at + 1 : text.index("", at) if "" in text[at:] else None]
    return text[at], rows[:-1]


@pytest.mark.parametrize(
    ("terms", "columns", "said"),
    [
        (plan(30_000, 3, 100), [], "fees 3.00 = 3 × 1.00"),
        (plan(30_000, 3, 0), [], "interest-free"),
        (plan(30_001, 3, 100), [], "fees 3.00 = 3 × 1.00"),
        (FeeUnknown(amounts=(101_00,) * 3), [], "fee not known"),
        (Listed(rows=(Part(10_000, 300), Part(10_000, 200), Part(10_000, 100))), ["fee"], "principal 3 × 100.00"),
        (Listed(rows=(Part(9_000, 300), Part(10_000, 200), Part(11_000, 100))), ["principal", "fee"], ""),
    ],
)
def test_a_share_that_is_the_same_in_every_period_is_said_once_and_has_no_column(terms, columns, said) -> None:
    text = shown(ledger(order("phone", terms=terms)), 78)
    heads, rows = columns_of(text, "no.")
    assert [each for each in ("principal", "fee") if each in heads] == columns
    assert all(len(FIGURE.findall(row.replace("+", ""))) in {1 + len(columns), 2 + len(columns)} for row in rows)
    assert any(said in line for line in text)


def test_what_is_the_same_of_all_orders_of_a_bill_is_said_once() -> None:
    free = plan(30_000, 3, 0)
    for terms, fee in (
        (plan(), "fee 1.00 each"),
        (free, "fee 0.00 each"),
        (FeeUnknown(amounts=(1,) * 3), "fee not known"),
    ):
        text = shown(ledger(order("phone", terms=terms), order("robot", terms=terms)), 60)
        heads, rows = columns_of(text, "2 orders together")
        assert f" · 1/3 · {fee} " in heads
        assert "principal" not in heads
        assert [row.split()[0] for row in rows] == ["phone", "robot"]
        assert all(len(FIGURE.findall(row)) == 1 for row in rows)


@pytest.mark.parametrize("width", [50, 74])
def test_the_last_day_of_an_order_is_said_where_there_is_room_for_it(width: int) -> None:
    title = "小米电视 S Pro 75"
    for periods, each in ((12, 36_00), (12, 0), (24, 3_600_00)):
        text = shown(ledger(order("tv", title=title, terms=plan(599_891, periods, each))), width, "tv")
        (end,) = (line for line in text if "ends 20" in line)
        assert cell_len(end) == width
    text = shown(ledger(order("tv", title="t" * 60, terms=plan(599_891, 12, 36_00))), 50, "tv")
    assert not any("ends 20" in line for line in text), "neither line has room"


@pytest.mark.parametrize("width", WIDTHS)
def test_of_one_order_that_is_settled_early_the_title_and_all_that_is_owed_are_said_once(width: int) -> None:
    of = ledger(order("phone", title="小米14 Pro"))
    text = shown(of, width, bill="early/phone")
    said = " ".join(" ".join(text).split())
    assert "to be settled: 3 periods" in said
    assert "to settle early ¥303.00" in said
    assert "about ¥303.00" not in said
    assert "owed" not in said
    assert [line.split()[0] for line in text if re.match(r"\d/3 ", line)] == ["1/3", "2/3", "3/3"]
    assert sum("小米14 Pro" in line for line in text) == 1


def test_of_an_order_that_is_settled_early_the_numbers_of_its_periods_end_below_each_other() -> None:
    text = shown(ledger(order("phone", terms=plan(periods=12))), 50, bill="early/phone")
    rows = [line for line in text if re.match(r" ?\d+/12 ", line)]
    assert [line.split()[0] for line in rows] == [f"{number}/12" for number in range(1, 13)]
    assert {line.index("/") for line in rows} == {2}


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC"])
@pytest.mark.parametrize("orders", [1, 2, 3, 4])
def test_while_its_checklist_is_gone_through_six_rows_hold_the_lines_of_a_bill_and_its_dates(orders, zone) -> None:
    of = ledger(*(order(f"phone{number}") for number in range(orders)))
    session = msgspec.structs.replace(session_at(Hands(NOW), builtin()), zone=zone)
    page = detail(of, derive(of, builtin()), {}, Selection(order="phone0"), session)
    text = [read(line) for line in bill_text(page, session, 52, titled=True, brief=True)]
    assert [line.split()[0] for line in text[:orders]] == [f"phone{number}" for number in range(orders)]
    if orders > 1:
        assert re.match(f"{orders} orders together .*¥{orders * 101}.00$", text[orders])
    first = " ".join(text[:6] if orders < 4 or zone == "Asia/Shanghai" else text[:7])
    assert "due Thu 12-10 23:59" in first
    assert "auto-debit on, from 12-10" in first.replace("always on", "on")
    assert sum(line.split()[:1] == ["phone0"] for line in text) == 2, "its line, and what is said of the order"


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_what_a_question_beside_it_says_of_the_same_hours_the_bill_does_not_say_again(language: str) -> None:
    session = session_at(Hands(EVE), builtin(), language=language)
    of = ledger(msgspec.structs.replace(order("phone"), auto_debit=Switch.ON))
    page = detail(of, derive(of, builtin()), {}, Selection(order="phone"), session)
    plain, beside = (
        " ".join(read(line).strip() for line in bill_text(page, session, 60, asked=hours_in(asked)))
        for asked in ("", "12-10 00:00 … 12-10 23:59")
    )
    assert "12-10 00:00" in plain
    assert "12-10 00:00" not in beside
    assert "12-10" in beside, "when it is due it says all the same"
