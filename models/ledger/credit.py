"""Money of the user's that lies with an institution (溢缴款), and where it went."""

import msgspec

from models.ledger import record_checks as check
from models.values.dates import Instant
from models.values.message import Problem
from models.values.money import Fen


class CreditUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`amount` of the credit of an account went to `bill`. `of`: the repayment or refund that it came from."""

    id: str
    account_id: str
    of: str
    bill: str
    amount: Fen
    at: Instant

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.ident("of", self.of)
        account, _ = check.bill("bill", self.bill)
        if account != self.account_id:
            raise Problem("the bill {bill} is of another account", field="bill", bill=self.bill)
        check.positive("amount", self.amount)
