"""Questions from the shell: due, bills, orders, show. What answers them goes to stdout, remarks to stderr."""

import sys
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from models.actions.promise import promised
from models.actions.settled_early import outcome
from models.bills.bill import Bill, days_left, past_due
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import View, order_rows, unseen_bills, waiting_bills
from models.bills.status import DONE, line_status, row_status, status
from models.bills.totals import totals
from models.channels.effective import channel_of
from models.exchange.contract import bills_json
from models.exchange.contract_orders import order_json, orders_json, share_of
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.ledger.paid_by import paid_by
from models.plans.plan import fee_known
from models.values import quantity
from models.values.dates import days_between, today
from models.values.money import yuan
from models.values.text import harmless
from tui.cli.naming import orders_named, the_one
from tui.cli.noop import N_
from tui.cli.writing import print_json
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.cost import apart
from tui.words.minimum import rest_in_app
from tui.words.present import how_it_stands, status_words
from tui.words.promise import promise_in_short, promises_said
from tui.words.remarks import came_to
from tui.words.yearly import cost_said, yearly

EXIT_DUE = 10
EXIT_OVERDUE = 20

as_json = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON (schema 2) instead of a table."))


def _read(session: Session) -> tuple[Ledger, Book]:
    snapshot = session.load()
    if not session.store.exists():
        _say(session.language.t("there is no ledger at {path} yet", path=str(session.store.path)))
    for remark in snapshot.remarks:
        _say(session.language.say(remark))
    return snapshot.ledger, derive(snapshot.ledger, session.catalogue)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


@click.command(
    help=N_("What is overdue, due or promised soon, or paid and not yet shown by the app; suits a login message.")
)
@click.option("--days", type=click.IntRange(0, 366), default=7, show_default=True, help=N_("How far ahead to look."))
@click.option(
    "--exit-code",
    is_flag=True,
    help=N_("Exit 0 nothing due, 10 due within the days or not seen repaid, 20 the same past the due instant."),
)
@as_json
@click.pass_obj
def due(session: Session, days: int, exit_code: bool, as_json: bool) -> int:
    ledger, book = _read(session)
    moment, now = session.moment(), session.now()
    unseen = unseen_bills(book)
    bills = tuple(
        bill
        for bill in waiting_bills(book)
        if bill.id in unseen or (bill.outstanding > 0 and _first_day(bill, ledger, now) <= days)
    )
    if as_json:
        print_json(bills_json(bills, moment, ledger))
    elif bills:
        _print_bills(session, ledger, bills)
    else:
        _say(session.language.t("nothing is due within {days}", days=quantity.days(days)))
    if not exit_code or not bills:
        return 0
    return EXIT_OVERDUE if any(past_due(bill, now) for bill in bills) else EXIT_DUE


@click.command(help=N_("Every bill, earliest due first."))
@click.option("--open", "which", flag_value="open", help=N_("Only the bills that are not settled."))
@click.option(
    "--all", "which", flag_value="all", help=N_("The settled ones, too, which a terminal is spared otherwise.")
)
@as_json
@click.pass_obj
def bills(session: Session, which: str | None, as_json: bool) -> int:
    ledger, book = _read(session)
    moment, t = session.moment(), session.language.t
    every = tuple(book.bills.values())
    unsettled = tuple(bill for bill in every if status(bill, moment) not in DONE)
    shortened = which is None and not as_json and sys.stdout.isatty()
    chosen = unsettled if shortened or which == "open" else every
    if as_json:
        print_json(bills_json(chosen, moment, ledger))
    elif chosen:
        _print_bills(session, ledger, chosen)
    elif every:
        _say(t("every bill is settled; `fenqi bills --all` lists them"))
    else:
        _say(t("there are no bills"))
    return 0


def _print_bills(session: Session, ledger: Ledger, bills: Sequence[Bill]) -> None:
    """The bills; where a person reads them, what they come to as well."""
    language, moment = session.language, session.moment()
    rows = [
        [
            bill.due.isoformat(),
            language.words(bill.channel.name),
            yuan(bill.outstanding),
            status_words(status(bill, moment), language),
            _stands(bill, ledger, session),
        ]
        for bill in bills
    ]
    t = language.t
    _print_table([t("due"), t("channel"), t("to pay"), t("status"), t("time left")], rows, frozenset({2}))
    if sys.stdout.isatty():
        sums = totals(bills, moment)
        said = t(
            "in all {outstanding}: overdue {overdue}, due soon {due_soon}",
            outstanding=yuan(sums.outstanding),
            overdue=yuan(sums.overdue),
            due_soon=yuan(sums.due_soon),
        )
        click.echo(said)


