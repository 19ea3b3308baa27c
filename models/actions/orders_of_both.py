"""What belongs to an order that one version of a ledger deleted: as is answered it comes back, or goes, with the order.

Nobody can delete an order and keep what is recorded of it alone: a version that lacks both said nothing of the rest.
"""

from collections.abc import Collection, Iterator, Set
from typing import Any

import msgspec

from models.actions.merging import Merged, Side, recounted
from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.lost_bills import NAMING_A_BILL, OF_ONE_BILL
from models.channels.channel import Catalogue
from models.ledger.ids import bill_id, order_settled
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment

_HAD = ("conversions", "deferrals", "minimums")
"""The tables whose records say which periods their bill had."""


def with_what_belongs(made: Merged, mine: Ledger, theirs: Ledger, catalogue: Catalogue) -> Merged:
    """The two merged; with each order that one version deleted and the answer brought back, all that the other has of
    it and of bills that were there for it alone. Where the deletion counts, without what names the order.
    """
    deleted = [each for each in made.asked if each.table == "orders" and not each.fields]
    asked, ledger = {each.key for each in made.asked}, made.ledger
    for side, having, lacking in ((Side.MINE, mine, theirs), (Side.THEIRS, theirs, mine)):
        back = {each.id for each in deleted if each.of(side) is not None} & made.ledger.orders.keys()
        if back:
            parts = _Parts(having, lacking, frozenset(asked), *_orders_and_bills(back, having, lacking, catalogue))
            ledger = _with_periods(parts.brought_back(ledger), parts.orders, having)
    gone = {each.id for each in deleted} - ledger.orders.keys()
    ledger = _without(ledger, gone) if gone else ledger
    return made if ledger is made.ledger else recounted(made, mine, ledger)


class _Parts(msgspec.Struct, frozen=True):
    """What the version `having` those `orders` and `bills` says of them and the one `lacking` them does not; what is
    `asked` by itself aside."""

    having: Ledger
    lacking: Ledger
    asked: frozenset[str]
    orders: Set[str]
    bills: Set[str]

    def brought_back(self, ledger: Ledger) -> Ledger:
        """The ledger with all of that."""
        found = {table: dict(self._of(table, ledger)) for table in ledger.__struct_fields__ if table != "credits"}
        money = found["repayments"].keys() | found["refunds"].keys()
        found["credits"] = dict(self._of("credits", ledger, money))
        return msgspec.structs.replace(
            ledger, **{table: {**getattr(ledger, table), **some} for table, some in found.items() if some}
        )

    def _of(self, table: str, ledger: Ledger, money: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
        there = getattr(ledger, table).keys() | getattr(self.lacking, table).keys()
        for ident, each in getattr(self.having, table).items():
            is_free = ident not in there and f"{table}/{ident}" not in self.asked
            if is_free and (self._belongs(table, each) or (table == "credits" and each.of in money)):
                yield ident, each

    def _belongs(self, table: str, each: Any) -> bool:
        if table in OF_ONE_BILL:
            return each.id in self.bills or order_settled(each.id) in self.orders
        if table in {"accounts", "set_ups"}:
            return any(self.having.orders[ident].account_id == each.id for ident in self.orders)
        if table == "repayments":
            return self._repaid(each)
        if table in NAMING_A_BILL and each.bill in self.bills:
            return True
        return (each.order if table in {"refunds", "reductions"} else each.id) in self.orders

    def _repaid(self, each: Repayment) -> bool:
        """Whether all of it went to these orders, or it is of one of these bills and of no order."""
        named = {each.order, *(share.order for share in each.allocations)} - {""}
        return named <= self.orders if named else bill_id(each.account_id, each.due) in self.bills


def _orders_and_bills(
    back: Set[str], having: Ledger, lacking: Ledger, catalogue: Catalogue
) -> tuple[Set[str], Set[str]]:
    """Those orders with those that their bills were turned into, and the bills that were there for them alone."""
    was, left = derive(having, catalogue).bills, derive(lacking, catalogue).bills
    while True:
        bills = {ident for ident, bill in was.items() if ident not in left and _is_of(bill, back)}
        bills |= {over.to for ident in bills if (over := was[ident].over)} - left.keys()
        turned = {each.id for each in having.conversions.values() if each.bill in bills} - lacking.orders.keys()
        if turned <= back:
            return back, bills
        back = back | turned


def _is_of(bill: Bill, orders: Set[str]) -> bool:
    """Whether it is a bill of none but those orders."""
    named = {line.order_id for line in bill.lines if line.order}
    return bool(named) and named <= orders


def _with_periods(ledger: Ledger, orders: Set[str], having: Ledger) -> Ledger:
    """With the periods of those orders that bills had when something was said of their rests: each in its turn."""
    tables: dict[str, dict[str, Any]] = {}
    for table in _HAD:
        there = getattr(having, table)
        for ident, each in getattr(ledger, table).items():
            whole = there[ident].had if ident in there else None
            if whole is not None and each.had is not None:
                kept = [one for one in whole if one.order in orders or one in each.had]
                had = (*kept, *(one for one in each.had if one not in whole))
                if had != each.had:
                    records = tables.setdefault(table, dict(getattr(ledger, table)))
                    records[ident] = msgspec.structs.replace(each, had=had)
    return msgspec.structs.replace(ledger, **tables)


def _without(ledger: Ledger, orders: Set[str]) -> Ledger:
    """Without what of those orders goes where somebody deletes one: their pages, and what was taken off them."""
    return msgspec.structs.replace(
        ledger,
        pages={ident: each for ident, each in ledger.pages.items() if ident not in orders},
        reductions={ident: each for ident, each in ledger.reductions.items() if each.order not in orders},
    )
