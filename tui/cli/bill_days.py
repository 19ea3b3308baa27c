"""What is still to be said of the accounts that orders were entered for."""

from collections.abc import Iterable

import click

from models.ledger.ledger import Ledger
from models.ledger.order import Order
from tui.run.session import Session
from tui.words.bill_day import bill_days_asked


def say_bill_days(session: Session, orders: Iterable[Order], ledger: Ledger | None = None) -> None:
    """Say on standard error which of the orders' accounts have a bill day that is not known, and how it is said.

    `ledger`: what the accounts are known by where it may not be written.
    """
    for sentence in bill_days_asked(orders, ledger or session.store.load().ledger, session.catalogue):
        click.echo(session.language.say(sentence), err=True)
