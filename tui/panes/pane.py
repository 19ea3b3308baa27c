"""What the panes have in common."""

from typing import TypeVar

from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from tui.run.session import Session
from tui.widgets.typed_line import TypedLine

Line = TypeVar("Line", bound=TypedLine)


class Pane(Vertical):
    """A bordered part of the main screen with a number that brings one to it."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)  # as in `Lines`

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes="pane")
        self.session = session
        self._title = ""

    class Pointed(Message):
        """The mouse was pressed in a pane."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def on_mouse_down(self) -> None:
        if not self.has_class("-current"):
            self.post_message(self.Pointed(self.id or ""))

    def line(
        self,
        kind: type[Line],
        ident: str,
        hint: str = "",
        *,
        before: Widget | None = None,
        after: Widget | None = None,
    ) -> Line:
        """The line to type in, made when it is first needed: one costs as much at the start as all the lists."""
        for box in self.query(kind):
            return box
        box = kind(placeholder=hint, compact=True, id=ident)
        self.mount(box, before=before, after=after)
        return box

    def entitle(self, *words: str) -> None:
        """Set the title; empty words are left out. No text from outside may come here: titles are markup."""
        title = " · ".join(word for word in words if word)
        if title != self._title:
            # Setting it repaints the whole pane, so what changes with the cursor stands elsewhere.
            self._title = self.border_title = title
