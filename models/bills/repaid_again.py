"""What was repaid of periods only because their bills have all the same what refunds had taken off them.

A refund is laid on the periods of its order as they were when it was recorded: what was repaid of them since takes no
room away that it had.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import msgspec

from models.ledger.ledger import Ledger
from models.values.money import Fen


class BilledAgain(msgspec.Struct, frozen=True):
    """`amount` is what of a period is billed in spite of refunds; `repaid`: when (principal, fee) of it were repaid."""

    amount: Fen
    repaid: tuple[tuple[datetime, Fen, Fen], ...] = ()

    def repaid_after(self, at: datetime) -> tuple[Fen, Fen]:
        """(principal, fee) that were repaid of that later than `at`."""
        later = [(principal, fee) for paid_at, principal, fee in self.repaid if paid_at.timestamp() > at.timestamp()]
        principal = min(self.amount, sum(each for each, _ in later))
        return principal, min(self.amount - principal, sum(each for _, each in later))


def billed_again(ledger: Ledger) -> Mapping[str, Mapping[int, BilledAgain]]:
    """By order and period, what its bills have of it in spite of refunds."""
    amounts: dict[tuple[str, int], Fen] = defaultdict(int)
    for each in ledger.corrections.values():
        for line in each.returned:
            amounts[line.order, line.number] += line.amount
    if not amounts:
        return {}
    repaid: dict[tuple[str, int], list[tuple[datetime, Fen, Fen]]] = defaultdict(list)
    for made in ledger.repayments.values():
        for share in made.allocations:
            repaid[share.order, share.number].append((made.paid_at, share.principal, share.fee))
    found: dict[str, dict[int, BilledAgain]] = defaultdict(dict)
    for (order, number), amount in amounts.items():
        found[order][number] = BilledAgain(amount, tuple(repaid.get((order, number), ())))
    return found
