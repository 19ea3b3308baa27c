"""Bills that the institution put off to the next due date (延期还款)."""

import msgspec

from models.ledger import record_checks as check
from models.ledger.had import Had
from models.ledger.late_then import LateThen
from models.values.dates import Instant
from models.values.message import Problem


class Deferral(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bill `id` was deferred to the bill `to` of the same account. `late`: what a repayment says of it. `had`: the
    periods that the bill had then; None where an older version did not say.
    """

    id: str
    to: str
    at: Instant
    late: LateThen | None = None
    had: tuple[Had, ...] | None = None

    def __post_init__(self) -> None:
        account, due = check.bill("id", self.id)
        other, later = check.bill("to", self.to)
        if other != account or later <= due:
            raise Problem("a bill is deferred to a later one of the same account", field="to")
