"""How a payment was made, and its number, as a line of a statement says them and as they are kept."""

from models.actions.checklist import check_paid_by
from models.actions.method_words import method_words
from models.actions.reference import as_kept
from models.channels.channel import AUTO_DEBIT, Channel
from models.ledger.repayment import OTHER
from models.ledger.statement import StatementLine
from models.values.message import Problem
from models.values.text import MAX_TITLE, clean


def paid_how(line: StatementLine, channel: Channel) -> tuple[str, str]:
    """The method by which the channel knows it, and the words of one that it does not know, without names of people;
    `other` and "" for none."""
    if line.automatic:
        return AUTO_DEBIT, ""
    if channel.takes(line.method) and line.method != OTHER:
        return line.method, ""
    words = clean(method_words(line.method_text), MAX_TITLE)
    try:
        check_paid_by(channel, OTHER, words)
    except Problem:
        return OTHER, ""
    return OTHER, words


def reference_of(line: StatementLine) -> str:
    """The number of the payment as it is kept; "" of one that cannot be kept."""
    try:
        return as_kept(line.reference)
    except Problem:
        return ""
