"""What the repayments of a ledger repaid of each period."""

from collections.abc import Container, Mapping

from models.ledger.ledger import Ledger
from models.values.money import Fen

PeriodShares = Mapping[int, tuple[Fen, Fen]]
"""(principal, fee) repaid so far of an order, by period."""
Shares = Mapping[str, PeriodShares]
"""The same, by order: most of a large ledger have none."""


def shares_of(ledger: Ledger, orders: Container[str] | None = None) -> Shares:
    """What the repayments repaid of each period of each order, or of those of these `orders`."""
    shares: dict[str, dict[int, tuple[Fen, Fen]]] = {}
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            if orders is None or share.order in orders:
                mine = shares.setdefault(share.order, {})
                principal, fee = mine.get(share.number, (0, 0))
                mine[share.number] = (principal + share.principal, fee + share.fee)
    return shares
