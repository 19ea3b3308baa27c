"""Money of the user's that lies with an institution (溢缴款), and where it went."""

import msgspec

from models.values.dates import Instant
from models.values.money import Fen


class CreditUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`amount` of the credit of an account went to `bill`. `of`: the repayment or refund that it came from."""

    id: str
    account_id: str
    of: str
    bill: str
    amount: Fen
    at: Instant
