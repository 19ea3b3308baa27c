"""The number of an order or a payment that looks like a card of the user's is asked about before it is written; that of
an order, too, where it looks like a phone's or a person's."""

from collections.abc import Callable, Iterable

import click

from models.actions.masking import like_card, like_somebodys
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from tui.cli.noop import N_
from tui.cli.writing import How, asks
from tui.run.session import Session


def says_no_card(command: Callable[..., int]) -> Callable[..., int]:
    """The option that says it beforehand; the command gets it as `no_card`."""
    option = click.option(
        "--no-card",
        is_flag=True,
        help=N_("It looks like the number of a card, a phone or a person, but is none."),
    )
    return option(command)


def like_cards(session: Session, how: How, numbers: Iterable[str], *, no_card: bool, piped: bool = False) -> bool:
    """Whether nothing is to be written: a number looks like such a one, and nobody says that it is none.

    `no_card`: it was said already. `piped`: standard input has the orders, so nobody can be asked.
    """
    ledger = session.store.load().ledger
    found = None if no_card else next(filter(None, (_likeness(each, ledger) for each in numbers)), None)
    if found is None:
        return False
    t = session.language.t
    click.echo(session.language.say(found), err=True)
    if not piped and asks(how) and click.confirm(t("Is it that of the order or the payment all the same?"), err=True):
        return False
    click.echo(t("nothing was written; add `--no-card` where it is that of the order or the payment"), err=True)
    return True


def _likeness(number: str, ledger: Ledger) -> Message | None:
    """What the number looks like; it is not repeated."""
    card = like_card(number, ledger)
    if card is not None:
        return msg("the number that is given looks like the number of your card {card}", card=card)
    return msg("the number that is given looks like that of a phone or a person") if like_somebodys(number) else None
