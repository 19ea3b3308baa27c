"""The JSON of an order that the shell wrote: its columns, what is still asked of it, and what the change comes to."""

from collections.abc import Iterable

from models.actions.entering import asked
from models.actions.plan_change import PlanChange
from models.bills.bill import Bill
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.most_periods import exceeded
from models.exchange.contract import Json
from models.exchange.record import order_fields
from models.ledger.order import Order
from models.values.money import plain


def written_json(order: Order, channel: Channel, change: PlanChange | None = None, opened: Iterable[str] = ()) -> Json:
    """`fenqi order add|set|delete --json`; `changes` where an order that was there became another one. `opened` are
    the bills of which nothing was owed before."""
    periods = asked(order, channel)
    fields: Json = {
        "order": order_fields(order),
        "questions": [{"order": order.id, "periods": list(periods)}] if periods else [],
        "too_many": exceeded(order.plan.periods, channel) is not None,
        "opened": list(opened),
    }
    return fields if change is None else {**fields, "changes": _change_json(change)}


def added_json(order: Order, channel: Channel, like: Order | None, opened: Iterable[str] = ()) -> Json:
    """`fenqi order add --json`; `perhaps`: the order that it is like, where nobody said that it is another."""
    return {**written_json(order, channel, None, opened), "perhaps": [] if like is None else [{"like": like.id}]}


def _change_json(change: PlanChange) -> Json:
    """What was and what is, null where there is none; `credit` is what more lies with the account than before."""
    return {
        "periods": [
            {"number": each.number, "before": _line_json(each.before), "after": _line_json(each.after)}
            for each in change.periods
        ],
        "bills": [
            {"id": each.id, "before": _bill_json(each.before), "after": _bill_json(each.after)} for each in change.bills
        ],
        "repayments": [
            {
                "id": each.id,
                "before": {"bill": each.bills[0], "credit": plain(each.credit[0])},
                "after": {"bill": each.bills[1], "credit": plain(each.credit[1])},
            }
            for each in change.repayments
        ],
        "credit": plain(change.credit),
    }


def _line_json(line: Line | None) -> Json | None:
    if line is None:
        return None
    return {
        "due": line.due.isoformat(),
        "principal": plain(line.principal) if line.fee_known else None,
        "fee": plain(line.fee) if line.fee_known else None,
        "amount": plain(line.amount - line.reduced),
        "paid": plain(line.paid),
        "outstanding": plain(line.outstanding),
    }


def _bill_json(bill: Bill | None) -> Json | None:
    if bill is None:
        return None
    return {"amount": plain(bill.amount), "paid": plain(bill.paid), "outstanding": plain(bill.outstanding)}
