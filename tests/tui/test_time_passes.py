"""What stands on the screen when time passes by itself: midnight, the cut-off, the end of an auto-debit."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.widgets import Input

from models.bill import Book, Moment, derive, status
from models.channel import AutoDebit, Catalogue, Switch
from models.channel_file import builtin
from models.debit import phase
from models.ledger import Ledger
from models.message import msg
from tests.models.builders import at, book, by_hand, ledger, order
from tests.tui.hands import Hands, session_at
from tests.tui.test_main_screen import on_disk, opened
from tests.tui.test_mistakes_in_the_demo import WIDE, on_screen
from tui.arrangement import next_turn
from tui.panes.checklist import ChecklistPane
from tui.session import Session

BEFORE, AFTER = at("2026-12-05T23:59:00+08:00"), at("2026-12-06T00:01:00+08:00")
UNTIL_NOON: Catalogue = {
    **builtin(),
    "huabei": replace(builtin()["huabei"], auto_debit=AutoDebit(default=Switch.ON, until=time(12))),
}


def session(folder: Path, hands: Hands, of: Ledger, catalogue: Catalogue) -> Session:
    """A ledger on disk, seen from Berlin."""
    mine = session_at(hands, catalogue, zone="Europe/Berlin", file=folder / "ledger.json")
    mine.store.commit(msg("edit"), lambda _ledger: of, hands.now)
    return mine


async def test_an_answer_that_was_half_given_at_midnight_goes_on_after_it(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("f", "p", "enter", "enter", *"290.00", "enter", "j", "enter", "enter")
        assert "Pay ¥290.00 on the phone, once" in on_screen(pilot)
        await pilot.press("j", "enter")
        hands.now = AFTER
        screen.newest()
        await pilot.pause()
        assert "the app quoted ¥290.00 for 2026-12-05" in on_screen(pilot)
        await pilot.press("enter")
        assert "The reference that the app shows" in on_screen(pilot)
        await pilot.press(*"123", "enter")
        (made,) = on_disk(mine).ledger.repayments.values()
        assert (made.amount, made.paid_at, made.reference) == (29_000, BEFORE, "123")


async def test_an_answer_to_what_is_no_longer_asked_is_not_taken(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("f", "p", "enter", "enter", *"303", "enter", "enter")
        before = on_disk(mine).ledger
        hands.now = AFTER
        screen.post_message(ChecklistPane.Answered("now"))
        await pilot.pause()
        assert "a warning has to be answered first" in on_screen(pilot)
        assert on_disk(mine).ledger == before


async def test_looking_again_asks_for_the_amount_of_the_new_day(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("f", "p", "enter", "enter", *"303", "enter")
        hands.now = AFTER
        screen.newest()
        await pilot.press("j", "enter")
        assert "Read what the app quotes for settling the order today" in on_screen(pilot)
        assert "settled on 2026-12-06: about ¥303.00" in on_screen(pilot)


async def test_what_is_being_typed_stays_when_the_screen_looks_again(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101")
        hands.now = AFTER
        screen.newest()
        await pilot.press("enter")
        assert len(on_disk(mine).ledger.checklists["huabei/2026-12-10"].done) == 3


async def test_what_is_being_typed_stays_when_an_overdue_bill_is_a_day_later(tmp_path: Path) -> None:
    hands = Hands(BEFORE + timedelta(days=10))
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter")
        while not isinstance(screen.focused, Input):
            await pilot.press("enter")
        await pilot.press(*"101.")
        typed, asked = screen.focused, on_screen(pilot)
        hands.now = AFTER + timedelta(days=10)
        screen.newest()
        await pilot.pause()
        assert typed.value == "101."
        assert asked != on_screen(pilot), "the sentence above it tells another day"


async def test_a_bill_turns_to_be_confirmed_the_moment_that_its_auto_debit_ends(tmp_path: Path) -> None:
    hands = Hands(at("2026-12-10T11:59:59+08:00"))
    mine = session(tmp_path, hands, ledger(order("phone")), UNTIL_NOON)
    async with opened(mine, WIDE) as (pilot, screen):
        assert "due today" in on_screen(pilot)
        hands.now += timedelta(seconds=2)
        screen.newest()
        await pilot.pause()
        assert "to be confirmed" in on_screen(pilot)
        assert "due today" not in on_screen(pilot)


def standing(of: Book, now: datetime) -> list[object]:
    """What the screen says of the bills that changes by itself."""
    return [(status(each, Moment(now)), phase(each, now)) for each in of.bills.values()]


async def test_at_midnight_there_is_a_day_less_everywhere(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        assert on_screen(pilot).count("5 days left") == 2, on_screen(pilot)
        hands.now = AFTER
        screen.newest()
        await pilot.pause()
        assert (on_screen(pilot).count("4 days left"), on_screen(pilot).count("5 days left")) == (2, 0)


@given(
    st.datetimes(datetime(2026, 12, 1), datetime(2027, 3, 1), timezones=st.timezones()),
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati")),
    st.none() | st.times().map(lambda each: each.replace(microsecond=0)),
    st.floats(0, 1, exclude_max=True),
)
def test_nothing_changes_by_itself_before_the_next_turn(now, zone, until, share):
    auto_debit = AutoDebit(default=Switch.ON, days_before=1, until=until)
    catalogue = {**builtin(), "huabei": replace(builtin()["huabei"], zone=zone, auto_debit=auto_debit)}
    of = derive(ledger(order("phone"), order("card", channel="cmb")), catalogue)
    turn = next_turn(of, now)
    assert now.timestamp() <= turn.timestamp() <= now.timestamp() + 24 * 3600
    between = pendulum.instance(now) + (turn - pendulum.instance(now)) * share
    assert standing(of, between) == standing(of, pendulum.instance(now))


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("2026-12-10T11:59:59+08:00", "2026-12-10T12:00:00+08:00"),
        ("2026-12-10T12:00:01+08:00", "2026-12-10T23:59:59+08:00"),
        ("2026-12-09T12:00:00+08:00", "2026-12-09T23:59:59.999999+08:00"),
    ],
)
def test_the_end_of_an_auto_debit_is_a_turn(now, turn):
    assert next_turn(book(ledger(order("phone")), UNTIL_NOON), at(now)) == at(turn)


async def test_a_bill_that_fell_due_since_its_amount_was_verified_is_looked_at_again(tmp_path: Path) -> None:
    hands = Hands(at("2026-12-10T23:50:00+08:00"))
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter", "enter")
        assert "Pay ¥101.00 on the phone, once" in on_screen(pilot)
        hands.now += timedelta(days=1)
        screen.newest()
        await pilot.pause()
        read = on_screen(pilot)
        assert "before the cut-off of 12-10 23:59, now over" in read
        assert "Pay ¥101.00" not in read
        await pilot.press("j", "enter")
        assert "What does the app show?" in on_screen(pilot)
        assert len(on_disk(mine).ledger.checklists["huabei/2026-12-10"].done) == 2
