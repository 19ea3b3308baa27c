"""What goes with an answer: records of an order, or of bills, that are there only where that version of it counts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.bills.lost_bills import NAMING_A_BILL, OF_ONE_BILL
from models.ledger.ledger import Ledger

_SAID = (*OF_ONE_BILL, *NAMING_A_BILL, "repayments", "refunds", "closings", "pages")
"""The tables of what is said of bills and orders."""


def kept_only_in(one: Ledger, other: Ledger) -> tuple[tuple[str, str], ...]:
    """What `one` says of bills and orders and `other` does not, by table and id. What is there of another bill is in
    both."""
    return tuple(_kept_only_in(one, other))


def _kept_only_in(one: Ledger, other: Ledger) -> Iterator[tuple[str, str]]:
    for table in _SAID:
        there = getattr(other, table)
        said = {_times(each) for each in there.values()} - {()}
        for ident, each in getattr(one, table).items():
            if ident not in there and _times(each) not in said:
                yield table, ident


def _times(record: Any) -> tuple[datetime, ...]:
    """When it was said, which stays when its bill becomes another."""
    values = (getattr(record, name) for name in record.__struct_fields__)
    return tuple(each for each in values if isinstance(each, datetime))
