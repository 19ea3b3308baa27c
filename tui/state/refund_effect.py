"""What a refund would do, before it is recorded."""

from datetime import datetime

from models.actions.refund import Effect, credit_with, effect_on, refund
from models.channels.channel import Catalogue
from models.values.money import Fen
from tui.state.working_ledger import WorkingLedger


def refund_effect(
    working: WorkingLedger, catalogue: Catalogue, order: str, amount: Fen, at: datetime, *, full: bool
) -> Effect:
    """Where a refund of the order would go; nothing is recorded. Raises Problem where it cannot be."""
    ledger = refund(working.ledger, working.book, order, amount, at, full=full)
    account = working.ledger.orders[order].account_id
    was, now = (credit_with(each, catalogue).get(account, 0) for each in (working.ledger, ledger))
    return effect_on(order, working.book, working.book_of(ledger), now - was)
