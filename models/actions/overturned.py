"""A payment that a statement shows, and of which somebody said that it was not made: what was said is not overturned in
silence, and what somebody saw of an auto-debit not without being asked."""

from datetime import datetime

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.came_back import answers_to
from models.actions.finding import FindingKind, LineFinding, Sureness
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.ledger.auto_debit import Outcome
from models.ledger.statement import StatementLine
from models.values.dates import today
from models.values.message import Message, msg

_PLACED = frozenset({FindingKind.RECORD, FindingKind.PART, FindingKind.DISCOUNT})


def overturning(beside: LedgerBeside, line: StatementLine, finding: LineFinding) -> LineFinding:
    """The finding with what was said otherwise of its bills; asked about where somebody had looked by then."""
    if finding.kind not in _PLACED and finding.kind is not FindingKind.DIFFERS:
        return finding
    bills = [beside.bill(each) for each in finding.bills]
    seen = [each for bill in bills for each in _seen_otherwise(beside, line, bill)]
    said = [] if seen else [each for bill in bills[:1] for each in _said_unpaid(beside, line, bill)]
    if not seen and not said:
        return finding
    finding = msgspec.structs.replace(finding, reasons=(*finding.reasons, *seen[:1], *said))
    if not seen or finding.level is not Sureness.SURE:
        return finding
    return msgspec.structs.replace(finding, level=Sureness.ASK, choices=answers_to(finding.shares))


def _seen_otherwise(beside: LedgerBeside, line: StatementLine, bill: Bill) -> list[Message]:
    """That somebody saw after it was taken that it was not."""
    said = beside.ledger.debits.get(bill.id)
    if said is None or said.outcome is None or said.outcome_at is None:
        return []
    if not _is_taken(line) or not _is_before(beside, line, bill, said.outcome_at):
        return []
    day = beside.day(line, bill.channel.id).isoformat()
    match said.outcome:
        case Outcome.FAILED:
            return [msg("you said that auto-debit failed; the statement has it taken on {day}", day=day)]
        case Outcome.NOT_ON:
            return [msg("you said that auto-debit did not take it; the statement has it taken on {day}", day=day)]
        case _:
            return []


def _is_taken(line: StatementLine) -> bool:
    return line.automatic or line.method == AUTO_DEBIT


def _is_before(beside: LedgerBeside, line: StatementLine, bill: Bill, at: datetime) -> bool:
    """Whether it was taken before somebody looked; of a day alone it may have been."""
    if line.time_known:
        return line.at.timestamp() <= at.timestamp()
    return beside.day(line, bill.channel.id) <= today(at, bill.channel.zone)


def _said_unpaid(beside: LedgerBeside, line: StatementLine, bill: Bill) -> list[Message]:
    """That somebody said of it, when its order was entered, that it was not repaid; it was by then."""
    day = beside.day(line, bill.channel.id)
    entered = [each.order.entered_on for each in bill.lines if each.denied and each.order and each.order.entered_on]
    if not any(day < each for each in entered):
        return []
    return [msg("you said that it was not repaid before it was entered")]
