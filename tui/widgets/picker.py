"""A field with a few fixed choices: left and right go through them; a letter typed by mistake changes nothing."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tui.terminal.cells import fit

ARROWS = " ◂ ▸"
"""At the right end: that left and right go through the choices."""


class Picker(Static, can_focus=True):
    """One of several choices, each a key and its words, or further forms of these for where they have no room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    index: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Another choice was made."""

        def __init__(self, picker: "Picker") -> None:
            super().__init__()
            self.picker = picker

    def __init__(self, choices: Sequence[tuple[str, Sequence[str]]], chosen: str, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._choices = choices
        self.set_reactive(Picker.index, self._at(chosen, 0))

    @property
    def value(self) -> str:
        """The key of the choice."""
        return self._choices[self.index][0]

    def render(self) -> Content:
        forms, room = self._choices[self.index][1], self.size.width - len(ARROWS)
        if room < 1:
            return Content(f"{forms[0]}{ARROWS}")
        words = next((each for each in forms if cell_len(each) <= room), forms[0])
        return Content(f"{fit(words, room)}{ARROWS}")

    def validate_index(self, index: int) -> int:
        return index % len(self._choices)

    def watch_index(self) -> None:
        self.post_message(self.Changed(self))

    def choose(self, key: str) -> None:
        """Make the choice with that key; none is made where there is no such."""
        self.index = self._at(key, self.index)

    def action_turn(self, by: int) -> None:
        self.index += by

    def on_click(self, event: Click) -> None:
        """A click on an arrow is that arrow."""
        end = self.size.width - event.x
        if end <= len(ARROWS):
            self.action_turn(1 if end <= len(ARROWS) // 2 else -1)

    def _at(self, key: str, otherwise: int) -> int:
        """Where the choice with that key stands."""
        return next((at for at, (each, _) in enumerate(self._choices) if each == key), otherwise)
