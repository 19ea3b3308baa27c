"""What is owed, as it changes from day to day: each act changes the lines of bills, and nothing is derived."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tests.simulator.rules import (
    GRACE,
    INSTITUTIONS,
    LEAST_PENALTY,
    PENALTY_SHARE,
    Days,
    Institution,
    interest,
    months_on,
    on_day,
    split,
    whole,
)

THERE = ZoneInfo("Asia/Shanghai")


@dataclass(eq=False)
class Line:
    """A part of a bill."""

    kind: str
    principal: int
    fee: int = 0
    order: "Order | None" = None
    off: int = 0
    """What of it need not be paid after all, or not here."""
    off_price: int = 0
    """What of that is of the principal."""
    paid: int = 0
    put_off: bool = False
    """An earlier bill was deferred to this one, without interest until this falls due."""

    @property
    def amount(self) -> int:
        return self.principal + self.fee - self.off

    @property
    def left(self) -> int:
        return self.amount - self.paid


@dataclass(eq=False)
class Bill:
    """What is owed to an account on one day."""

    account: "Account"
    month: date
    """The month in which it comes out, by its first day."""
    due: date
    lines: list[Line] = field(default_factory=list)
    credit: int = 0
    again: list[tuple[int, date]] = field(default_factory=list)
    """What was paid when, once more than was owed."""
    went: int = 0
    """What of it is owed on the next bill."""
    how: str = ""
    """The status of a bill of which the rest went."""
    unseen: bool = False
    """A repayment that the app does not show yet."""
    failed: bool = False
    """Auto-debit was seen not to take all of it."""
    touched_after: bool = False
    """Something happened after its due day, or to its sum, so no opinion on what lateness costs."""

    @property
    def id(self) -> str:
        return f"{self.account.id}/{self.due}"

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines) - self.credit

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def outstanding(self) -> int:
        return self.amount - self.paid - self.went

    @property
    def out(self) -> date:
        """The day on which it comes out: on its due day, where each order has its own."""
        if not self.account.days:
            return self.due
        return self.account.days_at(self.due).out(self.month)

    @property
    def due_at(self) -> datetime:
        return datetime.combine(self.due, time(*self.account.rules.cutoff), THERE)

    @property
    def minimum(self) -> int | None:
        """The least that keeps it from being overdue, where the rule is known and simple."""
        share = self.account.rules.minimum
        if share is None:
            return None
        all_of = sum(line.amount for line in self.lines if line.kind == "instalment")
        other = sum(line.amount for line in self.lines if line.kind != "instalment")
        return all_of + whole(other * share)

    def status(self, now: datetime) -> str:
        """What is to be said of it at that instant."""
        left = self.outstanding
        if not left:
            return "to_confirm" if self.unseen else self.how or "settled"
        until = datetime.combine(
            self.due, time(*self.account.rules.auto_debit_until or self.account.rules.cutoff), THERE
        )
        if self.account.auto_debit and not self.failed and now > until:
            return "to_confirm"
        if now > self.due_at:
            return "overdue"
        if self.paid:
            return "partly_paid"
        days = (self.due - now.astimezone(THERE).date()).days
        return "due_today" if not days else "due_soon" if days <= 7 else "upcoming"


@dataclass(eq=False)
class Account:
    """A contract with an institution."""

    id: str
    channel: str
    days: Days | None
    """None: each order has its own."""
    auto_debit: bool = False
    bills: dict[date, Bill] = field(default_factory=dict)
    credits: list[tuple[int, date, frozenset[Bill]]] = field(default_factory=list)
    """How much, since when, and the bills that it does not lower: they are out, and have what was returned."""
    moves: list[tuple[date, Days]] = field(default_factory=list)

    @property
    def rules(self) -> Institution:
        return INSTITUTIONS[self.channel]

    def days_at(self, due: date) -> Days:
        """Its days for what falls due then."""
        found = self.days
        for since, days in self.moves:
            if due >= since:
                found = days
        assert found is not None
        return found

    def due_of(self, month: date) -> date:
        """When the bill that comes out in that month falls due."""
        assert self.days is not None
        due = self.days.falls_due(month)
        for since, days in self.moves:
            if due >= since:
                due = days.falls_due(month)
        return due

    def bill(self, month: date) -> Bill:
        """That which comes out in this month."""
        if month not in self.bills:
            self.bills[month] = Bill(self, month, self.due_of(month))
        return self.bills[month]

    def on(self, due: date) -> Bill:
        """What is due on that day, where each order has its own."""
        return self.bills.setdefault(due, Bill(self, due, due))

    def next_due(self, now: date) -> Bill:
        """That which falls due next after this day."""
        month = months_on(now, -2)
        while self.due_of(month) <= now:
            month = months_on(month, 1)
        return self.bill(month)

    def first_month(self, bought: date) -> date:
        """The month of the first bill that comes out after this day."""
        month = months_on(bought, 0)
        while self.days_at(self.due_of(month)).out(month) <= bought:
            month = months_on(month, 1)
        return month

    def listed(self) -> list[Bill]:
        """Its bills, the earliest due first."""
        return sorted((bill for bill in self.bills.values() if bill.lines), key=lambda bill: bill.due)

    def move(self, since: date, days: Days) -> None:
        """Its days are others from then on; every period keeps one due date, in its month."""
        self.moves.append((since, days))
        for bill in self.bills.values():
            bill.due = self.due_of(bill.month)

    def spread_credit(self) -> int:
        """Give credit to the earliest bill that is open, and not due before the day on which the money came in the
        morning; what is left of it.
        """
        for bill in self.bills.values():
            bill.credit = 0
        rest = 0
        for amount, came, never in sorted(self.credits, key=lambda each: each[1]):
            left = amount
            for bill in self.listed():
                taken = min(left, bill.outstanding) if bill.due >= came and bill not in never else 0
                bill.credit += taken
                left -= taken
            rest += left
        return rest


@dataclass(eq=False)
class Order:
    """A purchase, or a bill that was turned into instalments."""

    title: str
    account: Account
    principal: int
    fee: int
    periods: int
    bought: date
    first: date | None = None
    """Its first due date, where each order has its own days."""
    id: str = ""
    lines: list[tuple[Bill, Line]] = field(default_factory=list)
    over: bool = False
    """Returned or settled early."""

    def bill_it(self, month: date | None = None) -> None:
        """Put its periods on the bills from that month on, or each on its own day of the month."""
        parts = split(self.principal, self.fee, self.periods, parts=self.account.rules.parts)
        for number, (principal, fee) in enumerate(parts):
            line = Line("instalment", principal, fee, self)
            if month:
                bill = self.account.bill(months_on(month, number))
            else:
                assert self.first is not None
                bill = self.account.on(on_day(self.first.year, self.first.month + number, self.first.day))
            bill.lines.append(line)
            self.lines.append((bill, line))


def late_cost(bill: Bill, now: datetime) -> int | None:
    """Fen that lateness has cost so far, 0 for nothing; None where this says nothing about it."""
    rules = bill.account.rules
    today = now.astimezone(THERE).date()
    if bill.touched_after or bill.credit or bill.went or (rules.since_posting and not rules.penalty):
        return None
    owed = bill.outstanding
    if now <= bill.due_at or not owed:
        return 0
    days = (today - bill.due).days
    if not days:
        return 0
    if rules.penalty and owed <= GRACE:
        return 0
    if rules.penalty:
        bearing = sum(line.left * (days if line.put_off else (today - bill.out).days) for line in bill.lines)
        return interest(bearing, 1, rules.daily_rate) + max(whole(owed * PENALTY_SHARE), LEAST_PENALTY)
    base = sum(line.principal - line.off_price for line in bill.lines) if rules.on_principal else owed
    if not rules.on_principal:
        base -= sum(line.left for line in bill.lines if line.kind == "late")  # interest bears none
    return interest(base, days, rules.daily_rate)
