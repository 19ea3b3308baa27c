"""The bottom line: which keys do what here."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from tui.widgets.lines import INKS


class KeyBar(Static):
    """Keys and their labels."""

    def show(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show (key, label) pairs; on a terminal without our glyphs the enter key by its name."""
        if self.app.has_class("-plain"):
            keys = [(key.replace("⏎", "enter"), label) for key, label in keys]
        pieces = [Content.assemble((f" {key} ", INKS["key"]), (label, INKS["dim"])) for key, label in keys]
        self.update(Content(" ").join(pieces), layout=False)
