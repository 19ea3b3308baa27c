"""A repayment that a line of a statement shows goes on record, and what of the line is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from models.actions.allotting import allotted
from models.actions.beside import LedgerBeside
from models.actions.checklist import check_alone, check_paid_by, without_checklist
from models.actions.line_discounts import with_discount
from models.actions.payment import CLOCK_SLACK, never_arrived
from models.actions.posted import paid_when
from models.actions.recording import record
from models.actions.reference import as_kept
from models.actions.seen import sighted
from models.actions.total_there import set_total_there
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT, Channel
from models.ledger.ids import line_id, repayment_id
from models.ledger.ledger import Ledger, drop, put
from models.ledger.reduction import Target
from models.ledger.repayment import OTHER, PaidAs, Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import StatementLine
from models.values.dates import today
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import MAX_TITLE, clean


def paid_how(line: StatementLine, channel: Channel) -> tuple[str, str]:
    """The method by which the channel knows it, and the words of one that it does not know; `other` and "" for none."""
    if line.automatic:
        return AUTO_DEBIT, ""
    if channel.takes(line.method) and line.method != OTHER:
        return line.method, ""
    words = clean(line.method_text, MAX_TITLE)
    try:
        check_paid_by(channel, OTHER, words)
    except Problem:
        return OTHER, ""
    return OTHER, words


def recorded(
    beside: LedgerBeside, bill: Bill, amount: Fen, line: StatementLine, *, way: PaidAs | None = None
) -> Ledger:
    """With that much of the line on record as a repayment of the bill, and the line seen.

    Raises Problem where it cannot have been of that bill.
    """
    check_alone(beside.ledger, bill)
    if line.at > beside.now + CLOCK_SLACK:
        raise Problem("the time of payment is in the future", field="paid_at")
    method, other = paid_how(line, bill.channel)
    made = Repayment(
        id=repayment_id(bill.id, line.id),
        account_id=bill.channel.id,
        due=bill.due,
        amount=amount,
        paid_at=paid_when(bill, line),
        method=method,
        other=other,
        reference=reference_of(line),
        way=way,
    )
    ledger = laid(beside.of(without_checklist(beside.ledger, bill)), bill, made)
    return with_line(ledger, beside, line, made.id)


def laid(beside: LedgerBeside, bill: Bill, made: Repayment) -> Ledger:
    """With the repayment on record, spread on what is owed on the bill by now."""
    day = today(made.paid_at, bill.channel.zone)
    return record(beside.ledger, bill, msgspec.structs.replace(made, allocations=allotted(bill, made.amount, (), day)))


def lowered(beside: LedgerBeside, bill: Bill, discount: Fen, line: str, at: datetime) -> Ledger:
    """With the discount of that line off the bill; the figure of the institution stays the one that it showed."""
    total = bill.amount - discount
    ledger = set_total_there(beside.ledger, beside.catalogue, bill, total, beside.now, target=Target.BILL)
    ledger = msgspec.structs.replace(ledger, figures=beside.ledger.figures)
    return with_discount(ledger, beside.statement.source, line, bill.id, at, discount)


def reference_of(line: StatementLine) -> str:
    """The number of the payment as it is kept; "" of one that cannot be kept."""
    try:
        return as_kept(line.reference)
    except Problem:
        return ""


def with_line(
    ledger: Ledger, beside: LedgerBeside, line: StatementLine, repayment: str = "", *, ignored: bool = False
) -> Ledger:
    """With the line seen: that it shows the repayment, or concerns none, or was answered otherwise."""
    return sighted(
        ledger,
        Sighting(
            id=line.id,
            source=beside.statement.source,
            at=line.at,
            amount=line.amount,
            repayment=repayment,
            ignored=ignored,
        ),
    )


def is_assumed(repayment: Repayment, bill: Bill) -> bool:
    """Whether nobody said when and how it was paid, but only that it was taken, or was paid when it was due."""
    return repayment.method == AUTO_DEBIT or repayment.paid_at.timestamp() == bill.due_at.timestamp()


def _is_by_day(repayment: Repayment, bill: Bill) -> bool:
    """Whether of what a line recorded only the day is known, or that of its posting."""
    if repayment.paid_at.timestamp() == bill.due_at.timestamp():
        return True
    local = repayment.paid_at.astimezone(ZoneInfo(bill.channel.zone))
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def says_more(beside: LedgerBeside, bill: Bill, repayment: Repayment, line: StatementLine) -> Repayment:
    """The repayment on record as the line confirms it, with what it lacked: its reference, and its instant and its
    method where those were assumed."""
    made = msgspec.structs.replace(repayment, confirmed=True)
    later = beside.gives_way(repayment, line)
    if not made.reference or (later and later.id == id_by(later, made.reference)):
        made = msgspec.structs.replace(made, reference=reference_of(line))
    came_back = (
        later is not None
        and later.id in beside.returned
        and (is_assumed(repayment, bill) or repayment.paid_at.timestamp() == later.at.timestamp())
    )
    by_day = beside.by_line(repayment.id) and line.time_known and _is_by_day(repayment, bill)
    if not (by_day or came_back) and (not is_assumed(repayment, bill) or repayment.id in beside.seen_anywhere):
        return made
    paid_at, zone = paid_when(bill, line), bill.channel.zone
    if line.time_known or today(paid_at, zone) != today(made.paid_at, zone):
        made = msgspec.structs.replace(made, paid_at=paid_at)
    method, other = paid_how(line, bill.channel)
    if method != OTHER or other:
        made = msgspec.structs.replace(made, method=method, other=other)
    return made


def id_by(seen: Sighting, reference: str) -> str:
    """The id that the line has where that is its reference."""
    return line_id(seen.source, reference, seen.at.isoformat(), str(seen.amount))


def confirmed(beside: LedgerBeside, bill: Bill, repayment: Repayment, line: StatementLine) -> Ledger:
    """With the repayment confirmed by the line, and the line seen; one that gives way to it is to be asked about."""
    made = says_more(beside, bill, repayment, line)
    ledger = beside.ledger if made == repayment else record(beside.ledger, bill, made)
    other = beside.gives_way(repayment, line)
    if other is not None:
        ledger = msgspec.structs.replace(ledger, sightings=drop(ledger.sightings, other.id))
    return with_line(ledger, beside, line, repayment.id)


def taken_off(ledger: Ledger, repayment: str) -> Ledger:
    """Without a repayment that was never made, and what hung on it."""
    found = ledger.repayments.get(repayment)
    if found is None:
        raise Problem("there is no repayment {repayment}", field="repayment", repayment=repayment)
    doubted = msgspec.structs.replace(found, confirmed=False)
    ledger = msgspec.structs.replace(ledger, repayments=put(ledger.repayments, repayment, doubted))
    ledger = never_arrived(ledger, repayment)
    sightings = {ident: each for ident, each in ledger.sightings.items() if each.repayment != repayment}
    return msgspec.structs.replace(ledger, sightings=sightings)


def days_late(bill: Bill, line: StatementLine) -> int:
    """How many days after its due instant that was paid; 0 where it was in time, or where nobody knows it.

    A day alone is in time on the due day. What was only posted then is not known to be late.
    """
    if line.posted:
        return 0
    day = today(line.at, bill.channel.zone)
    late = line.at.timestamp() > bill.due_at.timestamp() if line.time_known else day > bill.due
    return max(1, (day - bill.due).days) if late else 0
