"""Repayment channels: the institutions that lend and are repaid, as data.

The catalogue is `channels.toml`, one table a channel. Its rules are defaults that were true of a named source
on a named day, never promises: the user's own rules win.
"""

from collections.abc import Mapping
from datetime import time

import msgspec

from models.channels.arrival import Arrival
from models.channels.cycle import DueMove
from models.channels.rules import (
    App,
    AutoDebit,
    Convertible,
    Early,
    Late,
    LateBase,
    LateSince,
    Method,
    Minimum,
    Mode,
    Steps,
    Switch,
)
from models.channels.source import Source
from models.plans.split import Remainder, Rounding
from models.values.dates import END_OF_DAY
from models.values.message import Words

LANGUAGES = ("zh_CN", "en")

AUTO_DEBIT = "auto-debit"
"""The method of a repayment that the institution took itself."""


class Channel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One institution. Days are of the month, times in `zone`, rates decimals as text (`"0.0005"` a day).

    `aliases` are what people call it besides. `bill_days`: by due day that one may choose, the bill day that goes with
    it, where that is another one. `late_daily_rate` is what late interest costs a day of what `late_base`
    names, see `late`; `order_late` is the rule of 订单制, where that is another one. `card`: a credit card, whose bill
    and due day are its own; so is a bill day that is not known where something is due so many days after it.
    `grace_days` after the due day, and up to `grace_amount` yuan too little, usually still count as repaid; no promise.
    `minimum`, `early`, `convertible`: None where the rule is not known. `arrivals`: how long each method takes, by its
    id; of one that is missing nobody knows. `fee_rates`: total fee by number of periods. `uncertain`: the fields to
    look up in the app, each with where it is from; all else is from `source`. `mall`: who says that Xiaomi Mall takes
    it; None where no source does. `institution`: of a channel as an account has it, the id of the channel; "" in the
    catalogue. `said`: of one, whether somebody said if its auto-debit is on.
    `marks`: the account's label and last digits.
    What values go together is in `channel_checks`.
    """

    id: str
    institution: str = ""
    said: bool = False
    marks: tuple[str, ...] = ()
    name: Words
    short: Words
    aliases: tuple[str, ...] = ()
    lender: str
    apps: tuple[App, ...]
    entry: Words
    mode: Mode
    card: bool = False
    bill_day: int | None = None
    due_day: int | None = None
    due_days: tuple[int, ...] = ()
    bill_days: dict[int, int] = {}
    due_after: int | None = None
    due_moves: tuple[DueMove, ...] = ()
    zone: str = "Asia/Shanghai"
    cutoff: time = END_OF_DAY
    methods: tuple[Method, ...]
    arrivals: dict[str, Arrival] = {}
    auto_debit: AutoDebit = AutoDebit()
    steps: Steps
    late_daily_rate: str = "0"
    late_base: LateBase = LateBase.OUTSTANDING
    late_since: LateSince = LateSince.DUE
    late_extra_rate: str = "0"
    late_penalty: str = "0"
    late_penalty_floor: str = "0.00"
    order_late: Late | None = None
    grace_days: int = 0
    grace_amount: str = "0.00"
    minimum: Minimum | None = None
    early: Early | None = None
    convertible: Convertible | None = None
    fee_rates: dict[int, str] = {}
    most_periods: int | None = None
    remainder: Remainder = Remainder.LAST
    rounding: Rounding = Rounding.FLOOR_PARTS
    notes: Words = {}
    source: Source
    uncertain: dict[str, Source] = {}
    mall: Source | None = None

    @property
    def known_auto_debit(self) -> Switch:
        """Whether auto-debit is on, as far as known: the user's to say where the institution has it once it is set up.

        Until then it counts as the institution has it, off: no bill waits for a debit that nobody set up.
        """
        unsaid = bool(self.institution) and not self.said and self.auto_debit.default is Switch.OFF
        return Switch.UNKNOWN if unsaid else self.auto_debit.default

    @property
    def late(self) -> Late:
        """What lateness costs where orders are billed as this channel, or its account, bills them."""
        return self.order_late if self.mode is Mode.ORDER and self.order_late is not None else self.statement_late

    @property
    def statement_late(self) -> Late:
        """The rule that its own fields make, which are named as those of the rule: `late_daily_rate`."""
        return Late(**{name: getattr(self, f"late_{name}") for name in Late.__struct_fields__})

    def billed_for(self, due_day: int) -> int | None:
        """The bill day that goes with a due day of this institution's; None where that is not known."""
        return self.bill_day if due_day == self.due_day else self.bill_days.get(due_day)

    def takes(self, method: str) -> bool:
        """Whether the channel accepts that payment method."""
        return any(each.id == method for each in self.methods)

    def arrival(self, method: str) -> Arrival | None:
        """How long that payment method takes; None where it is not known, as of one that the channel does not take."""
        return self.arrivals.get(method) if self.takes(method) else None

    def method_name(self, method: str) -> Words:
        """The words for a payment method; its bare id where the channel no longer names it."""
        if method == AUTO_DEBIT:
            return {"zh_CN": "自动还款", "en": "auto-debit"}
        return next((each.name for each in self.methods if each.id == method), dict.fromkeys(LANGUAGES, method))


Catalogue = Mapping[str, Channel]
"""Channels by id, in the order in which they are offered."""
