"""What comes in and what goes out every month besides instalments."""

import msgspec

from models.ledger.budget import BUDGET, Budget
from models.ledger.ledger import Ledger, put
from models.values.money import Fen


def budget_of(ledger: Ledger) -> Budget:
    """The budget as it is known; nothing is, where nobody said anything."""
    return ledger.budget.get(BUDGET, Budget())


def set_budget(
    ledger: Ledger, *, income: Fen | None = None, payday: int | None = None, fixed: Fen | None = None
) -> Ledger:
    """With what is given; what is None stays as it was. Raises Problem naming the field that is wrong."""
    given = {"income": income, "payday": payday, "fixed": fixed}
    new = msgspec.structs.replace(budget_of(ledger), **{name: each for name, each in given.items() if each is not None})
    return msgspec.structs.replace(ledger, budget=put(ledger.budget, new.id, new))
