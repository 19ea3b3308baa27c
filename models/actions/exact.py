"""What a figure in the institution's app is to the fen, where it is not the bill's: the likeliest first."""

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from models.actions.allotting import paid_alone
from models.actions.together import pays, with_others
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.converting import without_correction
from models.bills.given_back import taken_off_here
from models.bills.late_cost import late_cost
from models.bills.late_interest import days_late
from models.bills.minimum import minimum_payment
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from models.plans.plan import fee_known
from models.values import quantity
from models.values.dates import today
from models.values.message import Message, enumerated, msg
from models.values.money import Fen, yuan


class AppFigure(msgspec.Struct, frozen=True):
    """A `figure` in the app about a bill with something else owed on it, at `now`; the ledger it is from, as known."""

    figure: Fen
    bill: Bill
    book: Book
    now: datetime
    ledger: Ledger

    @property
    def difference(self) -> Fen:
        return self.figure - self.bill.outstanding

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The lines of orders of which something is owed."""
        return tuple(line for line in self.bill.lines if line.order and line.outstanding > 0)

    @property
    def others(self) -> tuple[Bill, ...]:
        """The other bills of the same account."""
        mine, bills = self.bill, self.book.bills.values()
        return tuple(each for each in bills if each.channel.id == mine.channel.id and each.id != mine.id)


def matches(app: AppFigure) -> Iterator[Message]:
    """What the figure is exactly, or its difference to the bill."""
    for find in _FINDERS:
        yield from find(app)


def _fees(app: AppFigure) -> Iterator[Message]:
    """The fees of the period, or what is left without them."""
    lines = app.open_lines
    fees = sum(line.owed_fee for line in lines)
    if not fees or not all(line.order and fee_known(line.order.plan) for line in lines):
        return
    if app.difference == -fees:
        if len(lines) == 1:
            yield msg("it is the principal of this period: its fee, {fee}, is not in it", fee=yuan(fees))
        else:
            yield msg("it is the principal of these periods: their fees, {fee}, are not in it", fee=yuan(fees))
    elif app.figure == fees:
        yield msg("it is only the fee of this period")
    elif len(lines) > 1:
        for line in lines:
            if line.order and line.owed_fee and app.difference == -line.owed_fee:
                fee = yuan(line.owed_fee)
                yield msg("the fee of {title}, {fee}, is not in it", title=line.order.title, fee=fee)


def _lines(app: AppFigure) -> Iterator[Message]:
    """One line of several, or some of them; all that it may be, where it may be more than one."""
    sets = paid_alone(app.bill, app.figure)
    if len(sets) > 1:
        names = "; ".join(" + ".join(order.title for order in some) for some in sets)
        yield msg("it is one of these: {names}", names=names)
        return
    for some in sets:
        ids = {order.id for order in some}
        lines = [line for line in app.open_lines if line.order_id in ids]
        count = len(app.bill.lines) - len(lines)
        if len(some) > 1:
            titles = " + ".join(order.title for order in some)
            yield msg("it is {titles} together; {count} more on this bill", titles=titles, count=count)
            continue
        yield msg(
            "it is the instalment of {title} alone, {number}/{periods}; {count} more on this bill",
            title=some[0].title,
            number=lines[0].number,
            periods=some[0].plan.periods,
            count=count,
        )


def _minimum(app: AppFigure) -> Iterator[Message]:
    minimum = minimum_payment(app.bill)
    if minimum is not None and minimum.is_about(app.figure):
        yield msg(
            "about the minimum payment, not the whole bill: it leaves {rest}, {cost} a day (an estimate)",
            rest=yuan(minimum.rest),
            cost=yuan(minimum.a_day),
        )


def _late(app: AppFigure) -> Iterator[Message]:
    interest = late_cost(app.bill, app.now).total
    if interest and app.difference == interest:
        yield msg(
            "it is the bill and its late interest: {amount} for {days}, as estimated here",
            amount=yuan(interest),
            days=quantity.days(days_late(app.bill, app.now)),
        )


def _estimated(app: AppFigure) -> Iterator[Message]:
    """The interest on what went over from the bill before, as the institution counts it."""
    if app.bill.estimated and 0 < abs(app.difference) <= app.bill.estimated:
        yield msg(
            "the interest on what the bill before left is an estimate here, {amount}", amount=yuan(app.bill.estimated)
        )


def _repaid(app: AppFigure) -> Iterator[Message]:
    """What was repaid of the bill and is still in the app's figure."""
    if app.difference > 0:
        waiting = sum(each.amount for each in app.bill.repayments if not each.confirmed and not each.order)
        if app.difference in {waiting, app.bill.paid}:
            yield msg("the app has not taken off the {amount} repaid already", amount=yuan(app.difference))


