"""`K`: all precautions with their last and next day; one key says that one was looked at, one switches it off."""

import re

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from models.channels.precautions import PRECAUTIONS
from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.precautions import PrecautionsScreen
from tui.run.session import Session
from tui.widgets.lines import Lines

SIZES = [(80, 24), (120, 36)]


def lines(pilot: Pilot[str]) -> list[str]:
    return text(pilot, "#precautions").splitlines()


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_them_are_listed_and_each_says_what_it_protects_from(
    spoken: Session, size: tuple[int, int]
) -> None:
    before = on_disk(spoken)
    protects = {re.sub(r"\s", "", spoken.language.say(each.protects)) for each in PRECAUTIONS}
    async with opened(spoken, size) as (pilot, screen):
        await pilot.press("K")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PrecautionsScreen)
        assert all(cell_len(line) <= size[0] for line in lines(pilot))
        seen = set()
        for _ in lines(pilot):
            shown = re.sub(r"\s", "", text(pilot, "#precaution"))
            seen |= {each for each in protects if each in shown}
            below = pilot.app.screen.query_one("#precaution", Lines)
            assert below.count <= below.size.height, "all of it is in sight"
            await pilot.press("j")
        # The sample has no refund.
        assert len(seen) == len(PRECAUTIONS) - 1
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert on_disk(spoken) == before


async def test_one_key_says_that_it_was_looked_at_and_one_undo_takes_it_back(sample: Session) -> None:
    before = on_disk(sample)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("K", "j")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        after = on_disk(sample)
        assert after.revision == before.revision + 1, "one commit"
        assert (after.ledger.precautions["no-links"].last, after.ledger.precautions["no-links"].off) == (
            sample.now(),
            False,
        )
        assert re.match(r"✓ \d{4}-\d\d-\d\d\s+\d{4}-\d\d-\d\d ", lines(pilot)[1])
        assert "looked at last on" in text(pilot, "#precaution")
        await pilot.press("u")
        await pilot.pause()
        assert on_disk(sample).ledger == before.ledger
        assert "undone: precaution no-links was looked at" in said(pilot)


async def test_one_key_switches_it_off_and_on_again(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("K")
        await pilot.pause()
        for off in (True, False):
            revision = on_disk(sample).revision
            await pilot.press("x")
            await pilot.pause()
            assert on_disk(sample).ledger.precautions["credit-report"].off is off
            assert on_disk(sample).revision == revision + 1
            assert ("not shown" in lines(pilot)[0]) is off


async def test_enter_on_a_line_says_nothing(sample: Session) -> None:
    before = on_disk(sample)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("K", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PrecautionsScreen)
        assert on_disk(sample) == before


async def test_a_key_that_came_before_the_page_was_painted_says_nothing(sample: Session) -> None:
    before = on_disk(sample)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("K")
        await pilot.pause()
        page = pilot.app.screen
        page.query_one("#precautions", Lines)._waits = True  # as if nothing had been drawn
        page.action_done()
        assert "do not count" in said(pilot)
        assert on_disk(sample) == before


def said(pilot: Pilot[str]) -> str:
    return str(pilot.app.screen.query_one("#said", Static).render())
