"""The ledger: everything that a user's file holds, as one frozen value.

Every change is a pure function `(ledger, …) -> ledger`. What can be derived (schedules, bills, statuses) is not here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import msgspec

from models.calendar import due_dates, months_after
from models.message import Problem
from models.money import Fen
from models.order import Order
from models.plan import parts
from models.repayment import Repayment

Record = TypeVar("Record")

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment, with its offset from UTC."""


LATE = "late-interest"
"""The reason of a correction that late interest made."""


class CorrectedLine(msgspec.Struct, frozen=True):
    """A line that a bill had when it was corrected: its order, its period, and what it came to, in fen."""

    order: str
    number: int
    amount: Fen


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The institution's own total for a bill, where it differs from the derived one: the user's word wins.

    It is a difference to the `lines` that the bill had then, so orders that are entered later count for themselves.
    """

    id: str
    total: Fen
    at: Instant
    lines: tuple[CorrectedLine, ...] = ()
    reason: str = ""

    @property
    def change(self) -> Fen:
        """What the institution's figure was more than the lines that were known then; less, when negative."""
        return self.total - sum(line.amount for line in self.lines)


class Way(StrEnum):
    """What to do about an amount in the institution's app that is not the bill's, or not to be paid whole."""

    MATCH = "match"
    CORRECT = "correct"
    PART = "part"


class Step(StrEnum):
    """The five steps of repaying by hand."""

    PLATFORM = "platform"
    ENTRY = "entry"
    AMOUNT = "amount"
    METHOD = "method"
    COMPLETE = "complete"


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One finished step: what was answered, and when.

    Of the amount step: the `figure` that the institution's app showed, what was decided, what is to be paid (`pay`)
    and what the bill still wanted then (`owed`). `replaced` is the correction that it put another in the place of.
    """

    step: Step
    at: Instant
    answer: str = ""
    figure: Fen = 0
    pay: Fen = 0
    owed: Fen = 0
    way: Way | None = None
    replaced: Correction | None = None


class Answered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A warning that was shown, and the reason for going on."""

    warning: str
    reason: str
    at: Instant


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How far the checklist of a bill got; `id` is the bill's.

    When it was paid, the last step names the repayment, and it stays only until the reference of that was asked for.
    """

    id: str
    started_at: Instant
    done: tuple[Done, ...] = ()
    answered: tuple[Answered, ...] = ()

    @property
    def recorded(self) -> str | None:
        """The id of the repayment that it ended in; None while it is under way."""
        return next((done.answer for done in self.done if done.step is Step.COMPLETE), None)

    @property
    def touched_at(self) -> datetime:
        """When it was last gone on with."""
        gone_on = (*(each.at for each in self.done), *(each.at for each in self.answered))
        return max(self.started_at, *gone_on, key=datetime.timestamp) if gone_on else self.started_at


class Override(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The user's own word on a channel: the fields of the catalogue's table that are different, as in its TOML.

    A channel of one's own starts from the channel `base`.
    """

    id: str
    base: str = ""
    values: dict[str, Any] = {}


class Outcome(StrEnum):
    """What somebody saw after an auto-debit's window."""

    TAKEN = "taken"
    PART = "part"
    FAILED = "failed"


class Debit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was looked at around the auto-debit of a bill; `id` is the bill's.

    Before it: the balance (`balance_at`), and which `account` goes first (`account_at`). After it: the `outcome`.
    """

    id: str
    balance_at: Instant | None = None
    account: str = ""
    account_at: Instant | None = None
    outcome: Outcome | None = None
    outcome_at: Instant | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An order that was settled early; `id` is the order's. Nothing more is owed from period `first` on."""

    id: str
    first: int
    at: Instant
    estimate: Fen
    figure: Fen


