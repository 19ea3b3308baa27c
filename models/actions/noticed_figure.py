"""What a message says of a bill, beside the bill: its due date and its minimum; and the figure that is kept of it."""

from datetime import datetime

from models.actions.seen import figure_seen
from models.bills.bill import Bill
from models.bills.terms_apart import NOT_APART, TermsApart, terms_apart
from models.ledger.figure import MESSAGE, StatedTerms
from models.ledger.ledger import Ledger
from models.ledger.notice import Notice, NoticeKind


def notice_apart(notice: Notice, bill: Bill | None, now: datetime, *, agrees: bool) -> TermsApart:
    """What of the due date and the minimum of an announced bill is another than here; `agrees`: its amount is not.

    The day on which the institution will take it is no due date.
    """
    if notice.kind is not NoticeKind.DUE or bill is None:
        return NOT_APART
    terms = _terms(notice, bill, now)
    more = (notice.amount or 0) - bill.amount
    rest = 0 if agrees else more if bill.channel.card and more > 0 and not bill.paid else None
    return terms_apart(bill, terms, rest if notice.amount is not None else None)


def keeps_figure(notice: Notice, *, agrees: bool) -> bool:
    """Whether the institution's figure is kept of it: a bill with the amount that is here, and no link of others."""
    foreign = any(each.official is False for each in notice.links)
    return notice.kind is NoticeKind.DUE and notice.amount is not None and agrees and not foreign


def noticed_figure(ledger: Ledger, bill: Bill, notice: Notice, now: datetime) -> Ledger:
    """With the institution's figure as the message has it, which agrees in its amount."""
    terms = _terms(notice, bill, now)
    says = terms.due is not None or terms.minimum is not None
    return figure_seen(ledger, bill, bill.amount, now, MESSAGE, terms if says else None)


def _terms(notice: Notice, bill: Bill, now: datetime) -> StatedTerms:
    due = None if notice.automatic else notice.due
    return StatedTerms(total=bill.amount, due=due, minimum=notice.minimum, seen_at=now, source=MESSAGE)
