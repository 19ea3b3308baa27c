"""Which bills a repayment of a statement may be of: by the month that it says, else by its amount and its day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.posted import POSTED_WITHIN
from models.bills.bill import Bill
from models.ledger.ids import bill_due, line_stated
from models.ledger.repayment import Repayment
from models.ledger.statement import StatementLine
from models.values.dates import days_between, months_after, on_day, today
from models.values.money import Fen

BEFORE, AFTER = 35, 40
"""How many days before a payment a bill was due that it repays late, and after it one that it repays early."""
WITHIN = 3
"""So near its due date a payment is of that bill, whatever else is open."""
WEEK = 7
MOST = 12
"""How many bills in a row one payment repays, at most."""


class Fit(IntEnum):
    """How the amount of a line is that of a bill; what is on record comes first."""

    SEEN = 0
    """Another line has shown it: of another source, or with the same reference."""
    RECORDED = 1
    """It was recorded by hand."""
    OWED = 2
    """It is what is owed."""
    BEFORE = 3
    """It was said to be repaid before it was entered."""


class Fits(msgspec.Struct, frozen=True):
    """A bill that the line fits, how many days from it, and the repayment that is on record, if any."""

    bill: Bill
    how: Fit
    days: int
    repayment: Repayment | None = None


def named(line: StatementLine, bills: Sequence[Bill]) -> list[Bill]:
    """The bills of the month that the line says it is of: that in which they fall due.

    Where something is due before the bill day of its month, it is the next after that day. Where none is due then, it
    is one that was before it got another date.
    """
    month = line.label
    if month is None:
        return []
    found = [bill for bill in bills if is_of_month(month, bill, bill.due)]
    return found or [bill for bill in bills if bill.moved_from and is_of_month(month, bill, bill_due(bill.moved_from))]


def is_of_month(month: date, bill: Bill, due: date) -> bool:
    """Whether the bill is that of the month where it is due then."""
    made, day = bill.channel.bill_day, bill.channel.due_day
    if made is not None and (day is None or day <= made):
        first = on_day(month.year, month.month, made)
        return first < due <= months_after(first, 1, made)
    return (due.year, due.month) == (month.year, month.month)


def in_time(day: date, bills: Iterable[Bill]) -> list[Bill]:
    """The bills that were due so near the day that a payment on it may be of them."""
    return [bill for bill in bills if -BEFORE <= days_between(day, bill.due) <= AFTER]


def pool_of(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> list[Bill]:
    """The bills that it may be of: those of the month that it says, else those that were due about then."""
    bills = beside.bills(accounts, base=True)
    return named(line, bills) if line.label else in_time(beside.day(line, accounts[0]), bills)


def fits(beside: LedgerBeside, line: StatementLine, bills: Iterable[Bill]) -> list[Fits]:
    """The bills, as they are without what statements recorded, whose amount the line has; the nearest first."""
    found = [each for bill in bills for each in _fits(beside, line, bill)]
    return sorted(found, key=lambda each: (each.days, each.how, each.bill.due))


def _fits(beside: LedgerBeside, line: StatementLine, bill: Bill) -> Iterator[Fits]:
    day = beside.day(line, bill.channel.id)
    away = abs(days_between(day, bill.due))
    there = beside.bill(bill.id)
    amounts = {line.amount, line.counts}
    for each in there.repayments:
        apart = abs((beside.said_at(each) - line.at).total_seconds()) / 86_400
        if each.order or beside.shows(each.id) or beside.is_another(each):
            continue
        if not beside.by_line(each.id):
            if each.amount in {*amounts, line.sent}:
                then = days_between(day, today(beside.said_at(each), bill.channel.zone))
                yield Fits(bill, Fit.RECORDED, min(away, abs(then)), each)
        elif each.amount in amounts and apart <= POSTED_WITHIN and _may_be_it(beside, line, each):
            yield Fits(bill, Fit.SEEN, 0, each)
            return
    if bill.outstanding > 0 and bill.outstanding in amounts:
        yield Fits(bill, Fit.OWED, away)
    elif bill.outstanding <= 0 and not bill.repayments and bill.amount in amounts and bill.paid:
        yield Fits(bill, Fit.BEFORE, away)


def _may_be_it(beside: LedgerBeside, line: StatementLine, made: Repayment) -> bool:
    """Whether the line may show what another one recorded: a card has it days after another source, and none before."""
    other = line_stated(made.id)
    posted = beside.may_have_posted(line.at, beside.ledger.sightings[other], made.account_id)
    return posted and beside.may_be_twins(line.id, other)


def is_clear(line: StatementLine, days: int, older: Sequence[int], others: Sequence[int], *, late: int = 0) -> bool:
    """Whether a payment so many `days` from the due date of the nearest bill is of that one, though `others` fit as
    well, so many days away; `older` are those of them that were due before it.

    More than a week `late` it may as well be of the next one, and the nearest was repaid before the statement begins.
    """
    if not others:
        return True
    if line.automatic and days <= 1:
        return True
    nearest = min(others)
    if days <= WITHIN < nearest:
        return True
    return (not older and days < nearest and late <= WEEK) or (days <= WEEK and nearest >= 2 * days)


def row_of(line: StatementLine, day: date, bills: Sequence[tuple[Bill, Fen]]) -> tuple[Sequence[Bill], ...]:
    """The rows of bills that come to the amount together, each with what it counts for: that whose first is due nearest
    to the `day` first."""
    own = [(bill, worth) for bill, worth in bills if worth > 0]
    found: list[Sequence[Bill]] = []
    for first in range(len(own)):
        together: Fen = 0
        for last in range(first, min(first + MOST, len(own))):
            together += own[last][1]
            if together >= line.counts:
                break
        if together == line.counts and last > first:
            found.append([bill for bill, _ in own[first : last + 1]])
    return tuple(sorted(found, key=lambda row: (abs(days_between(day, row[0].due)), row[0].due)))


def mistyped(recorded: Fen, amount: Fen) -> bool:
    """Whether the one may have been typed for the other: the same digits in another order, or ¥1.00 apart at most."""
    return recorded != amount and (abs(recorded - amount) <= 1_00 or sorted(str(recorded)) == sorted(str(amount)))
