"""A bill beside the institution's own figure for it: it agrees, it differs, or something has changed the bill since."""

from collections.abc import Iterator
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.line_kind import LineKind
from models.bills.terms_apart import NOT_APART, TermsApart, terms_apart
from models.ledger.figure import APP, MESSAGE, TYPED, BillFigure, StatedTerms
from models.ledger.ids import bill_account, bill_due
from models.ledger.ledger import Ledger
from models.ledger.sighting import least_kept
from models.values.money import Fen


class Agreement(StrEnum):
    """How the institution's figure stands to the bill: only one that `DIFFERS` is known to be wrong on one side."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OUTDATED = "outdated"
    ACCEPTED = "accepted"


class Checked(msgspec.Struct, frozen=True):
    """The `figure` of the institution, and how it stands to its bill, which comes to `amount` here.

    Outdated: it differs, but something happened to the bill after it was seen. Accepted: it differs, and somebody said
    of just that line of a statement that it is right here. `apart`: what of its due date and its minimum is another
    there; `same_total`: whether nothing else is.
    """

    figure: BillFigure
    amount: Fen
    agreement: Agreement
    apart: TermsApart = NOT_APART
    same_total: bool = True


def more_there(bill: Bill, total: Fen) -> Fen:
    """What the institution's total is more than the bill; negative where it is less.

    A card's total has all that was paid by it: what is more than its instalments there is no difference.
    """
    more = total - bill.amount
    return 0 if bill.channel.card and more > 0 else more


def stated_totals(figure: BillFigure) -> frozenset[Fen]:
    """What the whole bill has come to, by the newest figure and by statements."""
    return frozenset({figure.total, *figure.others, *((figure.terms.total,) if figure.terms else ())})


def checked(bill: Bill, ledger: Ledger) -> Checked | None:
    """How the bill stands to the newest figure of the institution; None where nobody has seen one."""
    figure = ledger.figures.get(bill.id)
    if figure is None:
        return None
    same = not more_there(bill, figure.total)
    apart = terms_apart(bill, _terms(figure), max(0, figure.total - bill.amount) if same else None)
    return Checked(figure, bill.amount, _agreement(bill, figure, ledger, same=same, apart=apart), apart, same)


def _terms(figure: BillFigure) -> StatedTerms | None:
    """The terms that count: what somebody saw in the app since counts more than a message."""
    terms = figure.terms
    later = terms is not None and figure.seen_at.timestamp() > terms.seen_at.timestamp()
    return None if later and terms is not None and terms.source == MESSAGE else terms


def _agreement(bill: Bill, figure: BillFigure, ledger: Ledger, *, same: bool, apart: TermsApart) -> Agreement:
    if same and not apart:
        return Agreement.AGREES
    wrong: tuple[BillFigure | StatedTerms | None, ...] = (None if same else figure, figure.terms if apart else None)
    if all(_accepted(each, ledger) for each in wrong if each is not None):
        return Agreement.ACCEPTED
    if apart.due is not None:  # which no purchase and no refund changes
        return Agreement.DIFFERS
    seen = (figure.terms if same else None) or figure
    later = any(each.timestamp() > seen.seen_at.timestamp() for each in _happened(bill, ledger))
    return Agreement.OUTDATED if later or _changed_then(bill, figure, ledger) else Agreement.DIFFERS


def checks(ledger: Ledger, book: Book) -> dict[str, Checked]:
    """The same of every bill of which a figure was seen, by its id."""
    found = ((bill.id, checked(bill, ledger)) for bill in map(book.bills.get, ledger.figures) if bill is not None)
    return {ident: each for ident, each in found if each is not None}


def _accepted(figure: BillFigure | StatedTerms, ledger: Ledger) -> bool:
    return any(
        each.ignored
        and (each.source, each.amount) == (figure.source, least_kept(figure.total))
        and each.at.timestamp() == figure.seen_at.timestamp()
        for each in ledger.sightings.values()
    )


def _changed_then(bill: Bill, figure: BillFigure, ledger: Ledger) -> bool:
    """Whether the bill was turned or deferred at the very instant of a figure that the user said, and after.

    A bill that is said to come to a total has it then. So what makes it another came later, unless the correction
    that went with the figure knows it.
    """
    if figure.source not in {APP, TYPED}:
        return False
    made = ledger.corrections.get(bill.id)
    known = {line.order for line in made.lines} if made else set()
    gone = [each for each in bill.conversions if each.id not in known]
    acts = [each.at for each in (*gone, ledger.deferrals.get(bill.id)) if each is not None]
    return any(each.timestamp() == figure.seen_at.timestamp() for each in acts)


def _happened(bill: Bill, ledger: Ledger) -> Iterator[datetime]:
    """The instants of all that may have changed what the bill comes to: what happened, not when it was entered."""
    zone, orders = ZoneInfo(bill.channel.zone), {line.order_id for line in bill.lines if line.order}
    records = (ledger.corrections.get(bill.id), ledger.reductions.get(bill.id), ledger.deferrals.get(bill.id))
    yield from (each.at for each in (*records, *bill.conversions) if each is not None)
    yield from (each.at for each in ledger.deferrals.values() if each.to == bill.id)
    yield from (each.at for each in ledger.refunds.values() if each.order in orders)
    yield from (each.at for each in ledger.closings.values() if each.id in orders)
    yield from _credit_came(bill, ledger)
    if any(line.kind in {LineKind.CARRIED_OVER, LineKind.LATE} for line in bill.lines):
        before = (each for each in ledger.minimums.values() if bill_account(each.id) == bill.channel.id)
        yield from (each.at for each in before if bill_due(each.id) < bill.due)
    for line in bill.lines:
        # Of a purchase of which only the day is known, nobody knows whether it was earlier on that day.
        if line.order and line.order.bought_at.time() != time():
            yield line.order.bought_at.replace(tzinfo=zone)
        elif line.order:
            yield datetime.combine(line.order.bought_at.date(), time.max, zone)


def _credit_came(bill: Bill, ledger: Ledger) -> Iterator[datetime]:
    """When the credit came that went to it, or that the user said goes to it."""
    for each in bill.credited:
        repayment, refund = ledger.repayments.get(each.of), ledger.refunds.get(each.of)
        if repayment is not None:
            yield repayment.paid_at
        elif refund is not None:
            yield refund.at
    yield from (each.at for each in ledger.credits.values() if each.bill == bill.id)
