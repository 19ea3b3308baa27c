"""How far the checklist of a bill got."""

from datetime import datetime
from enum import StrEnum

import msgspec

from models.ledger import record_checks as check
from models.ledger.correction import Correction
from models.values.dates import Instant
from models.values.money import Fen


class Way(StrEnum):
    """What to do about an amount in the institution's app that is not the bill's, or not to be paid whole."""

    MATCH = "match"
    CORRECT = "correct"
    PART = "part"
    SEVERAL = "several"
    """The figure pays other bills of the account as well."""
    REPAID = "repaid"
    """The app shows nothing to pay: all of it was repaid already, and is only recorded."""


class Step(StrEnum):
    """The five steps of repaying by hand."""

    PLATFORM = "platform"
    ENTRY = "entry"
    AMOUNT = "amount"
    METHOD = "method"
    COMPLETE = "complete"


class BillShare(msgspec.Struct, frozen=True):
    """What of one figure goes to a bill, by its id, on which `owed` was still owed then; more is late interest."""

    bill: str
    amount: Fen
    owed: Fen

    def __post_init__(self) -> None:
        check.bill_or_settlement("bill", self.bill)


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One finished step: what was answered, and when.

    Of the amount step: the `figure` that the institution's app showed, what was decided, what is to be paid (`pay`)
    and what was still owed on the bill then (`owed`). `replaced` is the correction that was there before its own.
    `bills`: what goes to each bill, where it pays several. `order`: the one whose line alone is paid, "" where nobody
    said it; `further`: the others that are paid with it. `entered_after`: the repayments of other bills of the account
    that were entered after it and are dated before it: they knew of it. Of the method: `other`, the user's words for
    one that the channel does not name.
    """

    step: Step
    at: Instant
    answer: str = ""
    other: str = ""
    figure: Fen = 0
    pay: Fen = 0
    owed: Fen = 0
    way: Way | None = None
    replaced: Correction | None = None
    bills: tuple[BillShare, ...] = ()
    order: str = ""
    further: tuple[str, ...] = ()
    entered_after: tuple[str, ...] = ()

    @property
    def orders(self) -> tuple[str, ...]:
        """The ids of the orders whose lines alone are paid; () where nobody said it."""
        return (self.order, *self.further) if self.order else ()


class Answered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A warning that was shown, and the reason for going on."""

    warning: str
    reason: str
    at: Instant


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How far the checklist of a bill got; `id` is the bill's.

    When it was paid, the last step names the repayment, and it stays only until the reference of that was asked for.
    """

    id: str
    started_at: Instant
    done: tuple[Done, ...] = ()
    answered: tuple[Answered, ...] = ()

    def __post_init__(self) -> None:
        check.bill_or_settlement("id", self.id)

    @property
    def recorded(self) -> str | None:
        """The id of the repayment that it ended in; None while it is under way."""
        return next((done.answer for done in self.done if done.step is Step.COMPLETE), None)

    @property
    def repaid_already(self) -> bool:
        """Whether nothing is paid any more: what was repaid before is recorded."""
        return any(done.way is Way.REPAID for done in self.done)

    @property
    def touched_at(self) -> datetime:
        """When it was last continued."""
        gone_on = (*(each.at for each in self.done), *(each.at for each in self.answered))
        return max(self.started_at, *gone_on, key=datetime.timestamp) if gone_on else self.started_at
