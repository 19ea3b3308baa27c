"""The institution's own figure for a bill, from a statement: beside what is derived, explained, and kept."""

from datetime import date

from models.actions.beside import LedgerBeside
from models.actions.comparison import compare
from models.actions.finding import BillPart, FindingKind, LineChoice, LineFinding, Sureness, of_line
from models.actions.fitting import named
from models.actions.goods_seen import not_charged
from models.actions.line_choices import CORRECT, LEAVE_IT, ORDER, RIGHT_HERE
from models.actions.seen import figure_seen
from models.bills.bill import Bill
from models.bills.checked import more_there
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from models.values.dates import days_between
from models.values.message import Message, msg
from models.values.money import Fen, yuan

SAME_BILL = 3
"""How many days the due date of a statement may be from the one that is derived, and still be of that bill."""


def figure(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """The figure that a statement has for a bill; None where nothing here was due then.

    A card's statement has all that was paid by it: more than its instalments is no difference.
    """
    accounts = beside.whose(line)
    if not accounts:
        return None
    bill = _meant(beside, line, accounts)
    if bill is None:
        return None
    kept = beside.ledger.figures.get(bill.id)
    newer = kept is not None and kept.seen_at.timestamp() >= line.at.timestamp()
    difference, apart = line.amount - bill.amount, more_there(bill, line.amount)
    reasons: tuple[Message, ...] = ()
    if difference and not apart:
        reasons = (msg("{amount} of it is what else was paid by the card", amount=yuan(difference)),)
    elif difference:
        stated = line.amount - bill.paid
        reasons = compare(bill, stated, beside.book, line.at, beside.ledger).explanations if stated > 0 else ()
    if bill.channel.card:
        reasons = (*reasons, *map(_not_there, not_charged(beside, bill)))
    agrees = not apart
    moved = line.due is not None and line.due != bill.due
    if moved and line.due:
        reasons = (*reasons, msg("the statement has it due on {due}", due=line.due.isoformat()))
    return of_line(
        line,
        FindingKind.AGREES if agrees else FindingKind.DIFFERS,
        Sureness.SURE if agrees else Sureness.ASK,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, line.amount),),
        difference=difference or None,
        reasons=reasons,
        choices=() if agrees else (*_ways(bill, line.amount), RIGHT_HERE, LEAVE_IT),
        writes=not newer if agrees else True,
        known=(agrees and newer) or line.id in beside.ledger.sightings,
    )


def _ways(bill: Bill, figure: Fen) -> tuple[LineChoice, ...]:
    """What may be done about a figure that differs: no bill comes to less than was repaid of it."""
    correct = (CORRECT,) if figure >= bill.paid else ()
    return (*correct, ORDER) if figure > bill.amount else correct


def kept(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the institution's figure on record, whether it agrees or not."""
    line, bill = finding.line, beside.bill(finding.bill)
    if line is None:
        return beside.ledger
    return figure_seen(beside.ledger, bill, line.amount, line.at, beside.statement.source)


def _not_there(row: Line) -> Message:
    title, periods = (row.order.title, row.order.plan.periods) if row.order else ("", 0)
    return msg(
        "of {title} no instalment {number}/{periods} of {amount} is in the statement",
        title=title,
        number=row.number,
        periods=periods,
        amount=yuan(row.amount),
    )


def _meant(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> Bill | None:
    """The bill by the due date that the statement says, or by its month; the one nearest to that date."""
    bills = beside.bills(accounts)
    day: date | None = line.due
    if day is not None:
        close = [bill for bill in bills if abs(days_between(day, bill.due)) <= SAME_BILL]
        return min(close, key=lambda bill: abs(days_between(day, bill.due)), default=None)
    mine = named(line, bills)
    return mine[0] if len(mine) == 1 else None
