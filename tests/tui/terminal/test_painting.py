"""How often a screen's picture is made: each time costs a page or the start as much as everything before it."""

import asyncio
from collections.abc import Callable

import pytest
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app import FenqiApp
from tui.run.session import Session
from tui.terminal.paced import Paced
from tui.terminal.painting import PaintedOnce


def _watched(render: Callable[..., object], found: list[str]) -> Callable[..., object]:
    def made(self: Compositor, **how: bool) -> object:
        picture = render(self, **how)
        if picture is not None:
            found.append(render.__name__)
        return picture

    return made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which pictures were made."""
    found: list[str] = []
    for name in ("render_full_update", "render_partial_update"):
        monkeypatch.setattr(Compositor, name, _watched(getattr(Compositor, name), found))
    return found


class OneScreen(PaintedOnce[None]):
    def compose(self) -> ComposeResult:
        yield Static("one")
        yield Static("two")


class OneApp(Paced):
    def get_default_screen(self) -> OneScreen:
        return OneScreen()


async def test_a_screen_that_is_laid_out_and_painted_whole_is_painted_once(made: list[str]) -> None:
    app = OneApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        made.clear()
        app.screen.query(Static).first().styles.height = 3
        app.screen.refresh(layout=True)
        await pilot.pause()
        assert made[0] == "render_full_update", "what moved, and then all of it"
        assert made.count("render_full_update") == 1


async def test_while_repaints_are_held_back_no_picture_is_made_of_a_new_size(made: list[str]) -> None:
    app = OneApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        app.held.hold(60, at_most=60)
        made.clear()
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert made == []
        app.held.release()
        await pilot.pause()
        assert made == ["render_full_update"]


async def test_a_terminal_that_has_its_old_size_again_before_the_other_was_taken_is_painted_whole(
    made: list[str],
) -> None:
    app = OneApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        made.clear()
        for width in (50, 40):
            app.post_message(Resize(Size(width, 10), Size(width, 10)))
        await pilot.pause()
        assert made == ["render_full_update"]


async def test_the_first_screen_is_made_once(made: list[str], sample: Session) -> None:
    async with FenqiApp(sample).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert made.count("render_full_update") == 1


async def test_what_changes_behind_a_dialog_while_repaints_are_held_back_is_seen_around_it() -> None:
    app = OneApp()
    async with app.run_test(size=(40, 10)) as pilot:
        first = app.screen.query(Static).first()
        await app.push_screen(ModalScreen())
        await pilot.pause()
        app.held.hold(60, at_most=60)
        first.styles.height = 3
        first.update("three")
        await pilot.pause()
        app.held.release()
        await pilot.pause()
        seen = [strip.text.strip() for strip in app.screen._compositor.render_strips()]
        assert seen[:4] == ["three", "", "", "two"]


async def test_what_is_done_behind_a_dialog_after_painting_is_done_though_that_has_it_laid_out_meanwhile() -> None:
    app, done = OneApp(), asyncio.Event()
    async with app.run_test(size=(40, 10)) as pilot, asyncio.timeout(20):
        behind = app.screen
        await app.push_screen(ModalScreen())
        await pilot.pause()
        behind.refresh(layout=True)
        behind.call_after_refresh(done.set)
        while not behind._update_timer._active.is_set():
            await asyncio.sleep(0)
        behind._screen_resized(app.size)
        await done.wait()


class Hearing(Static):
    """Remembers the widths that it was sent."""

    widths: tuple[int, ...] = ()

    def on_resize(self, event: Resize) -> None:
        self.widths += (event.size.width,)


class HearingScreen(PaintedOnce[None]):
    def compose(self) -> ComposeResult:
        yield Static("one")
        yield Hearing("two")


class HearingApp(Paced):
    def get_default_screen(self) -> HearingScreen:
        return HearingScreen()


async def test_what_comes_into_sight_hears_its_size_though_it_was_asked_before_where_it_stands() -> None:
    app = HearingApp()
    async with app.run_test(size=(40, 10)) as pilot:
        hearing, compositor = app.screen.query_one(Hearing), app.screen._compositor
        hearing.display = False
        await pilot.pause()
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        compositor._full_map_invalidated = True  # as it is where something out of sight has changed
        hearing.display = True
        assert hearing.region.width == 50
        await pilot.pause()
        assert hearing.widths == (40, 50)
