"""The figure that the institution's app shows beside the bill's, and what could explain a difference."""

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType

import msgspec

from models.actions.exact import AppFigure, matches
from models.actions.warnings import Warn
from models.bills.bill import Bill, is_late
from models.bills.book import Book
from models.bills.late_cost import late_cost
from models.bills.late_interest import days_late, on_principal
from models.bills.minimum import minimum_payment
from models.bills.stood_on import is_billed
from models.ledger.ledger import Ledger
from models.values import quantity
from models.values.message import Message, msg
from models.values.money import Fen, plain, yuan

EMPTY = Ledger()


class Comparison(msgspec.Struct, frozen=True):
    """The figure in the institution's app beside what is still owed on the bill, in fen, and what could explain it.

    `exact`: the explanations are what it is to the fen, the likeliest first; else they are guesses.
    """

    figure: Fen
    owed: Fen
    explanations: tuple[Message, ...]
    exact: bool = False

    @property
    def difference(self) -> Fen:
        return self.figure - self.owed


def compare(bill: Bill, figure: Fen, book: Book, now: datetime, ledger: Ledger = EMPTY) -> Comparison:
    """The app's figure against the bill's: what the figure is to the fen, or else what such a difference often is.

    `ledger` is what the bill is from: without it no refund or coupon is known.
    """
    if figure == bill.outstanding:
        return Comparison(figure, bill.outstanding, ())
    if bill.settles:
        found = _distinct(_quotes(bill, figure, book))
        return Comparison(figure, bill.outstanding, found or _distinct(_quoted(bill, figure, now)), bool(found))
    found = _distinct(matches(AppFigure(figure, bill, book, now, ledger))) if figure else ()
    if found:
        return Comparison(figure, bill.outstanding, found, exact=True)
    guesses = (_mistyped(bill, figure), _usual(bill, figure, now))
    return Comparison(figure, bill.outstanding, next((each for each in map(_distinct, guesses) if each), ()))


def _distinct(messages: Iterator[Message]) -> tuple[Message, ...]:
    """Each of them once: several lines can give the same reason."""
    found: dict[str, Message] = {}
    for message in messages:
        found.setdefault(str(message), message)
    return tuple(found.values())


def _mistyped(bill: Bill, figure: Fen) -> Iterator[Message]:
    if sorted(plain(figure)) == sorted(plain(bill.outstanding)):
        yield msg("the same digits in another order: typed wrongly?")


def _quotes(bill: Bill, figure: Fen, book: Book) -> Iterator[Message]:
    """Of early settlement: what else of the order the figure happens to be."""
    orders = {line.order.id for line in bill.lines if line.order}
    left = sum(row.outstanding for ident in orders for row in book.schedules.get(ident, ()))
    if figure == left:
        yield msg("it is all that is left with the fees of every period: none is waived")
    owed = [line for line in bill.lines if line.order]
    if all(line.fee_known for line in owed) and figure == sum(line.owed_principal for line in owed):
        yield msg("it is the principal that is left: no fee is charged")
    billed = sum(line.outstanding for line in owed if is_billed(line, book, bill.due))
    if billed and figure == bill.outstanding - billed:
        yield msg(
            "it is without {billed}, which is billed already: repay that bill first, then settle", billed=yuan(billed)
        )
    same = next((each for each in bill.ordinary if each.outstanding == figure), None)
    if same is not None:
        yield msg("it is the amount of the bill due {due}", due=same.due.isoformat())
    yield from _mistyped(bill, figure)


def _quoted(bill: Bill, figure: Fen, now: datetime) -> Iterator[Message]:
    """Of early settlement: what a quote that is not the estimate often comes from."""
    if figure > bill.outstanding:
        yield msg("maybe fees charged otherwise than the rule says, or a charge for settling early")
        if any(is_late(each, now) and each.outstanding for each in bill.ordinary):
            yield msg("maybe late interest on a period that is overdue")
    else:
        yield msg("maybe fees waived, or charged otherwise than the rule says")
        yield msg("maybe a refund, or a part repaid elsewhere that is not recorded here")


def doubtful(bill: Bill, figure: Fen) -> bool:
    """Whether the figure is so far from the bill's, by half or twice, that a slip is likelier than another bill.

    What settles an order early follows from what is left of it, but for the charge: it is hardly ever less than the
    principal, nor a quarter more than what is owed by the rule.
    """
    owed = bill.outstanding
    if not bill.settles or figure == owed:
        return figure >= 2 * owed or 2 * figure <= owed
    if all(line.fee_known for line in bill.lines):
        least = sum(line.owed_principal for line in bill.lines if line.order)
        return figure < least or 4 * figure > 5 * owed
    return 2 * figure <= owed or 4 * figure > 5 * owed


FAR_OFF = "far-off"
SEEN = MappingProxyType({"seen": msg("yes: I looked again, and it does say so")})


def far_off(bill: Bill, figure: Fen) -> Warn | None:
    """Where the figure may be a slip: whether it is right, is to be said."""
    if not doubtful(bill, figure):
        return None
    return Warn(FAR_OFF, far_from(figure, bill.outstanding), msg("Is it right?"), SEEN)


def far_from(figure: Fen, owed: Fen) -> Message:
    """That a figure is so far from what is owed that it may be a slip."""
    return msg("{figure} is far from the {owed} here; look at the app again", figure=yuan(figure), owed=yuan(owed))


def _grown(bill: Bill, now: datetime) -> Message:
    """By what an overdue bill may have grown, and what that is counted on."""
    cost, days = late_cost(bill, now), quantity.days(days_late(bill, now))
    amount = yuan(cost.total)
    if cost.below_minimum:
        return msg(
            "maybe late interest, and {more} for less than the minimum, since the bill is overdue: "
            "about {amount} for {days} (an estimate)",
            more=yuan(cost.below_minimum),
            amount=amount,
            days=days,
        )
    if on_principal(bill):
        return msg(
            "maybe late interest on the principal, since the bill is overdue: about {amount} for {days} (an estimate)",
            amount=amount,
            days=days,
        )
    return msg(
        "maybe late interest on what is owed, since the bill is overdue: about {amount} for {days} (an estimate)",
        amount=amount,
        days=days,
    )


def _usual(bill: Bill, figure: Fen, now: datetime) -> Iterator[Message]:
    if figure > bill.outstanding:
        yield msg("maybe another order on the same bill that is not entered here")
        if is_late(bill, now):
            yield _grown(bill, now)
    else:
        yield msg("maybe a coupon or a discount")
        yield msg("maybe a refund, or a part repaid elsewhere that is not recorded here")
        minimum = minimum_payment(bill)
        if minimum is None:
            yield msg("maybe the minimum payment, not the whole bill")
        elif minimum.to_pay and minimum.rest:
            yield msg(
                "maybe the minimum payment, which is about {amount} here, not the whole bill",
                amount=yuan(minimum.to_pay),
            )
