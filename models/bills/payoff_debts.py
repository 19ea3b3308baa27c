"""What settling each order early would save, on each of the coming days with money for it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from models.bills.book import Book
from models.bills.early_charge import charge_to_come, known_rule
from models.bills.schedule import Line
from models.bills.stood_on import is_billed
from models.bills.true_cost import true_cost
from models.bills.unsaid import unsaid_of
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.ledger.order import Order
from models.plans.plan import fee_known
from models.values.money import Fen


class WhyKept(StrEnum):
    """Why an order is left as planned, however much money there is."""

    NO_GAIN = "no_gain"
    """Settling it never saves anything. A strategy that ignores the rules settles it all the same."""
    FEE_UNKNOWN = "fee_unknown"
    NO_RULE = "no_rule"
    """Nobody knows what is charged for it, or whether it is taken at all."""
    UNSAID = "unsaid"
    """Nobody said whether its earlier periods were repaid, so what is left is not known."""


class Debt(msgspec.Struct, frozen=True, kw_only=True):
    """An order that can be settled early, in fen.

    `rate`: what it costs a year, as a fraction; None where it is not known. `flows`: the planned payments with their
    days; what is overdue is paid on the first day. The others are lists by the index of a day: `rests` is what is paid
    after that day as planned; `saves` what settling on that day saves by the channel's rule (below 0: what it costs
    more); `totals` what the institution asks for then; `offered` whether a period is not billed yet, as else nothing
    can be settled early.
    """

    order: str
    rate: float | None
    flows: tuple[tuple[date, Fen], ...]
    rests: tuple[Fen, ...]
    saves: tuple[Fen, ...]
    totals: tuple[Fen, ...]
    offered: tuple[bool, ...]

    @property
    def most(self) -> Fen:
        """The most that settling it saves, on the best day."""
        return max(self.saves, default=0)

    @property
    def rest(self) -> Fen:
        """All that is owed of it."""
        return sum(amount for _, amount in self.flows)


def debt_or_why_not(order: Order, book: Book, days: Sequence[date]) -> Debt | WhyKept:
    """The order as a debt that can be settled early, or why it cannot be counted. Something of it must be owed."""
    channel = channel_of(book.channels, order.account_id)
    if not fee_known(order.plan):
        return WhyKept.FEE_UNKNOWN
    if known_rule(channel) is None:
        return WhyKept.NO_RULE
    if unsaid_of(order.id, book):
        return WhyKept.UNSAID
    return _debt(order, book, channel, days)


def _debt(order: Order, book: Book, channel: Channel, days: Sequence[date]) -> Debt:
    lines = book.schedules[order.id]
    rests, saves, totals, offered = list[Fen](), list[Fen](), list[Fen](), list[bool]()
    for index, day in enumerate(days):
        then = [_as_planned(line, day) for line in lines] if index else lines
        left = [line for line in then if line.outstanding > 0]
        billed = [line for line in left if is_billed(line, book, day)]
        saved = _saved(then, left, billed, channel, day)
        offered.append(len(billed) < len(left))
        rests.append(sum(line.outstanding for line in left if line.due > day))
        saves.append(saved)
        totals.append(sum(line.outstanding for line in left) - saved)
    return Debt(
        order=order.id,
        rate=true_cost(order, book).simple,
        flows=flows_of(lines, days[0]),
        rests=tuple(rests),
        saves=tuple(saves),
        totals=tuple(totals),
        offered=tuple(offered),
    )


def flows_of(lines: Sequence[Line], day: date) -> tuple[tuple[date, Fen], ...]:
    """The payments that are owed of the lines, each on its day, but none before `day`."""
    return tuple((max(line.due, day), line.outstanding) for line in lines if line.outstanding > 0)


def _as_planned(line: Line, day: date) -> Line:
    """The line as it will be on a later day if it is repaid as planned."""
    if line.due > day or line.outstanding <= 0:
        return line
    return msgspec.structs.replace(
        line,
        paid_principal=line.paid_principal + line.owed_principal,
        paid_fee=line.paid_fee + line.owed_fee,
    )


def _saved(lines: Sequence[Line], left: Sequence[Line], billed: Sequence[Line], channel: Channel, day: date) -> Fen:
    """The fees that are saved by settling on that day. Fees that are billed already are due in any case."""
    if len(billed) == len(left):
        return 0
    fees = sum(line.owed_fee for line in left) - sum(line.owed_fee for line in billed)
    return fees - charge_to_come(lines, billed, channel, day)
