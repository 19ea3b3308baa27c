"""An order as other programs see it: the values of its columns; and with all its fields, as nothing but itself."""

from calendar import monthrange

from msgspec.structs import asdict

from models.exchange.column import Cell
from models.exchange.columns import COLUMNS
from models.ledger.order import Order
from models.offers.terms import terms_from

MOST_DAYS = 31

FieldCells = dict[str, Cell]


def order_fields(order: Order) -> FieldCells:
    """The order's id, its account's, what kind it is, and its values by column; "" where there is none."""
    values = {
        **asdict(order),
        "channel": order.account_id,
        "due_day": _due_day(order),
        **asdict(terms_from(order.plan)),
    }
    cells = {name: column.cell(values[name]) for name, column in COLUMNS.items()}
    return {"id": order.id, "account_id": order.account_id, "kind": order.kind.value, "of": order.of, **cells}


def _due_day(order: Order) -> int | None:
    """The day of the month that is meant; None where the first due date says it, which a month's end does not."""
    first = order.first_due
    if order.due_day is None and first.day == monthrange(first.year, first.month)[1] < MOST_DAYS:
        return first.day
    return order.due_day
