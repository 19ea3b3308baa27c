"""What lateness of a bill was estimated to cost when the last of it left, where the rules have changed since."""

import msgspec

from models.channels import checks
from models.channels.rules import Late
from models.ledger import record_checks as check
from models.values.money import Fen


class LateThen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The `rule` that held, and by it the parts in fen; None is what could not be known."""

    rule: Late
    interest: Fen = 0
    extra: Fen | None = 0
    penalty: Fen | None = 0

    def __post_init__(self) -> None:
        for name in ("daily_rate", "extra_rate", "penalty"):
            checks.decimal("", f"late.{name}", getattr(self.rule, name), 1)
        checks.amount("", "late.penalty_floor", self.rule.penalty_floor)
        for name in ("interest", "extra", "penalty"):
            check.amount(name, getattr(self, name))
