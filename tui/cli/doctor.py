"""Whether the ledger's file, and what lies beside it, is well."""

import click

from models.store.files import may_be_read
from models.store.health import Examination, examine
from models.store.health_finding import Finding, Level
from models.store.repairing import repair
from models.values.message import Problem, msg
from tui.cli.noop import N_
from tui.cli.writing import How, Written, agreed, say, writes
from tui.run.language import Language
from tui.run.session import Session

EXIT_REMARK = 1
EXIT_UNREADABLE = 3

QUESTION = msg("Make files private, and remove unfinished ones?")

GLYPHS = {Level.GOOD: "✓", Level.REMARK: "!", Level.BAD: "✗"}


@click.command(
    help=N_(
        "Look whether the ledger, its backups and its lock are well. "
        "Exit codes: 0 all is well, 1 some things need attention, 3 the ledger cannot be read or says what cannot be."
    )
)
@click.option("--fix", is_flag=True, help=N_("Make files private and remove unfinished ones first."))
@writes
@click.pass_obj
def doctor(session: Session, fix: bool, how: How) -> int:
    language = session.language
    found = examine(session.store, session.catalogue, session.now())
    if not (fix and any(each.fixable for each in found.findings)):
        say(_done(session, found), how)
    elif agreed(session, how, _done(session, found), QUESTION):
        try:
            for refused in repair(session.store.path):
                click.echo(language.say(refused), err=True)
        except Problem as problem:  # the findings are needed all the more
            click.echo(language.say(problem.message), err=True)
        found = examine(session.store, session.catalogue, session.now())
        say(_done(session, found), how)
    if found.worst is Level.BAD:
        if found.unreadable and not may_be_read(session.store.path):
            click.echo(language.t("the ledger cannot be read"), err=True)
        elif found.unreadable:
            click.echo(language.t("the ledger cannot be read; repair it by hand or restore a backup"), err=True)
        else:
            click.echo(language.t("the ledger says what cannot be; correct it by hand or restore a backup"), err=True)
        return EXIT_UNREADABLE
    if found.worst is Level.REMARK:
        click.echo(language.t("some things need attention"), err=True)
        return EXIT_REMARK
    return 0


def _done(session: Session, found: Examination) -> Written:
    """All findings: a line each, or as JSON."""
    language = session.language
    findings = [finding_json(each, language) for each in found.findings]
    return Written(
        {"path": str(session.store.path), "revision": found.revision, "findings": findings},
        tuple(f"{GLYPHS[each.level]} {language.say(each.message)}" for each in found.findings),
    )


def finding_json(finding: Finding, language: Language) -> dict[str, str | bool | None]:
    """One finding; `message` and `help` are in the language of the screens."""
    return {
        "level": finding.level.name.lower(),
        "code": finding.code,
        "table": finding.table or None,
        "id": finding.id or None,
        "message": language.say(finding.message),
        "help": language.say(finding.help) if finding.help else None,
        "fixable": finding.fixable,
    }


COMMANDS: dict[str, click.Command] = {"doctor": doctor}
