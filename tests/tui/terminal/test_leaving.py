"""An app, or one of its screens, that something was still to be done in when it left."""

import signal
from collections.abc import Callable

import pytest
from textual.app import ScreenStackError
from textual.screen import Screen
from textual.widgets import Static

from tui.terminal.paced import Paced

HUNG_UP = 128 + signal.SIGHUP


class Leaving(Paced):
    """Does something more once it has been asked to leave."""

    def __init__(self, more: Callable[[Screen[object]], object]) -> None:
        super().__init__()
        self._more = more

    def on_mount(self) -> None:
        self.call_after_refresh(self._both)

    def _both(self) -> None:
        self.exit(return_code=HUNG_UP)
        self._more(self.screen)

    def fault_in_words(self, name: str) -> str:
        return name


def _find_no_screen(_: object) -> None:
    raise ScreenStackError


def _fail(_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda screen: screen.mount(Static()), HUNG_UP),
        (lambda screen: screen.query_one("#gone"), HUNG_UP),
        (_find_no_screen, HUNG_UP),
        (_fail, 1),
    ],
)
def test_what_finds_no_place_when_the_app_leaves_is_no_fault(
    more: Callable[[Screen[object]], object], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    app = Leaving(more)
    app.run(headless=True)
    assert app.return_code == code
    assert ("Error" in capsys.readouterr().err) is (code == 1)


class Asking(Screen[None]):
    """Asks something while it is on its way out."""

    def on_mount(self) -> None:
        self.run_worker(self._ask())

    async def _ask(self) -> None:
        self.app.pop_screen()
        await self.app.push_screen_wait(Screen())


async def test_a_screen_that_leaves_while_it_asks_ends_whole_and_alone() -> None:
    app = Paced()
    async with app.run_test() as pilot:
        await app.push_screen(asking := Asking())
        await pilot.pause()
        assert app.is_running
        assert app.screen_stack == [app.screen]
        assert not asking.is_attached
