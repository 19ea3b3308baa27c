"""The total of a bill whose rest went over to another one, which has a say in it: it was repaid, or its figure seen."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive
from models.bills.settled import is_settled
from models.channels.channel import Catalogue
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.message import Problem
from models.values.money import Fen, yuan


def set_total_there(
    ledger: Ledger,
    catalogue: Catalogue,
    bill: Bill,
    total: Fen,
    now: datetime,
    *,
    target: Target | None = None,
    order: str = "",
    reason: str = "",
) -> Ledger:
    """`set_total`; a bill that has the rest keeps the figure that was seen of it, and no settled one is opened again.

    Raises Problem where that cannot be.
    """
    book = derive(ledger, catalogue) if bill.over else None
    there = tuple(_there(bill, book)) if book else ()
    if book and there:
        _check_open(bill, total, there[-1], book)
    ledger = set_total(ledger, bill, total, now, target=target, order=order, reason=reason)
    for each in there:
        seen, one = ledger.figures.get(each.id), derive(ledger, catalogue).bill(each.id)
        if seen and seen.total == each.amount != one.amount and not is_settled(each) and one.paid <= seen.total:
            ledger = set_total(ledger, one, seen.total, now)
    return ledger


def _check_open(bill: Bill, total: Fen, last: Bill, book: Book) -> None:
    """Problem where it is more, and the `last` bill that has its rest was repaid: what is more is on a later one."""
    if not bill.over or total <= bill.amount or not is_settled(last):
        return
    later = (each for each in book.bills.values() if each.channel.id == last.channel.id and each.due > last.due)
    raise Problem(
        "{amount} of the bill went over to the bill due {due}, which was repaid: if the app asks for more, it is on a "
        "later bill; say what that comes to with `fenqi correct {bill} --total AMOUNT`",
        field="total",
        amount=yuan(bill.over.amount),
        due=bill_due(last.id).isoformat(),
        bill=next((each.id for each in later if each.outstanding > 0), last.id),
    )


def _there(bill: Bill, book: Book) -> Iterator[Bill]:
    """The bill that has its rest, and where that left its own the next, and on."""
    while bill.over and not bill.over.repaid and bill.over.to in book.bills:
        bill = book.bills[bill.over.to]
        yield bill
