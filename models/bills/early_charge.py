"""What an institution charges for settling an order early, besides what has been billed: that is due in any case."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.rules import Early, EarlyRule, lacks_figure
from models.ledger.order import Order
from models.values.dates import days_between
from models.values.money import Fen, times


def known_rule(channel: Channel) -> EarlyRule | None:
    """The channel's rule; None where it is not known, or lacks its figure, which older versions let pass."""
    early = channel.early
    return None if early is None or lacks_figure(early) else early.rule


def is_free(order: Order, channel: Channel, day: date) -> bool:
    """Whether that day is so soon after the purchase that settling it costs nothing, as the channel has it."""
    return channel.early is not None and days_between(order.bought_at.date(), day) < channel.early.free_days


def charge_to_come(lines: Sequence[Line], billed: Sequence[Line], channel: Channel, day: date) -> Fen:
    """What is charged for the periods that are not `billed` yet, out of all `lines` of the order, settled on `day`.

    Without a rule it is their fees, the most to count with.
    """
    if any(line.order is not None and is_free(line.order, channel, day) for line in lines[:1]):
        return 0
    coming = [line for line in lines if line.outstanding > 0 and line not in billed]
    rule = known_rule(channel)
    if not coming or channel.early is None or rule is None or rule is EarlyRule.REMAINING_FEES:
        return sum(line.owed_fee for line in coming)
    match rule:
        case EarlyRule.NONE_CHARGED:
            return 0
        case EarlyRule.NEXT_FEE:
            return coming[0].owed_fee
        case EarlyRule.PERCENT_OF_REST:
            return times(sum(line.owed_principal for line in coming), Decimal(channel.early.percent) / 100)
        case EarlyRule.BY_DAYS:
            return _by_days(lines, billed, channel.early, day)
        case EarlyRule.NEXT_FEE_AND_DAYS:
            return coming[0].owed_fee + _by_days(lines, billed, channel.early, day)


def _by_days(lines: Sequence[Line], billed: Sequence[Line], early: Early, day: date) -> Fen:
    """Interest on what was owed of the principal each day so far, less the fees that are paid or billed; at least 0.

    A period's principal is owed until it falls due, whenever it was paid: when it was not, nobody says for older ones.
    What credit paid of a period, or what went over to a later bill, was owed until then as well.
    """
    worth, fees = 0, sum(line.owed_fee for line in billed)
    for line in lines:
        whole = msgspec.structs.replace(line, carried=0)
        fees += line.paid_fee + whole.owed_fee - line.owed_fee
        if line.order is not None:
            days = days_between(line.order.lent_on, min(line.due, day))
            worth += (whole.paid_principal + whole.owed_principal) * max(0, days)
    return max(0, times(worth, Decimal(early.daily_rate or "0")) - fees)
