"""What comes late, or after something else happened meanwhile, as on a busy machine: the end is the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from tests.tui.at_rest import until
from tests.tui.screens.test_main_screen import opened
from tui.run.session import Session


@asynccontextmanager
async def app_at_work(pilot: Pilot[str]) -> AsyncIterator[None]:
    """The app handles no message of its own inside; its screens do."""
    done = asyncio.Event()
    pilot.app.call_later(done.wait)
    try:
        yield
    finally:
        done.set()
    await pilot.pause()


async def test_the_keyboard_is_on_nothing_that_is_out_of_sight_however_late_it_is_put_there(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("2")
        async with app_at_work(pilot):
            screen.show_pane("checklist")
            while screen.focused is not None:  # its pane is hidden
                await asyncio.sleep(0)
        assert screen.focused is None
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert screen.focused is None, "nothing gets it by itself"
        before = screen.selection
        await pilot.press("j")
        assert screen.selection == before


async def test_what_is_done_after_painting_is_done_though_the_page_in_front_goes_before(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        screen.show_help()
        await pilot.pause()
        page, done = pilot.app.screen, list[str]()
        assert page is not screen
        page.refresh(layout=True)
        screen.call_after_refresh(done.append, "done")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not done
        page.dismiss()
        await until(pilot, lambda: not page.is_running)
        await pilot.pause()
        assert done == ["done"]
