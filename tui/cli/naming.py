"""Which bill a name on the command line is."""

from collections.abc import Callable

import click

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import effective
from models.channels.names import channel_names
from models.ledger.ids import order_settled
from models.ledger.ledger import Ledger
from models.values.message import Problem, msg
from models.values.text import clean
from tui.run.session import Session


def bill_named(
    ledger: Ledger, book: Book, session: Session, wanted: str, *, to_do: Callable[[Bill], bool] | None = None
) -> Bill:
    """The bill with that id, also one that it had before it moved; of an account, the earliest with something `to_do`.

    That is its earliest on which money is owed, unless said otherwise; which one is said. Problem where there is none.
    """
    if wanted in ledger.moved:
        wanted = ledger.moved[wanted].to
    if wanted in book.bills:
        return book.bill(wanted)
    order = order_settled(wanted)
    if order is not None:
        raise Problem("an early settlement is recorded with `fenqi early {order} --record`", order=clean(order, 80))
    account = _account_named(ledger, session, wanted)
    if account is None:
        like = next((bill.id for bill in book.bills.values() if bill.outstanding > 0), next(iter(book.bills), ""))
        if not like:
            raise Problem("there is no bill {bill}, and no other", bill=clean(wanted, 80))
        raise Problem(
            "there is no bill {bill}; one is named by its account or like {like}", bill=clean(wanted, 80), like=like
        )
    wants = to_do or (lambda bill: bill.outstanding > 0)
    mine = (bill for bill in book.bills.values() if bill.channel.id == account.id)
    found = next((bill for bill in mine if wants(bill)), None)
    if found is None and to_do is not None:
        raise Problem("no bill of {channel} waits for that; name one by its id", channel=account.name)
    if found is None:
        raise Problem("no bill of {channel} is open; name one by its id", channel=account.name)
    said = msg("bill {bill} of {channel}", bill=found.id, channel=account.name)
    click.echo(session.language.say(said), err=True)
    return found


def _account_named(ledger: Ledger, session: Session, wanted: str) -> Channel | None:
    """The account that is meant; None where there is none, Problem where it may be one of several."""
    held = contracts(ledger, session.catalogue)
    names = channel_names(held, effective(session.catalogue, ledger.channels))
    return names.named(wanted) if names.found(wanted) else None
