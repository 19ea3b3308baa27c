"""The institution's own figure for a bill, from a statement: beside what is derived, explained, and kept."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from models.actions.beside import LedgerBeside
from models.actions.comparison import compare
from models.actions.finding import BillPart, FindingKind, LineChoice, LineFinding, Sureness, of_line
from models.actions.fitting import named
from models.actions.goods_seen import charges_ask, not_charged
from models.actions.line_choices import CORRECT, LEAVE_IT, ORDER, RIGHT_HERE
from models.actions.seen import figure_seen, sighted
from models.bills.bill import Bill
from models.bills.checked import more_there
from models.bills.minimum_share import USUAL
from models.bills.schedule import Line
from models.bills.terms_apart import TermsApart, terms_apart
from models.channels.rules import Mode
from models.ledger.figure import MESSAGE, StatedTerms
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from models.values.dates import days_between
from models.values.message import Message, msg
from models.values.money import Fen, times, yuan

SAME_BILL = 3
"""How many days the due date of a statement may be from the one that is derived, and still be of that bill."""
SAME_MONTH = 15
"""The same where an account has one bill a month: the nearest."""


def figure(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """The figure that a statement has for a bill: its total, its due date and its minimum beside what is derived; None
    where nothing here was due then.

    A card's statement has all that was paid by it: more than its instalments is no difference.
    """
    accounts = beside.whose(line)
    if not accounts:
        return None
    bill = _meant(beside, line, accounts)
    if bill is None:
        return None
    terms = stated_terms(line, beside.statement.source)
    difference, more = line.amount - bill.amount, more_there(bill, line.amount)
    apart = terms_apart(bill, terms, None if more else max(0, difference))
    gone = _not_charged(beside, bill)
    differs, others = bool(more or apart or gone), lists_others(beside, bill)
    return of_line(
        line,
        FindingKind.DIFFERS if differs else FindingKind.AGREES,
        Sureness.ASK if differs else Sureness.SURE,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, line.amount),),
        difference=(more if differs else difference) or None,
        reasons=(
            *_why(beside, line, bill),
            *map(_not_there, gone),
            *apart_said(bill, terms, apart),
            *_waits(others and not gone),
        ),
        choices=(*_ways(bill, line.amount, more), RIGHT_HERE, LEAVE_IT) if differs else (),
        writes=True,
        known=_is_known(beside, line, bill, replace(terms, lists_others=others), differs=differs),
    )


def stated_terms(line: StatementLine, source: str) -> StatedTerms:
    """What a statement says of a bill, as it is kept."""
    return StatedTerms(total=line.amount, due=line.due, minimum=line.minimum, seen_at=line.at, source=source)


def _is_known(beside: LedgerBeside, line: StatementLine, bill: Bill, terms: StatedTerms, *, differs: bool) -> bool:
    """Whether it was read before and agrees, or was answered; or a later statement or figure is on record."""
    seen = beside.ledger.figures.get(bill.id)
    if seen is None or seen.terms is None or seen.terms.source == MESSAGE:
        return False
    then = line.at.timestamp()
    if min(seen.seen_at.timestamp(), seen.terms.seen_at.timestamp()) > then:
        return True
    answered = beside.ledger.sightings.get(line.id)
    same = replace(seen.terms, seen_at=line.at, lists_others=terms.lists_others) == terms
    if seen.terms.seen_at.timestamp() < then:
        return same and answered is not None and answered.ignored  # the bank has sent it again
    as_before = not differs and seen.terms.lists_others == terms.lists_others
    return same and (as_before or answered is not None)


def _why(beside: LedgerBeside, line: StatementLine, bill: Bill) -> tuple[Message, ...]:
    """What makes the total another than here."""
    difference, apart = line.amount - bill.amount, more_there(bill, line.amount)
    if difference and not apart:
        return (msg("{amount} of it is what else was paid by the card", amount=yuan(difference)),)
    if difference:
        stated = line.amount - bill.paid
        nothing = (msg("nothing is due there: perhaps what was repaid or sent back lies there as credit"),)
        explained = compare(bill, stated, beside.book, line.at, beside.ledger).explanations if stated > 0 else ()
        return tuple(explained) if line.amount else nothing
    return ()


def apart_said(bill: Bill, terms: StatedTerms, apart: TermsApart) -> tuple[Message, ...]:
    """Which of the terms are others than here, and why that may be."""
    said = list[Message]()
    if apart.due is not None:
        there, here = apart.due.isoformat(), bill.due.isoformat()
        said.append(msg("it is due on {there} there, and on {here} here", there=there, here=here))
        said.append(msg("where its days have changed, say so: `fenqi account move {account}`", account=bill.channel.id))
    if apart.least is not None:
        there, here = yuan(apart.least), yuan(apart.here or 0)
        said.append(msg("the minimum is {there} there, and about {here} here", there=there, here=here))
        shares = (each for each in map(Decimal, USUAL) if times(terms.total, each) == apart.least)
        share = next(shares, None)
        if share is not None:
            percent = f"{share:.0%}"
            said.append(msg("that is {percent} of the total: instalments do not count whole in it", percent=percent))
    return tuple(said)


def _ways(bill: Bill, figure: Fen, more: Fen) -> tuple[LineChoice, ...]:
    """What may be done about a total that differs: no bill comes to less than was repaid of it."""
    correct = (CORRECT,) if more and figure >= bill.paid else ()
    return (*correct, ORDER) if more > 0 else correct


def kept(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the institution's figure on record, whether it agrees or not."""
    line, bill = finding.line, beside.bill(finding.bill)
    if line is None:
        return beside.ledger
    source, answered = beside.statement.source, beside.ledger.sightings.get(line.id)
    terms = replace(stated_terms(line, source), lists_others=lists_others(beside, bill))
    ledger = figure_seen(beside.ledger, bill, line.amount, line.at, source, terms)
    if finding.known and answered is not None and answered.at.timestamp() < line.at.timestamp():
        return sighted(ledger, replace(answered, at=line.at))  # what was said of it holds of the mail that came again
    return ledger


def _not_charged(beside: LedgerBeside, bill: Bill) -> list[Line]:
    return not_charged(beside, bill) if bill.channel.card else []


def lists_others(beside: LedgerBeside, bill: Bill) -> bool:
    """Whether a card's statement has not the instalments of the bill, or asks about some that are not here."""
    return bool(_not_charged(beside, bill)) or (bill.channel.card and charges_ask(beside, bill.channel.id))


def _waits(waits: bool) -> tuple[Message, ...]:
    """Why the bill is not marked as checked, though its figure agrees."""
    return (msg("other instalments are in the statement: the bill is not marked as checked yet"),) if waits else ()


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
        close = [bill for bill in bills if abs(days_between(day, bill.due)) <= _within(bill)]
        return min(close, key=lambda bill: (abs(days_between(day, bill.due)), bill.due), default=None)
    mine = named(line, bills)
    return mine[0] if len(mine) == 1 else None


def _within(bill: Bill) -> int:
    return SAME_MONTH if bill.channel.mode is Mode.STATEMENT else SAME_BILL
