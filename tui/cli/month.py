"""`fenqi month`: what is overdue, what this month still takes, what the coming ones bring, and how much that is."""

from typing import Any

import click

from models.actions.budget import budget_of
from models.bills.book import Book
from models.bills.derive import derive
from models.bills.overview import Overview, overview
from models.bills.proportion import Proportion, proportion
from models.channels.effective import channel_of
from models.exchange.proportion import proportion_json
from models.values.money import plain, yuan
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_rows
from tui.cli.reading import as_json
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.proportion import sentences


@click.command(
    help=N_("This month in figures and the next ones; credit; all that is owed, and what is known beside an income.")
)
@as_json
@click.pass_obj
def month(session: Session, /, as_json: bool) -> int:
    ledger = session.load().ledger
    book = derive(ledger, session.catalogue)
    found, beside = overview(book, session.moment()), proportion(book, budget_of(ledger), session.now())
    if as_json:
        print_json({**month_json(found, book), **proportion_json(beside)})
    else:
        print_rows([*_rows(found, book, session), *_beside(beside, session)])
    return 0


def _beside(found: Proportion, session: Session) -> list[str]:
    """All that is owed, and what is known beside an income and a payday."""
    return ["", *(said for said, _ in sentences(found, session.language))] if found.owed.total else []


def month_json(found: Overview, book: Book) -> dict[str, Any]:
    """`left` and `repaid` are of this month's bills, a second payment of one included.

    Of each month, `amount` is what falls due in it, and `left` what of that is owed.

    `months` begins with the earlier ones in which something is still owed.
    """
    return {
        "overdue": plain(found.overdue),
        "left": plain(found.month.due - found.month.paid),
        "repaid": plain(found.of_its_bills),
        "months": [
            {"month": f"{each.first:%Y-%m}", "amount": plain(each.due), "left": plain(each.due - each.paid)}
            for each in (*found.earlier, *found.months)
        ],
        "credit": {ident: plain(fen) for ident, fen in book.credit.items()},
    }


def _rows(found: Overview, book: Book, session: Session) -> list[str]:
    t = session.language.t
    figures = [
        [t("overdue"), yuan(found.overdue)],
        [t("to pay this month"), yuan(found.month.due - found.month.paid)],
        [t("repaid"), yuan(found.repaid)],
        *([[t("of which for other months"), yuan(found.elsewhere)]] if found.elsewhere else []),
    ]
    months = [
        [f"{each.first:%Y-%m}", yuan(each.due), yuan(each.due - each.paid)] for each in (*found.earlier, *found.months)
    ]
    credit = [
        t("credit with {channel}: {amount}", channel=channel_of(book.channels, ident).short, amount=yuan(fen))
        for ident, fen in book.credit.items()
    ]
    head = [t("month"), t("amount"), t("to pay")]
    return [*columns(figures, frozenset({1})), "", *columns([head, *months], frozenset({1, 2})), *credit]


COMMANDS: dict[str, click.Command] = {"month": month}
