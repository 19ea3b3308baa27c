"""What was taken off periods after the bill that they were on was deferred: that bill stays as it was by then."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from models.bills.schedule import Line, in_turn, schedule
from models.channels.channel import Channel
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.money import Fen

Since = Mapping[tuple[str, int], Fen]
"""What was taken off each period, by order and number; only of those of which something was."""


def taken_since(lines: Iterable[Line], channel: Channel, ledger: Ledger, at: datetime) -> Since:
    """What refunds and early settlement took off these lines, which are no correction's, later than `at`."""
    found: dict[tuple[str, int], Fen] = {}
    for order in {line.order_id: line.order for line in lines if line.order}.values():
        now, then = _reduced(order, channel, ledger, None), _reduced(order, channel, ledger, at)
        found |= {(order.id, number): less - then[number] for number, less in now.items() if less > then[number]}
    return found


def without(line: Line, since: Since) -> Line:
    """The line as it was before that."""
    less = since.get((line.order_id, line.number), 0)
    return msgspec.structs.replace(line, reduced=line.reduced - less) if less else line


def along(line: Line, since: Since) -> Line:
    """The line where the rest of it is now, with what was taken off since."""
    less = since.get((line.order_id, line.number), 0)
    return msgspec.structs.replace(line, reduced=line.reduced + less) if less else line


def at_most(line: Line, ledger: Ledger) -> Line:
    """The line where its rest is now, with no more taken off than it has there.

    A correction may have lowered the bill that it comes from. What was returned is off it whatever was repaid; what
    ended the period ended only what was not.
    """
    if not line.reduced:
        return line
    most = max(0, line.amount - line.paid) if _is_ended(line, ledger) else line.amount
    return msgspec.structs.replace(line, reduced=min(line.reduced, most))


def _is_ended(line: Line, ledger: Ledger) -> bool:
    """Whether early settlement ended the period, or because all was returned."""
    if line.order is None:
        return False
    closing = ledger.closings.get(line.order.id)
    if closing and closing.ends(line.number):
        return True
    refunds = [each for each in ledger.refunds.values() if each.order == line.order.id]
    back = in_turn(refunds, line.order.plan.principal)
    return any(whole and line.number not in (each.stands or ()) for each, whole in back)


def _reduced(order: Order, channel: Channel, ledger: Ledger, at: datetime | None) -> Mapping[int, Fen]:
    """By period: what is not owed after all, by what was recorded of the order until `at`.

    Early settlement of that instant came after it, as what it repaid is of the bill that has the rest.
    """

    def by_then(when: datetime) -> bool:
        return at is None or when.timestamp() <= at.timestamp()

    closing = ledger.closings.get(order.id)
    refunds = [each for each in ledger.refunds.values() if each.order == order.id and by_then(each.at)]
    closing = closing if closing and (at is None or closing.at.timestamp() < at.timestamp()) else None
    if not (closing or refunds):
        return dict.fromkeys(range(1, order.plan.periods + 1), 0)
    shares: dict[tuple[str, int], tuple[Fen, Fen]] = {}
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            if share.order == order.id:
                principal, fee = shares.get((share.order, share.number), (0, 0))
                shares[share.order, share.number] = (principal + share.principal, fee + share.fee)
    return {row.number: row.reduced for row in schedule(order, channel, shares, closing, refunds)}
