"""What a repayment was of its bill, in words."""

from collections.abc import Mapping

from models.ledger.repayment import PaidAs
from models.values.message import Message, msg

WAYS: Mapping[PaidAs, Message] = {
    PaidAs.PART: msg("a part"),
    PaidAs.MINIMUM: msg("the minimum"),
    PaidAs.AGAIN: msg("paid twice"),
}
"""Where that was not all."""
