"""An order as the values of its columns, the way other programs see it."""

from datetime import datetime, time

from models.money import plain
from models.order import Order
from models.plan import Plan, Shown, fee_total, parts, usual

Fields = dict[str, str | int | bool]


def order_fields(order: Order) -> Fields:
    """The order's id and its values by column; amounts like `1234.50`, "" where there is none."""
    amount, fee = _amounts(order.plan)
    return {
        "id": order.id,
        "order_no": order.order_no,
        "title": order.title,
        "bought_at": _moment(order.bought_at),
        "channel": order.channel,
        "principal": plain(order.plan.principal),
        "periods": order.plan.periods,
        "amount_per_period": amount,
        "fee_per_period": fee,
        "first_due": order.first_due.isoformat(),
        "note": order.note,
        "paid_periods": order.paid_periods,
        "due_day": "" if order.due_day is None else order.due_day,
        "archived": order.archived,
        "auto_debit": order.auto_debit or "",
        "account": order.account,
    }


def _amounts(plan: Plan) -> tuple[str, str]:
    """The amount and the fee of a period; lists like `511.15;511.15;511.17` where one would not tell all.

    Only what is charged is written, to the fen, not how it came about: read again, a plan made from a rate is a
    `Listed` or, where all its periods are alike, a `Shown` one.
    """
    rows = parts(plan)
    alike = len(set(rows)) == 1 and fee_total(plan) <= plan.principal  # more is taken for a slip when it is read
    if isinstance(plan, Shown) or alike:
        rows = (usual(plan),)
    return ";".join(plain(row.amount) for row in rows), ";".join(plain(row.fee) for row in rows)


def _moment(at: datetime) -> str:
    """Midnight stands for a date without a time."""
    if at.time() == time():
        return at.date().isoformat()
    return at.isoformat(" ", "seconds" if at.second else "minutes")
