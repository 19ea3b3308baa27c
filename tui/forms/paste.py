"""Pasting a message of an institution: what it says stands below it while it is there, and enter goes on from it."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content

from models.actions.noticed import NextStep, Noticed
from models.channels.channel import Catalogue
from models.values.message import msg
from tui.forms.field import Field, Wrong
from tui.forms.form import Form
from tui.run.session import Session
from tui.terminal.cells import Cells, wrap
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.widgets.one_line import OneLine
from tui.words.notice import BACK, notice_said, step_said

MESSAGE = Field(msg("Paste a message"), msg("of a bill, a repayment, a debit or a purchase, as it is on the phone"))

Found = Sequence[Noticed]


class PasteScreen(Form[Noticed]):
    """A field for the text, and below it what it says. Nothing is written here, and no link is opened.

    `read_it` puts a text beside the ledger.
    """

    def __init__(self, session: Session, channels: Catalogue, read_it: Callable[[str], Found]) -> None:
        super().__init__(session, {"pasted": MESSAGE})
        self._channels, self._read_it = channels, read_it
        self._found: Found = ()
        self._leads = False
        """Whether enter leads on from what is pasted."""

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self.session.language.say(MESSAGE.label)), classes="heading")
        yield from self.row("pasted")
        yield Lines(cursor=False, focusable=False, classes="preview", id="said-of-message")
        yield KeyBar(id="keys")

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [*([("⏎", t("go on"))] if self._leads else []), ("esc", t("leave"))]

    def read(self, cells: dict[str, str]) -> Noticed | Wrong:
        """The first of the messages that leads on, or else the first."""
        text = cells["pasted"]
        self._found = self._read_it(text) if text.strip() else ()
        leading = (each for each in self._found if each.leads or each.bill)
        first = next(leading, None) or next(iter(self._found), None)
        return first if first is not None else Wrong({})

    def preview(self, made: Noticed | Wrong) -> TextMaker:
        said = [notice_said(each, self._channels) for each in self._found]
        t = self.session.language
        warnings = [(t.say(each), "bad") for one in said for each in one.warnings]
        alarming = {NextStep.ALARM: "bad", NextStep.COMPARE: "warn"}
        facts = [
            (t.say(each), "" if at else alarming.get(found.next, "warn" if found.apart else ""))
            for found, one in zip(self._found, said, strict=True)
            for at, each in enumerate(one.facts)
        ]
        step = [] if isinstance(made, Wrong) else [(t.say(step_said(made)), "bold")]
        self._leads = not isinstance(made, Wrong) and step_said(made) is not BACK
        self.show_keys()
        nothing = [(t.t("A message is never taken for a payment, and nothing is written here."), "dim")]

        def text(width: int) -> list[Cells]:
            lines: list[Cells] = []
            for line, ink in (*warnings, *facts, *step) or nothing:
                lines += [((part, ink),) for part in wrap(line, width)]
            return lines

        return text

    def action_go_on(self) -> None:
        self.action_save()

    def action_leave(self) -> None:
        """Leave at once: a message is on the phone, too."""
        self.dismiss(None)
