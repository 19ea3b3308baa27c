"""What the commands share that only read: the ledger, sentences on stderr, tables."""

import click

from models.bills.book import Book
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from tui.cli.noop import N_
from tui.run.session import Session

as_json = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON (schema 2) instead of a table."))


def read(session: Session) -> tuple[Ledger, Book]:
    """The ledger and what follows from it; remarks of the file are said."""
    snapshot = session.load()
    if not session.store.exists():
        say(session.language.t("there is no ledger at {path} yet", path=str(session.store.path)))
    for remark in snapshot.remarks:
        say(session.language.say(remark))
    return snapshot.ledger, derive(snapshot.ledger, session.catalogue)


def say(sentence: str) -> None:
    """A sentence on standard error."""
    click.echo(sentence, err=True)