class Refund(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Goods returned: `amount` went back to the institution. `full`: the whole purchase, so all that is left ends."""

    id: str
    order: str
    amount: Fen
    at: Instant
    full: bool = False


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All records by id. The mappings are never changed in place."""

    orders: Mapping[str, Order] = {}
    repayments: Mapping[str, Repayment] = {}
    corrections: Mapping[str, Correction] = {}
    checklists: Mapping[str, Progress] = {}
    channels: Mapping[str, Override] = {}
    debits: Mapping[str, Debit] = {}
    closings: Mapping[str, Closing] = {}
    refunds: Mapping[str, Refund] = {}


def put(records: Mapping[str, Record], ident: str, record: Record) -> dict[str, Record]:
    """A copy of `records` with `record` under `ident`."""
    return {**records, ident: record}


def drop(records: Mapping[str, Record], ident: str) -> dict[str, Record]:
    """A copy of `records` without `ident`."""
    return {key: record for key, record in records.items() if key != ident}


def open_checklists(ledger: Ledger) -> dict[str, Progress]:
    """The checklists that are under way, by bill."""
    return {ident: progress for ident, progress in ledger.checklists.items() if progress.recorded is None}


def bill_id(channel: str, due: date) -> str:
    """`huabei/2026-12-10`: a bill is what one channel wants on one due date."""
    return f"{channel}/{due.isoformat()}"


def order_of(ledger: Ledger, ident: str) -> Order:
    """The order with that id; Problem where another terminal has removed it."""
    try:
        return ledger.orders[ident]
    except KeyError:
        raise Problem("order {order} is no longer there; another terminal may have deleted it", order=ident) from None


def repayments_of(ledger: Ledger, ident: str) -> tuple[Repayment, ...]:
    """The repayments that went, in part or whole, to that order."""
    return tuple(each for each in ledger.repayments.values() if any(share.order == ident for share in each.allocations))


def add_orders(ledger: Ledger, orders: Iterable[Order]) -> Ledger:
    """With new orders, all or none; Problem where one is there already."""
    records = dict(ledger.orders)
    numbers = {order.order_no: order for order in records.values() if order.order_no}
    for order in orders:
        twin = records.get(order.id) or numbers.get(order.order_no)
        if twin is not None:
            raise Problem("this order is there already: {title}", field="order_no", title=twin.title)
        records[order.id] = order
        if order.order_no:
            numbers[order.order_no] = order
    return msgspec.structs.replace(ledger, orders=records)


def edit_order(ledger: Ledger, order: Order) -> Ledger:
    """With an order's new content. What its recorded repayments rest on cannot change under them."""
    old = order_of(ledger, order.id)
    twin = _by_number(ledger, order.order_no)
    if twin is not None and twin.id != order.id:
        raise Problem(
            "order number {number} belongs to {title}",
            field="order_no",
            number=order.order_no,
            title=twin.title,
        )
    if _terms(old) != _terms(order) and _rests_on(ledger, old):
        raise Problem(
            "{title} has recorded repayments or an open checklist, so its channel, amounts and dates stay",
            title=old.title,
        )
    return msgspec.structs.replace(ledger, orders=put(ledger.orders, order.id, order))


def archive_order(ledger: Ledger, ident: str, *, archived: bool) -> Ledger:
    """With an order put away, or brought back. Its bills go on: archiving hides, it does not repay."""
    order = msgspec.structs.replace(order_of(ledger, ident), archived=archived)
    return msgspec.structs.replace(ledger, orders=put(ledger.orders, ident, order))


def delete_order(ledger: Ledger, ident: str) -> Ledger:
    """Without an order; Problem where repayments were recorded for it."""
    order = order_of(ledger, ident)
    if _rests_on(ledger, order):
        raise Problem(
            "{title} has recorded repayments or an open checklist; archive it instead of deleting it", title=order.title
        )
    return msgspec.structs.replace(ledger, orders=drop(ledger.orders, ident))


def _rests_on(ledger: Ledger, order: Order) -> bool:
    """Whether something was recorded that an order's terms cannot change under: of it, or of a bill's correction.

    A correction's share of a repayment belongs to no order; its bill must not lose its orders. To know the bill's date
    for certain takes the channel, so every bill of the order's months counts; of a checklist, only where the user has
    set the channel's days.
    """
    dates = due_dates(order.first_due, order.plan.periods, order.due_day)
    walked = {f"early/{order.id}", *(bill_id(order.channel, due) for due in dates)}
    if walked & open_checklists(ledger).keys() or order.id in ledger.closings or repayments_of(ledger, order.id):
        return True
    if any(each.order == order.id for each in ledger.refunds.values()):
        return True
    # Days that were moved over the bill day move a bill into the month before or after.
    first = months_after(order.first_due, -1, 1)
    last = months_after(order.first_due, order.plan.periods, 31)
    if order.channel in ledger.channels:
        months = bill_id(order.channel, first), bill_id(order.channel, last)
        if any(months[0] <= ident <= months[1] for ident in ledger.checklists):
            return True
    return any(
        each.channel == order.channel
        and first <= each.due <= last
        and any(not share.order for share in each.allocations)
        for each in ledger.repayments.values()
    )


def _by_number(ledger: Ledger, number: str) -> Order | None:
    if not number:
        return None
    return next((order for order in ledger.orders.values() if order.order_no == number), None)


def _terms(order: Order) -> tuple[object, ...]:
    return (order.channel, parts(order.plan), order.first_due, order.due_day, order.paid_periods)
