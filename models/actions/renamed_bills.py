"""Records that name a bill by its id, with the id that it has on its new date."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

import msgspec

from models.ledger.conversion import Conversion
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction

OfBill = TypeVar("OfBill", Deferral, BillFigure, MinimumPaid, Promise)
Naming = TypeVar("Naming", Conversion, CreditUse, Reduction)


def renamed(ledger: Ledger, heirs: Mapping[str, str]) -> Ledger:
    """With what the user said of a bill under its new id; of bills that became one, what was said last."""
    deferrals = {
        ident: msgspec.structs.replace(each, to=heirs.get(each.to, each.to)) for ident, each in ledger.deferrals.items()
    }
    return msgspec.structs.replace(
        ledger,
        deferrals=_under(deferrals, heirs, lambda each: each.at),
        minimums=_under(ledger.minimums, heirs, lambda each: each.at),
        promises=_under(ledger.promises, heirs, lambda each: each.at),
        figures=_under(ledger.figures, heirs, lambda each: each.seen_at),
        conversions=_naming(ledger.conversions, heirs),
        credits=_naming(ledger.credits, heirs),
        reductions=_naming(ledger.reductions, heirs),
    )


def _under(
    records: Mapping[str, OfBill], heirs: Mapping[str, str], at: Callable[[OfBill], datetime]
) -> dict[str, OfBill]:
    found: dict[str, OfBill] = {}
    for each in sorted(records.values(), key=lambda each: at(each).timestamp()):
        ident = heirs.get(each.id, each.id)
        found[ident] = each if ident == each.id else msgspec.structs.replace(each, id=ident)
    return found


def _naming(records: Mapping[str, Naming], heirs: Mapping[str, str]) -> dict[str, Naming]:
    return {
        ident: msgspec.structs.replace(each, bill=heirs[each.bill])
        if heirs.get(each.bill, each.bill) != each.bill
        else each
        for ident, each in records.items()
    }
