"""What comes in and what goes out every month besides instalments."""

from collections.abc import Collection

import msgspec

from models.ledger.budget import BUDGET, Budget
from models.ledger.ledger import Ledger, drop, put
from models.values.money import Fen


def budget_of(ledger: Ledger) -> Budget:
    """The budget as it is known; nothing is, where nobody said anything."""
    return ledger.budget.get(BUDGET, Budget())


def set_budget(
    ledger: Ledger,
    *,
    income: Fen | None = None,
    payday: int | None = None,
    fixed: Fen | None = None,
    fixed_day: int | None = None,
    pay_account: str | None = None,
    unset: Collection[str] = (),
) -> Ledger:
    """With what is given, and without what is `unset`; what is neither stays as it was.

    Raises Problem naming the field that is wrong.
    """
    given = {"income": income, "payday": payday, "fixed": fixed, "fixed_day": fixed_day, "pay_account": pay_account}
    none = msgspec.structs.asdict(Budget())
    changed = {name: each for name, each in given.items() if each is not None} | {name: none[name] for name in unset}
    return restated_budget(ledger, msgspec.structs.replace(budget_of(ledger), **changed))


def restated_budget(ledger: Ledger, budget: Budget) -> Ledger:
    """With that budget; one of which nothing is known is none."""
    known = budget != Budget()
    return msgspec.structs.replace(
        ledger, budget=put(ledger.budget, budget.id, budget) if known else drop(ledger.budget, budget.id)
    )
