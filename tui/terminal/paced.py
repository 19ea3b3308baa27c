"""An app that keeps pace with the hands: repaints can wait for each other, and keys that wait can be taken together."""

from collections.abc import Collection
from typing import Any

from textual.app import App

from tui.terminal.held import Held
from tui.terminal.typed import Typed


class Paced(App[str]):
    """What widgets may ask of the app. `typed`: the keys that wait for their turn; None where nobody types."""

    typed: Typed | None = None

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.held = Held(self)

    def waiting(self, keys: Collection[str]) -> list[str]:
        """The next keys in the order typed, up to the first that is not one of `keys`; they are taken, and handled."""
        return self.typed.take_keys(keys) if self.typed else []
