"""`fenqi remind`: what is worth a message since it last said so, and nothing otherwise."""

import sys
from collections.abc import Sequence

import click

from models.actions.reminding import Reminder, Reminders, standing
from models.bills.derive import derive
from models.store import beside
from models.store.reminded import Reminded
from models.values.message import Problem
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.cli.queries import EXIT_DUE, EXIT_OVERDUE
from tui.cli.reading import as_json, say
from tui.run.lost import lost_said
from tui.run.restricted import no_remind_command
from tui.run.session import Session
from tui.words.reminders import reminder_said

FORMS = ("systemd", "cron", "motd")
"""What can have it run by itself."""


@click.command(
    help=N_(
        "Say what is worth a message since this last said so, one sentence a bill, and nothing otherwise; suits "
        "`cron`, a timer of `systemd` and a login."
    )
)
@click.option("--peek", is_flag=True, help=N_("Only look: nothing counts as said, and no command is run."))
@click.option(
    "--exit-code",
    is_flag=True,
    help=N_("Exit 10 where something is left for you, said or not, 20 where a bill is past its due instant."),
)
@click.option(
    "--print",
    "form",
    type=click.Choice(FORMS),
    help=N_("Print units of `systemd`, a line of `cron` or a login script, and how to install them; nothing else."),
)
@as_json
@click.pass_obj
def remind(session: Session, peek: bool, exit_code: bool, form: str | None, as_json: bool) -> int:
    if form is not None:
        from tui.cli.remind_forms import printed

        click.echo(printed(form, session), nl=False)
        return 0
    ledger = session.load().ledger
    book, kept = derive(ledger, session.catalogue), Reminded(session.store.path)
    conflicts = beside.conflicts(session.store.path) if session.store.exists() else ()
    found = standing(ledger, book, session.now(), conflicts=conflicts, precautions=session.config.checks)
    so_far = kept.read()
    new = found.new(so_far.said)
    sentences = [reminder_said(each, ledger, book, session) for each in new]
    if so_far.lost is not None and session.config.remind_command:
        say(session.language.say(lost_said(so_far.lost, session)))
    if as_json:
        print_json({"items": [_item(each, text) for each, text in zip(new, sentences, strict=True)]})
    else:
        for text in sentences:
            click.echo(text)
    sys.stdout.flush()
    if new and not peek:
        _hand_over(session, kept, new, sentences)
    return _code(found) if exit_code else 0


def _item(reminder: Reminder, text: str) -> dict[str, str | None]:
    return {
        "id": reminder.id,
        "kind": reminder.kind,
        "bill": reminder.bill.id if reminder.bill else None,
        "text": text,
    }


def _hand_over(session: Session, kept: Reminded, new: Sequence[Reminder], sentences: Sequence[str]) -> None:
    """Hand them to the user's command, if there is one, and keep that they were said. Problem where it fails: that is
    kept, and they are said again."""
    command = session.config.remind_command
    if command:
        refused = no_remind_command(session)
        if refused is not None:
            say(session.language.say(refused))
            return
        from tui.run.passing_on import pass_on

        try:
            pass_on(command, "\n".join(sentences) + "\n")
        except Problem as problem:
            kept.lose(problem.message, session.now())
            raise
    kept.keep([each.id for each in new], session.now())


def _code(found: Reminders) -> int:
    if found.alarm:
        return EXIT_OVERDUE
    return EXIT_DUE if found.any else 0


COMMANDS: dict[str, click.Command] = {"remind": remind}
