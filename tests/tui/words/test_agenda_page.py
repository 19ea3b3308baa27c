"""The agenda as text, in every size and both languages."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.bills.agenda import Agenda, agenda
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.running import ShortDay
from models.channels.channel import Catalogue
from models.ledger.budget import Budget
from models.ledger.ledger import Ledger
from models.values.money import grouped
from screenshots import make
from tui.run.language import language_of
from tui.run.session import Session
from tui.state.ahead import Looking, begun
from tui.words.agenda_layout import agenda_lines
from tui.words.agenda_page import AgendaPage
from tui.words.ahead import short_forms, short_said, stretches
from tui.words.ahead_boxes import DAYS, MONTHS, days_framed, months_framed

CARD = "招行 8821"
SIZES = ((80, 23), (120, 35), (100, 29), (60, 19), (46, 19), (160, 47))


@pytest.fixture(params=make.LANGUAGES, scope="module")
def spoken(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


def found(session: Session, months: int = 12, amount: int | None = 8_254_80) -> Agenda:
    ledger, now = session.load().ledger, session.now()
    ledger = set_budget(ledger, income=12_000_00, payday=10, fixed=4_200_00, fixed_day=5)
    if amount is not None:
        ledger = read_balance(ledger, CARD, amount, now)
    return agenda(derive(ledger, session.catalogue), ledger, ledger.budget["budget"], now, months)


def channels(session: Session) -> Catalogue:
    return contracts(session.load().ledger, session.catalogue)


def page(session: Session, of: Agenda, looking: Looking | None = None, *, letters: bool = False) -> AgendaPage:
    at = looking or begun(of)
    return AgendaPage(of, at.month, at.chosen(of), at.run(of), channels(session), session.language, letters)


def drawn(of: AgendaPage, width: int, height: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in agenda_lines(of, width, height)]


@pytest.mark.parametrize("size", SIZES)
def test_each_row_is_as_wide_as_the_terminal_and_no_amount_is_cut(spoken: Session, size: tuple[int, int]) -> None:
    for months, amount in ((12, 8_254_80), (36, None)):
        of = found(spoken, months, amount)
        for letters in (False, True):
            shown = page(spoken, of, letters=letters)
            chips = [text for line in agenda_lines(shown, *size) for text, ink in line if ink == "chip"]
            assert len(chips) == 1, "the keys act in one place"
            rows = drawn(shown, *size)
            assert len(rows) == size[1]
            assert {cell_len(row) for row in rows} == {size[0]}
            assert any(grouped(of.months[1].due) in row for row in rows)


def test_the_gap_and_the_day_that_is_short_are_seen(spoken: Session) -> None:
    rows = drawn(page(spoken, found(spoken)), 80, 23)
    events, short = rows[17].split(), rows[20]
    assert events[1:12] == ["·", "·", "·", "·", "-", "■", "·", "·", "·", "+", "·"]
    assert short.count("!") == 4
    assert "12-06" in rows[21]
    assert "123.00" in rows[21]


def test_of_days_that_are_short_one_after_the_other_the_first_and_the_worst_are_named_each_with_its_day():
    first = ShortDay(label=CARD, on=date(2026, 12, 6), by=125_00, least=125_00, until=date(2026, 12, 12))
    worst = replace(first, on=date(2026, 12, 10), by=425_00, least=225_00)
    later = replace(first, on=date(2027, 1, 10), by=9_00, least=0, until=date(2027, 1, 10))
    one, other = stretches([first, worst, replace(worst, on=date(2026, 12, 11)), later])
    short = "12-06: short, most on 12-10: ¥225.00 to ¥425.00"
    assert short_forms(one, language_of("en"), date(2026, 11, 22)) == (
        f"{short}, until 12-12; move ¥425.00 in",
        f"{short}, until 12-12",
        short,
        "12-10: short by ¥225.00 to ¥425.00",
    )
    assert short_said(one, language_of("zh_CN"), date(2026, 11, 22)) == (
        "12-06 起不够，12-10 差得最多：¥225.00 至 ¥425.00，到 12-12 为止"
    )
    said = short_said(other, language_of("en"), date(2026, 11, 22))
    assert said == "01-10: perhaps short by up to ¥9.00, until the pay of that day"


def test_without_a_balance_there_are_no_columns_and_it_is_said_why(spoken: Session) -> None:
    rows = drawn(page(spoken, found(spoken, amount=None)), 80, 23)
    assert not set("".join(rows[18:21])) & set("▁▂▃▄▅▆▇█!")
    assert spoken.language.t("no balance is known, so no day is called short or safe") in rows[21]


def test_where_no_balance_is_known_the_days_of_the_main_screen_say_what_will_stand_there_and_how(
    spoken: Session,
) -> None:
    known, unknown = (
        "".join(text for line in days_framed(page(spoken, found(spoken, amount=amount)), DAYS, 18) for text, _ in line)
        for amount in (8_254_80, None)
    )
    assert "`fenqi balance`" in unknown
    assert "`fenqi balance`" not in known


def test_why_no_day_is_called_short_is_said_whole_at_80x24_of_an_account_without_a_balance_and_of_one_too_old(
    spoken: Session,
) -> None:
    of = found(spoken)
    t = spoken.language.t
    for balance, said in (
        (None, t("no balance is known, so no day is called short or safe")),
        (of.balances[0].balance, t("no balance of the last day, so no day is called short or safe")),
    ):
        runs = tuple(replace(each, balance=balance, until=None) for each in of.balances)
        rows = drawn(page(spoken, replace(of, balances=runs)), 80, 23)
        assert any(said in row for row in rows), rows


def test_one_goes_from_month_to_month_and_from_one_thing_to_the_next(spoken: Session) -> None:
    of = found(spoken)
    at = begun(of)
    assert of.months[at.month].first == date(2026, 12, 1), "the month in which it runs short"
    assert str(at.chosen(of).on) == "2026-12-06"
    assert at.by_day(1, of).chosen(of).kind == "payday"
    assert at.by_month(-9, of).month == 0
    assert at.by_month(99, of).month == 11
    assert [at.months, at.longer().months, at.longer().longer().months] == [12, 24, 36]
    assert at.longer().longer().longer().months == 12
    assert replace(at, at=99).by_day(1, of).chosen(of) is at.within(of)[-1]


@pytest.mark.parametrize("size", [(80, 23), (100, 29), (120, 35)])
def test_where_no_balance_is_known_what_moves_is_listed_and_no_place_kept_for_it(
    spoken: Session, size: tuple[int, int]
) -> None:
    of = found(spoken, amount=None)
    at = replace(begun(of), month=1)
    rows = drawn(page(spoken, of, at), *size)
    assert not any(row.strip("│ ").split()[:1] == [spoken.language.t("balance")] for row in rows)
    moves = of.of_month(of.months[1].first)
    listed = [each for each in moves if any(f"{each.on:%m-%d}  " in row for row in rows)]
    assert len(listed) >= min(3, len(moves))
    assert any("·  ·" in row or "· ·" in row for row in rows), "and the days are marked"
    assert rows[-1].strip(), "the last row is that above the keys"


def test_the_pictures_of_the_main_screen_have_their_size(spoken: Session) -> None:
    of = found(spoken)
    for height in (12, 18):
        for maker, width in ((months_framed, MONTHS), (days_framed, DAYS)):
            lines = list(maker(page(spoken, of), width, height))
            assert len(lines) == height
            said = ["".join(text for text, _ in line) for line in lines]
            assert {cell_len(each) for each in said} == {width}
            assert not any(grouped(of.owed.total) in each for each in said), "it stands under the list"


def test_beside_the_days_of_a_month_whoever_is_paid_is_named_in_full(spoken: Session) -> None:
    of = found(spoken)
    rows = ["".join(text for text, _ in line) for line in days_framed(page(spoken, of), DAYS, 24)]
    amounts = [grouped(each.amount) for each in of.of_month(of.months[1].first) if each.amount]
    listed = [row for row in rows if any(f" {each}│" in row.replace(" │", "│") for each in amounts)]
    assert len(listed) >= len(amounts) // 2
    assert not any("…" in row for row in listed)


def test_where_nothing_is_owed_a_month_says_that_it_has_no_bills(spoken: Session) -> None:
    nothing = agenda(derive(Ledger(), spoken.catalogue), Ledger(), Budget(), spoken.now())
    rows = drawn(page(spoken, nothing), 80, 23)
    assert spoken.language.t("no bills") in rows[2]
