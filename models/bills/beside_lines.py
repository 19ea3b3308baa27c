"""What went over from a bill to a later one, and what credit went to it: what its lines alone do not say."""

from datetime import datetime

import msgspec

from models.ledger.late_then import LateThen
from models.values.money import Fen


class WentOver(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` of a bill went over to the bill `to`, with `interest`, which may only be `estimated`.

    `guess` is what it would be estimated at, whoever has seen it since. `late` is what of the amount is interest, and
    stays that there: interest bears no interest. Of one that was
    `deferred`, `at` that instant, the lines themselves moved, without interest; `then` is what lateness had cost by
    that, where the rules have changed. `repaid`: nobody says (any more) that
    it went over, but so much was repaid there.
    """

    to: str
    amount: Fen
    interest: Fen = 0
    guess: Fen = 0
    late: Fen = 0
    estimated: bool = False
    deferred: bool = False
    at: datetime | None = None
    then: LateThen | None = None
    repaid: bool = False


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """The `interest` on what the bill `of` left was estimated at `guess`; so much of it is `left` that nobody has seen,
    on whatever bill it is now.
    """

    of: str
    interest: Fen
    guess: Fen
    left: Fen


class Credited(msgspec.Struct, frozen=True):
    """`amount` of the credit that came with the repayment or refund `of`.

    `goods`: it is for that order on the bill, and went to it because somebody said so. `late`: it came after the due
    instant of the bill.
    """

    of: str
    amount: Fen
    goods: str = ""
    came: datetime | None = None
    late: bool = False

    @property
    def here(self) -> bool:
        """Whether it went to this bill, and to no later one, because somebody said so."""
        return bool(self.goods)
