"""The head of the checklist: the bill that it is for, in a line or two."""

from collections.abc import Iterator

from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.status import status
from models.values.money import yuan
from models.values.text import clean
from tui.run.session import Session
from tui.terminal.cells import cut, wrap
from tui.words.present import due_when, status_words, time_left

SHORTEST = 16
"""Cells of a title by which an order is recognised; where there are fewer on the line, it is given one of its own."""


def heading(bill: Bill, session: Session, width: int) -> list[str]:
    """Whose bill it is, of which order, how much, by when and how long there is, in lines of `width` cells.

    Only the title is cut, and how long there is goes before a third line.
    """
    whose, title = session.language.words(bill.channel.short), _title(bill, session)
    *most, left = _figures(bill, session)
    figures = " · ".join((*most, left))
    room = width - cell_len(f"{whose} ·  · {figures}")
    if room >= min(SHORTEST, cell_len(title)):
        return [f"{whose} · {cut(title, room)} · {figures}"]
    if most and cell_len(figures) > width:
        figures = " · ".join(most)  # what the date says, too
    return [cut(f"{whose} · {title}", width), *wrap(figures, width)]


def _title(bill: Bill, session: Session) -> str:
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
