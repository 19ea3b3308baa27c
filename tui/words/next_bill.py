"""The bill to pay next, where there is no room for the list of them."""

from collections.abc import Sequence

from models.bills.bill import Bill
from models.bills.status import status
from models.values.money import yuan
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, line_len
from tui.widgets.arranged import LEAST
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, due_when, time_left


def next_bill(bill: Bill | None, session: Session, width: int) -> Sequence[Cells]:
    """Whom, how much and by when, and the size of a terminal in which fenqi can be used, in three lines.

    An amount or a date is there whole or not at all.
    """
    t = session.language
    needed: Cells = ((cut(t.t("needs {columns}x{rows}", columns=LEAST[0], rows=LEAST[1]), width), "key"),)
    if bill is None:
        return ((cut(t.t("nothing is owed"), width), ""),), (), needed
    stands = status(bill, session.moment())
    ink = STATUS_STYLES[stands]
    amount = yuan(bill.outstanding)
    name = cut(t.words(bill.channel.short), max(0, width - len(amount) - 1))
    first: Cells = ((f"{name} " if name else "", ""), (amount, "bold"))
    when: Cells = ((f"{STATUS_GLYPHS[stands]} {due_when(bill, session.now())}", ink),)
    left: Cells = (*when, ("  ", ""), (time_left(bill, session.now(), t), ink))
    return _whole((first, first[1:]), width), _whole((left, when), width), needed


def _whole(forms: Sequence[Cells], width: int) -> Cells:
    """The first that has room."""
    return next((each for each in forms if line_len(each) <= width), ())
