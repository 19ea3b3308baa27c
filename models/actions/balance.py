"""What lies on a pay account, as somebody reads it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.channels.names import Names
from models.ledger.balance import Balance
from models.ledger.ledger import Ledger, put
from models.values.account_label import check_account, given_label
from models.values.identity import key_of, visible
from models.values.money import Fen
from models.values.text import MAX_TITLE, clean


def read_balance(ledger: Ledger, label: str, amount: Fen, now: datetime, names: Names | None = None) -> Ledger:
    """With `amount` on the pay account with that label, as it is now; `names` are what banks are called.

    Raises Problem naming the field that is wrong.
    """
    made = Balance(id=known_label(ledger, label, names), amount=amount, at=now)
    return msgspec.structs.replace(ledger, balances=put(ledger.balances, made.id, made))


def typed_label(ledger: Ledger, text: str) -> str:
    """The label that was typed of a pay account, as the ledger has it already; Problem where it is none."""
    label = given_label(clean(text, MAX_TITLE))
    check_account(label)
    return known_label(ledger, label)


def known_label(ledger: Ledger, label: str, names: Names | None = None) -> str:
    """The label as the ledger has it already, where it is only spelt otherwise; else as it was given."""
    given = clean(visible(label), MAX_TITLE + 1)  # a label that is too long is refused, and not cut
    key = names.key if names else key_of
    return next((each for each in known_labels(ledger) if key(each) == key(given)), given)


MOST_OFFERED = 6
"""As many accounts are offered to choose from at most; the others can be typed."""


def offered_labels(ledger: Ledger, *first: str) -> tuple[str, ...]:
    """The labels to choose from: the `first` that are any, then those that were last read or said; each once."""
    found: dict[str, str] = {}
    for each in (*first, *known_labels(ledger)):
        if each:
            found.setdefault(key_of(each), each)
    return tuple(found.values())[:MOST_OFFERED]


def known_labels(ledger: Ledger) -> Iterator[str]:
    """The labels of pay accounts that the ledger has, some of them twice or "", those with a balance first."""
    yield from ledger.balances
    yield from (each.pay_account for each in ledger.accounts.values())
    yield from (each.pay_account for each in ledger.orders.values())
    yield from (each.pay_account for each in ledger.debits.values())
