"""What is on record of the payment that a line of a statement shows, in the same amount or in another."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import BillPart, FindingKind, LineFinding, Sureness, of_line
from models.actions.fitting import in_time, mistyped, named
from models.actions.from_line import says_more
from models.actions.how_paid import paid_how
from models.actions.line_choices import AMEND, ANOTHER, LEAVE_IT
from models.actions.posted import POSTED_WITHIN
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.ledger.repayment import Repayment
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between, today
from models.values.message import Message, msg


def paid_at_once(beside: LedgerBeside, line: StatementLine, accounts: Sequence[str]) -> tuple[Repayment, ...]:
    """The repayments of several bills that one payment made, which is the line's; or the one with its reference."""
    return next(at_once(beside, line, accounts), ())


def at_once(beside: LedgerBeside, line: StatementLine, accounts: Sequence[str]) -> Iterator[tuple[Repayment, ...]]:
    """All of these that may be the line's, the likeliest first."""
    every = (each for each in beside.repayments(tuple(accounts)) if not beside.shows(each.id) and not each.order)
    own = [each for each in every if not beside.is_another(each)]
    same = tuple(each for each in own if line.reference and each.reference == line.reference)
    if same and sum(each.amount for each in same) == line.amount:
        yield same
    for bill in beside.bills(tuple(accounts)):
        several = by_hand(beside, bill) if len(bill.repayments) > 1 else ()
        parts = tuple(each for each in several if each in own)
        if len(parts) > 1 and sum(each.amount for each in parts) == line.amount and _is_close(beside, line, bill):
            yield parts
    paid = sorted(((_payment(beside, each), each) for each in own), key=itemgetter(0))
    for _, group in groupby(paid, key=itemgetter(0)):
        together = tuple(each for _, each in group)
        apart = abs((beside.said_at(together[0]) - line.at).total_seconds())
        of_one = len(together) > 1 and sum(each.amount for each in together) == line.amount
        if of_one and apart <= POSTED_WITHIN * 86_400:
            yield together


def _is_close(beside: LedgerBeside, line: StatementLine, bill: Bill) -> bool:
    """Whether the line may be of that bill, by the month that it says or by its day."""
    close = named(line, [bill]) if line.label else in_time(beside.day(line, bill.channel.id), [bill])
    return bool(close)


def _payment(beside: LedgerBeside, each: Repayment) -> tuple[str, float, str, str]:
    return (each.account_id, beside.said_at(each).timestamp(), each.method, each.reference)


def on_record(beside: LedgerBeside, line: StatementLine, made: Sequence[Repayment]) -> LineFinding:
    """A payment that is on record: confirmed by the line where that says more of it, or nobody had confirmed it."""
    ids = {each.id for each in made}
    of = {each.id: bill for bill in beside.book.bills.values() for each in bill.repayments if each.id in ids}
    known = [each for each in made if each.id in of]
    more = any(says_more(beside, of[each.id], each, line) != each for each in known)
    first = any(each.id not in beside.seen_anywhere for each in made)
    return of_line(
        line,
        FindingKind.CONFIRM if more or first else FindingKind.SEEN,
        Sureness.SURE,
        account_id=made[0].account_id,
        shares=tuple(BillPart(of[each.id].id, each.amount) for each in known),
        repayment=made[0].id,
        also=tuple(each.id for each in made[1:]),
        method=made[0].method,
        reasons=_another_day(beside, line, made[0]),
        writes=True,
    )


def _another_day(beside: LedgerBeside, line: StatementLine, made: Repayment) -> tuple[Message, ...]:
    """That what was typed is on another day than the line; what a bank posted may be days after it."""
    if beside.by_line(made.id):
        return ()
    there = beside.day(line, made.account_id)
    here = today(beside.said_at(made), beside.held[made.account_id].zone)
    if 0 <= days_between(here, there) <= (POSTED_WITHIN if line.posted else 0):
        return ()
    return (msg("recorded on {day}, in the statement on {there}", day=here.isoformat(), there=there.isoformat()),)


def wrongly_recorded(beside: LedgerBeside, line: StatementLine, pool: Sequence[Bill]) -> LineFinding | None:
    """The record of a bill that may have been typed wrongly; None for none."""
    for bill in sorted(pool, key=lambda each: abs(days_between(beside.day(line, each.channel.id), each.due))):
        for each in by_hand(beside, bill):
            if mistyped(each.amount, line.amount) or _is_another_amount(beside, line, bill, pool):
                return _to_amend(beside, line, bill, each)
    return None


def _is_another_amount(beside: LedgerBeside, line: StatementLine, bill: Bill, pool: Sequence[Bill]) -> bool:
    """Whether the only record of the bill that the line names has another amount than the line, which is no part."""
    there = beside.bill(bill.id)
    alone = bool(line.label) and len(pool) == 1 and len(by_hand(beside, bill)) == 1 == len(there.repayments)
    return alone and there.outstanding < line.amount <= there.amount


def by_hand(beside: LedgerBeside, bill: Bill) -> list[Repayment]:
    """What was recorded of the bill by hand, and no statement has shown."""
    made = beside.bill(bill.id).repayments
    return [each for each in made if each.id not in beside.seen_anywhere and not each.order]


def read_before(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """What was read before of the line; None for nothing."""
    seen = beside.ledger.sightings.get(line.id)
    if seen is None:
        return None
    made = beside.ledger.repayments.get(seen.repayment)
    if made and line.came_back and line.amount < seen.amount and not beside.by_line(made.id):
        return less_of_it(beside, line, made)
    return of_line(
        line,
        FindingKind.SEEN,
        Sureness.SURE,
        account_id=made.account_id if made else "",
        shares=beside.shares(line, seen.repayment),
        repayment=seen.repayment,
        known=True,
    )


def less_of_it(beside: LedgerBeside, line: StatementLine, recorded: Repayment) -> LineFinding | None:
    """A record typed by hand that the line has shown, and of which a part came back since; None where its bill is
    gone."""
    bills = (bill for bill in beside.book.bills.values() if any(each.id == recorded.id for each in bill.repayments))
    bill = next(bills, None)
    if bill is None or recorded.amount == line.amount:
        return None
    return msgspec.structs.replace(_to_amend(beside, line, bill, recorded), choices=(AMEND, LEAVE_IT))


def _to_amend(beside: LedgerBeside, line: StatementLine, bill: Bill, recorded: Repayment) -> LineFinding:
    return of_line(
        line,
        FindingKind.AMEND,
        Sureness.ALARM if _failed_first(beside, line, recorded) else Sureness.ASK,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, line.amount),),
        repayment=recorded.id,
        recorded=recorded.amount,
        difference=line.amount - recorded.amount,
        method=paid_how(line, bill.channel)[0],
        choices=(AMEND, ANOTHER, LEAVE_IT),
        writes=True,
    )


def _failed_first(beside: LedgerBeside, line: StatementLine, recorded: Repayment) -> bool:
    """Whether the debit that is on record as taken failed, and what was paid after that is less."""
    tries = (each for each in beside.statement.lines if each.kind is SightingKind.FAILED and each.at <= line.at)
    same = any((each.channel, each.amount) == (line.channel, recorded.amount) for each in tries)
    return same and recorded.method == AUTO_DEBIT and line.amount < recorded.amount
