"""Records about bills that an action took away are deleted with these bills: nothing follows from them any more."""

from collections import defaultdict
from typing import Any

import msgspec

from models.bills.derive import derive
from models.bills.lost_bills import lost_bills
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger

_STAYS = frozenset({"repayments", "conversions"})
"""Records that stay: money that was repaid, and what is owed elsewhere."""
Lost = tuple[str, str]
"""The table and the id of a record whose bill is not there."""


def without_left_behind(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after` without the records about bills that were there `before`, and without reductions of deleted orders."""
    return _parted(before, after, catalogue)[0]


def unless_money_loses_its_bill(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger | None:
    """The same; None where a record that stays whatever was done would be about a bill that is gone."""
    ledger, stays = _parted(before, after, catalogue)
    return None if stays else ledger


def _parted(before: Ledger, after: Ledger, catalogue: Catalogue) -> tuple[Ledger, set[Lost]]:
    """`after` without what goes, and what stays without its bill."""
    orders = before.orders.keys() - after.orders.keys()
    reductions = {ident: each for ident, each in after.reductions.items() if each.order not in orders}
    if len(reductions) < len(after.reductions):
        after = msgspec.structs.replace(after, reductions=reductions)
    was = _lost(before, catalogue)
    while True:  # a deferral that goes may take the bill along that it led to
        lost = _lost(after, catalogue) - was
        gone = {(table, ident) for table, ident in lost if table not in _STAYS}
        if not gone:
            return after, lost
        tables: dict[str, dict[str, Any]] = defaultdict(dict)
        for table, _ in gone:
            records = getattr(after, table).items()
            tables[table] = {ident: each for ident, each in records if (table, ident) not in gone}
        after = msgspec.structs.replace(after, **tables)


def _lost(ledger: Ledger, catalogue: Catalogue) -> set[Lost]:
    return {(each.table, each.id) for each in lost_bills(ledger, derive(ledger, catalogue))}
