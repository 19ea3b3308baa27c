"""How much is drawn of a terminal, whatever size it says that it has."""

import pytest
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Event, Resize
from textual.geometry import Size

from tui.app import FenqiApp
from tui.run.session import Session
from tui.terminal.driver import MOST, WireDriver


@pytest.mark.parametrize(
    ("said", "drawn"), [((80, 24), (80, 24)), ((65535, 20), (MOST.width, 20)), ((65535, 65535), tuple(MOST))]
)
def test_of_a_terminal_no_more_is_drawn_than_memory_holds(
    sample: Session, monkeypatch: pytest.MonkeyPatch, said: tuple[int, int], drawn: tuple[int, int]
) -> None:
    came: list[Event] = []
    monkeypatch.setattr(LinuxDriver, "_get_terminal_size", lambda _: said)
    monkeypatch.setattr(LinuxDriver, "send_message", lambda _, message: came.append(message))
    driver = WireDriver.__new__(WireDriver)
    driver._app = FenqiApp(sample)
    assert driver._get_terminal_size() == drawn
    driver.send_message(Resize.from_dimensions(said, (640, 480)))
    (resized,) = came
    assert isinstance(resized, Resize)
    assert (resized.size, resized.pixel_size) == (Size(*drawn), Size(640, 480))
