"""A repayment that a line of a statement shows goes on record, and what of the line is kept."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from models.actions.allotting import allotted
from models.actions.beside import LedgerBeside
from models.actions.checklist import check_alone, without_checklist
from models.actions.claims import Claim, claim_mark, kept_no_more
from models.actions.how_paid import paid_how, reference_of
from models.actions.line_discounts import with_discount
from models.actions.marks import with_marks
from models.actions.payment import never_arrived
from models.actions.posted import paid_when
from models.actions.recording import record
from models.actions.seen import sighted
from models.actions.total_there import set_total_there
from models.actions.typed_then import typed_mark, with_said, without_typed
from models.bills.bill import Bill
from models.channels.effective import channel_of
from models.ledger.ids import repayment_id
from models.ledger.ledger import Ledger, put
from models.ledger.reduction import Target
from models.ledger.repayment import OTHER, PaidAs, Repayment
from models.ledger.sighting import Sighting, least_kept
from models.ledger.statement import StatementLine
from models.values.dates import CLOCK_SLACK, today
from models.values.message import Problem
from models.values.money import Fen


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
            amount=least_kept(line.amount),
            repayment=repayment,
            ignored=ignored,
        ),
    )


def _is_by_day(repayment: Repayment, bill: Bill) -> bool:
    """Whether of what a line recorded only the day is known, or that of its posting."""
    if repayment.paid_at.timestamp() == bill.due_at.timestamp():
        return True
    local = repayment.paid_at.astimezone(ZoneInfo(bill.channel.zone))
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def says_more(beside: LedgerBeside, bill: Bill, repayment: Repayment, line: StatementLine) -> Repayment:
    """The repayment on record as the line confirms it, with what it lacked: its reference, and its instant and its
    method where those were assumed."""
    if not beside.by_line(repayment.id):
        others = (each.line for each in beside.claims if repayment.id in each.shows and each.line.id != line.id)
        return with_said(bill, beside.typed_then.get(repayment.id, repayment), [*others, line])
    made = msgspec.structs.replace(repayment, confirmed=True, reference=repayment.reference or reference_of(line))
    if not (line.time_known and _is_by_day(repayment, bill)):
        return made
    method, other = paid_how(line, bill.channel)
    made = msgspec.structs.replace(made, paid_at=paid_when(bill, line))
    return msgspec.structs.replace(made, method=method, other=other) if method != OTHER or other else made


def confirmed(beside: LedgerBeside, bill: Bill, repayment: Repayment, line: StatementLine) -> Ledger:
    """With the repayment confirmed by the line, and the line seen; what was typed is kept as it was."""
    made, ledger, source = says_more(beside, bill, repayment, line), beside.ledger, beside.statement.source
    if not beside.by_line(repayment.id) and repayment.id not in beside.typed_then:
        ledger = with_marks(without_typed(ledger, {repayment.id}), [typed_mark(repayment, source)])
    ledger = ledger if made == repayment else record(ledger, bill, made)
    return with_line(ledger, beside, line, repayment.id)


def with_claim(beside: LedgerBeside, line: StatementLine, repayments: Sequence[str]) -> Ledger:
    """With the line kept whole, as it shows records that were typed; the same ledger for none."""
    typed, accounts = tuple(each for each in repayments if not beside.by_line(each)), beside.whose(line)
    if not typed or not accounts:
        return beside.ledger
    claim = Claim(line, beside.statement.source, accounts, typed)
    mark = claim_mark(claim, channel_of(beside.held, accounts[0]))
    return with_marks(kept_no_more(beside.ledger, {line.id}), [mark])


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
