"""A month or a year as a text, account by account, and as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from models.bills.book import Book
from models.bills.report import Report, Sums
from models.channels.effective import channel_of
from models.exchange.guard import guarded
from models.values.message import msg
from models.values.money import Fen, plain_or_none, yuan
from models.values.text import harmless
from tui.run.language import Language
from tui.terminal.cells import columns
from tui.words.cost import UNKNOWN

ALWAYS = ("due", "repaid", "left")
"""What is said though it is nothing."""
NAMES = {
    "due": msg("fell due"),
    "repaid": msg("of that repaid"),
    "left": msg("of that left to pay"),
    "fees": msg("fees in it"),
    "late": msg("late interest in it"),
    "carried_in": msg("left from earlier bills, in it"),
    "carried_out": msg("went over to later bills"),
    "credit_used": msg("credit taken off"),
    "credit_came": msg("new credit"),
    "refunds": msg("refunds"),
    "paid": msg("paid in this time"),
    "early_charge": msg("charged for early settlement"),
}
"""What each sum is called; their names are the columns of the table."""
COLUMNS = ("period", "account_id", "account", *NAMES)
BY_MONTH = ("due", "repaid", "left", "paid")
"""What is said of each month of a year."""
INDENT = "  "


Months = Sequence[tuple[str, Sums]]
"""What all accounts came to, by months."""


def report_text(found: Report, period: str, book: Book, t: Language, months: Months = ()) -> list[str]:
    """The period, a block for each account with what there was, one for all where there are several, and the months."""
    blocks = [(_account(ident, book, t), sums) for ident, sums in found.accounts.items()]
    if len(blocks) > 1:
        blocks.append((t.t("all accounts"), found.total))
    lines = [t.t("report of {period}", period=period)]
    if not blocks:
        return [*lines, t.t("nothing fell due, and nothing was paid")]
    said = [[[INDENT + t.say(NAMES[name]), amount] for name, amount in _said(sums)] for _, sums in blocks]
    rows = iter(columns([row for block in said for row in block], frozenset({1})))
    for (name, _), block in zip(blocks, said, strict=True):
        lines += ["", name, *(next(rows) for _ in block)]
    return [*lines, *_by_month(months, t)]


def _by_month(months: Months, t: Language) -> list[str]:
    """A row for each month in which there was something."""
    there = [(month, [_sum(sums, name) or 0 for name in BY_MONTH]) for month, sums in months]
    rows = [[month, *map(yuan, amounts)] for month, amounts in there if any(amounts)]
    head = [t.t("month"), t.t("amount"), t.t("repaid"), t.t("to pay"), t.say(NAMES["paid"])]
    return ["", *columns([head, *rows], frozenset(range(1, len(head))))] if rows else []


def report_csv(found: Report, period: str, book: Book, t: Language) -> str:
    """A row for each account, and a last one, of no account, with their sums. What is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = [(ident, _account(ident, book, t), sums) for ident, sums in found.accounts.items()]
    for ident, name, sums in (*rows, ("", t.t("total"), found.total)):
        writer.writerow([*_texts((period, ident, name)), *(plain_or_none(_sum(sums, each)) for each in NAMES)])
    return out.getvalue()


def _texts(texts: Iterable[str]) -> Iterator[str]:
    """Texts that no spreadsheet takes for a formula."""
    return (guarded(harmless(text)) for text in texts)


def _said(sums: Sums) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        amount = _sum(sums, name)
        if amount is None:
            yield name, UNKNOWN
        elif amount or name in ALWAYS:
            yield name, yuan(amount)


def _sum(sums: Sums, name: str) -> Fen | None:
    amount: Fen | None = getattr(sums, name)
    return amount


def _account(ident: str, book: Book, t: Language) -> str:
    return t.words(channel_of(book.channels, ident).name)
