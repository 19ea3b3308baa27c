"""Since when each account is known here."""

from datetime import date

from models.ledger.ledger import Ledger
from models.values.dates import EARLIEST


def known_since(ledger: Ledger) -> dict[str, date]:
    """By account, the day on which it was made, longest known first.

    Where an older version wrote none, that is the day on which its first order was entered; one of which no day is
    known has been there for ever. An account that is added later comes last, and changes nothing of those before it.
    """
    entered: dict[str, date] = {}
    for order in ledger.orders.values():
        day = order.entered_on or order.bought_at.date()
        entered[order.account_id] = min(day, entered.get(order.account_id, day))
    found = {each.id: each.added_on or entered.get(each.id, EARLIEST) for each in ledger.accounts.values()}
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))
