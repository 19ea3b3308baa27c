"""A repayment that was recorded as one, and that the statement has in parts which come to the same: one question."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import BillPart, FindingKind, LineChoice, LineFinding, Sureness
from models.actions.fitting import fits, in_time, named
from models.actions.from_line import recorded, with_line
from models.actions.how_paid import paid_how
from models.actions.line_choices import LEAVE_IT
from models.actions.on_record import by_hand
from models.bills.bill import Bill
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger, drop, put
from models.ledger.repayment import Repayment
from models.ledger.statement import StatementLine
from models.values.dates import days_between
from models.values.message import Problem, msg

_MOST = 6
"""Parts that one repayment was made in, at most."""
IN_PARTS = LineChoice("amend", msg("correct the record: it was paid in these parts"))
AS_ONE = LineChoice("keep", msg("the sum is right: keep the one record"))


def whole_in_parts(beside: LedgerBeside, lines: Sequence[StatementLine]) -> Mapping[str, LineFinding]:
    """The question under the id of each line that is such a part; the first of them asks it for all."""
    parts: dict[str, list[StatementLine]] = {}
    for line in lines:
        bill = _bill(beside, line)
        if bill is not None:
            parts.setdefault(bill.id, []).append(line)
    found: dict[str, LineFinding] = {}
    for ident, mine in parts.items():
        typed = by_hand(beside, beside.bill(ident))
        together = next(_runs(mine, typed[0].amount), ()) if len(typed) == 1 else ()
        if together:
            asked = _asked(beside, beside.bill(ident), typed[0], together)
            found |= {line.id: asked for line in together}
    return found


def _bill(beside: LedgerBeside, line: StatementLine) -> Bill | None:
    """The bill that the line is of whatever it amounts to; None where its amount is that of a bill."""
    accounts = beside.whose(line)
    if not accounts:
        return None
    bills, day = beside.bills(accounts), beside.day(line, accounts[0])
    pool = named(line, bills) if line.label else in_time(day, bills)
    if not pool or fits(beside, line, pool):
        return None
    return min(pool, key=lambda bill: (abs(days_between(day, bill.due)), bill.due))


def _runs(lines: Sequence[StatementLine], amount: int) -> Iterator[Sequence[StatementLine]]:
    """Two lines or more, one after the other, that come to the amount."""
    for first in range(len(lines)):
        for last in range(first + 2, min(first + _MOST, len(lines)) + 1):
            if sum(line.amount for line in lines[first:last]) == amount:
                yield lines[first:last]


def _asked(beside: LedgerBeside, bill: Bill, made: Repayment, parts: Sequence[StatementLine]) -> LineFinding:
    first = parts[0]
    return LineFinding(
        key=first.id,
        kind=FindingKind.AMEND,
        level=Sureness.ASK,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, made.amount),),
        amount=made.amount,
        at=first.at,
        time_known=first.time_known,
        method=paid_how(first, channel_of(beside.held, bill.channel.id))[0],
        line=first,
        parts=tuple(parts),
        repayment=made.id,
        recorded=made.amount,
        choices=(IN_PARTS, AS_ONE, LEAVE_IT),
        writes=True,
    )


def in_parts(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With a record of each part in place of the one that there was."""
    ledger, wrong = beside.ledger, beside.ledger.repayments[finding.repayment]
    ledger = msgspec.structs.replace(ledger, repayments=drop(ledger.repayments, wrong.id))
    for line in finding.parts:
        there = beside.of(ledger)
        bill = there.bill(finding.bill)
        if line.amount > bill.outstanding:
            raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
        ledger = recorded(there, bill, line.amount, line)
    return ledger


def as_one(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the one record confirmed by each of its parts."""
    ledger, made = beside.ledger, beside.ledger.repayments[finding.repayment]
    confirmed = msgspec.structs.replace(made, confirmed=True)
    ledger = msgspec.structs.replace(ledger, repayments=put(ledger.repayments, made.id, confirmed))
    for line in finding.parts:
        ledger = with_line(ledger, beside, line, made.id)
    return ledger
