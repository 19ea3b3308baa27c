"""What stands on the screen when time passes by itself: midnight, the cut-off, the end of an auto-debit."""

import asyncio
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.widgets import Input

from models.bills.book import Book
from models.bills.debit_phase import phase
from models.bills.derive import derive
from models.bills.status import Moment, status
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import AutoDebit, Switch
from models.ledger.ledger import Ledger
from models.values.message import msg
from tests.models.builders import at, book, by_hand, ledger, order
from tests.tui.answering import choose, leads_to
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_dialogs import is_asked
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import WIDE, as_read
from tests.tui.turns import in_turn
from tests.tui.written import write
from tui.panes.checklist import ChecklistPane
from tui.run.session import Session
from tui.state.arrangement import next_turn

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


async def test_a_reference_that_is_half_typed_at_midnight_goes_on_after_it(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("f", "p", "enter", "enter", *"302.00", "enter", "j", "enter", "enter")
        assert "On the phone, pay this, once:" in as_read(pilot)
        await pilot.press("j", "enter", "n", *"12")
        assert "The reference that the app shows" in as_read(pilot)
        hands.now = AFTER
        screen.newest()
        await pilot.press("3", "enter")
        (made,) = on_disk(mine).ledger.repayments.values()
        assert (made.amount, made.paid_at, made.reference) == (30_200, BEFORE, "123")


@pytest.mark.parametrize("keys", [("f", "p"), ("p",)], ids=["early", "ordinary"])
async def test_paid_just_now_is_no_answer_once_the_day_of_the_amount_is_over(tmp_path: Path, keys) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press(*keys, "enter", "enter", *("303" if "f" in keys else "101"), "enter", "enter")
        before = on_disk(mine).ledger
        hands.now = AFTER
        question = screen.conversation.question
        assert question is not None
        screen.post_message(ChecklistPane.Answered(question, partial(leads_to, question, "now")))
        await pilot.pause()
        assert "verified on 2026-12-05 and held until midnight" in as_read(pilot)
        assert on_disk(mine).ledger == before
        screen.newest()
        await pilot.pause()
        question = screen.conversation.question
        assert question is not None
        assert {each.id for each in question.answers} == {"unseen", "earlier", "again", "stop"}


@pytest.mark.soak
@pytest.mark.parametrize(
    ("said", "later"),
    in_turn([("paid earlier", True), ("does not show it yet", False)], [timedelta(minutes=5), timedelta(hours=9)]),
    ids=str,
)
async def test_what_was_paid_at_23_58_is_recorded_with_that_time_after_midnight(
    tmp_path: Path, later: timedelta, said: tuple[str, bool]
) -> None:
    answer, seen = said
    hands = Hands(at("2026-12-05T23:57:00+08:00"))
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter", "enter")
    hands.now += later + timedelta(minutes=1)
    async with opened(mine, WIDE) as (pilot, screen):
        assert is_asked("stopped at step 5", pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "The app showed ¥101.00 on 2026-12-05; that day is over" in as_read(pilot)
        assert "Pay nothing now. Was ¥101.00 paid before that?" in as_read(pilot)
        await choose(answer, pilot, screen)
        box = screen.query_one("#answer", Input)
        box.value = ""
        await write(pilot, box, "2026-12-06 00:01")
        await pilot.press("enter")
        assert "verified on 2026-12-05 and held until midnight" in as_read(pilot)
        box.value = ""
        await write(pilot, box, "2026-12-05 23:58")
        await pilot.press("enter")
        (made,) = on_disk(mine).ledger.repayments.values()
        assert (made.amount, made.paid_at, made.confirmed) == (10_100, at("2026-12-05T23:58:00+08:00"), seen)


@pytest.mark.parametrize("at_the_end", [False, True])
async def test_a_figure_of_the_22nd_is_a_proposal_on_the_28th_and_settles_nothing(
    tmp_path: Path, at_the_end: bool
) -> None:
    hands = Hands(at("2026-12-22T20:00:00+08:00"))
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"101", "enter", *(["enter"] if at_the_end else []))
    hands.now = at("2026-12-28T09:00:00+08:00")
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("enter")
        await pilot.pause()
        if at_the_end:
            await choose("verify the amount again", pilot, screen)
        read = as_read(pilot)
        assert "The app showed ¥101.00 on 2026-12-22; that day is over" in read
        assert "What does the app show?" in read
        assert isinstance(screen.focused, Input)
        assert (screen.focused.value, screen.focused.selected_text) == ("101.00", "101.00")
        assert not on_disk(mine).ledger.repayments
        await pilot.press(*"101.90", "enter")
        assert "101.90" in as_read(pilot), "what is typed takes the proposal's place"
        await choose("the app is right", pilot, screen)
        await pilot.press("enter")
        await choose("paid, and the app says so", pilot, screen)
        assert [each.amount for each in on_disk(mine).ledger.repayments.values()] == [10_190]


async def test_a_figure_that_was_typed_but_not_decided_on_is_asked_for_again_after_midnight(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"102", "enter")
        assert "102.00" in as_read(pilot)
        hands.now = AFTER
        screen.newest()
        await pilot.pause()
        assert "What does the app show?" in as_read(pilot)


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
        async with asyncio.timeout(60):
            while not isinstance(screen.focused, Input):
                await pilot.press("enter")
        await pilot.press(*"101.")
        typed, asked = screen.focused, as_read(pilot)
        hands.now = AFTER + timedelta(days=10)
        screen.newest()
        await pilot.pause()
        assert typed.value == "101."
        assert asked != as_read(pilot), "the sentence above it tells another day"


async def test_a_bill_turns_to_be_confirmed_the_moment_that_its_auto_debit_ends(tmp_path: Path) -> None:
    hands = Hands(at("2026-12-10T11:59:59+08:00"))
    mine = session(tmp_path, hands, ledger(order("phone")), UNTIL_NOON)
    async with opened(mine, WIDE) as (pilot, screen):
        assert "to be confirmed" not in as_read(pilot)
        hands.now += timedelta(seconds=2)
        screen.newest()
        await pilot.pause()
        assert "to be confirmed" in as_read(pilot)


def standing(of: Book, now: datetime) -> list[object]:
    """What the screen says of the bills that changes by itself."""
    return [(status(each, Moment(now)), phase(each, now)) for each in of.bills.values()]


async def test_at_midnight_there_is_a_day_less_everywhere(tmp_path: Path) -> None:
    hands = Hands(BEFORE)
    mine = session(tmp_path, hands, ledger(order("phone")), by_hand())
    async with opened(mine, WIDE) as (pilot, screen):
        before = as_read(pilot).count("5 days")
        assert before > 2
        hands.now = AFTER
        screen.newest()
        await pilot.pause()
        assert (as_read(pilot).count("4 days"), as_read(pilot).count("5 days")) == (before, 0)


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
