"""One figure for several bills: a repayment of each, with one reference."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from models.actions.direct import ReportedRepayment, repay
from models.actions.find_bill import find_bill
from models.actions.together import pays, with_others
from models.actions.verifying import usual_reason
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.correcting import correction_of
from models.bills.derive import derive
from models.bills.standing import read
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, put
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from models.values.money import Fen, yuan


def repay_all(
    ledger: Ledger, catalogue: Catalogue, idents: Sequence[str], said: ReportedRepayment, now: datetime
) -> Ledger:
    """With a repayment of each of the bills with those ids; Problem as `apart` and `repay` raise it."""
    book = derive(ledger, catalogue)
    parts = apart([find_bill(ledger, book, catalogue, each, now) for each in idents], said, book, now)
    for part, ident in zip(parts, idents, strict=True):
        bill = find_bill(ledger, derive(ledger, catalogue), catalogue, ident, now)
        if len(parts) > 1 and part.amount > bill.outstanding:  # it is overdue, and late interest is in the amount
            total = bill.paid + part.amount
            correction = correction_of(bill, total, now, usual_reason(bill, total, now))
            ledger = msgspec.structs.replace(ledger, corrections=put(ledger.corrections, bill.id, correction))
            bill = find_bill(ledger, derive(ledger, catalogue), catalogue, ident, now)
        ledger = repay(ledger, bill, part, now)
    return ledger


def apart(bills: Sequence[Bill], said: ReportedRepayment, book: Book, now: datetime) -> tuple[ReportedRepayment, ...]:
    """What is said of each of the bills: that all of it is paid, or of the last one a part, with the shares of orders.

    More than they come to is paid where it is about the late interest of those that are overdue. Raises Problem where
    the amount is not what they come to together, nor is said to be a part of it.
    """
    if len(bills) == 1:
        return (said,)
    if said.way not in {None, PaidAs.FULL, PaidAs.PART} or (said.shares and said.way is not PaidAs.PART):
        raise Problem("several bills are repaid in full or in part; record anything else bill by bill", field="way")
    together = sum(bill.outstanding for bill in bills)
    more = said.way is not PaidAs.PART and said.amount > together
    grown = {each.bill: each.amount for each in pays(bills[0], said.amount, book, now)} if more else {}
    if grown.keys() == {bill.id for bill in bills}:
        return tuple(msgspec.structs.replace(said, amount=grown[bill.id], way=PaidAs.FULL) for bill in bills)
    if said.amount != together and (said.way is not PaidAs.PART or said.amount > together):
        raise Problem(
            "together these bills come to {owed}, not {amount}",
            field="amount",
            owed=yuan(together),
            amount=yuan(said.amount),
        )
    amounts = _spread(said.amount, bills)
    if said.shares and said.amount == together:
        raise Problem("these bills are paid in full, so no order has a share of its own", field="for")
    return tuple(
        msgspec.structs.replace(said, amount=amounts[bill.id], way=PaidAs.FULL, shares=())
        if amounts[bill.id] == bill.outstanding
        else msgspec.structs.replace(said, amount=amounts[bill.id], way=PaidAs.PART)
        for bill in bills
    )


def _spread(amount: Fen, bills: Sequence[Bill]) -> dict[str, Fen]:
    """What goes to each bill by its id, the earliest due first; Problem where nothing is left for one."""
    found = {}
    for bill in sorted(bills, key=lambda each: each.due):
        found[bill.id] = min(amount, bill.outstanding)
        amount -= found[bill.id]
        if bill.outstanding and not found[bill.id]:
            due = bill.due.isoformat()
            raise Problem("none of the amount is left for the bill due {due}; leave it out", field="amount", due=due)
    return found


def paid_with(ledger: Ledger, catalogue: Catalogue, bill: Bill) -> tuple[Bill, ...]:
    """The other bills that the checklist of this one pays as well, as the ledger has them; those that are gone are not
    among them."""
    progress = ledger.checklists.get(bill.id)
    amount = read(progress) if progress else None
    if amount is None or not amount.bills:
        return ()
    book = derive(ledger, catalogue)
    return tuple(book.bills[ident] for ident in with_others(bill, amount.bills) if ident in book.bills)
