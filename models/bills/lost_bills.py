"""What was said of bills that are not there: checklists, corrections, looks at auto-debits, promises."""

from collections.abc import Iterator

from models.bills.book import Book
from models.bills.fault import LOST_BILL, Fault, FaultCode, fault
from models.ledger.ids import bill_account, bill_due, bill_id, order_settled
from models.ledger.ledger import Ledger
from models.values.dates import months_after

OF_ONE_BILL = ("checklists", "corrections", "debits", "promises", "figures", "minimums", "deferrals")
"""The tables whose records have the id of their bill."""
NAMING_A_BILL = ("conversions", "credits", "reductions")
"""Those whose records name it."""


def lost_bills(ledger: Ledger, book: Book) -> Iterator[Fault]:
    """Every record about a bill that is not there, nor was under another date."""
    for table, ident, bill in _named(ledger):
        if not _is_there(bill, ledger, book):
            yield fault(FaultCode.LOST_BILL, table, ident, LOST_BILL, other=bill)


def _named(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Every bill that a record names, behind its table and its id. Of a repayment that went to orders they name it."""
    for table in OF_ONE_BILL:
        yield from ((table, ident, ident) for ident in getattr(ledger, table))
    for table in NAMING_A_BILL:
        yield from ((table, ident, each.bill) for ident, each in getattr(ledger, table).items())
    for ident, progress in ledger.checklists.items():
        others = {share.bill for done in progress.done for share in done.bills} - {ident}
        yield from (("checklists", ident, bill) for bill in sorted(others))
    for each in ledger.repayments.values():
        if not (each.order or any(share.order for share in each.allocations)):
            yield "repayments", each.id, bill_id(each.account_id, each.due)


def _is_there(ident: str, ledger: Ledger, book: Book) -> bool:
    """Whether the bill is there, or was: under another date, or as one that only had what an earlier one left to it."""
    order = order_settled(ident)
    if order is not None:
        return order in ledger.orders
    moved = book.moved.get(ident)
    if ident in book.bills or (moved is not None and moved.to in book.bills):
        return True
    return _had_what_was_left(ident, ledger)


def _had_what_was_left(ident: str, ledger: Ledger) -> bool:
    """Whether what an earlier bill left may have been all that it had: one that was deferred, or of which the minimum
    was paid. What that left may have gone on once more."""
    account, due = bill_account(ident), bill_due(ident)
    left = [(each.id, months_after(bill_due(each.to), 1)) for each in ledger.deferrals.values()]
    left += [(each, months_after(bill_due(each), 2)) for each in ledger.minimums]
    return any(bill_account(each) == account and bill_due(each) < due <= last for each, last in left)
