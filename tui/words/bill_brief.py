"""A bill while its checklist is gone through, in few rows: its lines, what they come to, and by when."""

from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.schedule import Line
from tui.run.session import Session
from tui.terminal.cells import Cells, flow, line_len
from tui.words.bill_head import auto_debit_said, due_said
from tui.words.bill_lines import Block

AIRY = 3
"""Lines of a bill up to which an empty row stands before its dates."""


def bill_brief(bill: Bill, rows: Block, session: Session, width: int) -> list[Cells | Line]:
    """The lines as the checklist compares them with the app: without principal and fee, with their sum named."""
    t, lines = session.language, len(bill.lines)
    due, label = _labelled(t.t("due"), due_said(bill, session, width)), t.t("auto-debit")
    beside = auto_debit_said(bill, session, width - line_len(due) - cell_len(label) - 3)
    auto_debit = beside if len(beside) == 1 else auto_debit_said(bill, session, width)
    total = [rows.named_total(t)] if lines > 1 else []
    dates = flow([due, _labelled(label, auto_debit)], width)
    return [*bill.lines, *total, *([()] if lines <= AIRY and len(dates) == 1 else []), *dates]


def _labelled(label: str, lines: list[Cells]) -> Cells:
    parts = [part for line in lines for part in ((" ", ""), *line)]
    return ((label, "dim"), *parts)
