"""What comes in and what goes out every month besides instalments."""

import msgspec

from models.ledger import record_checks as check
from models.values.account_label import check_account
from models.values.message import Problem
from models.values.money import Fen

BUDGET = "budget"
"""The id of the one budget of a ledger."""


class Budget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `income` of a month, which comes on the day `payday` of it, and its `fixed` costs, which go out on its
    `fixed_day`; None where not known.

    `pay_account` is the label of the account on which the pay comes and from which all is paid of which nobody said
    from where; "" where not known.
    """

    id: str = BUDGET
    income: Fen | None = None
    payday: int | None = None
    fixed: Fen | None = None
    fixed_day: int | None = None
    pay_account: str = ""

    def __post_init__(self) -> None:
        if self.id != BUDGET:
            raise Problem("a ledger has one budget, with the id {id}", field="id", id=BUDGET)
        check.amount("income", self.income)
        check.amount("fixed", self.fixed)
        if self.payday is not None and not 1 <= self.payday <= 31:
            raise Problem("the payday is a day of the month, 1 to 31", field="payday")
        if self.fixed_day is not None and not 1 <= self.fixed_day <= 31:
            raise Problem("the day of the fixed costs is a day of the month, 1 to 31", field="fixed_day")
        check.text("pay_account", self.pay_account)
        check_account(self.pay_account)
