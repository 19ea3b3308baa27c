"""An answer that is always refused is not offered: nothing was repaid before it was bought."""

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import IGNORE, LEAVE, LineFinding, Sureness
from models.actions.reconcile_answers import chosen, taken
from models.ledger.statement import StatementLine
from models.values.message import Message, Problem

_TAKEN = frozenset({IGNORE, LEAVE, "order"})
"""The answers that record nothing."""


def offered(beside: LedgerBeside, finding: LineFinding) -> LineFinding:
    """The finding without the answers that are refused as an order of the bill was bought later, and with why."""
    line = finding.line
    if finding.level is Sureness.SURE or line is None:
        return finding
    bills = {*finding.bills, *(bill for each in finding.choices for bill in each.bills)}
    if not any(_is_before(beside, line, bill) for bill in bills):
        return finding
    why = {each.id: _refused(beside, finding, each.id) for each in finding.choices if each.id not in _TAKEN}
    reasons = tuple({repr(each): each for each in why.values() if each}.values())
    choices = tuple(each for each in finding.choices if not why.get(each.id))
    return msgspec.structs.replace(finding, choices=choices, reasons=(*finding.reasons, *reasons[:1]))


def _is_before(beside: LedgerBeside, line: StatementLine, ident: str) -> bool:
    """Whether something of the bill was bought after the day of the line."""
    bill = beside.book.bills.get(ident)
    if bill is None:
        return False
    day = beside.day(line, bill.channel.id)
    return any(each.order is not None and day < each.order.bought_at.date() for each in bill.lines)


def _refused(beside: LedgerBeside, finding: LineFinding, answer: str) -> Message | None:
    try:
        taken(beside, chosen(finding, answer))
    except Problem as problem:
        return problem.message
    return None
