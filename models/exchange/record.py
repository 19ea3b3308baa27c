"""An order as the values of its columns, the way other programs see it."""

from calendar import monthrange
from datetime import datetime, time

from models.exchange.columns import TOLD
from models.ledger.order import Order
from models.offers.terms import RateMethod
from models.plans.annual_cost import percent
from models.plans.plan import Basis, EqualPrincipal, Flat, Listed, Plan, Shown, parts, usual
from models.values.money import plain

MOST_DAYS = 31

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
        "due_day": _due_day(order),
        "archived": order.archived,
        "auto_debit": order.auto_debit or "",
        "account": order.account,
        "confirmed_on": order.confirmed_on.isoformat() if order.confirmed_on else "",
        **dict.fromkeys(TOLD, ""),
        **_told(order.plan),
    }


def _told(plan: Plan) -> Fields:
    """How a plan was told, by those of the columns TOLD that apply to it. Listed amounts tell all themselves."""
    match plan:
        case Shown():
            return {"remainder": plan.remainder.value}
        case Listed():
            return {}
        case Flat():
            rate: Fields = {
                "fee_rate" if plan.basis is Basis.PERIOD else "total_fee_rate": percent(plan.rate),
                "fee_timing": plan.timing.value,
            }
        case _:
            method = RateMethod.EQUAL_PRINCIPAL if isinstance(plan, EqualPrincipal) else RateMethod.EQUAL_INSTALMENT
            rate = {"annual_rate": percent(plan.rate), "method": method.value}
    return {**rate, "rounding": plan.rounding.value, "remainder": plan.remainder.value}


def _amounts(plan: Plan) -> tuple[str, str]:
    """The amount and the fee of a period; lists like `511.15;511.15;511.17` where one would not tell all.

    A list stays a list where its amounts are alike, so that the plan is the same when it is read again.
    """
    rows = parts(plan)
    if isinstance(plan, Shown) or (len(set(rows)) == 1 and not isinstance(plan, Listed)):
        rows = (usual(plan),)
    return ";".join(plain(row.amount) for row in rows), ";".join(plain(row.fee) for row in rows)


def _due_day(order: Order) -> int | str:
    """The day of the month that is meant; "" where the first due date tells it, which a month's end does not."""
    first = order.first_due
    if order.due_day is None and first.day == monthrange(first.year, first.month)[1] < MOST_DAYS:
        return first.day
    return "" if order.due_day is None else order.due_day


def _moment(at: datetime) -> str:
    """Midnight stands for a date without a time."""
    if at.time() == time():
        return at.date().isoformat()
    return at.isoformat(" ", "seconds" if at.second else "minutes")
