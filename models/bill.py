"""Bills: what each channel wants on each due date, derived from the ledger and never stored."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec
from pendulum import DateTime

from models.calendar import days_between, due_dates, instant, today
from models.channel import Catalogue, Channel
from models.ledger import Ledger, bill_id
from models.message import Problem
from models.money import Fen
from models.order import Order
from models.plan import parts
from models.repayment import Repayment
from models.text import MAX_TITLE, clean

SOON_DAYS = 7


class Status(StrEnum):
    """How a bill, or one line of it, stands. Overdue wins over partly paid."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PARTLY_PAID = "partly_paid"
    TO_CONFIRM = "to_confirm"
    SETTLED = "settled"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Period `number` of `order` on a bill; without an order, what a correction adds to the bill.

    `reduced` is what a correction takes off this line.
    """

    order: Order | None
    number: int
    due: date
    principal: Fen
    fee: Fen
    paid_principal: Fen = 0
    paid_fee: Fen = 0
    reduced: Fen = 0

    @property
    def order_id(self) -> str:
        return self.order.id if self.order else ""

    @property
    def bought_at(self) -> datetime | None:
        return self.order.bought_at if self.order else None

    @property
    def amount(self) -> Fen:
        return self.principal + self.fee

    @property
    def paid(self) -> Fen:
        return self.paid_principal + self.paid_fee

    @property
    def outstanding(self) -> Fen:
        return self.amount - self.paid - self.reduced

    @property
    def owed_principal(self) -> Fen:
        return max(0, self.principal - self.paid_principal - self.reduced)

    @property
    def owed_fee(self) -> Fen:
        return self.outstanding - self.owed_principal


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What `channel` wants by `due_at`, the end of `due` in its own zone; `lines` oldest purchase first.

    `corrected` is what a correction changed the sum of the orders' lines by.
    """

    id: str
    channel: Channel
    due: date
    due_at: DateTime
    lines: tuple[Line, ...]
    repayments: tuple[Repayment, ...] = ()
    corrected: Fen = 0

    @property
    def amount(self) -> Fen:
        return sum(line.amount - line.reduced for line in self.lines)

    @property
    def paid(self) -> Fen:
        return sum(line.paid for line in self.lines)

    @property
    def outstanding(self) -> Fen:
        return sum(line.outstanding for line in self.lines)

    @property
    def confirmed(self) -> bool:
        return all(repayment.confirmed for repayment in self.repayments)


class Moment(msgspec.Struct, frozen=True):
    """When it is asked: the instant, and how many days ahead count as soon."""

    now: datetime
    soon_days: int = SOON_DAYS


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """All bills, earliest due first, and each order's schedule: its lines in order of period."""

    bills: Mapping[str, Bill]
    schedules: Mapping[str, tuple[Line, ...]]

    def bill(self, ident: str) -> Bill:
        """The bill with that id; Problem where there is none (any more)."""
        try:
            return self.bills[ident]
        except KeyError:
            raise Problem("there is no bill {bill}", bill=ident) from None

    def bill_of(self, line: Line) -> Bill:
        """The bill that an order's line is on."""
        if line.order is None:
            raise Problem("a correction belongs to no order")
        return self.bill(bill_id(line.order.channel, line.due))


Shares = Mapping[tuple[str, int], tuple[Fen, Fen]]
"""(principal, fee) repaid so far, by order and period."""


