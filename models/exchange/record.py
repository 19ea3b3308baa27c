"""An order as the values of its columns, the way other programs see it."""

from calendar import monthrange

from msgspec.structs import asdict

from models.exchange.column import Cell
from models.exchange.columns import COLUMNS
from models.ledger.order import Order
from models.offers.terms import terms_from

MOST_DAYS = 31

Fields = dict[str, Cell]


def order_fields(order: Order) -> Fields:
    """The order's id and its values by column; amounts like `1234.50`, "" where there is none."""
    values = {
        **asdict(order),
        "channel": order.account_id,
        "due_day": _due_day(order),
        **asdict(terms_from(order.plan)),
    }
    return {"id": order.id, **{name: column.cell(values[name]) for name, column in COLUMNS.items()}}


def _due_day(order: Order) -> int | None:
    """The day of the month that is meant; None where the first due date says it, which a month's end does not."""
    first = order.first_due
    if order.due_day is None and first.day == monthrange(first.year, first.month)[1] < MOST_DAYS:
        return first.day
    return order.due_day
