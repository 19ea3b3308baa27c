"""A page of text under a heading, to read."""

from textual.app import ComposeResult
from textual.content import Content

from tui.run.session import Session
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines, TextMaker
from tui.widgets.one_line import OneLine
from tui.widgets.page import Helped


class ToRead(Helped[None]):
    """The lines that `text` makes of a width in cells."""

    to_read = True

    def __init__(self, session: Session, heading: str, text: TextMaker) -> None:
        super().__init__(session)
        self._heading = heading
        self._text = text

    def compose(self) -> ComposeResult:
        yield OneLine(Content(self._heading), classes="heading")
        yield Lines(cursor=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        self.query_one(KeyBar).show([("jk", t("scroll"))], [("?", t("help")), ("esc", t("back"))])
        lines = self.query_one(Lines)
        lines.show_text(self._text)
        lines.focus()