def derive(ledger: Ledger, catalogue: Catalogue) -> Book:
    """Every schedule and bill that follows from what the ledger says."""
    shares, extras = _allocated(ledger)
    schedules = {order.id: _schedule(order, shares) for order in ledger.orders.values()}
    on_bill: dict[tuple[date, str], list[Line]] = defaultdict(list)
    for order in sorted(ledger.orders.values(), key=lambda order: (order.bought_at, order.id)):
        for line in schedules[order.id]:
            on_bill[line.due, order.channel].append(line)
    repaid: dict[str, list[Repayment]] = defaultdict(list)
    for repayment in ledger.repayments.values():
        repaid[bill_id(repayment.channel, repayment.due)].append(repayment)
    bills = {}
    for due, ident in sorted(on_bill):
        key = bill_id(ident, due)
        channel = catalogue.get(ident) or _stand_in(ident, catalogue)
        bill = Bill(
            id=key,
            channel=channel,
            due=due,
            due_at=instant(due, channel.cutoff, channel.zone),
            lines=tuple(on_bill[due, ident]),
            repayments=tuple(sorted(repaid[key], key=lambda each: each.paid_at)) if key in repaid else (),
        )
        if key in ledger.corrections:
            bill = _corrected(bill, ledger.corrections[key].total, extras.get(key, 0))
            for line in bill.lines:
                if line.order and line.reduced:
                    rows = schedules[line.order.id]
                    schedules[line.order.id] = tuple(line if row.number == line.number else row for row in rows)
        bills[key] = bill
    return Book(bills=bills, schedules=schedules)


def _allocated(ledger: Ledger) -> tuple[Shares, dict[str, Fen]]:
    """The shares of the orders' lines, and what was repaid of each bill's correction."""
    shares: dict[tuple[str, int], tuple[Fen, Fen]] = {}
    extras: dict[str, Fen] = defaultdict(int)
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            if share.order:
                principal, fee = shares.get((share.order, share.number), (0, 0))
                shares[share.order, share.number] = (principal + share.principal, fee + share.fee)
            else:
                extras[bill_id(repayment.channel, repayment.due)] += share.amount
    return shares, extras


def _schedule(order: Order, shares: Shares) -> tuple[Line, ...]:
    rows = []
    dues = due_dates(order.first_due, order.plan.periods, order.due_day)
    for number, (part, due) in enumerate(zip(parts(order.plan), dues, strict=True), 1):
        if number <= order.paid_periods:
            principal, fee = part.principal, part.fee
        else:
            principal, fee = shares.get((order.id, number), (0, 0))
        rows.append(
            Line(
                order=order,
                number=number,
                due=due,
                principal=part.principal,
                fee=part.fee,
                paid_principal=principal,
                paid_fee=fee,
            )
        )
    return tuple(rows)


def _corrected(bill: Bill, total: Fen, extra_paid: Fen) -> Bill:
    """The bill as the institution has it: a line of its own for more, reductions from the last line up for less."""
    change = total - bill.amount
    lines = list(bill.lines)
    if change > 0 or extra_paid:
        lines.append(
            Line(
                order=None, number=0, due=bill.due, principal=max(change, extra_paid), fee=0, paid_principal=extra_paid
            )
        )
    left = max(0, -change)
    for index in range(len(lines) - 1, -1, -1):
        cut = min(left, lines[index].outstanding)
        left -= cut
        if cut:
            lines[index] = msgspec.structs.replace(lines[index], reduced=cut)
    return msgspec.structs.replace(bill, lines=tuple(lines), corrected=change)


def _stand_in(ident: str, catalogue: Catalogue) -> Channel:
    """A channel that the catalogue lost: its bills stay, by the rules of a generic bank card."""
    generic = catalogue["bank-card"]
    name = dict.fromkeys(generic.name, clean(ident, MAX_TITLE) or "?")
    return msgspec.structs.replace(generic, id=ident, name=name, short=name)


def days_left(bill: Bill, now: datetime) -> int:
    """Calendar days until the due date, counted in the institution's zone; negative when it has passed."""
    return days_between(today(now, bill.channel.zone), bill.due)


def status(bill: Bill, moment: Moment) -> Status:
    """How the bill stands at that moment."""
    return _status(bill, bill, moment)


def line_status(line: Line, bill: Bill, moment: Moment) -> Status:
    """How one line of `bill` stands at that moment."""
    return _status(line, bill, moment)


def _status(part: Line | Bill, bill: Bill, moment: Moment) -> Status:
    if part.outstanding <= 0:
        return Status.SETTLED if bill.confirmed else Status.TO_CONFIRM
    if moment.now > bill.due_at:
        return Status.OVERDUE
    if part.paid:
        return Status.PARTLY_PAID
    days = days_left(bill, moment.now)
    if days <= 0:
        return Status.DUE_TODAY
    return Status.DUE_SOON if days <= moment.soon_days else Status.UPCOMING
