"""Lines of statements that were seen."""

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import MAX_NOTE

_IN_MIND = frozenset({"asked", "back", "failed", "left", "claim", "wait"})


def line_in_mind(ident: str) -> str:
    """The line that a sighting with that id keeps in mind, as it records nothing yet; "" for one that does not."""
    mark, _, rest = ident.partition(":")
    return rest.partition(":")[0] if mark in _IN_MIND else ""


def least_kept(amount: Fen) -> Fen:
    """The amount of a line as it is kept: a bill on which nothing is due has ¥0.01."""
    return max(1, amount)


class Sighting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a statement of `source`; `id` is made of what tells it from all others.

    `repayment`: the repayment that it shows; `ignored`: it was said to concern none. Nothing else of the line is kept;
    of one that is kept whole under a mark, how it was paid, its number and the last four digits of the card as well.
    One of ¥0.01 under `account:…` says that a whole card concerns none of the accounts that there were; one under
    `back:…` is of money of a repayment that came back, with the channel and the number of that; under `failed:…` of a
    try that failed; under `left:…` of what is left of a payment of which a part came back; under `wait:…` of a payment
    that waits for room on its bill, with how it would be recorded; under `asked:…` of one of which nobody said of which
    bill it is; under `claim:…` of one that says of no month or is near a record that was typed, and
    under `typed:…` of that record as it was typed; under `off:…` of what a line took off a bill; under `said:…`
    of a line on record of which somebody said what it is.
    """

    id: str
    source: str
    at: Instant
    amount: Fen
    repayment: str = ""
    ignored: bool = False

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.source("source", self.source)
        check.positive("amount", self.amount)
        check.text("repayment", self.repayment, MAX_NOTE)
        if self.ignored and self.repayment:
            raise Problem("it shows a repayment or concerns none, not both", field="repayment")
