"""Repayment channels: the institutions that lend and are repaid, as data.

The catalogue is `channels.toml`, one table a channel. Its rules are defaults that were true of a named source
on a named day, never promises: the user's own rules win.
"""

from collections.abc import Iterator, Mapping
from datetime import time

import msgspec

from models.channels import checks as check
from models.channels.arrival import MOST_DAYS, Arrival, Takes
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
    figure_of,
    lacks_figure,
)
from models.channels.source import Source
from models.plans.plan import MAX_PERIODS
from models.plans.split import Remainder, Rounding
from models.values.dates import END_OF_DAY
from models.values.message import Problem, Words

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
    A wrong value raises Problem naming channel and field.
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

    def __post_init__(self) -> None:
        _check_texts(self)
        _check_days(self)
        _check_rates(self)
        _check_ways_to_pay(self)
        for name in self.uncertain:
            check.known(self.id, "uncertain", name, self.__struct_fields__)

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
        return self.order_late if self.mode is Mode.ORDER and self.order_late is not None else _as_said(self)

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


def _check_texts(channel: Channel) -> None:
    check.text(channel.id, "lender", channel.lender)
    for alias in channel.aliases:
        check.text(channel.id, "aliases", alias)
    for field, words in _words(channel):
        for language in LANGUAGES:
            check.text(channel.id, f"{field}.{language}", words.get(language, ""))


def _words(channel: Channel) -> Iterator[tuple[str, Words]]:
    """Every text that must be there in all languages, after the name of its field."""
    for field in ("name", "short", "entry"):
        yield field, getattr(channel, field)
    for step in Steps.__struct_fields__:
        yield f"steps.{step}", getattr(channel.steps, step)
    for app in channel.apps:
        yield "apps.name", app.name
    for method in channel.methods:
        yield "methods.name", method.name
    for field, words in (
        ("source.words", channel.source.words),
        *((("mall.words", channel.mall.words),) if channel.mall else ()),
        *((f"uncertain.{name}.words", each.words) for name, each in channel.uncertain.items()),
    ):
        yield field, words
    for field, words in (
        ("notes", channel.notes),
        ("minimum.words", channel.minimum.words if channel.minimum else {}),
        ("auto_debit.when", channel.auto_debit.when),
        ("early.words", channel.early.words if channel.early else {}),
    ):
        if words:
            yield field, words


def _check_days(channel: Channel) -> None:
    check.zone(channel.id, "zone", channel.zone)
    for field, day in (("bill_day", channel.bill_day), ("due_day", channel.due_day)):
        if day is not None:
            check.within(channel.id, field, day, 1, 31)
        elif channel.mode is Mode.STATEMENT and not channel.card and channel.due_after is None:
            raise check.missing(channel.id, field)
    if channel.due_after is not None:
        check.within(channel.id, "due_after", channel.due_after, 1, 60)
        if any(move.bill_day is None for move in channel.due_moves):
            raise check.contradicts(channel.id, "due_moves", "due_after")
    for move in channel.due_moves:
        check.within(channel.id, "due_moves.due_day", move.due_day, 1, 31)
        if move.bill_day is not None:
            _check_moved_bill_day(channel.id, move.bill_day)
    for day in channel.due_days:
        check.within(channel.id, "due_days", day, 1, 31)
    for each in (*channel.bill_days, *channel.bill_days.values()):
        check.within(channel.id, "bill_days", each, 1, 31)
    check.within(channel.id, "grace_days", channel.grace_days, 0, 31)
    check.within(channel.id, "auto_debit.days_before", channel.auto_debit.days_before, 0, 31)
    check.account(channel.id, "auto_debit.pay_account", channel.auto_debit.pay_account)


def _check_moved_bill_day(channel: str, day: int) -> None:
    try:
        check.within(channel, "bill_day", day, 1, 31)
    except Problem as problem:
        problem.field = "due_moves.bill_day"
        raise


def _check_rates(channel: Channel) -> None:
    check.amount(channel.id, "grace_amount", channel.grace_amount)
    _check_late(channel.id, "late_", _as_said(channel))
    if channel.order_late is not None:
        _check_late(channel.id, "order_late.", channel.order_late)
    if channel.early:
        check.decimal(channel.id, "early.percent", channel.early.percent, 100)
        check.decimal(channel.id, "early.daily_rate", channel.early.daily_rate or "0", 1)
        check.within(channel.id, "early.free_days", channel.early.free_days, 0, 31)
    if channel.minimum:
        check.decimal(channel.id, "minimum.instalments", channel.minimum.instalments or "0", 1)
        check.decimal(channel.id, "minimum.other", channel.minimum.other or "0", 1)
        check.decimal(channel.id, "minimum.carried", channel.minimum.carried or "0", 1)
        check.amount(channel.id, "minimum.carried_from", channel.minimum.carried_from)
    if channel.most_periods is not None:
        check.within(channel.id, "most_periods", channel.most_periods, 1, MAX_PERIODS)
    for periods, rate in channel.fee_rates.items():
        check.within(channel.id, "fee_rates", periods, 1, MAX_PERIODS)
        check.decimal(channel.id, "fee_rates", rate, 1)


def _as_said(channel: Channel) -> Late:
    """The rule that its own fields make, which are named as those of the rule: `late_daily_rate`."""
    return Late(**{name: getattr(channel, f"late_{name}") for name in Late.__struct_fields__})


def _check_late(channel: str, under: str, late: Late) -> None:
    for name in ("daily_rate", "extra_rate", "penalty"):
        check.decimal(channel, under + name, getattr(late, name), 1)
    check.amount(channel, f"{under}penalty_floor", late.penalty_floor)


def check_complete(channel: Channel) -> None:
    """Problem where a rule lacks what it needs. Only new rules are checked: older versions let it pass."""
    for method in channel.arrivals:
        check.method(channel.id, "arrivals", method, [each.id for each in channel.methods])
    if channel.early and lacks_figure(channel.early):
        raise check.missing(channel.id, f"early.{figure_of(channel.early.rule)}")


def _check_ways_to_pay(channel: Channel) -> None:
    check.some(channel.id, "apps", channel.apps)
    for app in channel.apps:
        if app.domain or not channel.card:
            check.domain(channel.id, "apps.domain", app.domain)
    check.some(channel.id, "methods", channel.methods)
    check.distinct(channel.id, "methods", [method.id for method in channel.methods])
    for method in channel.methods:
        check.slug(channel.id, "methods.id", method.id)
    for arrival in channel.arrivals.values():
        if (arrival.before is not None) is not (arrival.takes is Takes.SAME_DAY):
            raise check.contradicts(channel.id, "arrivals", "before")
        within = (1, MOST_DAYS) if arrival.takes is Takes.DAYS else (0, 0)
        check.within(channel.id, "arrivals", arrival.days, *within)
    if channel.early and channel.early.methods:
        for name in channel.early.methods:
            check.method(channel.id, "early.methods", name, [method.id for method in channel.methods])
