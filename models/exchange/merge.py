"""What an import would change: it only ever adds orders, and never one that is there."""

from collections.abc import Mapping

import msgspec

from models.exchange.columns import COLUMNS
from models.exchange.named import Named
from models.exchange.record import order_fields
from models.exchange.row import Reading, RowProblem
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.offers.terms import Terms
from models.plans.plan import parts
from models.values.message import Message, Problem, msg

NOTHING_SETTLED: Mapping[str, int] = {}


class ImportPlan(msgspec.Struct, frozen=True):
    """The orders to add (`add_orders` takes them) and the ledger's own ones that the file names again.

    With problems nothing should be added: some rows are missing from `new` then. `more_problems` and `more_remarks`
    count those that are not named.
    """

    new: tuple[Order, ...] = ()
    same: tuple[Order, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[Message, ...] = ()
    more_problems: int = 0
    more_remarks: int = 0


def plan_import(ledger: Ledger, reading: Reading, settled: Mapping[str, int] = NOTHING_SETTLED) -> ImportPlan:
    """Sort the orders of a file into new ones and ones already there. Orders already there stay as they are.

    `settled` is how many periods from the first are settled, by the id of the ledger's orders: what an export as CSV
    says of them, so it is no difference.
    """
    there = _There(ledger)
    new: list[Order] = []
    same: list[Order] = []
    problems = Named(reading.problems, reading.more)
    remarks = Named(reading.remarks)
    seen: dict[str, tuple[int, Order]] = {}
    for row, order in reading.orders:
        if order.id in seen:
            try:
                remarks.add([_repeated(row, order, *seen[order.id])])
            except Problem as problem:
                problems.add([RowProblem(row, problem.field, problem.message)])
            continue
        seen[order.id] = (row, order)
        twin = there.find(order)
        if twin is None:
            new.append(order)
            continue
        same.append(twin)
        if columns := ", ".join(_news(twin, order, settled.get(twin.id, 0))):
            kept = msg(
                "{title} is there already and stays as it is; row {row} differs in {columns}",
                title=twin.title,
                row=row,
                columns=columns,
            )
            remarks.add([kept])
    return ImportPlan(tuple(new), tuple(same), problems.first, remarks.first, problems.more, remarks.more)


class _There:
    """Finds the ledger's order that is the same purchase as one from a file.

    An order keeps its id when it is edited, so without an order number what it says now counts as well.
    """

    def __init__(self, ledger: Ledger) -> None:
        orders = ledger.orders.values()
        self._by_id = ledger.orders
        self._by_number = {order.order_no: order for order in orders if order.order_no}
        self._by_content = {_content(order): order for order in orders if not order.order_no}

    def find(self, order: Order) -> Order | None:
        if order.order_no:
            return self._by_number.get(order.order_no) or self._by_id.get(order.id)
        return self._by_id.get(order.id) or self._by_content.get(_content(order))


def _content(order: Order) -> tuple[object, ...]:
    """What identifies an order without a number. The remainder's place is the channel's, not the row's."""
    return (order.title, order.bought_at, order.account_id, _figures(order), order.first_due)


def _figures(order: Order) -> tuple[tuple[int, int], ...]:
    """Principal and fee of every period, wherever the remainder is."""
    return tuple(sorted((part.principal, part.fee) for part in parts(order.plan)))


def _repeated(row: int, order: Order, first: int, earlier: Order) -> Message:
    """The remark on a row that repeats an earlier one; raises Problem where it may be another purchase."""
    if not order.order_no:
        raise Problem(
            "rows {first} and {row} are the same purchase and have no order number; remove one or number both",
            first=first,
            row=row,
        )
    if order != earlier:
        raise Problem(
            "row {first} has the same order number, but differs in {columns}",
            field="order_no",
            first=first,
            columns=", ".join(_differing(earlier, order)),
        )
    return msg("row {row} repeats row {first}; it counts once", row=row, first=first)


def _differing(one: Order, other: Order) -> list[str]:
    ours, theirs = order_fields(one), order_fields(other)
    return [column for column in COLUMNS if ours[column] != theirs[column]]


def _news(ours: Order, theirs: Order, settled: int) -> list[str]:
    """The columns in which a file says something else of an order that is there.

    How a plan was given makes no difference where it comes to the same amounts: an older file may not say it, and
    leaves the remainder's place to the channel. Neither is a period that was repaid in the ledger since.
    """
    silent = set(Terms.__struct_fields__) if _figures(ours) == _figures(theirs) else set()
    if ours.repaid_before <= theirs.repaid_before <= settled:
        silent.add("paid_periods")
    return [column for column in _differing(ours, theirs) if column not in silent]
