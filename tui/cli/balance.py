"""What lies on a pay account, said in the shell."""

import click
import pendulum

from models.actions.balance import known_label, read_balance
from models.channels.effective import effective
from models.channels.names import Names, channel_names
from models.exchange.contract import iso
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.money import parse_amount, plain, yuan
from models.values.text import MAX_TITLE, clean
from tui.cli.noop import N_
from tui.cli.writing import Done, How, carry_out, writes
from tui.run.session import Session


@click.command(
    help=N_("Note what lies on a pay account: its label, with four digits of its number at most, and the amount.")
)
@click.argument("account")
@click.argument("amount")
@writes
@click.pass_obj
def balance(session: Session, account: str, amount: str, how: How) -> int:
    fen = parse_amount(amount)

    def names(ledger: Ledger) -> Names:
        return channel_names(effective(session.catalogue, ledger.channels))

    def change(ledger: Ledger) -> Ledger:
        return read_balance(ledger, account, fen, session.now(), names(ledger))

    def done(_: Ledger, after: Ledger) -> Done:
        made = after.balances[known_label(after, account, names(after))]
        at = pendulum.instance(made.at)
        fields = {"pay_account": made.id, "amount": plain(made.amount), "at": iso(at)}
        here = f"{at.in_timezone(session.zone):%Y-%m-%d %H:%M} {session.zone}"
        sentence = session.language.t(
            "{account} held {amount} on {at}", account=made.id, amount=yuan(made.amount), at=here
        )
        return Done(fields, (sentence,))

    label = msg("balance of {account}: {amount}", account=clean(account, MAX_TITLE), amount=yuan(fen))
    return carry_out(session, how, label, change, done)


COMMANDS: dict[str, click.Command] = {"balance": balance}
