"""What is shown once a repayment is on record, without a screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions import auto_debit
from models.actions.find_bill import find_bill
from models.bills.book import Book
from models.bills.overview import due_next
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.builders import NOW, at, book, by_hand, crowded, ledger, order, plan, repaid, settled_early
from tests.tui.hands import Hands, session_at
from tui.run.surface import Surface
from tui.state.done import DONE, recorded
from tui.state.question import Case, Leave, Then
from tui.words.done import next_bill, page
from tui.words.recorded import Recorded

HUABEI = "huabei/2026-12-10"
PHONE, WATCH = order("phone"), order("watch", terms=plan(60_000, 6))
LATE = order("card", channel="cmb", due=date(2026, 11, 20))


def case(of: Ledger, *, now=NOW, language: str = "en", catalogue: Catalogue | None = None, about: str = "") -> Case:
    """The case of the newest repayment, with the bill that is due next, or else the last one."""
    mine = session_at(Hands(now), catalogue or by_hand(), language=language)
    every: Book = book(of, mine.catalogue)
    shown = due_next(every) or list(every.bills.values())[-1]
    return Case(shown, every, mine, None, of, about or list(of.repayments)[-1])


def read(of: Ledger, *, width: int = 78, height: int = 99, **rest) -> str:
    found = recorded(case(of, **rest))
    assert found is not None
    return "\n".join(_lines(found, width, height))


def _lines(found: Recorded, width: int, height: int) -> list[str]:
    """The page, and as its last lines the bill that is due next, as the answer that goes on to it is drawn."""
    due = next_bill(found.next, found.session, width) if found.next is not None else []
    return ["".join(text for text, _ in line).rstrip() for line in (*page(found, width, height), *due)]


def test_it_says_how_much_went_to_whom_for_which_bill_when_and_how() -> None:
    of = repaid(ledger(PHONE), HUABEI)
    (first, *_) = read(of).splitlines()
    assert first == "✓ recorded  12:00 · Huabei 12-10 · Alipay balance"
    assert "¥101.00" in read(of, height=9)


def test_a_bill_of_another_year_is_named_with_it_where_it_is_recorded() -> None:
    (first, *_) = read(repaid(ledger(PHONE), "huabei/2027-01-10")).splitlines()
    assert first == "✓ recorded  12:00 · Huabei 2027-01-10 · Alipay balance"


def test_each_order_of_the_bill_has_its_bar_its_periods_and_what_is_left_and_the_account_its_sum() -> None:
    rows = read(repaid(ledger(PHONE, WATCH), HUABEI)).splitlines()
    (phone,) = (row for row in rows if row.startswith("phone"))
    (watch,) = (row for row in rows if row.startswith("watch"))
    assert phone.split()[1:] == ["━━━━━━────────────", "1/3", "202.00"]
    assert watch.split()[1:] == ["━━━───────────────", "1/6", "505.00"]
    assert [row.split() for row in rows if "in all" in row] == [["owed", "to", "Huabei", "in", "all", "707.00"]]


def test_next_is_the_bill_that_is_due_next_with_date_days_and_amount_and_the_overdue_one_first() -> None:
    rows = read(repaid(ledger(PHONE, LATE), HUABEI)).splitlines()
    assert rows[-2].startswith("due next ──")
    assert rows[-1].split() == ["!!", "card", "CMB", "1/3", "11-20", "15", "days", "overdue", "101.00"]


def test_where_nothing_is_left_nothing_else_is_due() -> None:
    of = repaid(ledger(replace(PHONE, paid_periods=2)), "huabei/2027-02-10", now=at("2027-02-01T12:00:00+08:00"))
    shown = read(of, now=at("2027-02-01T12:00:00+08:00"))
    assert "nothing else is due" in shown
    assert "nothing is owed to Huabei" in shown
    assert "━" * 18 in shown


def test_what_was_paid_too_much_goes_on_the_next_bill_and_where_none_is_to_come_it_is_asked_back() -> None:
    def too_much(ident: str, when: str) -> str:
        of = repaid(ledger(PHONE), ident, now=at(when))
        made = {key: replace(each, amount=each.amount + 500) for key, each in of.repayments.items()}
        return read(replace(of, repayments=made), now=at(when))

    assert "¥5.00 is more than was owed: credit on the next bill" in too_much(HUABEI, "2026-12-05T12:00:00+08:00")
    last = too_much("huabei/2027-02-10", "2027-02-01T12:00:00+08:00")
    assert "¥5.00 is more than was owed; no later bill takes it: ask for it back" in last


def test_of_a_part_it_says_what_is_left_by_when_and_the_bill_itself_is_next() -> None:
    of = repaid(ledger(PHONE), HUABEI, 5_000)
    shown = read(of)
    assert "left on this bill: ¥51.00, until 12-10 23:59" in shown
    late = read(of, now=at("2026-12-12T09:00:00+08:00"))
    assert "left on this bill: ¥51.00, was due 12-10 23:59: 2 days overdue" in late
    assert "until" not in late
    assert shown.splitlines()[-1].split()[-1] == "51.00"
    assert "0/3" in shown
    assert "━━━───────────────" in shown


def test_what_the_app_does_not_show_yet_is_a_question_with_its_key_and_not_next() -> None:
    of = repaid(ledger(PHONE), HUABEI)
    of = replace(of, repayments={key: replace(each, confirmed=False) for key, each in of.repayments.items()})
    shown = read(of)
    assert "? The app does not show it yet; press c on that order once it does." in shown
    assert "2027-01-10" in shown.splitlines()[-1]


@pytest.mark.parametrize(
    ("now", "catalogue", "asked"),
    [("2026-12-05", builtin(), True), ("2026-12-05", by_hand(), False), ("2026-12-11", builtin(), False)],
    ids=["auto-debit is to come", "it is off", "it is over"],
)
def test_paid_by_hand_while_auto_debit_may_still_take_it_is_to_be_looked_at(now, catalogue, asked) -> None:
    paid = repaid(ledger(replace(PHONE, auto_debit=Switch.ON)) if catalogue is builtin() else ledger(PHONE), HUABEI)
    shown = read(paid, now=at(f"{now}T12:00:00+08:00"), catalogue=catalogue)
    assert ("? On 12-10 check that it was not debited as well." in shown) is asked


def test_what_auto_debit_took_is_shown_and_has_no_reference() -> None:
    now = at("2026-12-11T12:00:00+08:00")
    of = ledger(replace(PHONE, auto_debit=Switch.ON))
    one = find_bill(of, book(of, builtin()), builtin(), HUABEI, now)
    of = auto_debit.taken(of, one, one.outstanding, now)
    question = DONE.ask(case(of, now=now, catalogue=builtin()))
    assert question is not None
    assert [each.id for each in question.answers] == ["orders"]
    assert "202.00" in read(of, now=now, catalogue=builtin())


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (30_100, "saved ¥2.00 against paying every remaining fee"),
        (30_300, "nothing saved: every remaining fee was charged"),
        (30_400, "¥1.00 more than every remaining fee"),
    ],
)
def test_of_an_early_settlement_it_says_what_was_saved_against_every_remaining_fee(figure, words) -> None:
    shown = read(settled_early(ledger(PHONE), "phone", figure))
    assert words in shown
    assert "early settlement" in shown.splitlines()[0]
    chinese = read(settled_early(ledger(PHONE), "phone", figure), language="zh_CN")
    assert " 提前结清 ·" in chinese.splitlines()[0], "not what is charged for it, which is another label"
    assert "3/3" in shown


def test_one_payment_of_two_bills_is_one_amount_with_both_dates() -> None:
    of = ledger(PHONE, order("old", due=date(2026, 11, 10)))
    once, twice = repaid(of, "huabei/2026-11-10"), repaid(of, HUABEI)
    both = replace(of, repayments={**once.repayments, **twice.repayments})
    for about in both.repayments:
        shown = read(both, about=about)
        assert shown.count("phone") == 1
        assert {"12-10", "11-10"} <= set(shown.splitlines()[0].replace(" + ", " ").split())
        assert "¥303.00" in read(both, about=about, height=9)


def test_it_leads_on_and_asks_for_the_reference_only_where_that_is_wanted() -> None:
    question = DONE.ask(case(repaid(ledger(PHONE), HUABEI)))
    assert question is not None
    assert isinstance(question.answers[0].leads(), Leave)
    then = question.answers[1].leads()
    assert isinstance(then, Then)
    assert then.ask is not None
    assert then.ask(case(repaid(ledger(PHONE), HUABEI))).id == "reference"


def test_a_reference_that_is_known_is_shown_and_not_asked_for() -> None:
    of = repaid(ledger(PHONE), HUABEI)
    of = replace(of, repayments={key: replace(each, reference="A1") for key, each in of.repayments.items()})
    question = DONE.ask(case(of))
    assert question is not None
    assert [each.id for each in question.answers] == ["orders"]
    assert "reference  A1" in read(of)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@given(st.lists(crowded(), min_size=1, max_size=6, unique_by=lambda each: each.id), st.integers(33, 110))
def test_no_line_is_too_wide_and_no_amount_is_cut(language, orders, width) -> None:
    of = ledger(*(replace(each, title="很长的名字" * 6, paid_periods=0) for each in orders))
    first = due_next(book(of))
    assert first is not None
    of = repaid(of, first.id)
    found = recorded(case(of, language=language))
    assert found is not None
    lines = _lines(found, width, 14)
    assert all(cell_len(line) <= width for line in lines)
    if found.next is not None:
        assert lines[-1].endswith(f"{found.next.outstanding / 100:,.2f}")


def test_where_there_is_little_room_the_orders_give_way_and_their_number_is_said() -> None:
    orders = [order(f"order {number}") for number in range(12)]
    shown = read(repaid(ledger(*orders), HUABEI), height=12).splitlines()
    assert len(shown) <= 13
    assert any("more orders" in row for row in shown)
    assert shown[-1].endswith("1,212.00")


def test_in_a_narrow_pane_an_order_has_a_line_for_its_title_and_the_digits_stay_big() -> None:
    long = "小米14 Pro 16GB+512GB 岩石青"
    rows = read(repaid(ledger(replace(PHONE, title=long), WATCH), HUABEI), width=35, height=24).splitlines()
    assert rows[0].startswith("✓ recorded")
    assert sum("█" in row for row in rows) >= 2
    (at,) = (index for index, row in enumerate(rows) if row == long)
    assert rows[at + 1].split()[1:] == ["1/3", "202.00"]
    assert rows[-1].endswith("202.00")


def test_the_answer_that_goes_on_is_drawn_as_the_bill_that_is_due_next() -> None:
    question = DONE.ask(case(repaid(ledger(PHONE, LATE), HUABEI)))
    assert question is not None
    first, second, *_ = question.answers
    assert second.lines is None
    assert first.lines is not None
    (line,) = first.lines(70)
    assert "".join(text for text, _ in line).split()[:2] == ["!!", "card"]


def test_a_terminal_without_our_glyphs_shows_the_amount_in_plain_digits() -> None:
    found = recorded(case(repaid(ledger(PHONE), HUABEI)))
    assert found is not None
    plain = replace(found, session=replace(found.session, surface=Surface(plain=True)))
    assert "▀" in "".join(_lines(found, 78, 24))
    assert "▀" not in "".join(_lines(plain, 78, 24))
    assert "¥101.00" in _lines(plain, 78, 24)
