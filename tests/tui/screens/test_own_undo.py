"""`u` undoes what was done on this terminal first, and asks before it undoes what was done elsewhere."""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from models.ledger.ledger import put
from models.ledger.promise import Promise
from models.store import Store
from tests.models.store.actions import NOW, label
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tui.forms.confirm import Confirm
from tui.run.session import Session


def promise_elsewhere(session: Session, bill: str) -> None:
    """Another terminal writes down when a bill will be paid."""
    said = Promise(id=bill, on=date(2026, 12, 24), at=NOW)
    Store(session.store.path).commit(
        label("a promise"), lambda each: replace(each, promises=put(each.promises, bill, said)), NOW
    )


async def test_the_own_action_goes_first_and_anothers_is_asked_about(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        assert screen.detail.order is not None
        order = screen.detail.order.id
        await pilot.press("z", "y")
        await pilot.pause()
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("up", "enter")
            await pilot.pause()
        assert on_disk(sample).ledger.orders[order].archived
        promise_elsewhere(sample, "jd-baitiao/2027-01-18")
        await pilot.press("u")
        await pilot.pause()
        there = on_disk(sample).ledger
        assert (there.orders[order].archived, len(there.promises)) == (False, 1), "the own one, though it was not last"
        assert "undone" in message_line(screen)
        await pilot.press("u")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, Confirm)
        await pilot.press("enter")  # the cursor stands on leaving it
        await pilot.pause()
        assert len(on_disk(sample).ledger.promises) == 1
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        assert not on_disk(sample).ledger.promises
        await pilot.press("ctrl+r")
        assert len(on_disk(sample).ledger.promises) == 1, "it was undone here: nothing is asked"
        elsewhere = Store(sample.store.path)
        elsewhere.load()
        elsewhere.undo(NOW)
        await pilot.pause()
        sample.store.load()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert on_disk(sample).ledger.orders[order].archived, "what was undone here goes first"
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("enter")  # the cursor stands on leaving it
        await pilot.pause()
        assert not on_disk(sample).ledger.promises
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        assert len(on_disk(sample).ledger.promises) == 1


async def test_while_it_is_asked_about_another_action_nothing_else_is_undone_or_redone(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        elsewhere = Store(sample.store.path)
        promise_elsewhere(sample, "jd-baitiao/2027-01-18")

        async def answered_while(key: str, act: Callable[[], object]) -> None:
            screen.newest()
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, Confirm)
            act()
            screen.newest()  # as it looks by itself, now and then
            await pilot.press("up", "enter")
            await pilot.pause()
            assert "another terminal changed the file meanwhile" in message_line(screen)

        await answered_while("u", lambda: promise_elsewhere(sample, "jd-baitiao/2027-02-18"))
        assert len(elsewhere.load().ledger.promises) == 2
        elsewhere.undo(NOW)
        await answered_while("ctrl+r", lambda: elsewhere.undo(NOW))
        assert not elsewhere.load().ledger.promises
