"""An order's own auto-debit, as it held in the hours of a line's debit, whatever was said of the order later."""

from datetime import date, timedelta

from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.debited_before import LIKELY, held_on
from models.channels.rules import Switch
from models.ledger.order import Order
from models.ledger.own_auto_debit import OwnAutoDebit


def own_auto_debit(line: Line, channel: Channel) -> Switch | None:
    """Whether it was on for the line's order alone; None where its account's held."""
    if line.order is None:
        return None
    return _then(line.order, line.due, channel).auto_debit


def own_pay_account(line: Line, channel: Channel) -> str:
    """From where it took the line; "" where nobody said that of the order."""
    if line.order is None:
        return ""
    return _then(line.order, line.due, channel).pay_account


def _then(order: Order, due: date, channel: Channel) -> Order | OwnAutoDebit:
    """What held; where it was changed in these hours, that by which money is more likely to have been taken."""
    if not order.debited_before:
        return order
    rule = channel.auto_debit
    now = OwnAutoDebit(until=due, auto_debit=order.auto_debit, pay_account=order.pay_account)
    held = held_on(order.debited_before, now, due - timedelta(days=rule.days_before), due)
    return min(held, key=lambda each: LIKELY.index(each.auto_debit or rule.default), default=now)
