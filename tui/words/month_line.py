"""The month in a line: its name, how far its bills are repaid, what is to pay, and what is late."""

from collections.abc import Iterator, Sequence
from itertools import product

from models.bills.overview import HOME_ZONE, Overview
from models.values.dates import today
from models.values.money import grouped, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, line_len
from tui.words.present import month_name, weekday
from tui.words.progress import progress

APART = 2
"""Cells between two parts."""
BARS = {0: 8, 100: 12, 150: 24}
"""The cells of the bar, from so many cells of the line on."""


def month_line(overview: Overview, owed: Sequence[Cells], session: Session, width: int) -> Cells:
    """The app's name and the day; the month; at the right end what is late, or else one of these of what is `owed`.

    Of what has no room the longest words go first. An amount is never cut, and what is late goes last.
    """
    for left, month, right in _choices(overview, owed, session, width):
        gap = width - 2 - line_len(left) - line_len(month) - line_len(right)
        if gap >= APART * (bool(left and month) + bool(right and (left or month))):
            return _line(left, month, right, gap)
    return ((" " * width, ""),)


def _choices(
    overview: Overview, owed: Sequence[Cells], session: Session, width: int
) -> Iterator[tuple[Cells, Cells, Cells]]:
    """What may stand on the line, the fullest first."""
    lefts, months = [*_lefts(session), ()], [*_months(overview, session.language, width), ()]
    if not overview.late:
        yield from ((lefts[0], months[0], right) for right in owed)
    yield from product(lefts, months[:-1], [*_late(overview, session.language)][:1] or [()])
    for right in (*_late(overview, session.language), ()):
        yield from product(lefts, months, [right])


def _line(left: Cells, month: Cells, right: Cells, gap: int) -> Cells:
    """The three in their places: the month between the two, a little nearer to the left."""
    before = max(APART if left else 0, gap // 2 - 1) if month else gap
    return ((" ", ""), *left, (" " * before, ""), *month, (" " * (gap - before), ""), *right, (" ", ""))


def _lefts(session: Session) -> Iterator[Cells]:
    day, t = today(session.now(), HOME_ZONE), session.language
    name, date = t.t("fenqi"), f"{day:%m-%d}"
    long = t.t("{weekday} {day}", weekday=weekday(day, t), day=date)
    for said in (long, date):
        yield ((name, "key"), ("  ", ""), (said, "dim"))
    yield ((name, "key"),)


def _months(overview: Overview, t: Language, width: int) -> Iterator[Cells]:
    """What there is to say of the month, the most of it first."""
    month, owed = overview.month, overview.month.due - overview.month.paid
    name: Cells = ((f"{month_name(month.first, t)} ", "dim"),)
    repaid: Cells = ((f"{t.t('repaid')} ", "dim"), (grouped(overview.repaid), ""))
    others: Cells = ()
    if overview.elsewhere:
        others = ((f"  {t.t('of which for other months {amount}', amount=grouped(overview.elsewhere))}", "dim"),)
    if not month.due:
        said: Cells = (*name, (t.t("no bill this month"), "dim"))
        if overview.repaid:
            yield (*said, ("  ", ""), *repaid, *others)
            yield (*said, ("  ", ""), *repaid)
        yield said
        return
    longest = max(size for least, size in BARS.items() if width >= least)
    left: Cells = ((f"  {t.t('to pay')} ", "dim"), (grouped(owed), "bold"))
    whole: Cells = ((f"  {t.t('of {amount}', amount=grouped(month.due))}", "dim"),)
    paid: Cells = (("  ", ""), *repaid)
    fullest = [(*paid, *others, *left, *whole)] if longest > BARS[100] else []
    shortest = [] if overview.elsewhere else [left]
    for figures in (*fullest, (*paid, *others, *left), (*paid, *left), *shortest):
        for bar in (longest, min(BARS.values())):
            heavy, light = progress(month.paid, month.due, bar)
            yield (*name, (heavy, "good"), (light, "line"), *figures)
    yield (*name, *repaid, *left)
    label, amount = left
    yield (*name, (label[0].strip() + " ", label[1]), amount)


def _late(overview: Overview, t: Language) -> Iterator[Cells]:
    if overview.late:
        count = t.t("{count} overdue", count=overview.late)
        yield ((f"!! {count}  {yuan(overview.overdue)}", "bold bad"),)
        yield ((f"!! {count} {grouped(overview.overdue)}", "bold bad"),)
        yield ((f"!! {grouped(overview.overdue)}", "bold bad"),)