def _first_day(bill: Bill, ledger: Ledger, now: datetime) -> int:
    """In how many days the bill is due, or was promised where that is sooner; negative for a day that has passed."""
    made, left = promised(ledger, bill), days_left(bill, now)
    return left if made is None else min(left, days_between(today(now, bill.channel.zone), made.on))


def _stands(bill: Bill, ledger: Ledger, session: Session) -> str:
    """How long there is, and what is still to be said of the bill."""
    now, asked = session.now(), rest_in_app(bill, ledger, session.now())
    said = (how_it_stands(bill, now, session.language), session.language.say(asked) if asked else "")
    return " · ".join(filter(None, (*said, promise_in_short(bill, ledger, session))))


def _print_table(head: list[str], rows: list[list[str]], numeric: frozenset[int]) -> None:
    """The rows; with headings where a person reads them, not where a program does."""
    for line in columns([head, *rows] if sys.stdout.isatty() else rows, numeric):
        click.echo(line)


@click.command(help=N_("Every order, next due first."))
@click.option("--view", type=click.Choice([view.value for view in View]), default="all", help=N_("Which orders."))
@as_json
@click.pass_obj
def orders(session: Session, view: str, as_json: bool) -> int:
    ledger, book = _read(session)
    language = session.language
    moment = session.moment()
    rows = order_rows(ledger, book, moment, view=View(view))
    if as_json:
        print_json(orders_json(row.order for row in rows))
        return 0
    if not rows:
        _say(language.t("there are no orders"))
    unknown = language.t("fee not known")
    table = [
        [
            row.order.id,
            language.words(row.channel.short),
            f"{row.next.number if row.next else row.settled}/{row.order.plan.periods}",
            row.next.due.isoformat() if row.next else "—",
            yuan(row.left),
            status_words(row_status(row, moment), language),
            row.order.title if fee_known(row.order.plan) else f"{row.order.title}  ? {unknown}",
        ]
        for row in rows
    ]
    t = language.t
    head = [t("id"), t("channel"), t("no."), t("next due"), t("left"), t("status"), t("title")]
    _print_table(head, table, frozenset({2, 4}))
    return 0


@click.command(
    help=N_("One order's schedule and repayments; ORDER is its id, its order number or the beginning of either.")
)
@click.argument("order")
@click.option("--rates", is_flag=True, help=N_("All its annual rates, and the line that they are compared with."))
@as_json
@click.pass_obj
def show(session: Session, order: str, rates: bool, as_json: bool) -> int:
    ledger, book = _read(session)
    language, moment = session.language, session.moment()
    candidates = orders_named(ledger, order)
    if len(candidates) > 1:
        table = [[each.id, each.order_no or "—", each.title] for each in candidates]
        for line in columns(table, frozenset()):
            _say(line)
    found = the_one(candidates, order)
    if as_json:
        print_json(order_json(found, book, moment, ledger, session.catalogue))
        return 0
    t, lines = language.t, book.schedules[found.id]
    click.echo(f"{harmless(found.title)}  {harmless(found.order_no)}".rstrip())
    click.echo(t("left to pay: {amount}", amount=yuan(sum(line.outstanding for line in lines))))
    table = [
        [
            str(line.number),
            line.due.isoformat(),
            *apart(found.plan, line.principal, line.fee),
            yuan(line.amount - line.reduced),
            status_words(line_status(line, book.bill_of(line), moment), language),
        ]
        for line in lines
    ]
    head = [t("no."), t("due"), t("principal"), t("fee"), t("amount"), t("status")]
    for line in columns([head, *table], frozenset({0, 2, 3, 4})):
        click.echo(line)
    for sentence, _ in (yearly if rates else cost_said)(found, book, language):
        click.echo(sentence)
    for sentence, _ in (
        *came_to(outcome(ledger, book, found.id), session),
        *promises_said(lines, book, ledger, session),
    ):
        click.echo(sentence)
    _print_repayments(session, ledger, found)
    return 0


def _print_repayments(session: Session, ledger: Ledger, order: Order) -> None:
    """The order's repayments with the share of it in each; the time is the institution's."""
    t = session.language.t
    channels = contracts(ledger, session.catalogue)
    rows = []
    for each in repayments_of(ledger, order.id):
        channel = channel_of(channels, each.account_id)
        rows.append(
            [
                f"{each.paid_at.astimezone(ZoneInfo(channel.zone)):%Y-%m-%d %H:%M}",
                yuan(share_of(each, order)),
                yuan(each.amount),
                session.language.words(paid_by(each, channel)),
                each.reference or "—",
            ]
        )
    if rows:
        head = [t("repaid on"), t("for this order"), t("in all"), t("method"), t("reference")]
        click.echo()
        for line in columns([head, *sorted(rows)], frozenset({1, 2})):
            click.echo(line)


COMMANDS: dict[str, click.Command] = {"due": due, "bills": bills, "orders": orders, "show": show}
