"""`fenqi proof`: what there is to show of a bill to somebody else, as text."""

import click

from models.bills.derive import derive
from tui.cli.naming import bill_named
from tui.cli.noop import N_
from tui.run.session import Session
from tui.words.proof import proof as proof_of
from tui.words.proof import proof_text


@click.command(
    help=N_(
        "What was owed on a bill, what the institution showed, when and how it was repaid: a text to hand over. "
        "BILL is its id, or an account: its last bill with a repayment."
    )
)
@click.argument("bill")
@click.pass_obj
def proof(session: Session, bill: str) -> int:
    ledger = session.load().ledger
    book = derive(ledger, session.catalogue)
    last = {each.channel.id: each.id for each in book.bills.values() if each.repayments}
    found = bill_named(ledger, book, session, bill, to_do=lambda each: last.get(each.channel.id, each.id) == each.id)
    click.echo(
        proof_text(proof_of(found, ledger, session)).encode(), nl=False
    )  # UTF-8 whatever the terminal's encoding
    return 0


COMMANDS: dict[str, click.Command] = {"proof": proof}
