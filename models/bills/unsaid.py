"""Which periods of an order were perhaps repaid before it was entered: nobody has said yet."""

from models.bills.bill import Bill, is_unsaid
from models.bills.book import Book
from models.bills.schedule import Line


def unsaid_line(bill: Bill) -> Line | None:
    """The first line of the bill of which nobody said whether it was repaid before its order was entered."""
    return next((line for line in bill.lines if line.outstanding > 0 and is_unsaid(line, bill)), None)


def due_before_entering(line: Line) -> bool:
    """Whether the line was due before its order was entered; else its bill was done with by then."""
    entered = line.order.entered_on if line.order else None
    return entered is not None and line.due < entered


def unsaid_of(order: str, book: Book) -> tuple[int, ...]:
    """The open periods of the order with that id."""
    lines = (line for line in book.schedules[order] if line.unsaid and line.outstanding > 0)
    return tuple(line.number for line in lines if is_unsaid(line, book.bill_of(line)))
