"""Questions from the shell: due, bills, orders, show. What answers them goes to stdout, remarks to stderr."""

import sys
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from models.bills.bill import Bill, days_left, past_due
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import View, open_bills, order_rows
from models.bills.status import Status, line_status, row_status, status
from models.channels.effective import channel_of
from models.exchange import contract
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.ledger.paid_by import paid_by
from models.plans.annual_cost import dated_cost
from models.values.money import yuan
from models.values.text import escaped, harmless
from tui.cli.naming import orders_named, the_one
from tui.cli.noop import N_
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.cost import fees_said, other_rates, really
from tui.words.present import status_words, time_left

EXIT_DUE = 10
EXIT_OVERDUE = 20

as_json = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON (schema 1) instead of a table."))


def _read(session: Session) -> tuple[Ledger, Book]:
    snapshot = session.load()
    if not session.store.exists():
        _say(session.language.t("there is no ledger at {path} yet", path=str(session.store.path)))
    for remark in snapshot.remarks:
        _say(session.language.say(remark))
    return snapshot.ledger, derive(snapshot.ledger, session.catalogue)


def _print_json(value: dict[str, Any]) -> None:
    click.echo(escaped(msgspec.json.encode(value).decode()).encode())  # UTF-8 whatever the terminal's encoding


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


@click.command(help=N_("What is overdue or due within some days; suits a login message."))
@click.option("--days", type=click.IntRange(0, 366), default=7, show_default=True, help=N_("How far ahead to look."))
@click.option("--exit-code", is_flag=True, help=N_("Exit 0 nothing due, 10 due within the days, 20 overdue."))
@as_json
@click.pass_obj
def due(session: Session, days: int, exit_code: bool, as_json: bool) -> int:
    _, book = _read(session)
    moment, now = session.moment(), session.now()
    bills = tuple(bill for bill in open_bills(book) if days_left(bill, now) <= days)
    if as_json:
        _print_json(contract.bills_json(bills, moment, now))
    elif bills:
        _print_bills(session, bills)
    else:
        _say(session.language.t("nothing is due within {days} days", days=days))
    if not exit_code or not bills:
        return 0
    return EXIT_OVERDUE if any(past_due(bill, now) for bill in bills) else EXIT_DUE


@click.command(help=N_("Every bill, earliest due first."))
@click.option("--open", "only_open", is_flag=True, help=N_("Only the bills that are not settled."))
@as_json
@click.pass_obj
def bills(session: Session, only_open: bool, as_json: bool) -> int:
    _, book = _read(session)
    moment = session.moment()
    chosen = tuple(bill for bill in book.bills.values() if not only_open or status(bill, moment) is not Status.SETTLED)
    if as_json:
        _print_json(contract.bills_json(chosen, moment, session.now()))
    elif chosen:
        _print_bills(session, chosen)
    else:
        _say(session.language.t("there are no bills"))
    return 0


def _print_bills(session: Session, bills: Sequence[Bill]) -> None:
    language, moment, now = session.language, session.moment(), session.now()
    rows = [
        [
            bill.due.isoformat(),
            language.words(bill.channel.name),
            yuan(bill.outstanding),
            status_words(status(bill, moment), language),
            time_left(bill, now, language) if bill.outstanding else "",
        ]
        for bill in bills
    ]
    t = language.t
    _print_table([t("due"), t("channel"), t("to pay"), t("status"), t("time left")], rows, frozenset({2}))


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
        _print_json(contract.orders_json(tuple(row.order for row in rows)))
        return 0
    if not rows:
        _say(language.t("there are no orders"))
    table = [
        [
            row.order.id,
            language.words(row.channel.short),
            f"{row.next.number if row.next else row.settled}/{row.order.plan.periods}",
            row.next.due.isoformat() if row.next else "—",
            yuan(row.left),
            status_words(row_status(row, moment), language),
            row.order.title,
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
@as_json
@click.pass_obj
def show(session: Session, order: str, as_json: bool) -> int:
    ledger, book = _read(session)
    language, moment = session.language, session.moment()
    candidates = orders_named(ledger, order)
    if len(candidates) > 1:
        table = [[each.id, each.order_no or "—", each.title] for each in candidates]
        for line in columns(table, frozenset()):
            _say(line)
    found = the_one(candidates, order)
    if as_json:
        _print_json(contract.order_json(found, book, moment))
        return 0
    t, lines = language.t, book.schedules[found.id]
    click.echo(f"{harmless(found.title)}  {harmless(found.order_no)}".rstrip())
    click.echo(t("left to pay: {amount}", amount=yuan(sum(line.outstanding for line in lines))))
    table = [
        [
            str(line.number),
            line.due.isoformat(),
            yuan(line.principal),
            yuan(line.fee),
            yuan(line.amount - line.reduced),
            status_words(line_status(line, book.bill_of(line), moment), language),
        ]
        for line in lines
    ]
    head = [t("no."), t("due"), t("principal"), t("fee"), t("amount"), t("status")]
    for line in columns([head, *table], frozenset({0, 2, 3, 4})):
        click.echo(line)
    cost = dated_cost(found.plan, found.bought_at.date(), tuple(line.due for line in lines))
    for sentence in (fees_said(found.plan, language), really(found.plan, cost, language), other_rates(cost, language)):
        if sentence:
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
        shares = (share.amount for share in each.allocations if share.order == order.id)
        rows.append(
            [
                f"{each.paid_at.astimezone(ZoneInfo(channel.zone)):%Y-%m-%d %H:%M}",
                yuan(each.amount if each.order == order.id else sum(shares)),
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
