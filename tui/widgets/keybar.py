"""The bottom line: which keys do what here."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from tui.widgets.lines import INKS


class NotNow(str):
    """The label of a key that is muted because it does nothing now; who presses it is answered why."""

    __slots__ = ()


def in_a_row(keys: Iterable[tuple[str, str]], *, plain: bool) -> Content:
    """(key, label) pairs; on a terminal without our glyphs (`plain`) the enter key by its name."""
    if plain:
        keys = [(key.replace("⏎", "enter"), label) for key, label in keys]
    parts = (((f" {key} ", ink_of(label)), (label, INKS["dim"])) for key, label in keys)
    return Content(" ").join(Content.assemble(*pair) for pair in parts)


def ink_of(label: str) -> str:
    """The style of a key with that label."""
    return INKS["dim" if isinstance(label, NotNow) else "key"]


class KeyBar(Static):
    """Keys and their labels."""

    def show(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show (key, label) pairs."""
        self.update(in_a_row(keys, plain=self.app.has_class("-plain")), layout=False)
