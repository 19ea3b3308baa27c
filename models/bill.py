"""Bills: what each channel wants on each due date, derived from the ledger and never stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

import msgspec
from pendulum import DateTime

from models.calendar import days_between, instant, today
from models.catalogue import effective
from models.channel import Catalogue, Channel, Switch
from models.ledger import CorrectedLine, Correction, Debit, Ledger, Refund, bill_id
from models.message import Problem
from models.money import Fen
from models.order import Order
from models.repayment import Repayment
from models.schedule import Line, Shares, schedule
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


class Bill(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What `channel` wants by `due_at`, the end of `due` in its own zone; `lines` oldest purchase first.

    `repayments` are those made for it, and those that settled one of its orders early. `debit` is what was looked at
    around its auto-debit. `corrected` is what a correction changed the sum of its lines by, `reason` the correction's.
    """

    id: str
    channel: Channel
    due: date
    cutoff: time
    lines: tuple[Line, ...]
    repayments: tuple[Repayment, ...] = ()
    debit: Debit | None = None
    corrected: Fen = 0
    reason: str = ""
    uncorrected: tuple[Line, ...] = ()
    ordinary: tuple["Bill", ...] = ()

    # Each is made once a bill, and only where it is asked for: most bills of a large ledger are long settled. What is
    # asked of every line but does not hang on it belongs here, or a bill costs the square of its lines.

    @cached_property
    def due_at(self) -> DateTime:
        """The instant by which it is to be repaid: `cutoff` on the due date, in the institution's zone."""
        return instant(self.due, self.cutoff, self.channel.zone)

    @cached_property
    def amount(self) -> Fen:
        return sum(line.amount - line.reduced for line in self.lines)

    @cached_property
    def paid(self) -> Fen:
        return sum(line.paid for line in self.lines)

    @cached_property
    def outstanding(self) -> Fen:
        return sum(line.outstanding for line in self.lines)

    @cached_property
    def confirmed(self) -> bool:
        """Whether the institution was seen to show every repayment."""
        return all(repayment.confirmed for repayment in self.repayments)

    @cached_property
    def window(self) -> "Window | None":
        """The bill's auto-debit: see `debit_window`."""
        return _window(self)


class Moment(msgspec.Struct, frozen=True):
    """When it is asked: the instant, and how many days ahead count as soon."""

    now: datetime
    soon_days: int = SOON_DAYS


class OrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """An order with its earliest line that is not settled (None when all are) on its bill, and what is left, in fen.

    How that stands depends on the moment: see `row_status`. `tie` is what sorts rows that are otherwise alike.
    """

    order: Order
    channel: Channel
    next: Line | None
    bill: Bill | None
    left: Fen
    settled: int
    tie: tuple[date, str, str]


