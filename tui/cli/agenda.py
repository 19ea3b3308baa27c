"""`fenqi agenda`: the coming months, what falls due in each, and when a pay account runs short."""

import click

from models.actions.budget import budget_of
from models.bills.agenda import MONTHS, MOST_MONTHS, Agenda, agenda
from models.exchange.agenda import agenda_json
from models.values.money import yuan
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_table
from tui.cli.reading import as_json, read
from tui.cli.whole_number import WholeNumber
from tui.run.session import Session
from tui.words.ahead import running_said
from tui.words.proportion import percent_said


@click.command("agenda", help=N_("The coming months: what falls due in each, and when a pay account runs short."))
@click.option(
    "--months", type=WholeNumber(1, MOST_MONTHS), default=MONTHS, show_default=True, help=N_("How many months.")
)
@as_json
@click.pass_obj
def ahead(session: Session, months: int, as_json: bool) -> int:
    ledger, book = read(session)
    found = agenda(book, ledger, budget_of(ledger), session.now(), months)
    if as_json:
        print_json(agenda_json(found, session.now()))
        return 0
    _print(found, session)
    return 0


def _print(found: Agenda, session: Session) -> None:
    t = session.language.t
    head = [t("month"), t("to pay"), t("of income"), t("bills")]
    rows = [
        [f"{each.first:%Y-%m}", yuan(each.due), percent_said(each.share) if each.share else "?", str(each.bills)]
        for each in found.months
    ]
    print_table(head, rows, frozenset({1, 2, 3}))
    if found.earlier:
        click.echo(t("from earlier months: {amount}", amount=yuan(found.earlier)))
    if found.owed.ends_on is not None:
        said = {"amount": yuan(found.owed.total), "day": found.owed.ends_on.isoformat()}
        click.echo(t("owed in all {amount}, all repaid on {day}", **said))
    for text, _ in running_said(found, session.language):
        click.echo(text)


COMMANDS: dict[str, click.Command] = {"agenda": ahead}
