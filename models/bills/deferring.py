"""A bill that was deferred: its lines stand on a later one, what was repaid of it before stays on it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import msgspec

from models.bills.beside_lines import WentOver
from models.bills.bill import Bill, kind_on
from models.bills.chain import BillPlace
from models.bills.line_kind import BESIDE, LineKind
from models.bills.schedule import Line, due_dates_of
from models.channels.channel import Channel
from models.ledger.deferral import Deferral
from models.ledger.ids import bill_account, bill_due, bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import Repayment

Deferrals = Mapping[str, Deferral]
Period = tuple[str, int]
"""A period by its order and number."""


def repaid_there(bill: str, period: Period, repayment: Repayment, deferrals: Deferrals) -> str:
    """The bill that a repayment of a period of `bill` is of: this one, or one that it was deferred to.

    It is that for which it was made; of one that settled an order early, which was made for none, that on which the
    line stood then.
    """
    if bill not in deferrals:
        return bill
    chain = tuple(_chain(bill, period, deferrals))
    made_for = bill_id(repayment.account_id, repayment.due)
    if made_for in chain and not repayment.order:
        return made_for
    paid = repayment.paid_at.timestamp()
    return next((each for each in chain if each not in deferrals or paid < deferrals[each].at.timestamp()), chain[-1])


def _chain(bill: str, period: Period, deferrals: Deferrals) -> Iterator[str]:
    """The bill, and where the period was deferred to with it, and on; each is later than the one before."""
    yield bill
    while bill in deferrals and _goes_along(period, deferrals[bill]):
        bill = deferrals[bill].to
        yield bill


def goes_along(line: Line, deferral: Deferral) -> bool:
    """Whether the line goes where its bill was deferred to."""
    return _goes_along((line.order_id, line.number), deferral)


def _goes_along(period: Period, deferral: Deferral) -> bool:
    """Whether the bill had it when it was deferred: what was entered since stays on it."""
    had = deferral.had
    return had is None or not period[0] or any((each.order, each.number) == period for each in had)


def repaid_here(
    line: Line, here: str, channel: Channel, repayments: Collection[Repayment], deferrals: Deferrals
) -> Line:
    """The order's line with what of it was repaid on the bill `here` by its repayments.

    One of them may have repaid a period of the same order that it has by itself, and this one on an earlier bill.
    """
    if line.order is None or line.number in line.order.repaid_periods:
        return line
    first, period = _first(line.order, line.number, channel), (line.order_id, line.number)
    shares = [
        share
        for each in repayments
        if repaid_there(first, period, each, deferrals) == here
        for share in each.allocations
        if (share.order, share.number) == period
    ]
    principal, fee = sum(share.principal for share in shares), sum(share.fee for share in shares)
    return msgspec.structs.replace(line, paid_principal=principal, paid_fee=fee)


def repaid_alone(
    place: BillPlace, channel: Channel, repayments: Collection[Repayment], ledger: Ledger
) -> Iterator[Line]:
    """Lines of nothing: periods of which nothing is left to the bill at its place any more, and that were repaid there.

    What they were on the earlier bill became less since, but somebody paid that.
    """
    here = bill_id(channel.id, place.due)
    found = {(line.order_id, line.number) for line in carried_to(place)}
    for each in repayments if ledger.deferrals else ():
        for share in each.allocations:
            order, period = ledger.orders.get(share.order), (share.order, share.number)
            if order is None or period in found or not 0 < share.number <= order.plan.periods:
                continue
            first = _first(order, share.number, channel)
            if first != here and repaid_there(first, period, each, ledger.deferrals) == here:
                found.add(period)
                yield Line(order=order, number=share.number, due=place.due, principal=0, fee=0)


def carried_to(place: BillPlace) -> list[Line]:
    """The lines of orders that were put off to the bill at its place."""
    return [line for line in place.carried.moved if line.order and line.due == place.due]


def repaid_later(repaid: Collection[str], account: str, deferrals: Deferrals) -> Iterator[date]:
    """The dates of the account's bills that something was put off to and `repaid` on, whatever is left to them now."""
    for each in deferrals.values():
        if bill_account(each.to) == account and each.to in repaid:
            yield bill_due(each.to)


def _first(order: Order, number: int, channel: Channel) -> str:
    """The bill that the period is on by its order."""
    return bill_id(channel.id, due_dates_of(order, channel)[number - 1])


def put_off(bill: Bill, deferral: Deferral) -> tuple[Bill, tuple[Line, ...]]:
    """The bill as it is once it was deferred, and the lines that stand there: interest stays that."""
    due = bill_due(deferral.to)
    going = [line for line in bill.lines if line.outstanding > 0]
    owed = sum(line.outstanding for line in going)
    late = [kind_on(line, bill) is LineKind.LATE for line in going]
    if not owed:
        return bill, ()
    moved = tuple(
        Line(
            order=line.order,
            number=BESIDE.index(LineKind.LATE) if is_late else line.number,
            due=due,
            principal=line.owed_principal,
            fee=line.owed_fee,
            left=line.left,
        )
        for line, is_late in zip(going, late, strict=True)
    )
    here = tuple(
        msgspec.structs.replace(line, carried=line.carried + line.outstanding) if line.outstanding > 0 else line
        for line in bill.lines
    )
    interest = sum(line.outstanding for line, is_late in zip(going, late, strict=True) if is_late)
    over = WentOver(to=deferral.to, amount=owed, late=interest, deferred=True, at=deferral.at, then=deferral.late)
    return msgspec.structs.replace(bill, lines=here, over=over, uncorrected=bill.uncorrected or bill.lines), moved


def as_one_period(here: Line, there: Line) -> Line:
    """The period as its order has it: with its new date, and what was repaid of it on either bill."""
    return msgspec.structs.replace(
        here,
        due=there.due,
        paid_principal=here.paid_principal + there.paid_principal,
        paid_fee=here.paid_fee + there.paid_fee,
        reduced=here.reduced + there.reduced,
        reduced_fee=here.reduced_fee + there.reduced_fee,
        refunded=here.refunded + there.refunded,
        refunded_fee=here.refunded_fee + there.refunded_fee,
        turned=here.turned + there.turned,
        carried=here.carried - there.amount + there.carried,  # credit may have covered a part before
        unsaid=False,
        since=False,
        denied=False,
    )
