"""What was repaid of periods only because their bills have all the same what refunds had taken off them.

A refund is laid on the periods of its order as they were when it was recorded: what was repaid of them since takes no
room away that it had. The correction that says what a bill has all the same says what it had of the period by then.
"""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from models.ledger.ledger import Ledger
from models.values.money import Fen


class BilledAgain(msgspec.Struct, frozen=True):
    """`amount` is what of a period is billed in spite of refunds, and `known` what the period came to with that.

    `repaid`: (principal, fee) of it that were repaid, as they were recorded.
    """

    amount: Fen
    known: Fen
    repaid: tuple[tuple[Fen, Fen], ...] = ()

    def refunded_then(self, whole: Fen) -> Fen:
        """What refunds had taken off the period by then, which is `whole` without them."""
        return whole - self.known + self.amount

    def last_repaid(self, most: Fen, *, fees: bool) -> tuple[Fen, Fen]:
        """(principal, fee) of what was repaid last, no more than `most`, nor than is billed all the same."""
        left, principal, fee = min(most, self.amount), 0, 0
        for of_principal, of_fee in reversed(self.repaid) if left > 0 else ():
            part = min(left, of_principal)
            of_it = min(left - part, of_fee) if fees else 0
            left, principal, fee = left - part - of_it, principal + part, fee + of_it
        return principal, fee


def billed_again(ledger: Ledger) -> Mapping[str, Mapping[int, BilledAgain]]:
    """By order and period, what its bills have of it in spite of refunds."""
    found: dict[str, dict[int, BilledAgain]] = defaultdict(dict)
    for made in ledger.corrections.values():
        known = {(each.order, each.number): each.amount for each in made.lines} if made.returned else {}
        for line in made.returned:
            before = found[line.order].get(line.number, BilledAgain(0, 0))
            found[line.order][line.number] = BilledAgain(
                before.amount + line.amount, before.known + known.get((line.order, line.number), 0)
            )
    if not found:
        return {}
    repaid: dict[tuple[str, int], list[tuple[Fen, Fen]]] = defaultdict(list)
    for each in ledger.repayments.values():
        for share in each.allocations:
            if share.order in found:
                repaid[share.order, share.number].append((share.principal, share.fee))
    return {
        order: {
            number: msgspec.structs.replace(each, repaid=tuple(repaid.get((order, number), ())))
            for number, each in periods.items()
        }
        for order, periods in found.items()
    }
