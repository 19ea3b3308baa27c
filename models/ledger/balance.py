"""What lies on a pay account, as somebody read it."""

import msgspec

from models.ledger import record_checks as check
from models.values.account_label import check_account
from models.values.dates import Instant
from models.values.message import Problem
from models.values.money import Fen


class Balance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `amount` on the pay account with the label `id`, as it was `at` that instant."""

    id: str
    amount: Fen
    at: Instant

    def __post_init__(self) -> None:
        if not self.id:
            raise Problem("give the account a label", field="pay_account")
        check.text("pay_account", self.id)
        check_account(self.id)
        check.amount("amount", self.amount)
