"""What the order under the cursor costs a year: every rate, the line that they are compared with, the page's own."""

from models.bills.book import Book
from models.ledger.order import Order
from tui.forms.to_read import ToRead
from tui.run.session import Session
from tui.terminal.cells import wrap
from tui.words.yearly import yearly


class YearlyScreen(ToRead):
    """All of one order's annual rates."""

    def __init__(self, session: Session, order: Order, book: Book) -> None:
        heading = session.language.t("{title}: its yearly cost", title=order.title)
        said = list(yearly(order, book, session.language))
        super().__init__(
            session,
            heading,
            lambda width: [((line, ink),) for text, ink in said for line in wrap(text, width, indent=2)],
        )
