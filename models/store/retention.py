"""Which backups stay: the last writes, then one for each of the last hours, days, weeks and months with a write.

What is newer is decided by the write number alone, so a clock that was wrong for a while makes nothing new or old: its
hours and days are some more to keep one of. The rule is stable: to leave out now what it leaves out, and then more,
comes to the same as to leave out all of it at the end.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class BackupMark(NamedTuple):
    """A backup's write number, and when it was made (in UTC)."""

    number: int
    at: datetime


LAST = 10
"""The newest writes, whenever they were made."""

_ZONE = timedelta(hours=8)
"""Days begin when they do at the institutions: east of UTC by this much."""
_END = datetime.max.replace(tzinfo=UTC) - _ZONE

Span = Callable[[datetime], Hashable]
"""The hour, day, week or month of an instant."""

SPANS: tuple[tuple[Span, int], ...] = (
    (lambda at: (at.date(), at.hour), 24),
    (lambda at: at.date(), 14),
    (lambda at: at.isocalendar()[:2], 8),
    (lambda at: (at.year, at.month), 24),
)
"""How many of each stay, if it has a write: by its newest one."""

MOST = LAST + sum(count for _, count in SPANS)
"""More never stay."""


def kept(marks: Iterable[BackupMark]) -> frozenset[BackupMark]:
    """Those of the marks that stay."""
    newest_first = sorted(set(marks), reverse=True)
    staying = set(newest_first[:LAST])
    for span, count in SPANS:
        newest_of: dict[Hashable, BackupMark] = {}
        for mark in newest_first:
            newest_of.setdefault(span(min(mark.at, _END) + _ZONE), mark)
        staying.update(list(newest_of.values())[:count])
    return frozenset(staying)
