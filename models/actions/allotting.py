"""What of a repayment goes to which line of its bill, where more is known of it than what it comes to."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, islice

import msgspec

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.channels.rules import Mode
from models.ledger.order import Order
from models.ledger.repayment import Allocation, allocate
from models.values.message import Problem
from models.values.money import Fen, yuan

OrderShares = Sequence[tuple[str, Fen]]
"""What went to which order, by its id."""


MOST_LINES = 10
"""Of more open lines not every sum is tried: there are too many, and one of them always fits."""

MOST_SETS = 3
"""Sets of orders that an amount may be of, at most, where no more are of one order alone."""

Orders = tuple[Order, ...]


def paid_alone(bill: Bill, amount: Fen) -> tuple[Orders, ...]:
    """The sets of orders, of several on the bill, of which just that `amount` is owed: those of one order first."""
    open_lines = [line for line in bill.lines if line.outstanding > 0]
    if len(open_lines) < 2:
        return ()
    lines = [line for line in open_lines if line.order]
    ones = [(line,) for line in lines if line.outstanding == amount]
    more = islice(_together(lines, amount), max(0, MOST_SETS - len(ones)))
    sets = ({line.order.id: line.order for line in some if line.order} for some in (*ones, *more))
    return tuple({tuple(some): tuple(some.values()) for some in sets}.values())


def may_be_of(bill: Bill, amount: Fen) -> tuple[Orders, ...]:
    """The sets of orders that a part may be of, where each order is repaid on its own (订单制) and more than one fits:
    which of them it is has to be said. () where nothing is asked.
    """
    if bill.channel.mode is not Mode.ORDER or bill.settles or amount >= bill.outstanding:
        return ()
    sets = paid_alone(bill, amount)
    return sets if len(sets) > 1 else ()


def shares_of(bill: Bill, orders: Sequence[str]) -> OrderShares:
    """All that is owed on the bill of each of these orders."""
    owed = dict.fromkeys(orders, 0)
    for line in bill.lines:
        if line.order_id in owed:
            owed[line.order_id] += line.outstanding
    return tuple(owed.items())


def _together(lines: Sequence[Line], amount: Fen) -> Iterator[Sequence[Line]]:
    """Two lines and more that come to the amount; of many lines only two, or all but one, are tried."""
    if len(lines) <= MOST_LINES:
        sets = (some for size in range(2, len(lines) + 1) for some in combinations(lines, size))
        yield from (some for some in sets if sum(line.outstanding for line in some) == amount)
        return
    without = sum(line.outstanding for line in lines) - amount
    before: dict[Fen, list[Line]] = {}
    for line in lines:
        yield from ((each, line) for each in before.get(amount - line.outstanding, ()))
        before.setdefault(line.outstanding, []).append(line)
    yield from ([each for each in lines if each is not line] for line in lines if line.outstanding == without)


def allotted(bill: Bill, amount: Fen, shares: OrderShares, day: date) -> tuple[Allocation, ...]:
    """Where the amount goes: the shares to their orders, and the rest as it goes by itself on that `day`.

    Where each order is repaid on its own (订单制), what is owed of one order alone, or of some
    of them together, goes to those by itself.
    Raises Problem where the shares cannot be.
    """
    alone = () if shares or bill.channel.mode is not Mode.ORDER else paid_alone(bill, amount)
    if len(alone) == 1 and amount < bill.outstanding:
        shares = shares_of(bill, [each.id for each in alone[0]])
    if not shares:
        return allocate(amount, bill.lines, day)
    if sum(share for _, share in shares) > amount:
        raise Problem("the shares of the orders are more than {amount}", field="for", amount=yuan(amount))
    lines, made = list(bill.lines), list[Allocation]()
    for order, share in shares:
        directed = allocate(share, _lines_of(order, lines, bill, share), day)
        lines = [_less(line, directed) for line in lines]
        made += directed
    rest = amount - sum(share for _, share in shares)
    return _one_for_each_period((*made, *allocate(rest, lines, day)))


def _lines_of(order: str, lines: Sequence[Line], bill: Bill, share: Fen) -> list[Line]:
    """The order's lines; Problem where it has none on the bill, or that share is more than is owed of it."""
    found = [line for line in lines if line.order_id == order]
    if not order or not found:
        raise Problem("order {order} is not on the bill due {due}", field="for", order=order, due=bill.due.isoformat())
    owed = sum(line.outstanding for line in found)
    if not 0 < share <= owed:
        raise Problem(
            "the share of {title} can be ¥0.01 to {owed}",
            field="for",
            title=found[0].order.title if found[0].order else order,
            owed=yuan(owed),
        )
    return found


def _less(line: Line, shares: Sequence[Allocation]) -> Line:
    """The line as those shares leave it."""
    mine = [each for each in shares if (each.order, each.number) == (line.order_id, line.number)]
    return msgspec.structs.replace(
        line,
        paid_principal=line.paid_principal + sum(each.principal for each in mine),
        paid_fee=line.paid_fee + sum(each.fee for each in mine),
    )


def _one_for_each_period(shares: Sequence[Allocation]) -> tuple[Allocation, ...]:
    """One share for each period of each order."""
    found: dict[tuple[str, int], Allocation] = {}
    for each in shares:
        before = found.get((each.order, each.number), Allocation(each.order, each.number))
        found[each.order, each.number] = msgspec.structs.replace(
            before, fee=before.fee + each.fee, principal=before.principal + each.principal
        )
    return tuple(found.values())
