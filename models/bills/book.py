"""The bills of a ledger, and what each order comes to."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from operator import attrgetter

import msgspec

from models.bills.bill import Bill, seen
from models.bills.converting import is_turned
from models.bills.credits import Credit
from models.bills.gone_over import gone_over
from models.bills.schedule import Line, outstanding_of
from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.ledger.ids import bill_id
from models.ledger.moved_bill import MovedBill
from models.ledger.order import Order
from models.values.made_once import MadeOnce
from models.values.message import Problem
from models.values.money import Fen


class OrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """An order with its earliest line that is not settled (None when all are) on its bill, and what is left, in fen.

    How that stands depends on the moment: see `row_status`. `over` is what of it went over to a later bill and is owed
    there, at most, on `over_due`: where nothing else is left of the order, that bill's line of it is the `next`.
    `number` is the period that comes next, or whose rest that is; where all are settled, how many there are. Of one
    that is `turned` nothing is left because its rest was turned into instalments. `tie` is what sorts rows that are
    otherwise alike.
    """

    order: Order
    channel: Channel
    next: Line | None
    bill: Bill | None
    left: Fen
    settled: int
    number: int
    tie: tuple[date, str, str]
    over: Fen = 0
    over_due: date | None = None
    turned: bool = False

    @property
    def owed(self) -> Fen:
        """All that is owed of the order, wherever it stands."""
        return self.left + self.over


class Book(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All bills, earliest due first, and each order's schedule: its lines in order of period.

    `waiting`: the ids of the bills with a repayment that the institution was not yet seen to show. `moved`: the older
    ids of bills that got another date. `linked`: the accounts of which a bill may leave something to another one.
    `credits`: what lies with each, as it came. `channels`: every account's rules by its id.
    """

    bills: Mapping[str, Bill] = {}
    schedules: Mapping[str, tuple[Line, ...]] = {}
    waiting: frozenset[str] = frozenset()
    moved: Mapping[str, MovedBill] = {}
    linked: frozenset[str] = frozenset()
    credits: Mapping[str, tuple[Credit, ...]] = {}
    channels: Catalogue = {}

    @MadeOnce
    def open_bills(self) -> tuple[Bill, ...]:
        """The bills on which money is still owed, earliest due first."""
        return tuple(bill for bill in self.bills.values() if bill.outstanding > 0)

    def due_between(self, first: date, end: date) -> Sequence[Bill]:
        """The bills that fall due from `first` on and before `end`, earliest due first."""
        every = tuple(self.bills.values())
        start = bisect_left(every, first, key=_due)
        return every[start : bisect_left(every, end, start, key=_due)]

    @MadeOnce
    def rows(self) -> dict[str, OrderRow]:
        """The rows that were made so far, by order; `row` makes them."""
        return {}

    @MadeOnce
    def came(self) -> Mapping[str, Fen]:
        """By account, all credit that came there: what lies with it, and what bills had too much repaid of."""
        found = {account: sum(each.amount for each in mine) for account, mine in self.credits.items()}
        for bill in self.bills.values() if self.linked else ():
            for each in bill.beyond:
                found[bill.channel.id] = found.get(bill.channel.id, 0) + each.amount
        return found

    @MadeOnce
    def credit(self) -> Mapping[str, Fen]:
        """By account, what lies with it and no bill has."""
        left = dict(self.came)
        for bill in self.bills.values() if left else ():
            for each in bill.credited:
                left[bill.channel.id] -= each.amount
        return {account: amount for account, amount in left.items() if amount > 0}

    def row(self, order: str) -> OrderRow:
        """The order with that id as lists show it."""
        row = self.rows.get(order)
        if row is None:
            row = self.rows[order] = _row(self.schedules[order], self)
        return row

    def bill(self, ident: str) -> Bill:
        """The bill with that id, or that had it on another date; Problem where there is none (any more)."""
        bill = self.bills.get(ident)
        if bill is None and (moved := self.moved.get(ident)):
            bill = self.bills.get(moved.to)
        if bill is None:
            raise Problem("there is no bill {bill}", bill=ident)
        return bill

    def bill_of(self, line: Line) -> Bill:
        """The bill that an order's line is on."""
        return self.bill(bill_id(_order(line).account_id, line.due))

    def bills_with(self, order: Order) -> tuple[Bill, ...]:
        """All bills that something of the order is on, or was, earliest due first.

        Of one that began as a bill, that one, too; of a bill that left something to a later one, also that.
        """
        own = {each.id: each for each in map(self.bill_of, self.schedules[order.id])}
        own |= {each.id: each for each in self.bills.values() if each.over and _has(each, order)}
        with suppress(Problem):
            began = self.bill(order.of)
            own[began.id] = began
        new = list(own.values())
        while new:
            over = new.pop().over
            if over and over.to in self.bills:
                new.append(self.bills[over.to])
                own[over.to] = new[-1]
        return tuple(sorted(own.values(), key=lambda each: each.due))


_due: Callable[[Bill], date] = attrgetter("due")


def _has(bill: Bill, order: Order) -> bool:
    return any(line.order_id == order.id for line in bill.lines)


def _order(line: Line) -> Order:
    if line.order is None:
        raise Problem("a correction belongs to no order")
    return line.order


def _row(lines: Sequence[Line], book: Book) -> OrderRow:
    order, owed = _order(lines[0]), outstanding_of(lines)
    settled = sum([left <= 0 for left in owed]) if any(owed) else len(owed)  # most are wholly settled
    line = open_line(lines, book) if settled < len(owed) or book.waiting else None
    bill, number = (book.bill_of(line), line.number) if line else (None, settled)
    over = gone_over(lines, book.bills) if order.account_id in book.linked else None
    if over is not None:
        settled -= sum(owed[number - 1] <= 0 for number in over.periods)
        if line is None:
            line, bill, number = over.line, over.bill, min(over.periods)
    return OrderRow(
        order=order,
        channel=channel_of(book.channels, order.account_id),
        next=line,
        bill=bill,
        left=sum(owed),
        settled=settled,
        number=number,
        tie=(line.due if line else date.max, order.title, order.id),
        over=over.amount if over else 0,
        over_due=over.bill.due if over else None,
        turned=line is None and any(is_turned(each, book.bill_of(each)) for each in lines if each.turned),
    )


def open_line(lines: Iterable[Line], book: Book) -> Line | None:
    """The first line that is not done with: money is owed on it, or nobody has seen its repayment in the app."""
    return next((line for line in lines if line.outstanding > 0 or _waits(line, book)), None)


def _waits(line: Line, book: Book) -> bool:
    if not book.waiting or line.paid <= 0:
        return False
    bill = book.bill_of(line)
    return bill.id in book.waiting and not seen(line, bill)
