"""How far setting up auto-debit of an account got, or turning it off."""

from datetime import datetime
from enum import StrEnum

import msgspec

from models.channels.rules import Extent
from models.ledger import record_checks as check
from models.values.account_label import check_account
from models.values.dates import Instant
from models.values.message import Problem
from models.values.text import MAX_NOTE


class SetUpStep(StrEnum):
    """The steps of setting up auto-debit in the institution's own app."""

    APP = "app"
    PATH = "path"
    ACCOUNT = "account"
    EXTENT = "extent"
    ORDER = "order"
    """Which account goes first, where several are debited."""
    AGREE = "agree"


class SetUpDone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A finished step: when, and what was answered: the app's name, the label of the pay account, how much is taken."""

    step: SetUpStep
    at: Instant
    answer: str = ""


class SettingUp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Auto-debit of the account `id`: `asked_at` it was first suggested or begun, and is not suggested any more.

    `beside`: the repayment beside which it was suggested, while it was not begun since; "" for none.
    `started_at`: since when it is being set up, or turned `off`, and the steps that are `done`; None where it is not.
    `pay_account`: the label that was answered before that step was gone back in; "" for none.
    """

    id: str
    asked_at: Instant
    beside: str = ""
    started_at: Instant | None = None
    off: bool = False
    done: tuple[SetUpDone, ...] = ()
    pay_account: str = ""

    def __post_init__(self) -> None:
        check.ident("id", self.id)
        check.text("beside", self.beside, MAX_NOTE)
        check.text("pay_account", self.pay_account)
        check_account(self.pay_account)
        for each in self.done:
            check.text("answer", each.answer)
            if each.step is SetUpStep.ACCOUNT:
                check_account(each.answer)
            if each.step is SetUpStep.EXTENT and each.answer not in {Extent.FULL, Extent.MINIMUM}:
                raise Problem("it takes the whole bill or the minimum", field="extent")
            if each.step is SetUpStep.AGREE:
                raise Problem("the last step ends it, and is not kept", field="step")

    @property
    def under_way(self) -> bool:
        """Whether it is being set up or turned off."""
        return self.started_at is not None

    @property
    def touched_at(self) -> datetime:
        """When it was last gone on with."""
        return self.done[-1].at if self.done else self.started_at or self.asked_at

    def answer(self, step: SetUpStep) -> str:
        """What was answered at that step; "" where it is not done."""
        return next((each.answer for each in self.done if each.step is step), "")
