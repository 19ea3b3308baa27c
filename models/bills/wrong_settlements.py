"""Early settlements whose closing and repayment do not say the same. What fenqi writes of both, it writes at once."""

from collections import defaultdict
from collections.abc import Iterator

from models.bills.fault import Fault, FaultCode, fault
from models.ledger.closing import Closing
from models.ledger.ids import bill_repaid, order_settled
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.message import msg
from models.values.money import yuan

_EARLY = msg("{record} in the table {table} settled the order {other} early by its id, but does not name that order")
_UNPAID = msg("{record} in the table {table} says that its order was settled early, but no repayment did that")
_OPEN = msg("{record} in the table {table} settled the order {other} early, but that is not recorded as settled")
_FIGURE = msg(
    "{record} in the table {table} says that {amount} settled its order early, but {paid} was repaid for that"
)
_ASTRAY = msg("{record} in the table {table} settled the order {other} early, but a part of it went to something else")
_ENDED = msg(
    "{record} in the table {table} says two things of period {number}: that it ended it, and left it as it was"
)


def wrong_settlements(ledger: Ledger) -> Iterator[Fault]:
    """What of them does not go together; orders that are not there aside."""
    paid: dict[str, list[Repayment]] = defaultdict(list)
    for each in ledger.repayments.values():
        yield from _by_its_id(each)
        if each.order in ledger.orders:
            paid[each.order].append(each)
            yield from _of_repayment(each, ledger.closings.get(each.order))
    for closing in ledger.closings.values():
        if closing.id in ledger.orders:
            yield from _of_closing(closing, paid[closing.id])


def _by_its_id(each: Repayment) -> Iterator[Fault]:
    early = order_settled(bill_repaid(each.id))
    if early is not None and early != each.order:
        yield fault(FaultCode.LOST_ORDER, "repayments", each.id, _EARLY, other=early)


def _of_repayment(each: Repayment, closing: Closing | None) -> Iterator[Fault]:
    """It is of its order's periods that it ended, and of the one line that the charge is."""
    if closing is None:
        yield fault(FaultCode.LOST_ORDER, "repayments", each.id, _OPEN, other=each.order)
    elif any(
        (share.order or share.number) and (share.order != each.order or not closing.ends(share.number))
        for share in each.allocations
    ):
        yield fault(FaultCode.LOST_PERIOD, "repayments", each.id, _ASTRAY, other=each.order)


def _of_closing(each: Closing, paid: list[Repayment]) -> Iterator[Fault]:
    amounts = [made.amount for made in paid]
    if not amounts:
        yield fault(FaultCode.LOST_REPAYMENT, "closings", each.id, _UNPAID)
    elif each.figure not in amounts:
        said = {"amount": yuan(each.figure), "paid": yuan(amounts[-1])}
        yield fault(FaultCode.AMOUNT, "closings", each.id, _FIGURE, **said)
    both = [number for number in each.stands if number <= each.first]
    both += [part.number for part in each.covered if not each.ends(part.number)]
    if both:
        yield fault(FaultCode.LOST_PERIOD, "closings", each.id, _ENDED, number=both[0])
