"""`fenqi calendar`: the bills as a calendar, for programs and phones that ring by themselves."""

from pathlib import Path

import click

from models.bills.derive import derive
from models.exchange.calendar import BEFORE, BEGINS, Edition, days_before
from models.store import beside
from models.values.long_numbers import masked
from models.values.message import Problem
from tui.cli.noop import N_
from tui.run.restricted import no_file_out
from tui.run.session import Session
from tui.words.calendar import calendar_days


@click.command(
    help=N_(
        "Print the bills as a calendar (iCalendar): an event on each due date, with alarms before it, cancelled once "
        "the bill is settled or moved."
    )
)
@click.option(
    "--out",
    metavar="FILE",
    help=N_("Write it into that file, whole or not at all, in place of an older calendar, for a web server to serve."),
)
@click.option(
    "--days-before",
    "before",
    metavar="N,…",
    default=",".join(map(str, BEFORE)),
    show_default=True,
    help=N_("How many days before it each event rings."),
)
@click.pass_obj
def calendar(session: Session, out: str | None, before: str) -> int:
    refused = no_file_out(session) if out is not None else None
    if refused is not None:
        raise Problem.of(refused)
    rings, language = days_before(before), session.language
    snapshot = session.load()
    book = derive(snapshot.ledger, session.catalogue)
    days = tuple(calendar_days(snapshot.ledger, book, language))
    from models.exchange.calendar_file import calendar_bytes

    data = calendar_bytes(
        days,
        Edition(number=snapshot.revision, changed_at=snapshot.changed_at),
        name=language.t("bills in fenqi"),
        language=language.code,
        before=rings,
    )
    if out is None:
        click.echo(data, nl=False)
        return 0
    written = beside.replace(Path(out), data, BEGINS)
    count = sum(not day.cancelled for day in days)
    said = language.t("{path} has the calendar; bills to come: {count}", path=masked(out), count=count)
    unsaid = language.t("{path} has it already; nothing was written", path=masked(out))
    click.echo(said if written else unsaid, err=True)
    return 0


COMMANDS: dict[str, click.Command] = {"calendar": calendar}
