"""Schedules: every period of an order with what was repaid of it, derived from what the ledger says of the order."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec

from models.bills.line_kind import BESIDE, LineKind
from models.bills.repaid_again import BilledAgain
from models.channels.channel import Channel
from models.channels.due import dues
from models.ledger.closing import Closing, Refund
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.plans.plan import fee_known, parts
from models.values.money import Fen

PeriodShares = Mapping[int, tuple[Fen, Fen]]
"""(principal, fee) repaid so far of an order, by period."""
Shares = Mapping[str, PeriodShares]
"""The same, by order: most of a large ledger have none."""

NO_PERIODS: Mapping[int, BilledAgain] = {}
_NOTHING: PeriodShares = {}


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Period `number` of `order` on a bill; without an order, what else is on the bill: `number` says what, see `kind`.

    `reduced` is what is not owed after all: by a correction, a refund, or early settlement; `reduced_fee` what of that
    the institution took off the fee, `refunded` what refunds did, of it `refunded_fee` off the fee, `turned` what was
    turned into instalments. `carried` is what another line has instead: one of a later bill, to which it went over, or
    the bill's own line of credit, which covers it. Of an `unsaid` line nobody said whether it was repaid before its
    order was entered, see `open_periods`; one that came `since` was not on its bill when that was looked at; of a
    `denied` one somebody said that it was not. Early settlement ended it where `left` is not None,
    but for that, which credit has, or another bill.
    """

    order: Order | None
    number: int
    due: date
    principal: Fen
    fee: Fen
    paid_principal: Fen = 0
    paid_fee: Fen = 0
    reduced: Fen = 0
    reduced_fee: Fen = 0
    refunded: Fen = 0
    refunded_fee: Fen = 0
    turned: Fen = 0
    carried: Fen = 0
    unsaid: bool = False
    since: bool = False
    denied: bool = False
    left: Fen | None = None

    @property
    def order_id(self) -> str:
        return self.order.id if self.order else ""

    @property
    def kind(self) -> LineKind:
        """What it is; a correction may stand for late interest, see `bill.kind_on`."""
        return BESIDE[self.number] if self.order is None else LineKind.INSTALMENT

    @property
    def ended(self) -> bool:
        """Whether its order was settled early, which ended it."""
        return self.left is not None

    @property
    def fee_known(self) -> bool:
        """Whether principal and fee are known apart; else all of the line counts as principal."""
        return self.order is None or fee_known(self.order.plan)

    @property
    def turn(self) -> tuple[datetime, str, str] | None:
        """Where its order stands among others; None of what nobody bought."""
        return self.order.turn if self.order else None

    @property
    def in_instalments(self) -> bool:
        """Whether it is part of something in instalments: a purchase in one period is not, nor what has no order."""
        return self.order is not None and (self.order.plan.periods > 1 or self.order.kind is Kind.BILL)

    @property
    def amount(self) -> Fen:
        return self.principal + self.fee

    @property
    def paid(self) -> Fen:
        return self.paid_principal + self.paid_fee

    @property
    def outstanding(self) -> Fen:
        # Written out, here and in `outstanding_of`: it is asked for a hundred thousand times in a large ledger.
        return self.principal + self.fee - self.paid_principal - self.paid_fee - self.reduced - self.carried

    @property
    def owed_principal(self) -> Fen:
        owed = max(0, self.principal - self.paid_principal - (self.reduced - self.reduced_fee))
        return min(owed, self.outstanding) if self.carried else owed  # what credit covers is the fee first

    @property
    def owed_fee(self) -> Fen:
        return self.outstanding - self.owed_principal


def outstanding_of(lines: Iterable[Line]) -> list[Fen]:
    """What is outstanding of each of the lines."""
    return [
        each.principal + each.fee - each.paid_principal - each.paid_fee - each.reduced - each.carried for each in lines
    ]


def shares_of(ledger: Ledger, orders: Container[str] | None = None) -> Shares:
    """What the repayments repaid of each period of each order, or of those of these `orders`."""
    shares: dict[str, dict[int, tuple[Fen, Fen]]] = {}
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            if orders is None or share.order in orders:
                mine = shares.setdefault(share.order, {})
                principal, fee = mine.get(share.number, (0, 0))
                mine[share.number] = (principal + share.principal, fee + share.fee)
    return shares


def schedule(
    order: Order,
    channel: Channel,
    shares: Shares,
    closing: Closing | None = None,
    refunds: Collection[Refund] = (),
    again: Mapping[int, BilledAgain] = NO_PERIODS,
) -> tuple[Line, ...]:
    """The order's lines, without what its `refunds` took off them: see `returned`.

    Of those that a bill has `again` more may be repaid than is left here.
    """
    rows, days = [], due_dates_of(order, channel)
    first, also, mine = order.repaid_before, order.repaid_also, shares.get(order.id, _NOTHING)
    for number, (part, due) in enumerate(zip(parts(order.plan), days, strict=True), 1):
        principal, fee = part.principal, part.fee
        if number <= first or number in also:  # see `Order.repaid_periods`
            paid_principal, paid_fee = principal, fee
        else:
            paid_principal, paid_fee = mine.get(number, (0, 0))
        rows.append(
            Line(
                order=order,
                number=number,
                due=due,
                principal=principal,
                fee=fee,
                paid_principal=paid_principal,
                paid_fee=paid_fee,
            )
        )
    if denied := denied_periods(order, days):
        rows = [msgspec.structs.replace(row, denied=True) if row.number in denied else row for row in rows]
    if unsaid := open_periods(order, days):
        rows = [msgspec.structs.replace(row, unsaid=row.number in unsaid and not row.paid) for row in rows]
    if refunds:
        rows, _ = returned(rows, refunds, order.plan.principal, again)
    if closing is not None:
        rows = [ended(row, closing.left_of(row.number)) if closing.ends(row.number) else row for row in rows]
    return tuple(rows)


