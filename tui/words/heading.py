"""The bill that a pane is about, in its title, above and below it."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.bill import Bill, auto_debit_of, has_begun, past_due
from models.bills.status import Status, status
from models.channels.rules import RUNS, Switch
from models.values.money import yuan
from models.values.text import clean
from tui.run.session import Session
from tui.terminal.cells import cut, wrap
from tui.words.present import (
    STATUS_GLYPHS,
    STATUS_STYLES,
    dated,
    due_when,
    status_words,
    time_left,
    unconfirmed_said,
    viewer_time,
    weekday,
)

SHORTEST = 16
"""Cells of a title by which an order is recognised; where there are fewer on the line, it is given one of its own."""


def heading(bill: Bill, session: Session, width: int) -> list[str]:
    """Whose bill it is, of which order, how much, by when and how long there is, in lines of `width` cells.

    Only the title is cut, and how long there is goes before a third line.
    """
    whose, title = session.language.words(bill.channel.short), orders_said(bill, session)
    *most, left = _figures(bill, session)
    figures = " · ".join((*most, left))
    room = width - cell_len(f"{whose} ·  · {figures}")
    if room >= min(SHORTEST, cell_len(title)):
        return [f"{whose} · {cut(title, room)} · {figures}"]
    if most and cell_len(figures) > width:
        figures = " · ".join(most)  # what the date says, too
    return [cut(f"{whose} · {title}", width), *wrap(figures, width)]


def orders_said(bill: Bill, session: Session) -> str:
    """The one order that is repaid, or how many are; an order that nothing is left of is none of them."""
    wanted = [line for line in bill.lines if line.outstanding > 0] or bill.lines
    titles = {line.order_id: line.order.title for line in wanted if line.order}
    if len(titles) == 1:
        return clean(next(iter(titles.values())))
    return session.language.t("{count} orders", count=len(titles)) if titles else ""


def _figures(bill: Bill, session: Session) -> Iterator[str]:
    t, now = session.language, session.now()
    if bill.settles:
        yield f"{t.t('to settle early')} {yuan(bill.outstanding)}"
        return
    yield yuan(bill.outstanding)
    yield t.t("cut-off {when}", when=due_when(bill, now))
    owed = bill.outstanding > 0
    yield time_left(bill, now, t) if owed else status_words(status(bill, session.moment()), t)


def titles_of(name: str, bill: Bill | None, session: Session) -> list[str]:
    """A pane's name and the bill that it shows, and shorter ones: whose it is stays longer than its day."""
    if bill is None:
        return [name]
    whose = session.language.words(bill.channel.short)
    if bill.settles:
        return [f"{name} · {whose}", name]
    day = dated(bill.due, bill.channel, session.now())
    return [f"{name} · {whose} · {day}", f"{name} · {whose}", name]


class Standing(NamedTuple):
    """How a bill stands: `words` for a title, the time that is `left` where those do not say it, and their ink."""

    words: str
    left: str
    ink: str

    @property
    def whole(self) -> str:
        """Both in one line."""
        return " · ".join(filter(None, (self.words, self.left)))


TIMED = frozenset({Status.UPCOMING, Status.DUE_SOON, Status.DUE_TODAY, Status.OVERDUE})
"""Where the time that is left says how it stands."""


def standing(bill: Bill, session: Session) -> Standing | None:
    """How the bill stands, in a few words: the days left, or what is to be looked at.

    None of one that settles an order early: that is due on no day.
    """
    if bill.settles:
        return None
    t, stands = session.language, status(bill, session.moment())
    left, ink = time_left(bill, session.now(), t) if bill.outstanding else "", STATUS_STYLES[stands]
    if left and stands in TIMED:
        return Standing(f"{STATUS_GLYPHS[stands]} {left}", "", ink)
    return Standing(status_words(stands, t), left, ink)


def beyond_its_row(bill: Bill, session: Session) -> list[str]:
    """What the bill's row in the list does not say: the weekday and the hour, what is paid and not seen, auto-debit.

    The longest text first.
    """
    t = session.language
    if bill.settles:
        return []
    whose = t.words(bill.channel.short)
    day = t.t("{weekday} {day}", weekday=weekday(bill.due, t), day=dated(bill.due, bill.channel, session.now()))
    hour = f"{bill.due_at:%H:%M}"
    until = t.t("{channel}: {day} until {time}", channel=whose, day=day, time=hour)
    if bill.outstanding and past_due(bill, session.now()):
        until = t.t("{channel}: was due {day} {time}", channel=whose, day=day, time=hour)
    here = viewer_time(bill, session.zone)
    pieces = [until, unconfirmed_said(bill, t), _auto_debit(bill, session), f"= {here}" if here else ""]
    said = [each for each in pieces if each]
    return [" · ".join(said[:count]) for count in range(len(said), 0, -1)]


def _auto_debit(bill: Bill, session: Session) -> str:
    """From when on auto-debit takes it, or until when; or that it does not."""
    t, window, state = session.language, bill.window, auto_debit_of(bill)
    if window is not None and window.known and session.now().timestamp() <= window.end.timestamp():
        if has_begun(bill, session.now()):
            return t.t("auto-debit until {end}", end=f"{window.end:%m-%d %H:%M}")
        return t.t("auto-debit from {start} on", start=f"{window.start:%m-%d %H:%M}")
    if bill.outstanding <= 0 or state in RUNS:
        return ""
    return t.t("auto-debit off") if state is Switch.OFF else t.t("auto-debit not known")
