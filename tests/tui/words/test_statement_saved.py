"""What is said to be saved of a statement: the question, and what undo calls it."""

from datetime import date

from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, line, repaid, six_orders
from tui.words.statement_saved import figure_kept, label, question

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


def test_of_a_mail_that_has_only_a_figure_it_is_said_that_it_is_kept_until_it_is_on_record():
    question_of_it = "No repayment is recorded. Keep the institution's figure, and save what else is sure or answered?"
    assert said(FIGURE, FAILED) == (question_of_it, "repayments, its figure kept for the bill due 2026-12-10")
    found = beside(six_orders(), alipay(FIGURE, covers=None))
    assert str(figure_kept(found)) == "keeps the institution's figure for the bill due 2026-12-10: ¥581.20"
    again = beside(found.ledger, found.statement)
    assert figure_kept(again) is None and str(label(again)).endswith("no repayments")
    assert figure_kept(beside(six_orders(), alipay(PAID))) is None
