"""What was said of a bill goes along when it gets another date: promises, deferrals, what was turned or reduced."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from models.bills.book import Book
from models.bills.following import following
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction

Said = TypeVar("Said", MinimumPaid, Promise, BillFigure)
Named = TypeVar("Named", bound=msgspec.Struct)

OF_BILL = ("conversions", "credits")
"""The tables whose records name their bill."""


def along(after: Ledger, heirs: Mapping[str, str], now: Book) -> dict[str, Any]:
    """The tables of `after` with what was said of each bill said of its heir; of two, what was said last."""
    return {
        "deferrals": _deferrals(after.deferrals.values(), heirs, now),
        "minimums": _last(after.minimums.values(), heirs),
        "promises": _last(after.promises.values(), heirs),
        "figures": _last(after.figures.values(), heirs),
        "orders": _renamed(after.orders, "of", heirs),
        "reductions": _reductions(after.reductions, heirs, now),
        **{table: _renamed(getattr(after, table), "bill", heirs) for table in OF_BILL},
    }


def _last(records: Iterable[Said], heirs: Mapping[str, str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for each in sorted(records, key=_when):
        heir = heirs.get(each.id, each.id)
        found[heir] = each if each.id == heir else msgspec.structs.replace(each, id=heir)
    return found


def _when(record: MinimumPaid | Promise | BillFigure) -> float:
    at: datetime = record.seen_at if isinstance(record, BillFigure) else record.at
    return at.timestamp()


def _deferrals(records: Iterable[Deferral], heirs: Mapping[str, str], now: Book) -> dict[str, Deferral]:
    """Each to the bill that comes next now."""
    found = {}
    for each in sorted(records, key=lambda each: each.at.timestamp()):
        heir, to = heirs.get(each.id, each.id), heirs.get(each.to, each.to)
        bill = now.bills.get(heir)
        if bill is not None and heir != each.id:
            to = bill_id(bill.channel.id, following(bill).due)
        found[heir] = each if (heir, to) == (each.id, each.to) else msgspec.structs.replace(each, id=heir, to=to)
    return found


def _renamed(records: Mapping[str, Named], field: str, heirs: Mapping[str, str]) -> dict[str, Named]:
    """The records with the ids of bills in that field as they are now."""
    return {
        ident: each
        if heirs.get(getattr(each, field), getattr(each, field)) == getattr(each, field)
        else msgspec.structs.replace(each, **{field: heirs[getattr(each, field)]})
        for ident, each in records.items()
    }


def _reductions(records: Mapping[str, Reduction], heirs: Mapping[str, str], now: Book) -> dict[str, Reduction]:
    """Each of the bill that has its period now, or where it names none, of the heir.

    What a correction took off keeps the id of the correction; of corrections that became one, the last one's is kept.
    """
    found = dict[str, Reduction]()
    for old, each in sorted(records.items(), key=lambda item: item[1].at.timestamp()):
        rows = now.schedules.get(each.order, ())
        heir = heirs.get(each.bill, each.bill)
        bill = now.bill_of(rows[each.number - 1]).id if 0 < each.number <= len(rows) else heir
        ident = heir if old == each.bill else old
        found[ident] = each if (ident, bill) == (old, each.bill) else msgspec.structs.replace(each, id=ident, bill=bill)
    return found
