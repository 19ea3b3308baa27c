"""What a statement has of a bill may be on record of another one, since the bills got other dates.

Then nobody says that it is missing.
"""

from collections.abc import Iterator
from datetime import date

from models.actions.beside import LedgerBeside
from models.actions.fitting import in_time, named
from models.bills.bill import Bill
from models.ledger.ids import bill_due, bill_repaid, line_stated
from models.ledger.repayment import Repayment
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between


def on_another(beside: LedgerBeside, bill: Bill) -> tuple[Repayment, Bill] | None:
    """What is on record of another bill now, with that bill, and is of this one by the line that shows it, or was when
    it was made."""
    return next(_by_lines(beside, bill), None) or next(_moved_away(beside, bill), None)


def _by_lines(beside: LedgerBeside, bill: Bill) -> Iterator[tuple[Repayment, Bill]]:
    """Of the lines of this statement that were read before."""
    for line in beside.statement.lines:
        seen = beside.ledger.sightings.get(line.id)
        if seen is None or line.kind is not SightingKind.REPAID or not _is_of(beside, line, bill):
            continue
        own = {seen.repayment} | {each for each in beside.ledger.repayments if line_stated(each) == line.id}
        for other in beside.bills((bill.channel.id,)):
            made = next((each for each in other.repayments if each.id in own), None)
            if made is not None and other.id != bill.id and not _is_as_likely(beside, line, bill, other):
                yield made, other


def _is_of(beside: LedgerBeside, line: StatementLine, bill: Bill) -> bool:
    """Whether the line is of the bill by its month, or else by its day and its amount."""
    if bill.channel.id not in beside.whose(line):
        return False
    if line.label:
        return bool(named(line, [bill]))
    close = in_time(beside.day(line, bill.channel.id), [bill])
    return bool(close) and line.amount in {bill.amount, bill.outstanding}


def _is_as_likely(beside: LedgerBeside, line: StatementLine, bill: Bill, other: Bill) -> bool:
    """Whether the other bill is as likely the one of the line."""
    if line.label:
        return bool(named(line, [other]))
    day = beside.day(line, bill.channel.id)
    return abs(days_between(day, other.due)) <= abs(days_between(day, bill.due))


def _moved_away(beside: LedgerBeside, bill: Bill) -> Iterator[tuple[Repayment, Bill]]:
    """What files of this source have shown, and what was made for a bill of that month that has another date now."""
    for other in beside.bills((bill.channel.id,)):
        for each in other.repayments:
            then = bill_due(bill_repaid(each.id)) if beside.shows(each.id) and not each.order else other.due
            if _month(then) == _month(bill.due) != _month(other.due):
                yield each, other


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
