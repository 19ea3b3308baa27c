"""The bill that is due next, below what was recorded."""

from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.status import status
from models.values.money import grouped
from models.values.text import clean
from tui.run.session import Session
from tui.terminal.cells import Cells, fit, right, wrap
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, dated, time_left

TITLE = 8
"""Cells of a title by which it is recognised; with fewer, what stands beside it goes into a line of its own."""


def next_below(bill: Bill, session: Session, width: int) -> list[Cells]:
    """The bill that is due next, in a line or, where there is no room for a title in it, in some."""
    t, now = session.language, session.now()
    stands = status(bill, session.moment())
    glyph, ink = STATUS_GLYPHS[stands] + " ", STATUS_STYLES[stands]
    owed = [line for line in bill.lines if line.outstanding > 0 and line.order]
    titles = {line.order_id: line.order.title for line in owed if line.order}
    title = clean(next(iter(titles.values()))) if len(titles) == 1 else t.t("{count} orders", count=len(titles))
    which = f"  {owed[0].number}/{owed[0].order.plan.periods}" if len(owed) == 1 and owed[0].order else ""
    short = t.words(bill.channel.short) + which
    due, amount = f"{dated(bill.due, bill.channel, now)} {time_left(bill, now, t)}", grouped(bill.outstanding)
    room = width - sum(cell_len(each) for each in (glyph, short, due, amount)) - 6
    if room >= min(TITLE, cell_len(title)):
        cells: Cells = (
            (glyph, ink),
            (fit(title, room), ""),
            (f"  {short}", "dim"),
            (f"  {due}", ink),
            (f"  {amount}", "bold"),
        )
        return [cells]
    room = width - cell_len(glyph + short) - 2
    first: Cells = ((glyph, ink), (fit(title, room) if cell_len(title) > room else title, ""), (f"  {short}", "dim"))
    *parts, last = wrap(due, max(1, width - cell_len(amount) - 4))
    rest: Cells = ((f"  {last}", ink), (right(amount, width - cell_len(last) - 2), "bold"))
    return [first, *(((f"  {part}", ink),) for part in parts), rest]
