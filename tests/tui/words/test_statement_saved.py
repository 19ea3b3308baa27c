"""What is said to be saved of a statement: the question, and what undo calls it."""

from datetime import date

from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, line, repaid, six_orders
from tui.words.findings import label, question

PAID = repaid("2026-10-10T09:00", "581.20", label="2026-10", reference="A1")
FAILED = line("failed", "2026-11-09T16:30", "581.20", channel="huabei", reference="A2")
FIGURE = line("bill", "2026-12-01", "581.20", channel="huabei", due=date(2026, 12, 10))


def said(*lines: StatementLine) -> tuple[str, str]:
    found = beside(six_orders(), alipay(*lines, covers=None))
    return str(question(found)), str(label(found)).rpartition("no ")[2]


def test_it_names_repayments_only_where_there_are_some():
    assert said(PAID, FAILED)[0] == "Record what is sure and what is answered? Repayments: 1"
    kept = "No repayment is recorded. Keep what failed, came back or waits for later files? Lines: 1"
    assert said(FAILED) == (kept, "repayments, lines kept for later: 1")
    assert said(FIGURE, FAILED) == ("No repayment is recorded. Save what else is sure or answered?", "repayments")
