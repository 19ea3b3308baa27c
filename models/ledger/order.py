"""Orders: one purchase each, paid by instalments through one account."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from models.channels.rules import Switch
from models.ledger import record_checks as check
from models.ledger.own_auto_debit import OwnAutoDebit
from models.plans.plan import Plan, check_rate, parts
from models.values.account_label import check_account
from models.values.message import Problem
from models.values.money import plain
from models.values.text import MAX_NOTE


class Kind(StrEnum):
    """What an order pays for."""

    PURCHASE = "purchase"
    BILL = "bill"
    """A bill, or a part of one, that was turned into instalments of its own (账单分期)."""


class KeptDue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Period `number` stays due on `due`, though the days of its account are others now."""

    number: int
    due: date


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One purchase as the user entered it.

    `bought_at` is the shop's local time (midnight where only the date is known). `first_due` is the institution's
    calendar date; `due_day` the day of the month that is meant where `first_due` fell in a shorter month.
    `paid_periods` periods from the first were repaid before the order was entered; None where nobody said how many.
    `repaid_also` are later ones that were, though one before them was not.
    `auto_debit` is this order's own where it differs from its account's, from `pay_account`: a label with four digits
    of a number at most. `debited_before` is what held of these two before it was said, earliest first.
    `confirmed_on` is the institution's calendar date on which receipt was confirmed (确认收货), where the billing cycle
    counts from it and not from the purchase. `entered_on` is the institution's calendar date on which the order was
    entered; None for those of older versions. An order of the kind BILL began as the bill `of`. `stated_rate` is the
    annual rate that the page itself states for all costs (综合融资成本), as a decimal. `kept` are the due dates that
    some of its periods keep, in order of period.
    """

    id: str
    title: str
    account_id: str
    bought_at: datetime
    plan: Plan
    first_due: date
    order_no: str = ""
    due_day: int | None = None
    paid_periods: int | None = None
    repaid_also: tuple[int, ...] = ()
    auto_debit: Switch | None = None
    pay_account: str = ""
    note: str = ""
    archived: bool = False
    confirmed_on: date | None = None
    entered_on: date | None = None
    kind: Kind = Kind.PURCHASE
    of: str = ""
    stated_rate: Decimal | None = None
    kept: tuple[KeptDue, ...] = ()
    debited_before: tuple[OwnAutoDebit, ...] = ()

    def __post_init__(self) -> None:
        if not self.title:
            raise Problem("the title is missing", field="title")
        check.text("title", self.title)
        check.text("order_no", self.order_no)
        check.text("note", self.note, MAX_NOTE)
        if self.pay_account or self.debited_before:
            _check_labels(self)
        _check_dates(self)
        if self.paid_periods is not None and not 0 <= self.paid_periods <= self.plan.periods:
            raise Problem(
                "{paid} periods are repaid already, but there are only {periods}",
                field="paid_periods",
                paid=self.paid_periods,
                periods=self.plan.periods,
            )
        _check_also(self)
        _check_kind(self)

    @property
    def lent_on(self) -> date:
        """From when what it costs a year counts: its purchase; where it began as a bill, the due date of that."""
        return check.bill("of", self.of)[1] if self.kind is Kind.BILL else self.bought_at.date()

    @property
    def turn(self) -> tuple[datetime, str, str]:
        """What orders are sorted by where they stand together: by when they were bought, then by title; the id, which
        says nothing to anybody, only keeps two alike in one order."""
        return self.bought_at, self.title.casefold(), self.id

    @property
    def repaid_before(self) -> int:
        """How many periods count as repaid before it was entered: none where nobody said it."""
        return self.paid_periods or 0

    @property
    def repaid_periods(self) -> frozenset[int]:
        """The periods that count as repaid before it was entered."""
        return frozenset((*range(1, self.repaid_before + 1), *self.repaid_also))


def _check_labels(order: Order) -> None:
    for label in (order.pay_account, *(each.pay_account for each in order.debited_before)):
        check.text("pay_account", label)
        check_account(label)


def _check_also(order: Order) -> None:
    """Each once and in order, behind those from the first on and a period that was not repaid."""
    also = order.repaid_also
    if not also:
        return
    if order.paid_periods is None or also != tuple(sorted({*also})) or also[0] <= order.paid_periods + 1:
        raise Problem(
            "name the periods that were repaid behind one that was not, each once, in order", field="repaid_also"
        )
    if also[-1] > order.plan.periods:
        raise Problem(
            "period {number} is repaid already, but there are only {periods}",
            field="repaid_also",
            number=also[-1],
            periods=order.plan.periods,
        )


def with_repaid(order: Order, repaid: Collection[int]) -> Order:
    """The order of which just those periods were repaid before it was entered."""
    first = 0
    while first + 1 in repaid:
        first += 1
    return msgspec.structs.replace(
        order, paid_periods=first, repaid_also=tuple(sorted(number for number in repaid if number > first))
    )


def _check_kind(order: Order) -> None:
    if order.kind is Kind.BILL:
        check.bill("of", order.of)
    elif order.of:
        raise Problem("only an order of the kind {kind} began as a bill", field="of", kind=Kind.BILL.value)
    if order.stated_rate is not None:
        check_rate(order.stated_rate, "stated_rate")


def _check_dates(order: Order) -> None:
    # With a zone it could not be sorted among the others, which have none.
    if order.bought_at.tzinfo is not None:
        raise Problem("the time of purchase is the shop's local time; write it without a zone", field="bought_at")
    bought = order.bought_at.date()
    check.day("bought_at", bought)
    check.day("first_due", order.first_due)
    if order.first_due < bought:
        raise Problem(
            "the first due date {due} is before the purchase on {bought}",
            field="first_due",
            due=order.first_due.isoformat(),
            bought=bought.isoformat(),
        )
    if order.confirmed_on is not None and not bought <= order.confirmed_on <= order.first_due:
        raise Problem(
            "it was confirmed on {day}, but bought on {bought} and first due on {due}",
            field="confirmed_on",
            day=order.confirmed_on.isoformat(),
            bought=bought.isoformat(),
            due=order.first_due.isoformat(),
        )
    if order.due_day is not None and not order.first_due.day <= order.due_day <= 31:
        raise Problem("the due day must be {first} to 31", field="due_day", first=order.first_due.day)


def identity(order_no: str, title: str, bought_at: datetime, account: str, plan: Plan, first_due: date) -> str:
    """The order's id: from its order number, or from what it is where it has none.

    The same row always makes the same id, which is what makes importing a file twice harmless.
    """
    if order_no:
        key = f"no\0{order_no}"
    else:
        shares = ",".join(f"{plain(part.principal)}+{plain(part.fee)}" for part in parts(plan))
        key = "\0".join(("of", title, bought_at.isoformat(), account, shares, first_due.isoformat()))
    from hashlib import sha256  # noqa: PLC0415  # OpenSSL is 8 ms that only a new order needs

    return sha256(key.encode()).hexdigest()[:10]
