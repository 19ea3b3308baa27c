"""Import and export of orders from the shell."""

from pathlib import Path

import click

from models.bill import derive
from models.exchange.export import export_csv, export_json, template
from models.ledger import add_orders
from models.message import Problem, msg
from tui.cli.noop import N_
from tui.importing import preview, read_plan
from tui.session import Session


@click.command(name="import", help=N_("Import orders from a CSV or JSON file; previews, then asks."))
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--template", "form", type=click.Choice(["csv", "json"]), help=N_("Print an example file and stop."))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option("--dry-run", is_flag=True, help=N_("Only preview."))
@click.pass_obj
def import_(session: Session, file: Path | None, form: str | None, yes: bool, dry_run: bool) -> int:
    if form:
        click.echo(template("csv" if form == "csv" else "json").encode(), nl=False)
        return 0
    if file is None:
        raise Problem("name the file to import, or print an example with `fenqi import --template csv`")
    plan = read_plan(session, file)
    tongue = session.tongue
    for line in preview(session, plan):
        click.echo(line, err=True)
    if plan.problems:
        raise Problem(
            "nothing was imported; to be mended in {file}: {count}",
            count=len(plan.problems),
            file=file.name,
        )
    if dry_run or not plan.new:
        return 0
    if not yes and not click.confirm(tongue.t("Import them? Orders: {count}", count=len(plan.new)), err=True):
        raise click.Abort
    new = plan.new
    session.store.commit(
        msg("import of {count}", count=len(new)), lambda ledger: add_orders(ledger, new), session.now()
    )
    click.echo(tongue.t("orders imported: {count}", count=len(new)), err=True)
    return 0


@click.command(
    help=N_(
        "Print all orders as CSV, or the whole ledger as JSON. CSV has no repayments: "
        "there `paid_periods` counts the periods from the first on that are settled by now."
    )
)
@click.argument("form", type=click.Choice(["json", "csv"]))
@click.pass_obj
def export(session: Session, form: str) -> int:
    ledger = session.load().ledger
    text = export_csv(ledger, derive(ledger, session.catalogue)) if form == "csv" else export_json(ledger)
    click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    return 0


COMMANDS: dict[str, click.Command] = {"import": import_, "export": export}
