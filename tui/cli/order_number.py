"""An order number that looks like that of a card of the user's is asked about, and written only where it is none."""

from collections.abc import Iterable

import click

from models.actions.masking import like_card
from models.ledger.order import Order
from tui.cli.writing import How, asks
from tui.run.session import Session


def like_cards(session: Session, how: How, orders: Iterable[Order], *, no_card: bool, piped: bool = False) -> bool:
    """Whether nothing is to be written: a number looks like a card's, and nobody says that it is none.

    `no_card`: it was said already. `piped`: standard input has the orders, so nobody can be asked.
    """
    ledger = session.store.load().ledger
    found = [] if no_card else [card for order in orders if (card := like_card(order, ledger))]
    if not found:
        return False
    t = session.language.t
    question = t("the order number looks like the number of your card {card}", card=found[0])
    click.echo(question, err=True)
    if not piped and asks(how) and click.confirm(t("Is it the order's number all the same?"), err=True):
        return False
    click.echo(t("nothing was written; add `--no-card` where it is no card's number"), err=True)
    return True
