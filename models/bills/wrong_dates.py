"""Dates that cannot be: outside all that fenqi counts with, or a period that is not due after the one before it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from models.bills.fault import Fault, FaultCode, fault
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import EARLIEST, LATEST
from models.values.message import msg

_DAY = msg("{record} in the table {table} has the day {day}, which is not between {first} and {last}")
_FALLS = msg("{record} in the table {table}: period {number} is due {day}, which is not after the period before it")
_KEPT = msg("{record} in the table {table} keeps the date of period {number}, but has {periods}")


def wrong_dates(ledger: Ledger, channels: Catalogue) -> Iterator[Fault]:
    """The days that cannot be; `channels`: every account's rules by its id."""
    for ident, order in ledger.orders.items():
        yield from _of_order(ident, order, channels)
    days = [("repayments", ident, each.due) for ident, each in ledger.repayments.items()]
    days += [("repayments", ident, each.paid_at.date()) for ident, each in ledger.repayments.items()]
    days += [("refunds", ident, each.at.date()) for ident, each in ledger.refunds.items()]
    days += [("closings", ident, each.at.date()) for ident, each in ledger.closings.items()]
    seen = set[tuple[str, str]]()
    for table, ident, day in days:
        if not EARLIEST <= day <= LATEST and (table, ident) not in seen:
            seen.add((table, ident))
            yield _outside(table, ident, day)


def _outside(table: str, ident: str, day: date) -> Fault:
    limits = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
    return fault(FaultCode.DAY, table, ident, _DAY, day=day.isoformat(), **limits)


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
