"""An order as it stood when it was settled early: what of it was owed then, and what its periods came to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import takewhile
from typing import Protocol, TypeVar

import msgspec

from models.bills.book import Book
from models.bills.derive import derive
from models.bills.schedule import Line
from models.channels.effective import channel_of
from models.ledger.closing import Closing, Refund
from models.ledger.ledger import Ledger, drop, repayments_of
from models.ledger.repayment import Repayment
from models.values.dates import today
from models.values.money import Fen


class _Said(Protocol):
    @property
    def at(self) -> datetime: ...


RecordT = TypeVar("RecordT", bound=_Said)


class Stood(msgspec.Struct, frozen=True):
    """A period as it `was` before the settlement, and what it `came_to` for the borrower, in fen: paid by whatever it
    was, by money, credit, or instalments that it was turned into. `ended`: the settlement ended it.
    """

    was: Line
    came_to: Fen
    ended: bool

    @property
    def owed(self) -> Fen:
        """What of it the settlement paid off."""
        return self.was.outstanding if self.ended else 0


def stood(ledger: Ledger, book: Book, closing: Closing) -> tuple[Stood, ...]:
    """The periods of the order of that settlement, which is the ledger's, as they were before it."""
    then = ledger_before(ledger, book, closing)
    rows = derive(then, book.channels).schedules.get(closing.id, ())
    whole = rows
    if then.conversions:
        # The instalments that a part of it was turned into repay that part: it is no less than it was.
        whole = derive(msgspec.structs.replace(then, conversions={}), book.channels).schedules.get(closing.id, ())
    return tuple(
        Stood(was=row, came_to=each.amount - each.reduced, ended=closing.ends(row.number))
        for row, each in zip(rows, whole, strict=True)
    )


def refunds_before(ledger: Ledger, closing: Closing) -> tuple[Refund, ...]:
    """What was refunded of the order before it was settled, as it came.

    One that left all that the settlement ended as it was came later, whatever its day.
    """
    periods = range(closing.first, ledger.orders[closing.id].plan.periods + 1)
    ended = {number for number in periods if closing.ends(number)}
    mine = (each for each in ledger.refunds.values() if each.order == closing.id)
    by_then = (each for each in mine if each.at.timestamp() <= closing.at.timestamp())
    found = (each for each in by_then if not ended <= set(each.stands or ()))
    return tuple(sorted(found, key=lambda each: (each.at.timestamp(), each.id)))


def ledger_before(ledger: Ledger, book: Book, closing: Closing) -> Ledger:
    """What had been said of the order's account by then; of the order alone, where its bills stand for themselves."""
    order, rows = ledger.orders[closing.id], book.schedules[closing.id]
    day = today(closing.at, channel_of(book.channels, order.account_id).zone)
    alone = order.account_id not in book.linked and not any(book.bill_of(row).uncorrected for row in rows)
    there = (order,) if alone else ledger.orders.values()
    orders = {each.id: each for each in there if each.account_id == order.account_id and each.bought_at.date() <= day}
    repayments = repayments_of(ledger, order.id) if alone else ledger.repayments.values()

    def by_then(records: Mapping[str, RecordT]) -> dict[str, RecordT]:
        return {ident: each for ident, each in records.items() if each.at.timestamp() <= closing.at.timestamp()}

    before = refunds_before(ledger, closing)
    others = {ident: each for ident, each in by_then(ledger.refunds).items() if each.order != order.id}
    return Ledger(
        orders=orders,
        repayments=_repaid_before(repayments, closing),
        corrections=ledger.corrections,
        reductions=ledger.reductions,
        closings=drop(by_then(ledger.closings), order.id),
        refunds=others | {each.id: each for each in before},
        conversions=by_then(ledger.conversions),
        deferrals=by_then(ledger.deferrals),
        minimums=by_then(ledger.minimums),
        credits=by_then(ledger.credits),
        moved=ledger.moved,
    )


def _repaid_before(repayments: Iterable[Repayment], closing: Closing) -> dict[str, Repayment]:
    """Those that were recorded before that of the settlement, and paid by then; they are as they were recorded."""
    before = takewhile(lambda each: each.order != closing.id, repayments)
    return {each.id: each for each in before if each.paid_at.timestamp() <= closing.at.timestamp()}
