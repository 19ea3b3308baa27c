"""What lies on a pay account, as somebody reads it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.ledger.balance import Balance
from models.ledger.ledger import Ledger, put
from models.values.identity import key_of
from models.values.money import Fen
from models.values.text import MAX_TITLE, clean


def read_balance(ledger: Ledger, label: str, amount: Fen, now: datetime) -> Ledger:
    """With `amount` on the pay account with that label, as it is now. Raises Problem naming the field that is wrong."""
    made = Balance(id=known_label(ledger, label), amount=amount, at=now)
    return msgspec.structs.replace(ledger, balances=put(ledger.balances, made.id, made))


def known_label(ledger: Ledger, label: str) -> str:
    """The label as the ledger has it already, where it is the same but for its spelling; else as it was given."""
    given = clean(label, MAX_TITLE + 1)  # a label that is too long is refused, and not cut
    return next((each for each in _labels(ledger) if key_of(each) == key_of(given)), given)


def _labels(ledger: Ledger) -> Iterator[str]:
    yield from ledger.balances
    yield from (each.pay_account for each in ledger.accounts.values())
    yield from (each.pay_account for each in ledger.orders.values())
