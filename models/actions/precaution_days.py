"""Which precaution is named on a day: at most one, and none twice within a month, though nothing is kept of it.

Each day is the turn of one precaution, as if all of them took it round and round. A new one joins at the end of the
round on the day after that since which it is known; so whose turn a day was, nothing changes any more. A precaution is
named on the first turn of its own from the day on which it came to be due, and on the first again that is 32 days after
that, for as long as it is due: that follows from its last answer and the calendar alone.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from models.actions.precautions import Row, asked_from, first_known, id_of, idents_of, rows
from models.bills.known_since import known_since
from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.precautions import PRECAUTIONS, REFUND_ARRIVED, Of
from models.ledger.ledger import Ledger
from models.values.dates import today

APART = 32
"""Days from one naming of a precaution to the next, at least: more than a month has."""
REFUNDS_EVERY = 6
"""Every sixth day is for refunds: they are due at their own time, and a few at once at most."""
REFUND_LASTS = 100
"""Days for which a refund takes turns: it is named three or four times, and lets later ones have theirs."""


class _Round(msgspec.Struct, frozen=True):
    """Precautions by id in the order in which they come, and when each does; it leaves `lasts` days later."""

    idents: tuple[str, ...]
    since: tuple[int, ...]
    lasts: int | None = None

    def turn(self, day: int, number: int) -> str:
        """Whose turn the day is, the `number`-th for this round; "" where nobody is there."""
        first = 0 if self.lasts is None else bisect_left(self.since, day - self.lasts)
        there = bisect_left(self.since, day) - first
        return self.idents[first + number % there] if there else ""


def named(ledger: Ledger, channels: Catalogue, now: datetime) -> Row | None:
    """The precaution to name today at the institutions, if any; `channels` are the contracts of the ledger."""
    day = today(now, HOME_ZONE)
    turns = _Turns(_round(_of_accounts(ledger)), _round(_of_refunds(ledger), REFUND_LASTS))
    ident = turns.turn(day.toordinal())
    row = next((each for each in rows(ledger, channels, now) if each.id == ident), None)
    if row is None or row.since is None or not row.is_due(day):
        return None
    kept = ledger.precautions.get(ident)
    # Of an account that was gone for a while it may have been named before.
    begins = min(row.since, kept.was_known) if kept and kept.was_known else row.since
    if row.last is not None:
        # It may have been named up to its last answer, and for another refund of the order then.
        begins = max(begins, today(row.last, HOME_ZONE) + timedelta(days=APART))
    return row if turns.names(ident, begins, day) else None


class _Turns(msgspec.Struct, frozen=True):
    """Whose turn each day is."""

    accounts: _Round
    refunds: _Round

    def turn(self, day: int) -> str:
        """The precaution whose turn it is; "" where it is that of none."""
        number, rest = divmod(day, REFUNDS_EVERY)
        return self.accounts.turn(day, day - number) if rest else self.refunds.turn(day, number)

    def names(self, ident: str, begins: date, day: date) -> bool:
        """Whether one that is due since `begins` is named on that day."""
        at, last = begins.toordinal(), day.toordinal()
        while at < last:
            at += APART if self.turn(at) == ident else 1
        return at == last and self.turn(at) == ident


def _of_accounts(ledger: Ledger) -> list[tuple[str, date]]:
    """What concerns all accounts, and all that each may ever have, in the order of the day since which it is known.

    What was of an account that is gone keeps its place: nothing is named on its turns.
    """
    there = {ident: day for of, day in known_since(ledger).items() for ident in idents_of(of)}
    gone = {each.id: each.was_known for each in ledger.precautions.values() if each.was_known}
    ranked = sorted({**there, **gone}.items(), key=lambda each: (each[1], each[0]))
    first = first_known(ledger)
    of_all = [(check.id, first) for check in PRECAUTIONS if check.of is Of.ALL and first]
    return [*of_all, *ranked]


def _of_refunds(ledger: Ledger) -> Iterator[tuple[str, date]]:
    """The refunds, of which nobody may have said yet whether they arrived, with the day on which that is asked."""
    days = sorted((asked_from(each), each.order) for each in ledger.refunds.values())
    yield from ((id_of(REFUND_ARRIVED, order), day) for day, order in days)


def _round(coming: Iterable[tuple[str, date]], lasts: int | None = None) -> _Round:
    """Those that come, in the order in which they do."""
    found = tuple(coming)
    return _Round(tuple(ident for ident, _ in found), tuple(day.toordinal() for _, day in found), lasts)
