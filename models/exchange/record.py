"""An order as the values of its columns, the way other programs see it."""

from datetime import datetime, time

from models.money import plain
from models.order import Order

Fields = dict[str, str | int | bool]


def order_fields(order: Order) -> Fields:
    """The order's id and its values by column; amounts like `1234.50`, "" where there is none."""
    return {
        "id": order.id,
        "order_no": order.order_no,
        "title": order.title,
        "bought_at": _moment(order.bought_at),
        "channel": order.channel,
        "principal": plain(order.plan.principal),
        "periods": order.plan.periods,
        "amount_per_period": plain(order.plan.amount),
        "fee_per_period": plain(order.plan.fee),
        "first_due": order.first_due.isoformat(),
        "note": order.note,
        "paid_periods": order.paid_periods,
        "due_day": "" if order.due_day is None else order.due_day,
        "archived": order.archived,
    }


def _moment(at: datetime) -> str:
    """Midnight stands for a date without a time."""
    if at.time() == time():
        return at.date().isoformat()
    return at.isoformat(" ", "seconds" if at.second else "minutes")
