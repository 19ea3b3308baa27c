"""The parts that a channel's rules are made of."""

from datetime import time
from decimal import Decimal
from enum import StrEnum

import msgspec

from models.values.message import Words


class Mode(StrEnum):
    """What sets an order's due dates."""

    STATEMENT = "statement"
    """账单制: one bill a month for every order."""
    ORDER = "order"
    """订单制: each order on its own monthly date."""


class Switch(StrEnum):
    """Whether the institution takes the money itself."""

    ON = "on"
    OFF = "off"
    ALWAYS = "always"
    """Cannot be switched off."""
    UNKNOWN = "unknown"
    """Nobody has said; it may be on."""


RUNS = frozenset({Switch.ON, Switch.ALWAYS})
"""With these auto-debit takes money."""


class Extent(StrEnum):
    """How much of a bill auto-debit takes."""

    FULL = "full"
    MINIMUM = "minimum"
    UNKNOWN = "unknown"


class EarlyRule(StrEnum):
    """What an institution charges for the periods that are not billed yet when an order is settled early."""

    NONE_CHARGED = "none-charged"
    REMAINING_FEES = "remaining-fees"
    NEXT_FEE = "next-fee"
    PERCENT_OF_REST = "percent-of-rest"
    """A percentage of their principal."""
    BY_DAYS = "by-days"
    """Interest on what was owed each day so far, less the fees that were paid; at least 0."""
    NEXT_FEE_AND_DAYS = "next-fee-and-days"
    """The next fee, and what BY_DAYS comes to."""


_FIGURES = {
    EarlyRule.PERCENT_OF_REST: "percent",
    EarlyRule.BY_DAYS: "daily_rate",
    EarlyRule.NEXT_FEE_AND_DAYS: "daily_rate",
}


def figure_of(rule: EarlyRule) -> str:
    """The field of `Early` without which the rule says nothing; "" where it needs none."""
    return _FIGURES.get(rule, "")


def lacks_figure(early: "Early") -> bool:
    """Whether its rule lacks the figure that it needs."""
    field = figure_of(early.rule)
    return bool(field) and not Decimal(getattr(early, field) or "0")


class LateBase(StrEnum):
    """What late interest is counted on."""

    OUTSTANDING = "outstanding"
    """Everything of the bill that is unpaid, fees included."""
    PRINCIPAL = "principal"
    """Only the principal of it that is unpaid."""
    PRINCIPAL_AND_FEES = "principal-and-fees"
    """What is unpaid of its orders: not what else the institution put on it."""


class LateSince(StrEnum):
    """From when on late interest is counted."""

    DUE = "due"
    POSTING = "posting"
    """From the day on which each part was put on the account: no part was free of interest."""


class Convertible(StrEnum):
    """What of a bill the institution turns into instalments (账单分期)."""

    ALL = "all"
    OTHER = "other"
    """What is no instalment already."""


class App(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official app or site, and the domain it belongs to; "" only where each card has another."""

    name: Words
    domain: str


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to pay that the channel takes."""

    id: str
    name: Words


class AutoDebit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Auto-debit as the channel runs it: from `days_before` the due date on, to `until` on it (else the cut-off).

    `when` says the hours in words, `pay_account` is the user's label of what is debited, with four digits
    of it at most.
    """

    default: Switch = Switch.OFF
    days_before: int = 0
    until: time | None = None
    pay_account: str = ""
    extent: Extent = Extent.UNKNOWN
    when: Words = {}


class Early(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Early settlement. `percent` of the principal that is not billed is charged (`"3"`: 3%) by PERCENT_OF_REST.

    `daily_rate` is what the rules that count by days charge a day, as a decimal. `free_days`: on so many days from the
    purchase on, its own the first, nothing is charged. `methods` are the ids of those that it takes for it, where not
    all.
    """

    rule: EarlyRule
    percent: str = "0"
    daily_rate: str | None = None
    free_days: int = 0
    methods: tuple[str, ...] = ()
    words: Words = {}


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lateness costs: `daily_rate` a day of what `base` names, `since` the due date or the posting.

    Where less than the minimum was repaid in time: `extra_rate` a day more since the due date, and once `penalty`, a
    share of what was not paid of the minimum, at least `penalty_floor` yuan.
    """

    daily_rate: str = "0"
    base: LateBase = LateBase.OUTSTANDING
    since: LateSince = LateSince.DUE
    extra_rate: str = "0"
    penalty: str = "0"
    penalty_floor: str = "0.00"


class Minimum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The smallest payment for a bill: shares, as decimals, of what can be on it.

    `instalments` of the instalments with their fees counts in it, `other` of everything else; None where not known.
    `carried` of what the bill before left, where that is at least `carried_from` yuan, else all of it, and all of
    the interest on it; None where that counts as everything else does. `inferred`: no rule says `other`, but what was
    paid as the minimum of an earlier bill.
    """

    words: Words = {}
    instalments: str | None = None
    other: str | None = None
    carried: str | None = None
    carried_from: str = "0.00"
    inferred: bool = False

    @property
    def instalments_whole(self) -> bool:
        """Whether all of the instalments counts in it: paying it leaves nothing of them."""
        return self.instalments is not None and Decimal(self.instalments) >= 1


class Steps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do and to check in this institution's own app, a sentence for each step of the checklist."""

    platform: Words
    entry: Words
    amount: Words
    method: Words
    complete: Words
