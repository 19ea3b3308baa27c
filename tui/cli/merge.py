"""`fenqi merge`: another version of the ledger joined to it, record by record."""

import click

from models.actions.joining import Side
from models.exchange.joining import joined_json
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.text import clean
from tui.cli.noop import N_
from tui.cli.writing import EXIT_OPEN, How, Written, carried, say, writes
from tui.run.joining import Joining, joining
from tui.run.session import Session
from tui.words.joining import joining_said


@click.command(
    help=N_(
        "Join another version of the ledger to it: a conflict file of a sync tool, a copy from another host, a backup. "
        "What only one has is kept; what both changed is asked, with exit code 10, and nothing is written."
    )
)
@click.argument("other", type=click.Path())
@click.option(
    "--prefer",
    type=click.Choice([each.value for each in Side]),
    help=N_("Whose version counts where both changed a record."),
)
@writes
@click.pass_obj
def merge(session: Session, other: str, prefer: str | None, how: How) -> int:
    language = session.language
    before = session.load().ledger
    plan = joining(session, other, Side(prefer) if prefer else None)
    made = plan.made(before)
    if made.asked and not made.settled:
        say(_written(plan, before, 0), how)
        click.echo(language.t("nothing was written: say `--prefer mine` or `--prefer theirs`"), err=True)
        return EXIT_OPEN
    faults = plan.faults(made)
    if faults or not made.count:
        say(_written(plan, before, 0), how)
        for each in faults:
            click.echo(language.say(each.message), err=True)
        if faults:
            plan.change(before)  # says why it cannot be
        return 0

    def done(was: Ledger, after: Ledger) -> Written:
        return _written(plan, was, made.count if session.store.load().ledger == after else 0)

    name = clean(other.rpartition("/")[2], 80)
    question = msg("Join the two? Records that change here: {count}", count=made.count)
    carried(session, how, msg("merge of {name}", name=name), plan.change, done, question=question, whole=True)
    return 0


def _written(plan: Joining, before: Ledger, committed: int) -> Written:
    made, number = plan.made(before), plan.other.number
    sentences = tuple(joining_said(made, number, plan.session.language))
    return Written(joined_json(made, number, committed), sentences)


COMMANDS: dict[str, click.Command] = {"merge": merge}
