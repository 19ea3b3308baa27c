"""The agenda on the screen, and what of it stands on the main one."""

from collections.abc import Iterator

import pytest

from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_proportion import on_screen
from tui.run.session import Session
from tui.screens.agenda import AgendaScreen


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        now = session.now()

        def known(ledger: Ledger) -> Ledger:
            read = read_balance(ledger, "招行 8821", 8_254_80, now)
            return set_budget(read, income=12_000_00, payday=10, fixed=4_200_00, fixed_day=5)

        session.store.commit(msg("edit"), known, now)
        yield session


async def test_from_a_day_of_the_agenda_one_goes_to_its_bill(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("o")
        assert isinstance(pilot.app.screen, AgendaScreen)
        await pilot.pause()
        assert "▸ Dec" in on_screen(pilot)
        assert "! 12-06: perhaps short by up to ¥123.00, until 12-10" in on_screen(pilot)
        other = Store(sample.store.path)
        other.commit(msg("edit"), lambda ledger: set_budget(ledger, fixed=4_300_00), sample.now())
        screen.newest()
        await pilot.pause()
        await pilot.pause()
        assert "! 12-06: short by ¥34.35 to ¥223.00, until 12-10" in on_screen(pilot), "it follows another terminal"
        other.commit(msg("edit"), lambda ledger: set_budget(ledger, fixed=4_200_00), sample.now())
        screen.newest()
        await pilot.press("k", "plus", "j", "l", "i")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "24 months" in on_screen(pilot)
        assert "12-10 payday: ¥12,000.00, then ¥11,877.00 is left" in on_screen(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, AgendaScreen), "no bill is paid by pay"
        await pilot.press("h", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.detail.bill is not None
        assert screen.detail.bill.id == "jd-baitiao/2026-12-06"


async def test_what_is_ahead_stands_where_there_is_room_and_follows_the_ledger(sample: Session) -> None:
    async with opened(sample, (120, 36)) as (pilot, screen):
        await pilot.pause()
        assert "next 9 months" in on_screen(pilot)
        await pilot.resize_terminal(160, 48)
        await pilot.pause()
        assert "next 12 months" in on_screen(pilot)
        assert "Dec · 招行 8821" in on_screen(pilot)
        other = Store(sample.store.path)
        other.commit(msg("edit"), lambda ledger: set_budget(ledger, unset=("income", "payday")), sample.now())
        screen.newest()
        await pilot.pause()
        await pilot.pause()
        assert "of income" not in on_screen(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert [each.display for each in screen.query("#ahead-left, #ahead-below")] == [False, False]
