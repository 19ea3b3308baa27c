"""Whether the ledger's file, and what lies beside it, is well."""

import click

from models.store.health import Finding, Level, examine, repair
from models.values.message import Problem
from tui.cli.noop import N_
from tui.cli.writing import How, print_json, writes
from tui.run.language import Language
from tui.run.session import Session

EXIT_REMARK = 1
EXIT_UNREADABLE = 3

GLYPHS = {Level.GOOD: "✓", Level.REMARK: "!", Level.BAD: "✗"}


@click.command(
    help=N_(
        "Look whether the ledger, its backups and its lock are well. "
        "Exit codes: 0 all is well, 1 there are remarks, 3 the ledger cannot be read."
    )
)
@click.option("--fix", is_flag=True, help=N_("Make files private and remove unfinished ones first."))
@writes
@click.pass_obj
def doctor(session: Session, fix: bool, how: How) -> int:
    language = session.language
    if fix and not how.dry_run:  # `--fix` says it already, and takes nothing away that somebody needs
        try:
            repair(session.store)
        except Problem as problem:  # the findings are needed all the more
            click.echo(language.say(problem.message), err=True)
    found = examine(session.store, session.catalogue)
    if how.as_json:
        findings = [finding_json(each, language) for each in found.findings]
        print_json({"path": str(session.store.path), "revision": found.revision, "findings": findings})
    else:
        for each in found.findings:
            click.echo(f"{GLYPHS[each.level]} {language.say(each.message)}")
    if found.worst is Level.BAD:
        click.echo(language.t("the ledger cannot be read; repair it by hand or restore a backup"), err=True)
        return EXIT_UNREADABLE
    if found.worst is Level.REMARK:
        click.echo(language.t("there are remarks"), err=True)
        return EXIT_REMARK
    return 0


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
