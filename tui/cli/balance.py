"""What lies on a pay account, said in the shell."""

from typing import Any

import click
import pendulum

from models.actions.balance import known_label, read_balance
from models.actions.enough import weighed
from models.bills.coverage import PayAccount, pay_account
from models.bills.derive import derive
from models.channels.effective import effective
from models.channels.names import Names, channel_names
from models.exchange.contract import iso
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.money import parse_amount, plain, yuan
from models.values.text import MAX_TITLE, clean
from tui.cli.noop import N_
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session
from tui.words.coverage import auto_debits_said, unknown_said


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
        read = read_balance(ledger, account, fen, session.now(), names(ledger))
        return weighed(read, session.catalogue, known_label(read, account, names(read)), session.now())

    def done(_: Ledger, after: Ledger) -> Written:
        made = after.balances[known_label(after, account, names(after))]
        at = pendulum.instance(made.at)
        fields = {"pay_account": made.id, "amount": plain(made.amount), "at": iso(at)}
        here = f"{at.in_timezone(session.zone):%Y-%m-%d %H:%M} {session.zone}"
        sentence = session.language.t(
            "{account} held {amount} on {at}", account=made.id, amount=yuan(made.amount), at=here
        )
        held, unknown = (_account(after, label, session) for label in (made.id, ""))
        lines = (text for text, _ in (*auto_debits_said(held.auto_debits, session), *unknown_said(unknown, session)))
        return Written({**fields, **_covered(held)}, (sentence, *lines, _verdict(held, session)))

    label = msg("balance of {account}: {amount}", account=clean(account, MAX_TITLE), amount=yuan(fen))
    return carry_out(session, how, label, change, done)


def _account(ledger: Ledger, label: str, session: Session) -> PayAccount:
    """The account with its auto-debits of the next 28 days."""
    return pay_account(ledger, derive(ledger, session.catalogue).bills.values(), label, session.now())


def _verdict(account: PayAccount, session: Session) -> str:
    """Whether it covers them."""
    t, short = session.language.t, account.shortage
    if not account.auto_debits:
        return t("no auto-debit is known to take from it in the next 28 days")
    if short is None:
        return t("it covers the auto-debits of the next 28 days that are known")
    said = {"day": f"{short.day:%Y-%m-%d}", "amount": yuan(short.amount)}
    if short.least == short.amount:
        return t("short by {amount} on {day}", **said)
    if short.least:
        return t("short by {least} to {amount} on {day}", least=yuan(short.least), **said)
    return t("perhaps short by up to {amount} on {day}", **said)


def _covered(account: PayAccount) -> dict[str, Any]:
    """The debits in order with what each leaves at most taken; from when on and by how much it is short, null where it
    is not."""
    short = account.shortage
    return {
        "debits": [
            {
                "bill": each.bill.id,
                "amount": plain(each.amount),
                "least": plain(each.least),
                "certain": each.certain,
                "from": iso(each.start),
                "until": iso(each.end),
                "left": plain(each.left or 0),
            }
            for each in account.auto_debits
        ],
        "short": short and {"on": f"{short.day:%Y-%m-%d}", "amount": plain(short.amount), "least": plain(short.least)},
    }


COMMANDS: dict[str, click.Command] = {"balance": balance}
