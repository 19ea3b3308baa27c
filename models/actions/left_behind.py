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


def without_left_behind(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after` without the records about bills that were there `before`, and without reductions of deleted orders."""
    orders = before.orders.keys() - after.orders.keys()
    reductions = {ident: each for ident, each in after.reductions.items() if each.order not in orders}
    if len(reductions) < len(after.reductions):
        after = msgspec.structs.replace(after, reductions=reductions)
    was = _lost(before, catalogue)
    while gone := _lost(after, catalogue) - was:  # a deferral that goes may take the bill along that it led to
        tables: dict[str, dict[str, Any]] = defaultdict(dict)
        for table, _ in gone:
            records = getattr(after, table).items()
            tables[table] = {ident: each for ident, each in records if (table, ident) not in gone}
        after = msgspec.structs.replace(after, **tables)
    return after


def _lost(ledger: Ledger, catalogue: Catalogue) -> set[tuple[str, str]]:
    return {(each.table, each.id) for each in lost_bills(ledger, derive(ledger, catalogue)) if each.table not in _STAYS}
