"""The figure that the institution's app shows beside the bill's, and what could explain a difference."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.bills.bill import Bill, is_late
from models.bills.book import Book
from models.bills.late_interest import days_late, late_interest, on_principal
from models.bills.minimum import minimum_payment
from models.ledger.order import Order
from models.values.message import Message, msg
from models.values.money import Fen, plain, yuan


class Comparison(msgspec.Struct, frozen=True):
    """The figure in the institution's app beside what is still owed on the bill, in fen, and what could explain it."""

    figure: Fen
    owed: Fen
    explanations: tuple[Message, ...]

    @property
    def difference(self) -> Fen:
        return self.figure - self.owed


def compare(bill: Bill, figure: Fen, book: Book, now: datetime) -> Comparison:
    """The app's figure against the bill's: what the figure happens to be, or else what such a difference often is."""
    if figure == bill.outstanding:
        return Comparison(figure, bill.outstanding, ())
    if not bill.settles:
        found = _distinct(_coincidences(bill, figure, book)) or _distinct(_usual(bill, figure, now))
    else:
        found = _distinct(_quotes(bill, figure, book)) or _distinct(_quoted(bill, figure, now))
    return Comparison(figure, bill.outstanding, found)


def _distinct(messages: Iterator[Message]) -> tuple[Message, ...]:
    """Each of them once: several lines can give the same reason."""
    found: dict[str, Message] = {}
    for message in messages:
        found.setdefault(str(message), message)
    return tuple(found.values())


def _coincidences(bill: Bill, figure: Fen, book: Book) -> Iterator[Message]:
    owed = bill.outstanding
    several = sum(line.order is not None for line in bill.lines) > 1
    for line in bill.lines:
        if line.order and several and line.outstanding == figure > 0:
            yield msg("it is the instalment of {title} alone; the bill has more lines", title=line.order.title)
    for line in bill.lines:
        if line.order and figure in _wholes(line.order, book) - {owed}:
            yield msg("it is all that {title} costs or still wants, not this period of it", title=line.order.title)
    others = [other for other in book.bills.values() if other.channel.id == bill.channel.id and other.id != bill.id]
    same = next((other for other in others if other.outstanding == figure), None)
    if same is not None and figure:
        yield msg("it is the amount of the bill due {due}", due=same.due.isoformat())
    for other in others:
        if other.outstanding and other.due < bill.due and figure == owed + other.outstanding:
            yield msg("it includes the overdue bill of {due}", due=other.due.isoformat())
    minimum = minimum_payment(bill)
    if minimum is not None and minimum.is_about(figure):
        yield msg(
            "about the minimum payment, not the whole bill: it leaves {rest}, {cost} a day (an estimate)",
            rest=yuan(minimum.rest),
            cost=yuan(minimum.a_day),
        )
    if sorted(plain(figure)) == sorted(plain(owed)):
        yield msg("the same digits in another order: typed wrongly?")


def _wholes(order: Order, book: Book) -> set[Fen]:
    """What an order costs, with and without its fees, and what is left of it."""
    rows = book.schedules.get(order.id, ())
    return {order.plan.principal, sum(row.amount for row in rows), sum(row.outstanding for row in rows)}


def _quotes(bill: Bill, figure: Fen, book: Book) -> Iterator[Message]:
    """Of early settlement: what else of the order the figure happens to be."""
    orders = {line.order.id for line in bill.lines if line.order}
    left = sum(row.outstanding for ident in orders for row in book.schedules.get(ident, ()))
    if figure == left:
        yield msg("it is all that is left with the fees of every period: none is waived")
    owed = [line for line in bill.lines if line.order]
    if all(line.fee_known for line in owed) and figure == sum(line.outstanding for line in owed):
        yield msg("it is the principal that is left: no fee is charged")
    same = next((each for each in bill.ordinary if each.outstanding == figure), None)
    if same is not None:
        yield msg("it is the amount of the bill due {due}", due=same.due.isoformat())
    if sorted(plain(figure)) == sorted(plain(bill.outstanding)):
        yield msg("the same digits in another order: typed wrongly?")


def _quoted(bill: Bill, figure: Fen, now: datetime) -> Iterator[Message]:
    """Of early settlement: what a quote that is not the estimate often comes from."""
    if figure > bill.outstanding:
        yield msg("fees charged otherwise than the rule says, or a charge for settling early")
        if any(is_late(each, now) and each.outstanding for each in bill.ordinary):
            yield msg("late interest on a period that is overdue")
    else:
        yield msg("fees waived, or charged otherwise than the rule says")
        yield msg("a refund, or a part repaid elsewhere that is not recorded here")


def doubtful(bill: Bill, figure: Fen) -> bool:
    """Whether the figure is so far from the bill's, by half or twice, that a slip is likelier than another bill."""
    return figure >= 2 * bill.outstanding or 2 * figure <= bill.outstanding


def _grown(bill: Bill, now: datetime) -> Message:
    """By what an overdue bill may have grown, and what that is counted on."""
    amount, days = yuan(late_interest(bill, now)), days_late(bill, now)
    if on_principal(bill):
        return msg(
            "late interest on the principal, since the bill is overdue: about {amount} for {days} days (an estimate)",
            amount=amount,
            days=days,
        )
    return msg(
        "late interest on what is owed, since the bill is overdue: about {amount} for {days} days (an estimate)",
        amount=amount,
        days=days,
    )


def _usual(bill: Bill, figure: Fen, now: datetime) -> Iterator[Message]:
    if figure > bill.outstanding:
        yield msg("another order on the same bill that is not entered here")
        if is_late(bill, now):
            yield _grown(bill, now)
    else:
        yield msg("a coupon or a discount that the institution gave")
        yield msg("a refund, or a part repaid elsewhere that is not recorded here")
        yield _least(bill)


def _least(bill: Bill) -> Message:
    """What a figure that is too small could have to do with the minimum."""
    minimum = minimum_payment(bill)
    if minimum is None or not minimum.to_pay:
        return msg("the minimum payment, not the whole bill")
    if not minimum.rest:
        return msg("not the minimum of this bill: instalments count in full in it, as far as known")
    return msg("the minimum payment, which is about {amount} here, not the whole bill", amount=yuan(minimum.to_pay))
