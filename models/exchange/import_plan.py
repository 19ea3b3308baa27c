"""What an import would change: it only ever adds orders, and never one that is there, or fills an empty ledger."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from models.actions.known_orders import KnownOrders, figures
from models.actions.orders import add_orders
from models.channels.channel import Catalogue
from models.exchange.columns import COLUMNS
from models.exchange.named import Named
from models.exchange.own_channels import OwnChannel, with_own
from models.exchange.record import order_fields
from models.exchange.row import Reading, RowProblem
from models.exchange.whole import counts
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.offers.terms import Terms
from models.values.identity import key_of
from models.values.message import Message, Problem, msg

BECAME_AN_ORDER = msg("a bill became this order; without what is known of that bill both would be owed")

NOTHING_SETTLED: Mapping[str, int] = {}


_SPELT = frozenset({"order_no", "title"})
"""The columns that are the same in any spelling."""


class Perhaps(msgspec.Struct, frozen=True):
    """The `order` in a row of the file is perhaps the one that it is `like`, of the ledger or of an earlier row."""

    row: int
    order: Order
    like: Order


class ImportPlan(msgspec.Struct, frozen=True):
    """The orders to add (`add_orders` takes them) and the ledger's own ones that the file names again.

    With problems nothing should be added: some rows are missing from `new` then. `more_problems` and `more_remarks`
    count those that are not named. `whole`: the ledger that takes the place of an empty one, with its orders among
    `new`; None where orders are added. `left_out`: which rows are not taken, and why; `rest`: how many records of each
    kind a whole ledger has besides orders, where only these are added; `older`: as in `Reading`. `questions`: which
    periods of new orders were due before they were entered, so that somebody must say whether they are repaid.
    `perhaps`: the orders that are left out as long as nobody says that they are others than those that they are like.
    `own`: the channels of the user's own in the file that the ledger lacks; those of new orders come along.
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
    older: Mapping[str, int] = {}
    questions: Mapping[str, tuple[int, ...]] = {}
    perhaps: tuple[Perhaps, ...] = ()
    own: tuple[OwnChannel, ...] = ()


def plan_import(ledger: Ledger, reading: Reading, settled: Mapping[str, int] = NOTHING_SETTLED) -> ImportPlan:
    """Sort the orders of a file into new ones and ones already there. Orders already there stay as they are.

    `settled` is how many periods from the first are settled, by the id of the ledger's orders: what an export as CSV
    says of them, so it is no difference.
    """
    if reading.whole is not None and counts(reading.whole) and not counts(ledger):
        orders = tuple(reading.whole.orders.values())
        return ImportPlan(orders, (), reading.problems, reading.remarks, reading.more, whole=reading.whole)
    there, file = KnownOrders(ledger.orders.values()), KnownOrders()
    left_out = list(reading.left_out)
    new: list[Order] = []
    same: list[Order] = []
    perhaps: list[Perhaps] = []
    problems = Named((*reading.problems, *reading.astray), reading.more)
    remarks = Named(reading.remarks)
    rows: dict[str, int] = {}
    for row, order in reading.orders:
        earlier = file.same(order)
        if earlier is not None:
            try:
                remarks.add([_repeated(row, order, rows[earlier.id], earlier)])
            except Problem as problem:
                problems.add([RowProblem(row, problem.field, problem.message)])
            continue
        twin, like = there.same(order), there.perhaps(order) or _again(file, order)
        file.add(order)
        rows[order.id] = row
        if twin is None:
            if order.kind is Kind.BILL:
                left_out.append((row, BECAME_AN_ORDER))
            elif like is not None:
                perhaps.append(Perhaps(row, order, like))
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
    named = {order.account_id for order in (*new, *(each.order for each in perhaps))} - ledger.channels.keys()
    own = tuple(each for each in reading.own if each.id in named)
    return ImportPlan(
        *(tuple(new), tuple(same), problems.first, remarks.first, problems.more, remarks.more),
        left_out=tuple(left_out),
        perhaps=tuple(perhaps),
        older=_beside(reading.older, own),
        own=own,
        rest={} if reading.whole is None else _beside(counts(reading.whole), own),
    )


def imported(ledger: Ledger, plan: ImportPlan, catalogue: Catalogue) -> Ledger:
    """The ledger with what is imported; Problem where it is not any more as it was when that was planned."""
    if plan.whole is None:
        return add_orders(with_own_of_new(ledger, plan, catalogue), plan.new, catalogue)
    if counts(ledger):
        raise Problem("the ledger is not empty any more; a whole ledger goes only into an empty one")
    return plan.whole


def with_own_of_new(ledger: Ledger, plan: ImportPlan, catalogue: Catalogue) -> Ledger:
    """With the channels of the user's own that come along with new orders."""
    named = {order.account_id for order in plan.new}
    return with_own(ledger, [each for each in plan.own if each.id in named], catalogue)


def _beside(found: Mapping[str, int], coming: Sequence[OwnChannel]) -> dict[str, int]:
    """How many records of each kind there are besides the orders and the channels that come along with them."""
    along = {"channels": len(coming), "accounts": sum(each.account is not None for each in coming)}
    left = {table: count - along.get(table, 0) for table, count in found.items() if table != "orders"}
    return {table: count for table, count in left.items() if count}


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
        "perhaps": [{"row": each.row, "like": each.like.id} for each in plan.perhaps],
        "left_out": [{"row": row, "why": why} for row, why in left_out],
        "problems": [
            {"row": each.row, "field": each.column, "message": say(each.message), "table": each.table or "orders"}
            for each in plan.problems
        ],
        "questions": [{"order": ident, "periods": list(periods)} for ident, periods in plan.questions.items()],
        "records": counts(plan.whole) if plan.whole is not None else None,
    }


def _again(file: KnownOrders, order: Order) -> Order | None:
    """An order of the file's earlier rows under the same title that this may be again: one file lists much alike."""
    like = file.perhaps(order)
    return like if like is not None and key_of(like.title) == key_of(order.title) else None


def _repeated(row: int, order: Order, first: int, earlier: Order) -> Message:
    """The remark on a row that repeats an earlier one; raises Problem where it may be another purchase."""
    if not order.order_no:
        raise Problem(
            "rows {first} and {row} are the same purchase and have no order number; remove one or number both",
            first=first,
            row=row,
        )
    if columns := ", ".join(_differing(earlier, order)):
        raise Problem(
            "row {first} has the same order number, but differs in {columns}",
            field="order_no",
            first=first,
            columns=columns,
        )
    return msg("row {row} repeats row {first}; it counts once", row=row, first=first)


def _differing(one: Order, other: Order) -> list[str]:
    """The columns in which they are not the same, whatever their spelling."""
    ours, theirs = order_fields(one), order_fields(other)
    return [
        column
        for column in COLUMNS
        if ours[column] != theirs[column]
        and not (column in _SPELT and key_of(str(ours[column])) == key_of(str(theirs[column])))
    ]


def _news(ours: Order, theirs: Order, settled: int) -> list[str]:
    """The columns in which a file says something else of an order that is there.

    How a plan was given makes no difference where it comes to the same amounts: an older file may not say it, and
    leaves the remainder's place to the channel. Neither is a period that was repaid in the ledger since.
    """
    silent = set(Terms.__struct_fields__) if figures(ours) == figures(theirs) else set()
    if ours.repaid_before <= theirs.repaid_before <= settled and {*theirs.repaid_also} <= {*ours.repaid_also}:
        silent |= {"paid_periods", "repaid_also"}
    silent.add("entered_on")  # that of the ledger is when it was entered there
    return [column for column in _differing(ours, theirs) if column not in silent]
