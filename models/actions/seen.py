"""What was seen at an institution: its figure for a bill, a line of a statement."""

from datetime import date, datetime

import msgspec

from models.bills.bill import Bill
from models.ledger.figure import APP, MESSAGE, TYPED, BillFigure, StatedTerms
from models.ledger.ledger import Ledger, put
from models.ledger.sighting import Sighting
from models.values.message import Problem
from models.values.money import Fen


def figure_seen(
    ledger: Ledger, bill: Bill, total: Fen, seen_at: datetime, source: str = APP, terms: StatedTerms | None = None
) -> Ledger:
    """With the institution's `total` for the bill, and what a statement says besides. What was seen later counts; of a
    statement that is read again the new reading, as what it lists may be here by now."""
    made = BillFigure(id=bill.id, total=total, seen_at=seen_at, source=source)
    before = ledger.figures.get(bill.id)
    if before is not None:
        made = made if _counts(made, before) else before
        both = [each for each in (terms, before.terms) if each is not None]
        terms = max(both, key=_lateness, default=None)
        stated = {*before.others, *(each.total for each in both if each.source != MESSAGE)}
        others = tuple(sorted(stated - ({terms.total} if terms else set())))
        made = msgspec.structs.replace(made, others=others)
    made = msgspec.structs.replace(made, terms=terms)
    return ledger if made == before else msgspec.structs.replace(ledger, figures=put(ledger.figures, made.id, made))


def _counts(new: BillFigure, before: BillFigure) -> bool:
    """Whether the new one replaces the other. Of two statements of one instant the larger counts, in whatever order
    they are read; what somebody said counts before them."""
    said, then, was = {APP, TYPED}, new.seen_at.timestamp(), before.seen_at.timestamp()
    if then != was or new.source in said:
        return then >= was
    return before.source not in said and (new.total, new.source) > (before.total, before.source)


def _lateness(terms: StatedTerms) -> tuple[bool, float, Fen, int, Fen, str]:
    """The later the larger, but a statement's before a message's, of which nobody knows when it was sent; of one
    instant, what asks for more, and sooner."""
    due = -terms.due.toordinal() if terms.due else -date.max.toordinal()
    return terms.source != MESSAGE, terms.seen_at.timestamp(), terms.total, due, terms.minimum or 0, terms.source


def sighted(ledger: Ledger, sighting: Sighting) -> Ledger:
    """With a line of a statement; Problem where the repayment that it shows is not on record."""
    if sighting.repayment and sighting.repayment not in ledger.repayments:
        raise Problem("there is no repayment {repayment}", field="repayment", repayment=sighting.repayment)
    return msgspec.structs.replace(ledger, sightings=put(ledger.sightings, sighting.id, sighting))
