"""Repayment channels: the institutions that lend and are repaid, as data.

The catalogue is `channels.toml`, one table a channel. Its rules are defaults that were true of a named source
on a named day, never promises: the user's own word wins.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from importlib import resources

import msgspec

from models.calendar import END_OF_DAY, months_after, on_day
from models.message import Problem, Words
from models.plan import Remainder

LANGUAGES = ("zh_CN", "en")


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


class App(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official app or site, and the domain it belongs to."""

    name: Words
    domain: str


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to pay that the channel takes."""

    id: str
    name: Words


class AutoDebit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Auto-debit as the channel runs it. `days_before` the due date it starts; `when` says the hours in words."""

    default: Switch = Switch.OFF
    days_before: int = 0
    when: Words = {}


class Channel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One institution. Days are of the month, times in `zone`, rates decimals as text (`"0.0005"` a day)."""

    id: str
    name: Words
    short: Words
    lender: str
    apps: tuple[App, ...]
    entry: Words
    mode: Mode
    bill_day: int | None = None
    due_day: int | None = None
    due_days: tuple[int, ...] = ()
    zone: str = "Asia/Shanghai"
    cutoff: time = END_OF_DAY
    methods: tuple[Method, ...]
    auto_debit: AutoDebit = AutoDebit()
    late_daily_rate: str = "0"
    remainder: Remainder = Remainder.LAST
    notes: Words = {}
    source: str
    verified_on: date
    uncertain: tuple[str, ...] = ()

    def takes(self, method: str) -> bool:
        """Whether the channel accepts that payment method."""
        return any(each.id == method for each in self.methods)

    def method_name(self, method: str) -> Words:
        """The words for a payment method; its bare id where the channel no longer names it."""
        return next((each.name for each in self.methods if each.id == method), dict.fromkeys(LANGUAGES, method))


Catalogue = Mapping[str, Channel]
"""Channels by id, in the order in which they are offered."""


def first_due(channel: Channel, bought: date) -> date | None:
    """The first due date that the channel's rule implies for a purchase on `bought`; None where it has no rule.

    账单制: the first bill day after the purchase bills it, and the next due day after that bill is its date.
    订单制: a month after the purchase.
    """
    if channel.mode is Mode.ORDER:
        return months_after(bought, 1)
    if channel.bill_day is None or channel.due_day is None:
        return None
    billed = on_day(bought.year, bought.month, channel.bill_day)
    if billed <= bought:
        billed = months_after(billed, 1, channel.bill_day)
    due = on_day(billed.year, billed.month, channel.due_day)
    return due if due > billed else months_after(due, 1, channel.due_day)


def parse_catalogue(text: str) -> Catalogue:
    """The channels in a TOML text; raises Problem naming the table and the field that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problem("the channel catalogue is not valid TOML: {reason}", reason=str(error)) from None
    return {ident: _channel(ident, table) for ident, table in tables.items()}


def _channel(ident: str, table: object) -> Channel:
    if not isinstance(table, dict):
        raise Problem("channel {channel}: a table is expected", channel=ident)
    try:
        return msgspec.convert({"id": ident, **table}, Channel)
    except msgspec.ValidationError as error:
        raise Problem("channel {channel}: {reason}", channel=ident, reason=str(error)) from None


@cache
def builtin() -> Catalogue:
    """The catalogue that comes with fenqi."""
    return parse_catalogue(resources.files("models").joinpath("channels.toml").read_text("utf-8"))
