"""What held of an account's auto-debit before somebody said otherwise: a debit of that time was by it."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from models.channels.rules import Extent, Switch


class DebitedBefore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What held up to the day `until`, on which something else was said, as the account and its channel had it then.

    `auto_debit`: None where nobody had said anything, and the institution has it off until it is set up.
    """

    until: date
    auto_debit: Switch | None = None
    extent: Extent = Extent.UNKNOWN
    pay_account: str = ""


class Dated(Protocol):
    """What held up to a day."""

    @property
    def until(self) -> date: ...


HeldT = TypeVar("HeldT", bound=Dated)


LIKELY = (Switch.ALWAYS, Switch.ON, Switch.UNKNOWN, None, Switch.OFF)
"""By which of two that held in the hours of one debit money is more likely to be taken."""


def held_then(before: tuple[DebitedBefore, ...], now: DebitedBefore, first: date, last: date) -> DebitedBefore:
    """What held for a debit of these days; `now` is what holds since the last change.

    Where it was changed on one of them, that by which money may have been taken: nobody saw in which hour it was. Of
    two such the earlier, whose hours had begun.
    """
    held = held_on(before, now, first, last)
    return min(held, key=lambda each: LIKELY.index(each.auto_debit), default=now)


def held_on(before: tuple[HeldT, ...], now: HeldT, first: date, last: date) -> Iterator[HeldT]:
    """All that held on any of these days, earliest first."""
    since = date.min
    for each in before:
        if since <= last and first <= each.until:
            yield each
        since = each.until
    if since <= last:
        yield now
