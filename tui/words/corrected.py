"""What a bill has besides its orders' lines, and what it was corrected by, in sentences."""

from collections.abc import Iterator

from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.channels.channel import AUTO_DEBIT
from models.ledger.correction import LATE
from models.ledger.reduction import Reduction, Target
from models.values.message import Message, msg
from models.values.money import Fen, yuan
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import shortened

CORRECTED = msg("corrected by {amount} to the institution's figure")
CORRECTED_FOR = msg("corrected by {amount} to the institution's figure: {reason}")
REASONS = {
    LATE: msg("corrected by {amount}: late interest, from the app's figure"),
    AUTO_DEBIT: msg("corrected by {amount}: auto-debit took that much more"),
}
"""What a correction says of itself, by its reason."""
EXPLAINED = msg("{amount} of it is more than its orders explain")
"""What it says where credit or refunds explain the rest of what a bill is more, and nobody said why."""
LOWERED = {
    Target.FEE: msg("{amount} of the fee was waived"),
    Target.PRINCIPAL: msg("the price was lowered by {amount}"),
    Target.BILL: msg("this bill was lowered by {amount}: a coupon"),
}
"""What a bill was lowered by, and what of it."""
LOWERED_OF = {
    Target.FEE: msg("{amount} of the fee of {title} was waived"),
    Target.PRINCIPAL: msg("the price of {title} was lowered by {amount}"),
}
"""The same of one of several orders on the bill."""
TITLE = 24
"""Cells of an order's title in such a sentence."""
MORE = msg("the institution's figure is higher")
MORE_FOR = {LATE: msg("late interest"), AUTO_DEBIT: msg("what auto-debit took more")}
"""What stands where an order would, where the bill is more than its orders, by the same reason."""


def beside_said(line: Line, bill: Bill) -> Message:
    """What stands where an order would."""
    match line.kind:
        case LineKind.CARRIED_OVER:
            return msg("left from the bill before")
        case LineKind.LATE:
            return msg("interest on that, an estimate") if bill.estimated else msg("interest on that, the app's figure")
        case LineKind.CREDIT:
            returned = all(each.here for each in bill.credited)
            return msg("goods returned, taken off") if returned else msg("credit, taken off")
        case _:
            return msg("what is charged for it") if bill.settles else MORE_FOR.get(bill.reason, MORE)


def corrected_said(bill: Bill, t: Language) -> Iterator[str]:
    """What was taken off the bill, and by how much it was corrected besides, and why."""
    if bill.lowered:
        yield _lowered_said(bill, bill.lowered, t)
    rest = _besides(bill)
    if rest:
        plain = EXPLAINED if rest > 0 and _lies_there(bill) else CORRECTED
        words = REASONS.get(bill.reason, CORRECTED_FOR if bill.reason else plain)
        yield t.t(words.template, amount=yuan(rest), reason=bill.reason)


def more_said(bill: Bill, t: Language) -> Iterator[str]:
    """What a total that was just said is more than its orders explain, and what it has of credit and refunds."""
    if lies := _lies_there(bill):
        yield t.t("{amount} of credit and refunds was not taken off it, and stays there as credit", amount=yuan(lies))
    more = _besides(bill)
    if more > 0:
        if bill.lowered:
            yield _lowered_said(bill, bill.lowered, t)
        if bill.reason and bill.credited:
            used = sum(each.amount for each in bill.credited)
            yield t.t(
                "the {credit} of credit stays taken off it: the {amount} that it is more is owed besides",
                credit=yuan(used),
                amount=yuan(more),
            )
        words = REASONS.get(bill.reason, CORRECTED_FOR if bill.reason else EXPLAINED)
        yield t.t(words.template, amount=yuan(more), reason=bill.reason)


def said_at_line(bill: Bill, line: Line) -> bool:
    """Whether what the line adds is just what `corrected_said` says of the bill."""
    return line.kind is LineKind.CORRECTION and not bill.settles and line.amount == _besides(bill)


def _lowered_said(bill: Bill, lowered: Reduction, t: Language) -> str:
    """By how much what was lowered; of which order, where there are several and that is known."""
    titles = {line.order_id: line.order.title for line in bill.lines if line.order}
    of_one = LOWERED_OF.get(lowered.target) if len(titles) > 1 and lowered.order in titles else None
    if of_one is None:
        return t.t(LOWERED[lowered.target].template, amount=yuan(lowered.amount))
    from models.values.long_numbers import masked  # noqa: PLC0415  # of few bills one order is lowered among several

    title = clean(masked(titles[lowered.order], every=True))
    title = title if cell_len(title) <= TITLE else shortened(title, TITLE)
    return t.t(of_one.template, amount=yuan(lowered.amount), title=title)


def _besides(bill: Bill) -> Fen:
    """What it was corrected by beside what it was lowered by."""
    return bill.corrected + (bill.lowered.amount if bill.lowered else 0)


def _lies_there(bill: Bill) -> Fen:
    """What of credit was not taken off it, or was refunded and is on it all the same."""
    return sum(each.amount for each in (*bill.unused, *bill.again))
