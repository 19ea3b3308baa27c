"""A file that is damaged while the app runs: it offers to put back what it last saw, and never over anything newer."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.actions.orders import archive_order
from models.ledger.ledger import Ledger
from models.store import Store
from models.store.migrations import newest
from models.values.message import Message, msg
from tests.models.store.actions import NOW
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import WIDE, on_screen
from tui.commands.commit import commit
from tui.forms.confirm import Confirm
from tui.run.session import Session
from tui.screens.main import MainScreen


def cut(path: Path) -> None:
    os.truncate(path, 0)


def overwritten(path: Path) -> None:
    path.write_bytes(b"\0garbage" * 1000)


def edited_badly(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"orders":{', b'"orders":{,', 1))


async def until(pilot: Pilot[str], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await pilot.pause(0.05)


def asked(pilot: Pilot[str]) -> bool:
    return isinstance(pilot.app.screen, Confirm) and "damaged or removed the ledger" in on_screen(pilot)


async def calm(pilot: Pilot[str], screen: MainScreen) -> None:
    """Leave the question about an interrupted checklist, and whatever else a start asks."""
    await pilot.pause()
    while isinstance(pilot.app.screen, Confirm):
        await pilot.press("n")
        await pilot.pause()
    assert pilot.app.screen is screen


@pytest.mark.parametrize("damage", [cut, overwritten, edited_badly, Path.unlink])
async def test_what_was_last_seen_is_put_back_and_what_lay_there_is_kept(
    sample: Session, damage: Callable[[Path], None]
) -> None:
    path = sample.store.path
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        before = screen.working.snapshot
        damage(path)
        spoilt = path.read_bytes() if path.exists() else None
        await until(pilot, lambda: asked(pilot))
        await pilot.press("up", "enter")
        await until(pilot, lambda: "the ledger is back" in message_line(screen))
        assert on_disk(sample).ledger == before.ledger
        assert screen.working.snapshot.revision == before.revision + 1
        replaced = [each for each in sample.store.backups() if each.replaced]
        assert [each.path.read_bytes() for each in replaced] == ([] if spoilt is None else [spoilt])
        commit(screen, *archiving(screen))
        assert len(on_disk(sample).ledger.orders) == len(before.ledger.orders)


def archiving(screen: MainScreen) -> tuple[Message, Callable[[Ledger], Ledger]]:
    order = next(iter(screen.working.ledger.orders))
    return msg("archive"), lambda ledger: archive_order(ledger, order, archived=True)


async def test_enter_alone_leaves_it_and_it_is_asked_again_when_something_cannot_be_kept(sample: Session) -> None:
    path = sample.store.path
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        cut(path)
        await until(pilot, lambda: asked(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert path.read_bytes() == b""
        screen.newest()
        await pilot.pause()
        assert pilot.app.screen is screen, "once is enough"
        assert not commit(screen, *archiving(screen))
        await until(pilot, lambda: asked(pilot))


async def test_a_write_of_another_terminal_that_was_not_seen_here_is_not_given_up(sample: Session) -> None:
    path = sample.store.path
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        Store(path).commit(*archiving(screen), NOW)
        cut(path)
        await until(pilot, lambda: "is empty" in message_line(screen))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert path.read_bytes() == b""


async def test_a_file_of_a_newer_fenqi_is_not_damaged(sample: Session) -> None:
    path = sample.store.path
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        path.write_bytes(path.read_bytes().replace(f'"schema":{newest()}'.encode(), b'"schema":99', 1))
        newer = path.read_bytes()
        await until(pilot, lambda: "newer fenqi" in message_line(screen))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert path.read_bytes() == newer


async def test_what_came_back_by_itself_meanwhile_is_not_replaced(sample: Session) -> None:
    path = sample.store.path
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        whole = path.read_bytes()
        cut(path)
        await until(pilot, lambda: asked(pilot))
        path.write_bytes(whole)
        await pilot.press("up", "enter")
        await until(pilot, lambda: "is not as it was a moment ago" in message_line(screen))
        assert path.read_bytes() == whole
