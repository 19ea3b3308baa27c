"""The bill to pay next, where there is no room for the list of them, and what to do there."""

from collections.abc import Sequence

from models.bills.bill import Bill
from models.bills.status import status
from models.values.money import yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, line_len
from tui.widgets.arranged import LEAST
from tui.words.heading import orders_said
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, due_when, time_left

ROWS = 4
"""Rows that are needed for what is bought to be said, too."""


def next_bill(bill: Bill | None, session: Session, size: tuple[int, int], keys: tuple[str, str]) -> Sequence[Cells]:
    """Whom and how much, for what, and by when; and what to do: in the size that is needed the first of the `keys`
    repays it, the other quits in any.

    `size` are the cells and rows there are. An amount or a date is there whole or not at all.
    """
    t, (width, height) = session.language, size
    if bill is None:
        return ((cut(t.t("nothing is owed"), width), ""),), (), _to_do(t, width, "", keys[1])
    stands = status(bill, session.moment())
    ink = STATUS_STYLES[stands]
    amount = yuan(bill.outstanding)
    name = cut(t.words(bill.channel.short), max(0, width - len(amount) - 1))
    first: Cells = ((f"{name} " if name else "", ""), (amount, "bold"))
    when: Cells = ((f"{STATUS_GLYPHS[stands]} {due_when(bill, session.now())}", ink),)
    left: Cells = (*when, ("  ", ""), (time_left(bill, session.now(), t), ink))
    day: Cells = ((f"{STATUS_GLYPHS[stands]} {bill.due:%m-%d}", ink),)
    bought = ((cut(orders_said(bill, session), width), "dim"),)
    rows = _whole((first, first[1:]), width), bought, _whole((left, when, day), width), _to_do(t, width, *keys)
    return rows if height >= ROWS else (rows[0], *rows[2:])


def _to_do(t: Language, width: int, pay: str, leave: str) -> Cells:
    """The size that is needed, and the keys: as much of it as has room."""
    columns, rows = LEAST
    needed = t.t("needs {columns}x{rows}", columns=columns, rows=rows)
    way_out = t.t("{key} quits", key=leave)
    forms = [f"{needed} · {way_out}", needed]
    if pay:
        paid = t.t("needs {columns}x{rows}; {key} repays there", columns=columns, rows=rows, key=pay)
        forms = [f"{paid} · {way_out}", paid, *forms]
    return _whole([((each, "key"),) for each in forms], width) or ((cut(needed, width), "key"),)


def _whole(forms: Sequence[Cells], width: int) -> Cells:
    """The first that has room."""
    return next((each for each in forms if line_len(each) <= width), ())