class Book(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All bills, earliest due first, and each order's schedule: its lines in order of period.

    `waiting`: the ids of the bills with a repayment that the institution was not yet seen to show.
    """

    bills: Mapping[str, Bill] = {}
    schedules: Mapping[str, tuple[Line, ...]] = {}
    waiting: frozenset[str] = frozenset()

    @cached_property
    def rows(self) -> dict[str, OrderRow]:
        """The rows that were made so far, by order; `row` makes them."""
        return {}

    def row(self, order: str) -> OrderRow:
        """The order with that id as lists show it."""
        row = self.rows.get(order)
        if row is None:
            row = self.rows[order] = _row(self.schedules[order], self)
        return row

    def bill(self, ident: str) -> Bill:
        """The bill with that id; Problem where there is none (any more)."""
        try:
            return self.bills[ident]
        except KeyError:
            raise Problem("there is no bill {bill}", bill=ident) from None

    def bill_of(self, line: Line) -> Bill:
        """The bill that an order's line is on."""
        return self.bill(bill_id(_order(line).channel, line.due))


def _order(line: Line) -> Order:
    if line.order is None:
        raise Problem("a correction belongs to no order")
    return line.order


def _row(lines: Sequence[Line], book: Book) -> OrderRow:
    order, owed = _order(lines[0]), [each.outstanding for each in lines]
    line = open_line(lines, book) if any(owed) or book.waiting else None
    return OrderRow(
        order=order,
        channel=book.bill_of(lines[0]).channel,
        next=line,
        bill=book.bill_of(line) if line else None,
        left=sum(owed),
        settled=sum(each <= 0 for each in owed),
        tie=(line.due if line else date.max, order.title, order.id),
    )


def derive(ledger: Ledger, catalogue: Catalogue) -> Book:
    """Every schedule and bill that follows from what the ledger says, by the user's own word on the channels."""
    channels = effective(catalogue, ledger.channels)
    schedules = schedules_of(ledger, channels, ledger.orders.values())
    on_bill: dict[tuple[date, str], list[Line]] = defaultdict(list)
    for order in sorted(ledger.orders.values(), key=lambda order: (order.bought_at, order.id)):
        for line in schedules[order.id]:
            on_bill[line.due, order.channel].append(line)
    repaid = repaid_by_bill(ledger.repayments.values(), schedules)
    bills = {}
    for due, ident in sorted(on_bill):
        channel = channel_of(channels, ident)
        bill = bill_on(due, channel, on_bill[due, ident], repaid, ledger)
        bills[bill.id] = bill
    correct_schedules(schedules, (bill for bill in bills.values() if bill.uncorrected))
    return Book(bills=bills, schedules=schedules, waiting=waiting(bills.values()))


def repaid_by_bill(
    repayments: Iterable[Repayment], schedules: Mapping[str, Sequence[Line]]
) -> Mapping[str, list[Repayment]]:
    """The repayments by the ids of their bills; some of those may be gone."""
    repaid: dict[str, list[Repayment]] = defaultdict(list)
    for repayment in repayments:
        for key in _bills_of(repayment, schedules):
            repaid[key].append(repayment)
    return repaid


def bill_on(
    due: date, channel: Channel, lines: Iterable[Line], repaid: Mapping[str, Collection[Repayment]], ledger: Ledger
) -> Bill:
    """The bill that these lines make, with what the ledger says of it."""
    key = bill_id(channel.id, due)
    bill = Bill(
        id=key,
        channel=channel,
        due=due,
        cutoff=channel.cutoff,
        lines=tuple(lines),
        repayments=tuple(sorted(repaid[key], key=lambda each: each.paid_at)) if key in repaid else (),
        debit=ledger.debits.get(key),
    )
    return corrected(bill, ledger.corrections[key]) if key in ledger.corrections else bill


def correct_schedules(schedules: dict[str, tuple[Line, ...]], bills: Iterable[Bill]) -> None:
    """Put the lines of bills, as their corrections left them, into the schedules of their orders."""
    changed: dict[str, dict[int, Line]] = defaultdict(dict)
    for bill in bills:
        for line in bill.lines:
            if line.order:
                changed[line.order.id][line.number] = line
    for ident, lines in changed.items():
        schedules[ident] = tuple(lines.get(row.number, row) for row in schedules[ident])


def waiting(bills: Iterable[Bill]) -> frozenset[str]:
    """Those of the bills, by id, with a repayment that the institution was not yet seen to show."""
    return frozenset(bill.id for bill in bills if bill.repayments and not bill.confirmed)


def same_book(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers differ at most in what no bill follows from: how far checklists got."""
    return all(getattr(one, name) is getattr(other, name) for name in one.__struct_fields__ if name != "checklists")


def _bills_of(repayment: Repayment, schedules: Mapping[str, Sequence[Line]]) -> set[str]:
    """The bills of the lines that a repayment went to; that it was made for, of what went to no order."""
    dues, whole = set(), bool(repayment.allocations)
    for share in repayment.allocations:
        rows = schedules.get(share.order, ())
        if 0 < share.number <= len(rows):
            dues.add(rows[share.number - 1].due)
        else:
            whole = False
    if not whole and not repayment.order:
        dues.add(repayment.due)
    return {bill_id(repayment.channel, due) for due in dues}


def shares_of(ledger: Ledger) -> Shares:
    """What the repayments repaid of each period of each order."""
    shares: dict[tuple[str, int], tuple[Fen, Fen]] = {}
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            principal, fee = shares.get((share.order, share.number), (0, 0))
            shares[share.order, share.number] = (principal + share.principal, fee + share.fee)
    return shares


def schedules_of(ledger: Ledger, channels: Catalogue, orders: Iterable[Order]) -> dict[str, tuple[Line, ...]]:
    """The schedules of these orders, as no correction has changed them."""
    shares = shares_of(ledger)
    refunds: dict[str, list[Refund]] = defaultdict(list)
    for refund in ledger.refunds.values():
        refunds[refund.order].append(refund)
    return {
        order.id: schedule(
            order, channel_of(channels, order.channel), shares, ledger.closings.get(order.id), refunds.get(order.id, ())
        )
        for order in orders
    }


def corrected(bill: Bill, correction: Correction) -> Bill:
    """The bill as the institution has it: a line of its own for more, reductions from the last line up for less.

    Orders that were entered since may be what the more stood for; beyond that they are owed.
    """
    known = {(line.order, line.number) for line in correction.lines}
    counted, late = list[int](), list[int]()
    for index, line in enumerate(bill.lines):
        (counted if (line.order_id, line.number) in known else late).append(index)
    lines = list(bill.lines)
    here = (bill.channel.id, bill.due)
    own = [each for each in bill.repayments if not each.order and (each.channel, each.due) == here]
    paid = sum(share.amount for each in own for share in each.allocations if not share.order)
    more = max(correction.change, paid)
    _reduce(lines, counted, more - correction.change)
    explained = min(more, sum(lines[index].amount - lines[index].reduced for index in late))
    extra = max(paid, more - explained)
    _reduce(lines, late, explained - (more - extra))
    if extra:
        lines.append(Line(order=None, number=0, due=bill.due, principal=extra, fee=0, paid_principal=paid))
    changed = sum(line.amount - line.reduced for line in lines) - bill.amount
    return msgspec.structs.replace(
        bill, lines=tuple(lines), corrected=changed, reason=correction.reason, uncorrected=bill.lines
    )


def _reduce(lines: list[Line], which: Sequence[int], amount: Fen) -> None:
    """Take `amount` off those lines, the last one first. What a refund took off a line already counts."""
    for index in reversed(which):
        line = lines[index]
        share = min(amount, line.amount - line.paid)
        amount -= share
        cut = min(share, line.outstanding)
        if cut > 0:
            lines[index] = msgspec.structs.replace(line, reduced=line.reduced + cut)


def correction_of(bill: Bill, total: Fen, at: datetime, reason: str = "") -> Correction:
    """The user's word that the institution wants `total` in all for this bill; its orders' lines are what it knows."""
    known = bill.uncorrected or bill.lines
    lines = tuple(CorrectedLine(line.order_id, line.number, line.amount - line.reduced) for line in known)
    return Correction(id=bill.id, total=total, at=at, lines=lines, reason=reason)


def channel_of(channels: Catalogue, ident: str) -> Channel:
    """The channel with that id; one that the catalogue lost is stood in for, by the rules of a generic bank card."""
    if ident in channels:
        return channels[ident]
    generic = channels["bank-card"]
    name = dict.fromkeys(generic.name, clean(ident, MAX_TITLE) or "?")
    return msgspec.structs.replace(generic, id=ident, name=name, short=name)


class Window(msgspec.Struct, frozen=True):
    """When the institution takes `amount` itself, and from which account (a label, "" where it is not known)."""

    start: DateTime
    end: DateTime
    amount: Fen
    account: str
    always: bool


def debit_window(bill: Bill) -> Window | None:
    """The bill's auto-debit; None where it is off for all that is left of it. An order's own setting wins."""
    return bill.window


def _window(bill: Bill) -> Window | None:
    rule = bill.channel.auto_debit
    taken = [line for line in bill.lines if line.outstanding > 0 and is_taken(line, bill.channel)]
    if not taken:
        return None
    own = next((line.order.account for line in taken if line.order and line.order.account), "")
    return Window(
        start=instant(bill.due - timedelta(days=rule.days_before), time(), bill.channel.zone),
        end=min(instant(bill.due, rule.until, bill.channel.zone), bill.due_at) if rule.until else bill.due_at,
        amount=sum(line.outstanding for line in taken),
        account=own or rule.account,
        always=rule.default is Switch.ALWAYS,
    )


def is_taken(line: Line, channel: Channel) -> bool:
    """Whether auto-debit is on for that line: by its order's own setting, where the channel lets it have one."""
    rule = channel.auto_debit.default
    if rule is Switch.ALWAYS or line.order is None or line.order.auto_debit is None:
        return rule is not Switch.OFF
    return line.order.auto_debit is not Switch.OFF


def debit_unseen(bill: Bill, now: datetime) -> bool:
    """Whether an auto-debit's window has passed and nobody has looked yet whether the money was taken."""
    if bill.outstanding <= 0 or (bill.debit is not None and bill.debit.outcome is not None):
        return False
    if days_left(bill, now) > 1:  # spares most bills the making of a window that ends on the due date
        return False
    window = debit_window(bill)
    return window is not None and now > window.end.astimezone(UTC)


def open_line(lines: Iterable[Line], book: Book) -> Line | None:
    """The first line that still wants something: money, or that somebody sees its repayment in the app."""
    return next((line for line in lines if line.outstanding > 0 or _waits(line, book)), None)


def _waits(line: Line, book: Book) -> bool:
    return bool(book.waiting) and line.paid > 0 and book.bill_of(line).id in book.waiting


def days_left(bill: Bill, now: datetime) -> int:
    """Calendar days until the due date, counted in the institution's zone; negative when it has passed."""
    return days_between(today(now, bill.channel.zone), bill.due)


def past_due(bill: Bill, now: datetime) -> bool:
    """Whether the due instant has passed."""
    # By the instant, because two times of one zone compare by the wall clock, which repeats an hour in autumn.
    return now.timestamp() > bill.due_at.timestamp()


def row_status(row: OrderRow, moment: Moment) -> Status:
    """How an order's next line stands at that moment."""
    return line_status(row.next, row.bill, moment) if row.next and row.bill else Status.SETTLED


def status(bill: Bill, moment: Moment) -> Status:
    """How the bill stands at that moment."""
    return _status(bill, bill, moment)


def line_status(line: Line, bill: Bill, moment: Moment) -> Status:
    """How one line of `bill` stands at that moment."""
    return _status(line, bill, moment)


def _status(part: Line | Bill, bill: Bill, moment: Moment) -> Status:
    if part.outstanding <= 0:
        return Status.SETTLED if bill.confirmed else Status.TO_CONFIRM
    if debit_unseen(bill, moment.now):
        return Status.TO_CONFIRM
    if past_due(bill, moment.now):
        return Status.OVERDUE
    if part.paid:
        return Status.PARTLY_PAID if bill.confirmed else Status.TO_CONFIRM
    days = days_left(bill, moment.now)
    if days <= 0:
        return Status.DUE_TODAY
    return Status.DUE_SOON if days <= moment.soon_days else Status.UPCOMING
