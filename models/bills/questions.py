"""What is to be answered of the past of orders: which periods were repaid before they were entered."""

import msgspec

from models.bills.bill import is_unsaid
from models.bills.book import Book


class Question(msgspec.Struct, frozen=True):
    """Which of these periods of `order`, by its id, were repaid before it was entered?"""

    order: str
    periods: tuple[int, ...]


def questions(book: Book) -> tuple[Question, ...]:
    """One question for each order that has open periods on which something is owed."""
    found = (Question(ident, asked_of(ident, book)) for ident in book.schedules)
    return tuple(each for each in found if each.periods)


def asked_of(order: str, book: Book) -> tuple[int, ...]:
    """The open periods of the order with that id."""
    lines = (line for line in book.schedules[order] if line.unsaid and line.outstanding > 0)
    return tuple(line.number for line in lines if is_unsaid(line, book.bill_of(line)))
