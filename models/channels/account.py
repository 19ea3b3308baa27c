"""Accounts: one contract with an institution each, a card or a credit line, with its own days and auto-debit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

import msgspec

from models.channels import checks as check
from models.channels.channel import Channel
from models.channels.channel_checks import check_days
from models.channels.cycle import DueMove
from models.channels.debited_before import DebitedBefore
from models.channels.names import name_key
from models.channels.rules import RUNS, Extent, Mode, Switch
from models.values.message import Words
from models.values.text import MAX_TITLE, clean


class Account(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One contract with the institution `channel`, under an id that never changes.

    The first account of a channel has the channel's id. The mode and the days are the account's own from the moment
    that it is made, so that no newer catalogue moves a bill; `moves` are theirs. `last4`: the last four digits of a
    card, or "". `pay_account`: the label of what auto-debit takes from. `auto_debit`, `extent`: None where nobody said
    anything, so that the channel's counts. `debited_before` is what held of these three before it was said, earliest
    first. `set_up_on`: the day on which auto-debit was set up. `added_on`: the day on which the account was made; None
    of one of an older version. `by_order`: an order made it, and nobody said anything of it since.
    Raises Problem naming the field that is wrong.
    """

    id: str
    channel: str
    label: str = ""
    last4: str = ""
    mode: Mode
    bill_day: int | None = None
    due_day: int | None = None
    due_after: int | None = None
    moves: tuple[DueMove, ...] = ()
    pay_account: str = ""
    auto_debit: Switch | None = None
    extent: Extent | None = None
    debited_before: tuple[DebitedBefore, ...] = ()
    set_up_on: date | None = None
    added_on: date | None = None
    by_order: bool = False

    def __post_init__(self) -> None:
        check.last4(self.id, self.last4)
        check.label(self.id, "label", self.label)
        for label in (self.pay_account, *(each.pay_account for each in self.debited_before)):
            check.label(self.id, "pay_account", label)

    @property
    def suffix(self) -> str:
        """What it is called by: its label or its digits; "" where it has none."""
        return self.label or self.last4

    @property
    def marks(self) -> tuple[str, ...]:
        """All by which somebody may call it: its label and its digits, as far as it has them."""
        return tuple(each for each in (self.label, self.last4) if each)

    @classmethod
    def of(cls, channel: Channel, ident: str = "") -> Self:
        """A new account of the channel, with the days that hold there now; the first one where no `ident` is given."""
        return cls(
            id=ident or channel.id,
            channel=channel.id,
            mode=channel.mode,
            bill_day=channel.bill_day,
            due_day=channel.due_day,
            due_after=channel.due_after,
            moves=channel.due_moves,
        )


def days_held(account: Account, day: date) -> tuple[int | None, int | None]:
    """The bill day and the due day of an account on that day."""
    bill_day, due_day = account.bill_day, account.due_day
    for move in sorted(account.moves, key=lambda each: each.since):
        if move.since <= day:
            bill_day, due_day = move.bill_day or bill_day, move.due_day
    return bill_day, due_day


def with_bill_days(account: Account, before: Account) -> Account:
    """With the bill day that holds then in each new move that says the due day alone: what was made before stays.

    Where none is known, or what is due is due so many days after the bill, such a move is of the due day alone.
    """
    if account.mode is not Mode.STATEMENT or account.due_after is not None:
        return account
    moves = tuple(
        each
        if each.bill_day is not None or each in before.moves
        else msgspec.structs.replace(each, bill_day=days_held(account, each.since)[0])
        for each in account.moves
    )
    return msgspec.structs.replace(account, moves=moves)


def suffixes_of(accounts: Iterable[Account]) -> Mapping[str, str]:
    """By id, what tells each account from the others of its channel behind the channel's name.

    That is its label or its digits; both where another has the same; its id, too, where that does not help.
    """
    known = list(accounts)
    called = {each.id: each.suffix for each in known}
    for longer in (_with_all, _with_id):
        count = Counter((each.channel, name_key(called[each.id])) for each in known)
        called |= {each.id: longer(each) for each in known if count[each.channel, name_key(called[each.id])] > 1}
    return called


def _with_all(account: Account) -> str:
    return " ".join(account.marks)


def _with_id(account: Account) -> str:
    return " ".join((*account.marks, f"({account.id})"))


def as_held(channel: Channel, account: Account, suffix: str | None = None) -> Channel:
    """The channel as the account has it, under the account's id; Problem where the two do not go together.

    `suffix`: what its name has behind the channel's, see `suffixes_of`; else what it is called by alone.
    """
    auto_debit = msgspec.structs.replace(
        channel.auto_debit,
        default=account.auto_debit or channel.auto_debit.default,
        pay_account=account.pay_account or channel.auto_debit.pay_account,
        extent=account.extent or channel.auto_debit.extent,
    )
    held = msgspec.structs.replace(
        named(channel, account, suffix),
        said=account.auto_debit is not None,
        mode=account.mode,
        bill_day=account.bill_day,
        due_day=account.due_day,
        due_after=account.due_after,
        due_moves=account.moves,
        auto_debit=auto_debit,
    )
    check_days(held)
    return held


def debited_now(account: Account, channel: Channel, day: date) -> DebitedBefore:
    """What holds of its auto-debit up to that day; `channel` is as the account has it."""
    rule = channel.auto_debit
    unsaid = account.auto_debit is None and rule.default is Switch.OFF
    return DebitedBefore(
        until=day,
        auto_debit=None if unsaid else rule.default,
        extent=rule.extent,
        pay_account=rule.pay_account,
    )


def set_up_on(was: Switch | None, now: Switch | None, said: date | None, day: date) -> date | None:
    """When auto-debit was set up: on that `day` where it is switched on and nothing else is said; None where off."""
    if now in RUNS and was not in RUNS:
        return said or day
    return None if was in RUNS and now not in RUNS else said


def named(channel: Channel, account: Account, suffix: str | None = None) -> Channel:
    """The channel under the id and the name of the account, with rules of its own; `suffix` as of `as_held`."""
    suffix = account.suffix if suffix is None else suffix
    return msgspec.structs.replace(
        channel,
        id=account.id,
        institution=account.channel,
        marks=account.marks,
        name=_with(channel.name, suffix),
        short=_with(channel.short, suffix),
        aliases=tuple(clean(f"{alias} {suffix}", MAX_TITLE) for alias in channel.aliases),
    )


def _with(words: Words, suffix: str) -> Words:
    if not suffix:
        return words
    return {language: clean(f"{text} {suffix}", MAX_TITLE) for language, text in words.items()}
