"""Import and export of orders from the shell."""

import os
import sys
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path

import click

from models.actions.orders import add_orders
from models.exchange.encoding import MAX_BYTES
from models.exchange.export import export as exported
from models.exchange.export import template
from models.exchange.formats import FORMATS
from models.values.message import Problem, msg
from tui.cli.noop import N_
from tui.run.importing import plan_of, read_plan
from tui.run.session import Session
from tui.words.import_preview import preview

STANDARD_INPUT = "-"


@click.command(
    name="import",
    help=N_(
        "Import orders from a CSV or JSON file; previews, then asks. "
        "The file `-` is standard input, which leaves nobody to ask: only `--yes` imports it."
    ),
)
@click.argument("file", type=click.Path(), required=False)
@click.option("--template", "form", type=click.Choice(list(FORMATS)), help=N_("Print an example file and stop."))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option("--dry-run", is_flag=True, help=N_("Only preview."))
@click.pass_obj
def import_(session: Session, file: str | None, form: str | None, yes: bool, dry_run: bool) -> int:
    if form:
        click.echo(template(form).encode(), nl=False)
        return 0
    if not file:
        raise Problem("name the file to import, or print an example with `fenqi import --template csv`")
    language = session.language
    piped = file == STANDARD_INPUT
    name = language.t("standard input") if piped else Path(file).name
    plan = plan_of(session, name, _standard_input(session)) if piped else read_plan(session, Path(file))
    for line in preview(session, plan):
        click.echo(line, err=True)
    if plan.problems:
        raise Problem(
            "nothing was imported; to be mended in {file}: {count}",
            count=f"{len(plan.problems) + plan.more_problems:,}",
            file=name,
        )
    if dry_run or not plan.new:
        return 0
    if piped and not yes:
        click.echo(language.t("this was a preview; add `--yes` to import what comes from standard input"), err=True)
        return 0
    if not yes and not click.confirm(language.t("Import them? Orders: {count}", count=len(plan.new)), err=True):
        raise click.Abort
    new = plan.new
    session.store.commit(
        msg("import of {count}", count=len(new)),
        lambda ledger: add_orders(ledger, new, session.catalogue),
        session.now(),
    )
    click.echo(language.t("orders imported: {count}", count=len(new)), err=True)
    return 0


def _standard_input(session: Session) -> bytes:
    """What comes from there, up to a byte more than a file may hold; Problem where it cannot be read."""
    if sys.stdin.isatty():
        click.echo(session.language.t("paste the orders as CSV or JSON and end them with `ctrl+d`"), err=True)
    try:
        with suppress(UnsupportedOperation):  # a stream that is none of the system's
            os.set_blocking(sys.stdin.fileno(), True)  # or its end would be taken for the data's
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise Problem("standard input cannot be read: {reason}", reason=error.strerror or str(error)) from None


@click.command(
    help=N_(
        "Print all orders as CSV, or the whole ledger as JSON. CSV has no repayments: "
        "there `paid_periods` counts the periods from the first on that are settled by now."
    )
)
@click.argument("form", type=click.Choice(list(FORMATS)))
@click.pass_obj
def export(session: Session, form: str) -> int:
    text = exported(form, session.load().ledger, session.catalogue)
    click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    return 0


COMMANDS: dict[str, click.Command] = {"import": import_, "export": export}
