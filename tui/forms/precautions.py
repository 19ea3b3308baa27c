"""All precautions: when each was looked at and is next, and what it protects from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.actions.precautions import PrecautionAct
from tui.run.session import Session
from tui.state.precautions import Acts, switched
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.message_line import SaidLine
from tui.widgets.one_line import OneLine
from tui.widgets.page import Helped
from tui.words.precautions import columns_said, precaution_line, precaution_text


class PrecautionsScreen(Helped[None]):
    """The list above, the precaution under the cursor below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done", show=False),
        Binding("x", "switch", show=False),
        Binding("u", "undo", show=False),
    ]

    to_read = True

    def __init__(self, session: Session, acts: Acts) -> None:
        super().__init__(session)
        self._acts = acts
        self._listed = acts.listed()
        self._at = 0

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self.session.language.t("Precautions: what to look at now and then")), classes="heading")
        yield Static(Content(columns_said(self.session.language)), classes="dim")
        yield Lines(cursor=True, id="precautions")
        yield Lines(cursor=False, focusable=False, id="precaution")
        yield SaidLine(id="said")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        keys = [("d", t("looked at")), ("x", t("off or on")), ("u", t("undo"))]
        self.query_one(KeyBar).show(keys, [("?", t("help")), ("esc", t("back"))])
        self.query_one("#precautions").focus()
        self._list()

    def _list(self) -> None:
        """List them as they are now."""
        self._listed = self._acts.listed()
        of, session = self._listed, self.session
        self._at = min(self._at, len(of.rows) - 1)
        self.query_one("#precautions", Lines).show(
            len(of.rows),
            lambda index, width: precaution_line(of.rows[index], of.ledger, of.channels, session, width),
            self._at,
        )
        self._show()

    def _show(self) -> None:
        """Show all of the one under the cursor."""
        of, language, text = self._listed, self.session.language, self.query_one("#precaution", Lines)
        row = of.rows[self._at]
        text.show_text(lambda width: precaution_text(row, of.ledger, of.channels, language, width))

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._at = event.index
        self._show()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()  # what is looked at is said with a key that means nothing else

    def action_done(self) -> None:
        """The one under the cursor was looked at."""
        self._do(PrecautionAct.DONE)

    def action_switch(self) -> None:
        """Switch the one under the cursor off, or on again."""
        self._do(switched(self._listed.rows[self._at]))

    def _do(self, act: PrecautionAct) -> None:
        if not self.query_one("#precautions", Lines).painted:
            self._say(self.session.language.t("keys typed before the page was shown do not count"), bad=True)
            return
        row = self._listed.rows[self._at]
        done = self._acts.act(row.id, act)
        self._say(self._acts.said(), bad=not done)
        self._list()

    def action_undo(self) -> None:
        """Undo the last action."""
        done = self._acts.take_back()
        self._say(self._acts.said(), bad=not done)
        self._list()

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self.query_one("#said", SaidLine).say(sentence, bad=bad)
