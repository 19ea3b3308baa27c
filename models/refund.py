"""Returned goods: what a refund takes off an order, and what of it stays as credit with the channel."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import msgspec

from models.bill import channel_of, shares_of
from models.catalogue import effective
from models.channel import Catalogue
from models.ledger import Ledger, Refund, order_of, put
from models.message import Problem
from models.money import Fen, yuan
from models.schedule import refund_credit, schedule


def refunded(ledger: Ledger, order: str) -> Fen:
    """What was refunded of an order so far."""
    return sum(each.amount for each in ledger.refunds.values() if each.order == order)


def refund(ledger: Ledger, ident: str, amount: Fen, now: datetime, *, full: bool) -> Ledger:
    """With a refund of `amount` to the institution; `full` where the whole purchase was returned.

    It repays principal from the last period up. A full one ends the fees of what is left, too. Should the institution
    go on billing the order all the same, its bills are corrected to what it really bills.
    """
    order = order_of(ledger, ident)
    most = order.plan.principal - refunded(ledger, ident)
    if most <= 0 or any(each.full for each in ledger.refunds.values() if each.order == ident):
        raise Problem("{title} was refunded in full already", title=order.title)
    if not 0 < amount <= most:
        raise Problem("the refund can be ¥0.01 to {most}", field="amount", most=yuan(most))
    number = 1
    while f"{ident}~{number}" in ledger.refunds:
        number += 1
    record = Refund(id=f"{ident}~{number}", order=ident, amount=amount, at=now, full=full)
    return msgspec.structs.replace(ledger, refunds=put(ledger.refunds, record.id, record))


def credit_with(ledger: Ledger, catalogue: Catalogue) -> Mapping[str, Fen]:
    """By channel: what was repaid beyond the bills, and refunded beyond what the orders still wanted."""
    channels = effective(catalogue, ledger.channels)
    shares = shares_of(ledger)
    found: dict[str, Fen] = defaultdict(int)
    for repayment in ledger.repayments.values():
        found[repayment.channel] += repayment.credit
    for ident in {each.order for each in ledger.refunds.values()} & ledger.orders.keys():
        order = ledger.orders[ident]
        # Without its closing: what was refunded before early settlement was principal that nobody had to repay.
        rows = schedule(order, channel_of(channels, order.channel), shares)
        found[order.channel] += refund_credit(rows, refunded(ledger, ident))
    return {channel: credit for channel, credit in found.items() if credit > 0}
