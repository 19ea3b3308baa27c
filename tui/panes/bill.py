"""Pane 2: the bill under the cursor, its lines, the order, and the whole schedule of that."""

from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.reactive import reactive

from tui.panes.pane import Pane
from tui.run.session import Session
from tui.state.views import Detail
from tui.widgets.edged import Edged, EdgedLines
from tui.widgets.lines import Lines


class BillPane(Pane):
    """The bill's figures, lines and schedule, as text to scroll."""

    detail: reactive[Detail] = reactive(Detail(), init=False, repaint=False, always_update=True)

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(session, id)
        self._unfolded = False
        self._titled = False
        self._brief = False
        self._keyed = False
        self._asked = frozenset[str]()

    def compose(self) -> ComposeResult:
        yield EdgedLines(id="bill-text")

    def watch_detail(self, old: Detail, detail: Detail) -> None:
        text = self.query_one("#bill-text", EdgedLines)
        if old.bill is None or detail.bill is None or old.bill.id != detail.bill.id:
            text.home()
        self._show()

    def _show(self) -> None:
        text = partial(
            _text, self.detail, self.session, unfolded=self._unfolded, titled=self._titled, keyed=self._keyed
        )
        if self._brief or self._asked:
            text = partial(text, brief=self._brief, asked=self._asked)
        self.query_one("#bill-text", EdgedLines).show_edged(text)

    def stand_in(self, *, titled: bool, brief: bool, asked: frozenset[str]) -> None:
        """Leave it to the pane's title to say whose bill it is and how that stands (`titled`), or say it here.

        `brief`: the checklist has most of the rows, so the lines and dates come first. `asked`: the hours that its
        question names.
        """
        if (titled, brief, asked) != (self._titled, self._brief, self._asked):
            self._titled, self._brief, self._asked = titled, brief, asked
            self.query_one("#bill-text", EdgedLines).home()
            self._show()

    def name_key(self, *, keyed: bool) -> None:
        """Name the key that folds, unless the keyboard is on another pane, where it does something else."""
        if keyed != self._keyed:
            self._keyed = keyed
            self._show()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Fold the periods that are settled, or unfold them: it stays so for every order."""
        event.stop()
        self._unfolded = not self._unfolded
        self._show()


def _text(detail: Detail, session: Session, width: int, height: int, **how: Any) -> Edged[Any]:
    from tui.panes.bill_text import bill_text  # a small screen begins without the bill

    return bill_text(detail, session, width, height, **how)
