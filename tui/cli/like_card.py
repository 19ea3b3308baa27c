"""The number of an order or a payment that looks like a card of the user's is asked about before it is written."""

from collections.abc import Callable, Iterable

import click

from models.actions.masking import like_card
from tui.cli.noop import N_
from tui.cli.writing import How, asks
from tui.run.session import Session


def says_no_card(command: Callable[..., int]) -> Callable[..., int]:
    """The option that says it beforehand; the command gets it as `no_card`."""
    option = click.option("--no-card", is_flag=True, help=N_("The number is none of a card, though it looks like one."))
    return option(command)


def like_cards(session: Session, how: How, numbers: Iterable[str], *, no_card: bool, piped: bool = False) -> bool:
    """Whether nothing is to be written: a number looks like a card's, and nobody says that it is none.

    `no_card`: it was said already. `piped`: standard input has the orders, so nobody can be asked.
    """
    ledger = session.store.load().ledger
    found = [] if no_card else [card for number in numbers if (card := like_card(number, ledger))]
    if not found:
        return False
    t = session.language.t
    question = t("the number that is given looks like the number of your card {card}", card=found[0])
    click.echo(question, err=True)
    if not piped and asks(how) and click.confirm(t("Is it that of the order or the payment all the same?"), err=True):
        return False
    click.echo(t("nothing was written; add `--no-card` where it is no card's number"), err=True)
    return True
