"""What an import would change: it only ever adds orders, and never one that is there, or fills an empty ledger."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from models.actions.orders import add_orders
from models.channels.channel import Catalogue
from models.exchange.columns import COLUMNS
from models.exchange.named import Named
from models.exchange.record import order_fields
from models.exchange.row import Reading, RowProblem
from models.exchange.whole import counts
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.offers.terms import Terms
from models.plans.plan import parts
from models.values.message import Message, Problem, msg

BECAME_AN_ORDER = msg("a bill became this order; without what is known of that bill both would be owed")

NOTHING_SETTLED: Mapping[str, int] = {}


class ImportPlan(msgspec.Struct, frozen=True):
    """The orders to add (`add_orders` takes them) and the ledger's own ones that the file names again.

    With problems nothing should be added: some rows are missing from `new` then. `more_problems` and `more_remarks`
    count those that are not named. `whole`: the ledger that takes the place of an empty one, with its orders among
    `new`; None where orders are added. `left_out`: which rows are not taken, and why; `rest`: how many records of each
    kind a whole ledger has besides orders, where only these are added. `questions`: which periods of new orders were
    due before they were entered, so that somebody must say whether they are repaid.
    """

    new: tuple[Order, ...] = ()
    same: tuple[Order, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[Message, ...] = ()
    more_problems: int = 0
    more_remarks: int = 0
    whole: Ledger | None = None
    left_out: tuple[tuple[int, Message], ...] = ()
    rest: Mapping[str, int] = {}
    questions: Mapping[str, tuple[int, ...]] = {}


def plan_import(ledger: Ledger, reading: Reading, settled: Mapping[str, int] = NOTHING_SETTLED) -> ImportPlan:
    """Sort the orders of a file into new ones and ones already there. Orders already there stay as they are.

    `settled` is how many periods from the first are settled, by the id of the ledger's orders: what an export as CSV
    says of them, so it is no difference.
    """
    if reading.whole is not None and counts(reading.whole) and not counts(ledger):
        orders = tuple(reading.whole.orders.values())
        return ImportPlan(orders, (), reading.problems, reading.remarks, reading.more, whole=reading.whole)
    there, left_out = _There(ledger), list(reading.left_out)
    new: list[Order] = []
    same: list[Order] = []
    problems = Named((*reading.problems, *reading.astray), reading.more)
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
            if order.kind is Kind.BILL:
                left_out.append((row, BECAME_AN_ORDER))
            else:
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
    return ImportPlan(
        *(tuple(new), tuple(same), problems.first, remarks.first, problems.more, remarks.more),
        left_out=tuple(left_out),
        rest={}
        if reading.whole is None
        else {table: count for table, count in counts(reading.whole).items() if table != "orders"},
    )


def imported(ledger: Ledger, plan: ImportPlan, catalogue: Catalogue) -> Ledger:
    """The ledger with what is imported; Problem where it is not any more as it was when that was planned."""
    if plan.whole is None:
        return add_orders(ledger, plan.new, catalogue)
    if counts(ledger):
        raise Problem("the ledger is not empty any more; a whole ledger goes only into an empty one")
    return plan.whole


def plan_json(
    plan: ImportPlan, say: Callable[[Message], str], left_out: Iterable[tuple[int, str]] = ()
) -> dict[str, Any]:
    """`fenqi import --json`: what is new and what is there, by id, what is left out or wrong, by row of the file, and
    the periods of which nobody said whether they are repaid. Row 0 is the file as a whole.

    `records`: how many of each kind a whole ledger has.
    """
    return {
        "new": [order.id for order in plan.new],
        "same": [order.id for order in plan.same],
        "perhaps": [],
        "left_out": [{"row": row, "why": why} for row, why in left_out],
        "problems": [
            {"row": each.row, "field": each.column, "message": say(each.message), "table": each.table or "orders"}
            for each in plan.problems
        ],
        "questions": [{"order": ident, "periods": list(periods)} for ident, periods in plan.questions.items()],
        "records": counts(plan.whole) if plan.whole is not None else None,
    }


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
    silent.add("entered_on")  # that of the ledger is when it was entered there
    return [column for column in _differing(ours, theirs) if column not in silent]
