"""A sentence about what was done: over the rule below a pane until the next key, or on a line of its own."""

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.widgets import Static

from tui.terminal.cells import wrap
from tui.widgets.said import say


def lines_of(text: str, room: int) -> list[str]:
    """A sentence in the lines that it takes of so many cells of a rule, with a piece of the rule behind each."""
    return wrap(text, max(1, room - 2))


class SaidLine(Static):
    """What was done on a page, or why something cannot be; it stays until something else is said."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say it; "" takes away what was said."""
        say(self, sentence)
        self.set_class(bool(sentence), "-says")
        self.set_class(bad, "-bad")


class MessageLine(Static):
    """What was done, or why something cannot be, over the rule below a pane. `text` is "" where nothing is said."""

    text = ""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)  # as in `Lines`

    def tell(self, text: str, *, bad: bool = False, wrong: bool = False) -> None:
        """Say it; "" takes away what was said. `bad` is amber, `wrong` red."""
        if (text, bad, wrong) == (self.text, self.has_class("-bad"), self.has_class("-wrong")):
            return
        self.text = text
        for said, name in ((bool(text), "-says"), (bad, "-bad"), (wrong, "-wrong")):
            self.set_class(said, name)

    def stand(self, left: int, room: int, ink: str) -> None:
        """Stand in `room` cells of a rule of that `ink`, from a column on, or in as many lines as it takes.

        Within one pane: where what is below begins and ends, a character of two cells would be cut.
        """
        lines = lines_of(self.text, room) if self.text else []
        long = len(lines) > 1
        self.set_class(long, "-long")
        self.styles.width = room
        if self.offset != (left, -1):
            self.offset = Offset(left, -1)
        if lines:
            rest = "─" * (room - cell_len(lines[-1]) - 2)
            self.show(Content.assemble("\n".join(lines), (f" {rest}", f"not bold {ink}")))

    def show(self, content: Content) -> None:
        """Show it; the screen is laid out again only where that is something else."""
        if self.content != content:
            self.update(content)
