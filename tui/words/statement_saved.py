"""What is saved of a statement in words: the question before it, what undo calls it, and that a figure is kept."""

from models.actions.finding import Reconciled
from models.exchange.statement_sources import names_of
from models.ledger.ids import bill_due
from models.values.message import Message, Words, msg
from models.values.money import yuan
from tui.words.findings import period


def question(found: Reconciled) -> Message:
    """Whether to save it, and what that is."""
    if found.taken:
        return msg("Record what is sure and what is answered? Repayments: {count}", count=found.taken)
    if found.figure:
        return msg("No repayment is recorded. Keep the institution's figure, and save what else is sure or answered?")
    if found.changes or not found.kept:
        return msg("No repayment is recorded. Save what else is sure or answered?")
    return msg(
        "No repayment is recorded. Keep what failed, came back or waits for later files? Lines: {count}",
        count=found.kept,
    )


def label(found: Reconciled) -> Message:
    """What undo calls it."""
    name, covers = names_of([found.statement.source]), period(found)
    if found.taken:
        return _recorded(found.taken, name, covers)
    if found.figure:
        due = bill_due(found.figure).isoformat()
        return msg("reconciled {source}: no repayments, its figure kept for the bill due {due}", source=name, due=due)
    if found.changes or not found.kept:
        return msg("reconciled {source}: no repayments", source=name)
    return msg("reconciled {source}: no repayments, lines kept for later: {count}", source=name, count=found.kept)


def _recorded(count: int, name: Words, covers: str) -> Message:
    if not covers and count == 1:
        return msg("reconciled {source}: 1 repayment", source=name)
    if not covers:
        return msg("reconciled {source}: {count} repayments", source=name, count=count)
    if count == 1:
        return msg("reconciled {source} {covers}: 1 repayment", source=name, covers=covers)
    return msg("reconciled {source} {covers}: {count} repayments", source=name, covers=covers, count=count)


def figure_kept(found: Reconciled) -> Message | None:
    """That the institution's own figure is kept, and of which bill; None where it was kept before, or there is none."""
    figure = found.ledger.figures.get(found.figure)
    if figure is None or figure.terms is None:
        return None
    due, total = bill_due(figure.id).isoformat(), yuan(figure.terms.total)
    return msg("keeps the institution's figure for the bill due {due}: {total}", due=due, total=total)
