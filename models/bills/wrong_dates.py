"""Dates that cannot be: a period that is not due after the one before it, or keeps a date and is not there; a refund
that was recorded before it happened."""

from collections.abc import Iterator
from itertools import pairwise

from models.bills.fault import Fault, FaultCode, fault
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import msg

_FALLS = msg("{record} in the table {table}: period {number} is due {day}, which is not after the period before it")
_RECORDED = msg("{record} in the table {table} was recorded on {said}, before it happened on {day}")
_KEPT = msg("{record} in the table {table} keeps the date of period {number}, but has {periods}")


def wrong_dates(ledger: Ledger, channels: Catalogue) -> Iterator[Fault]:
    """The orders whose periods fall so, and refunds; `channels`: every account's rules by its id."""
    for ident, order in ledger.orders.items():
        yield from _of_order(ident, order, channels)
    for back in ledger.refunds.values():
        if back.recorded_at is not None and back.recorded_at < back.at:
            days = {"day": back.at.date().isoformat(), "said": back.recorded_at.date().isoformat()}
            yield fault(FaultCode.DATES, "refunds", back.id, _RECORDED, **days)


def _of_order(ident: str, order: Order, channels: Catalogue) -> Iterator[Fault]:
    periods = order.plan.periods
    astray = next((each.number for each in order.kept if not 1 <= each.number <= periods), None)
    if astray is not None:
        yield fault(FaultCode.LOST_PERIOD, "orders", ident, _KEPT, number=astray, periods=periods)
    days = due_dates_of(order, channel_of(channels, order.account_id))
    for number, (before, after) in enumerate(pairwise(days), 2):
        if after <= before:
            yield fault(FaultCode.DATES, "orders", ident, _FALLS, number=number, day=after.isoformat())
            return
