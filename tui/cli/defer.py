"""That the institution put a bill off to the next due date (延期还款), said in the shell."""

import click

from models.actions.defer import defer as deferred
from models.ledger.ledger import Ledger
from models.values.message import msg
from tui.cli.noop import N_
from tui.cli.one_bill import as_it_is, one_bill
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session


@click.command(
    help=N_(
        "Say that the institution put a bill off to the next due date after today (延期还款): "
        "the account's, or the order's own in 订单制."
    )
)
@click.argument("bill")
@writes
@click.pass_obj
def defer(session: Session, bill: str, how: How) -> int:
    found = one_bill(session, bill)

    def change(ledger: Ledger) -> Ledger:
        return deferred(ledger, as_it_is(session, ledger, found), session.now())

    def done(before: Ledger, after: Ledger) -> Written:
        (made,) = (each for ident, each in after.deferrals.items() if each != before.deferrals.get(ident))
        sentence = session.language.t("the bill {bill} was deferred to {to}", bill=made.id, to=made.to)
        return Written({"from": made.id, "to": made.to}, (sentence,))

    return carry_out(
        session, how, msg("defer {channel} {due}", channel=found.channel.name, due=found.due.isoformat()), change, done
    )


COMMANDS: dict[str, click.Command] = {"defer": defer}