def _coupon(app: AppFigure) -> Iterator[Message]:
    """What was taken off, or put on, another bill of the account as well; the last one is named."""
    for other in reversed(app.others):
        reduction = app.ledger.reductions.get(other.id)
        known = {other.corrected, -reduction.amount if reduction else 0} - {0}
        if app.difference in known:
            amount, due = yuan(abs(app.difference)), other.due.isoformat()
            if app.difference > 0:
                yield msg("it is {amount} more, as on the bill due {due}", amount=amount, due=due)
            else:
                yield msg("it is {amount} less, as on the bill due {due}: the same coupon?", amount=amount, due=due)
            return


def _refund(app: AppFigure) -> Iterator[Message]:
    """A refund that the institution does not have in its figure, or has in it and fenqi elsewhere."""
    ledger, zone = app.ledger, app.bill.channel.zone
    refunded = {each.order for each in ledger.refunds.values()} - ledger.closings.keys()
    for line in app.bill.lines:
        if line.order and line.refunded and line.order.id in refunded and app.difference == line.refunded:
            yield msg(
                "the {amount} that a refund took off {title} is still in it",
                amount=yuan(line.refunded),
                title=line.order.title,
            )
    for each in ledger.refunds.values():
        order = ledger.orders.get(each.order)
        if order and order.account_id == app.bill.channel.id and app.difference == -each.amount:
            yield msg(
                "it is less by the refund of {title} on {day}, {amount}",
                title=order.title,
                day=today(each.at, zone).isoformat(),
                amount=yuan(each.amount),
            )
    if app.difference < 0:
        less = -app.difference
        used = sum(taken_off_here(app.bill, less, app.now).values())
        if less in {app.book.credit.get(app.bill.channel.id), used}:
            yield msg("it is less by the credit that lies there, {amount}", amount=yuan(less))


def _as_it_was(app: AppFigure) -> Iterator[Message]:
    """The bill as it was before credit went to it, or a part of it was turned into instalments."""
    more = app.difference
    if more > 0 and more == app.bill.covered:
        yield msg("the app has not taken off the {amount} of credit that went to it", amount=yuan(more))
    if more > 0 and more == sum(line.turned for line in app.bill.lines):
        yield msg("the {amount} that was turned into instalments is still in it", amount=yuan(more))


def _several_bills(app: AppFigure) -> Iterator[Message]:
    shares = pays(app.bill, app.figure, app.book, app.now)
    others = [app.book.bill(ident) for ident in with_others(app.bill, shares)]
    if not others:
        return
    more = app.figure - app.bill.outstanding - sum(each.outstanding for each in others)
    dues = enumerated(each.due.isoformat() for each in others)
    late = any(days_late(each, app.now) for each in others)
    if more:
        amount = yuan(more)
        yield msg("it includes the bill of {dues}, with about {amount} of late interest", dues=dues, amount=amount)
    elif late:
        yield msg("it includes the overdue bill of {dues}", dues=dues)
    else:
        yield msg("it includes the bill of {dues}", dues=dues)


def _wholes(app: AppFigure) -> Iterator[Message]:
    """What is left of an order, or what it costs; what the bill was before a correction."""
    for order in (line.order for line in app.bill.lines if line.order):
        rows = app.book.schedules.get(order.id, ())
        if app.figure == sum(row.outstanding for row in rows):
            yield msg("it is all that is left of {title}", title=order.title)
        elif app.figure == order.plan.principal:
            yield msg("it is the price of {title}", title=order.title)
        elif app.figure == sum(row.amount for row in rows):
            yield msg("it is the price of {title} with its fees", title=order.title)
    before = {sum(line.outstanding for line in app.bill.uncorrected), without_correction(app.bill).outstanding}
    if app.bill.corrected and app.figure in before:
        yield msg("it is what the bill was before it was corrected here")


def _another_bill(app: AppFigure) -> Iterator[Message]:
    same = next((each for each in app.others if each.outstanding == app.figure), None)
    if same is not None:
        yield msg("it is the amount of the bill due {due}", due=same.due.isoformat())


_FINDERS: tuple[Callable[[AppFigure], Iterator[Message]], ...] = (
    _fees,
    _lines,
    _minimum,
    _late,
    _estimated,
    _repaid,
    _coupon,
    _refund,
    _as_it_was,
    _several_bills,
    _wholes,
    _another_bill,
)
