"""What the order under the cursor costs a year: every rate, the line that they are compared with, the page's own."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize

from models.bills.book import Book
from models.ledger.order import Order
from tui.run.session import Session
from tui.terminal.cells import wrap
from tui.widgets.lines import Lines
from tui.widgets.one_line import OneLine
from tui.widgets.page import Page
from tui.words.yearly import yearly


class YearlyScreen(Page[None]):
    """All of one order's annual rates, to read."""

    to_read = True

    def __init__(self, session: Session, order: Order, book: Book) -> None:
        super().__init__(session)
        self._order = order
        self._book = book

    def compose(self) -> ComposeResult:
        heading = self.session.language.t("{title}: its yearly cost · escape comes back", title=self._order.title)
        yield OneLine(Content(heading), classes="heading")
        yield Lines(cursor=False)

    def on_mount(self) -> None:
        self.query_one(Lines).focus()

    def on_resize(self, event: Resize) -> None:
        said = list(yearly(self._order, self._book, self.session.language))
        width = event.size.width - 2
        self.query_one(Lines).show_lines([((line, ink),) for text, ink in said for line in wrap(text, width, indent=2)])
