"""`fenqi orders`."""

import click

from models.bills.overview import View, order_rows
from models.bills.status import row_status
from models.exchange.contract_orders import orders_json
from models.plans.plan import fee_known
from models.values.money import yuan
from tui.cli.noop import N_
from tui.cli.order_named import numbers
from tui.cli.printing import print_json, print_table
from tui.cli.reading import as_json, read, say
from tui.run.session import Session
from tui.words.present import status_words


@click.command(help=N_("Every order, next due first."))
@click.option("--view", type=click.Choice([view.value for view in View]), default="all", help=N_("Which orders."))
@as_json
@click.pass_obj
def orders(session: Session, view: str, as_json: bool) -> int:
    ledger, book = read(session)
    language = session.language
    moment = session.moment()
    rows = order_rows(ledger, book, moment, view=View(view))
    if as_json:
        print_json(orders_json(row.order for row in rows))
        return 0
    if not rows:
        say(language.t("there are no orders"))
    unknown = language.t("fee not known")
    numbered = numbers(ledger, book, moment)
    table = [
        [
            str(numbered[row.order.id]),
            row.order.id,
            language.words(row.channel.short),
            f"{row.number}/{row.order.plan.periods}",
            row.next.due.isoformat() if row.next else "—",
            yuan(row.owed),
            status_words(row_status(row, moment), language),
            row.order.title if fee_known(row.order.plan) else f"{row.order.title}  ? {unknown}",
        ]
        for row in rows
    ]
    t = language.t
    head = ["#", t("id"), t("channel"), t("no."), t("next due"), t("to pay"), t("status"), t("title")]
    print_table(head, table, frozenset({0, 3, 5}))
    return 0


COMMANDS: dict[str, click.Command] = {"orders": orders}
