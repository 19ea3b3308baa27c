"""Bills of which the minimum was paid, so that the rest goes over to the next one."""

import msgspec

from models.ledger import record_checks as check
from models.ledger.had import Had
from models.values.dates import Instant
from models.values.money import Fen


class MinimumPaid(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Of the bill `id` the minimum was paid in time, as the user said `at` that instant.

    `interest` on the rest is the institution's own figure; None while it is only estimated. `estimate` is what the bill
    that has it was settled with: no other days and no other rate change that any more. None while they may. `had`: the
    periods that the bill had then; None where an older version did not say.
    """

    id: str
    at: Instant
    interest: Fen | None = None
    estimate: Fen | None = None
    had: tuple[Had, ...] | None = None

    def __post_init__(self) -> None:
        check.bill("id", self.id)
        check.amount("interest", self.interest)
        check.amount("estimate", self.estimate)
