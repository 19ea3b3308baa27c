"""What was taken off periods after the bill that they were on was deferred: that bill stays as it was by then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from models.bills.billed_again import with_returned
from models.bills.repaid_again import billed_again
from models.bills.schedule import NO_PERIODS, Line, in_turn, schedule, shares_of
from models.channels.channel import Channel
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.money import Fen


def _key(line: Line) -> tuple[str, int]:
    return line.order_id, line.number


class Since(msgspec.Struct, frozen=True):
    """Of each period that was ended or of which something was taken off, by order and number: how much, and the row of
    its order as it was before that and as it is now."""

    off: Mapping[tuple[str, int], Fen] = {}
    then: Mapping[tuple[str, int], Line] = {}
    now: Mapping[tuple[str, int], Line] = {}


def taken_since(lines: Iterable[Line], channel: Channel, ledger: Ledger, at: datetime) -> Since:
    """What refunds and early settlement took off these lines, which are no correction's, later than `at`.

    A bill may have all the same what was refunded: it was not taken off then.
    """
    off, was, is_ = dict[tuple[str, int], Fen](), dict[tuple[str, int], Line](), dict[tuple[str, int], Line]()
    again = [each for each in ledger.corrections.values() if each.returned]
    mine = {_key(line): line.order for line in lines if line.order}
    ended = {*ledger.closings, *(each.order for each in ledger.refunds.values())}
    for order in {order.id: order for order in mine.values() if order.id in ended}.values():
        for then, now in zip(_rows(order, channel, ledger, at), _rows(order, channel, ledger, None), strict=True):
            less = _billed(now, again).reduced - _billed(then, again).reduced
            if _key(now) in mine and (less > 0 or then.left != now.left):
                off[_key(now)], was[_key(now)], is_[_key(now)] = max(0, less), then, now
    return Since(off, was, is_)


def _billed(row: Line, corrections: Iterable[Correction]) -> Line:
    for each in corrections if row.refunded else ():
        (row,) = with_returned((row,), each)
    return row


def before(line: Line, since: Since) -> Line:
    """The order's line as it was before that."""
    then = since.then.get(_key(line))
    if then is None:
        return line
    return msgspec.structs.replace(line, reduced=then.reduced, refunded=then.refunded, left=then.left)


def without(line: Line, since: Since) -> Line:
    """A line that an earlier bill left, as it was before that."""
    then = since.then.get(_key(line))
    if then is None:
        return line
    return msgspec.structs.replace(line, reduced=line.reduced - since.off[_key(line)], left=then.left)


def along(line: Line, since: Since) -> Line:
    """The line where the rest of it is now, with what was taken off since."""
    now = since.now.get(_key(line))
    if now is None:
        return line
    return msgspec.structs.replace(line, reduced=line.reduced + since.off[_key(line)], left=now.left)


def at_most(line: Line, ledger: Ledger) -> Line:
    """The line where its rest is now, with no more taken off than it has there.

    A correction may have lowered the bill that it comes from. What was returned is off it whatever was repaid; what
    ended the period ended only what was not.
    """
    if not line.reduced:
        return line
    most = max(0, line.amount - line.paid) if _is_ended(line, ledger) else line.amount
    if line.left is not None:  # no more ended than what was neither repaid nor left
        most = max(0, most - line.left)
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


def _rows(order: Order, channel: Channel, ledger: Ledger, at: datetime | None) -> Sequence[Line]:
    """The order's rows with what is not owed after all by what was recorded of it until `at`.

    Early settlement of that instant came after it, as what it repaid is of the bill that has the rest.
    """

    def by_then(when: datetime) -> bool:
        return at is None or when.timestamp() <= at.timestamp()

    closing = ledger.closings.get(order.id)
    refunds = [each for each in ledger.refunds.values() if each.order == order.id and by_then(each.at)]
    closing = closing if closing and (at is None or closing.at.timestamp() < at.timestamp()) else None
    shares = shares_of(ledger, {order.id})
    return schedule(order, channel, shares, closing, refunds, billed_again(ledger).get(order.id, NO_PERIODS))