def open_periods(order: Order, dues: Sequence[date]) -> tuple[int, ...]:
    """The periods with these `dues` of which nobody said whether they were repaid before the order was entered.

    What was recorded of one since is an answer as well. An order of an older version does not say when it was entered:
    none of it is open.
    """
    return () if order.paid_periods is not None else _before_entering(order, dues)


def denied_periods(order: Order, dues: Sequence[date]) -> tuple[int, ...]:
    """The periods with these `dues` of which somebody said that they were not repaid before the order was entered."""
    past = () if order.paid_periods is None else _before_entering(order, dues)
    repaid = order.repaid_periods if past else ()
    return tuple([number for number in past if number not in repaid])


def _before_entering(order: Order, dues: Sequence[date]) -> tuple[int, ...]:
    entered = order.entered_on
    if entered is None or entered <= min(dues):  # most
        return ()
    return tuple([number for number, due in enumerate(dues, 1) if due < entered])


def due_dates_of(order: Order, channel: Channel) -> Sequence[date]:
    """When its periods are due: by the days of its account, but for the dates that some of them keep."""
    days = dues(channel, order.first_due, order.plan.periods, order.due_day, order.bought_at.date())
    if not order.kept:
        return days
    kept = {each.number: each.due for each in order.kept}
    return [kept.get(number, due) for number, due in enumerate(days, 1)]


def returned(
    rows: Sequence[Line],
    refunds: Iterable[Refund],
    price: Fen,
    again: Mapping[int, BilledAgain] = NO_PERIODS,
) -> tuple[list[Line], Mapping[str, Fen]]:
    """An order's lines without what its refunds repaid of their principal; by refund, what there was too much of it.

    Each takes it off the last line first, but for those that it leaves as they are. A full one ends the fees of the
    others, too; so do parts that together reach the `price`. Of those that stay, and of parts that were repaid,
    no more comes back than was paid. What was repaid since of periods that are billed `again` takes nothing off it.
    """
    left, more = list(rows), dict[str, Fen]()
    for refund, full in in_turn(refunds, price):
        amount, stands = refund.amount, frozenset(refund.stands or ())
        for index, row in reversed([*enumerate(left)]):
            if row.number not in stands:
                was = _as_it_was(row, again.get(row.number), full=full)
                cut = min(amount, was.owed_principal)
                amount -= cut
                less, fee = (max(0, was.outstanding), max(0, was.owed_fee)) if full else (cut, 0)
                left[index] = _refunded(row, less, fee) if less else row
        if refund.waived:
            paid = sum(row.principal - row.reduced if row.number in stands else row.paid_principal for row in left)
            amount = min(amount, max(0, paid - refund.waived - sum(more.values())))
        more[refund.id] = amount
    return left, more


def _as_it_was(row: Line, again: BilledAgain | None, *, full: bool) -> Line:
    """The line without what was repaid of it since, as its bill had that all the same; for a part the price counts."""
    if again is None:
        return row
    room = row.outstanding if full else row.principal - row.paid_principal - (row.reduced - row.reduced_fee)
    short = again.refunded_then(row.amount) - row.refunded - room
    principal, fee = again.last_repaid(short, fees=full)
    return msgspec.structs.replace(row, paid_principal=row.paid_principal - principal, paid_fee=row.paid_fee - fee)


def _refunded(row: Line, less: Fen, fee: Fen) -> Line:
    return msgspec.structs.replace(
        row,
        reduced=row.reduced + less,
        refunded=row.refunded + less,
        refunded_fee=row.refunded_fee + fee,
    )


def in_turn(refunds: Iterable[Refund], price: Fen) -> Iterator[tuple[Refund, bool]]:
    """The refunds of an order of that price as they were recorded, and of each whether all was returned with it.

    One of an earlier day that is recorded later changes nothing of what those before it took off.
    """
    back = 0
    for refund in sorted(refunds, key=lambda each: (len(each.id), each.id)):
        back += refund.amount
        yield refund, refund.full or back >= price


def ended(row: Line, left: Fen) -> Line:
    """One that early settlement ended but for that, which credit covers, or another bill has."""
    less = row.outstanding - min(left, max(0, row.outstanding))
    if row.refunded:
        less = max(0, less)  # what was repaid of it as its bill had it all the same is none of this
    return msgspec.structs.replace(row, reduced=row.reduced + less, left=left)
