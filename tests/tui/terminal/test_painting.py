"""How often a screen's picture is made: each time costs a page or the start as much as everything before it."""

from collections.abc import Callable

import pytest
from textual._compositor import Compositor
from textual.app import ComposeResult
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


async def test_the_first_screen_is_made_once(made: list[str], sample: Session) -> None:
    async with FenqiApp(sample).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert made.count("render_full_update") == 1
