"""A day on which a bill that cannot be paid in time is to be paid, said in the shell."""

import click

from models.actions.promise import promise as promised
from models.exchange.contract import bill_json
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.message import msg
from models.values.spoken_date import spelt_out_from
from models.values.typed import parse_date
from tui.cli.noop import N_
from tui.cli.one_bill import as_it_is, one_bill
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session


@click.command(help=N_("Note the day on which you promised to pay a bill that you cannot pay in time."))
@click.argument("bill")
@click.option("--on", "day", required=True, metavar="DATE", help=N_("The day, as the institution's calendar has it."))
@writes
@click.pass_obj
def promise(session: Session, bill: str, day: str, how: How) -> int:
    found = one_bill(session, bill)
    on = parse_date(spelt_out_from(day, today(session.now(), found.channel.zone)))

    def change(ledger: Ledger) -> Ledger:
        return promised(ledger, as_it_is(session, ledger, found), on, session.now())

    def done(_: Ledger, after: Ledger) -> Written:
        as_json = bill_json(as_it_is(session, after, found), session.moment(), after)
        fields = {**as_json, "promise": after.promises[found.id].on.isoformat()}
        sentence = session.language.t("the bill {bill} is promised for {day}", bill=found.id, day=on.isoformat())
        return Written(fields, (sentence,))

    return carry_out(
        session,
        how,
        msg(
            "promise {channel} {due} for {day}",
            channel=found.channel.name,
            due=found.due.isoformat(),
            day=on.isoformat(),
        ),
        change,
        done,
    )


COMMANDS: dict[str, click.Command] = {"promise": promise}
