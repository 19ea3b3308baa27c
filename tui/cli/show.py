"""`fenqi show`: one order, with all that is known of it and all that happened to its bills."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import click

from models.actions.settled_early import outcome
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.elsewhere import owed_elsewhere
from models.bills.schedule import Line
from models.bills.status import line_status
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.exchange.contract_orders import order_json, share_of
from models.ledger.ledger import Ledger, repayments_of
from models.ledger.order import Order
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.money import Fen, yuan
from models.values.text import harmless
from tui.cli.noop import N_
from tui.cli.order_named import order_named
from tui.cli.printing import print_json, print_rows
from tui.cli.reading import as_json, read
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.checked import checks_said
from tui.words.cost import apart
from tui.words.order_said import entered_said, happened
from tui.words.paid_as import WAYS
from tui.words.present import status_words
from tui.words.promise import promises_said
from tui.words.remarks import came_to
from tui.words.yearly import cost_said, yearly


@click.command(
    help=N_(
        "One order's schedule and repayments. ORDER is its number in `fenqi orders`, its id, its order number or its "
        "title."
    )
)
@click.argument("order")
@click.option("--rates", is_flag=True, help=N_("All its annual rates, and the line that they are compared with."))
@as_json
@click.pass_obj
def show(session: Session, order: str, rates: bool, as_json: bool) -> int:
    ledger, book = read(session)
    language, moment = session.language, session.moment()
    found = order_named(session, ledger, book, order)
    if as_json:
        print_json(order_json(found, book, moment, ledger, session.catalogue))
        return 0
    click.echo(f"{harmless(found.title)}  {harmless(found.order_no)}".rstrip())
    print_rows(_left(found, book, session))
    print_rows(_schedule(found, book, session))
    print_rows(text for text, _ in (yearly if rates else cost_said)(found, book, language))
    print_rows(text for text, _ in came_to(outcome(ledger, book, found.id), session))
    print_rows(text for text, _ in promises_said(book.schedules[found.id], book, ledger, session))
    print_rows(text for text, _ in checks_said(book.schedules[found.id], book, ledger, session))
    print_rows(happened(found, book, ledger, session))
    print_rows(entered_said(found, channel_of(contracts(ledger, session.catalogue), found.account_id), language))
    print_rows(_repayments(session, ledger, found))
    return 0


def _left(order: Order, book: Book, session: Session) -> Iterator[str]:
    """What is owed on its own lines, and beside that on a later bill, to which it went over."""
    t, row = session.language.t, book.row(order.id)
    yield t("left to pay: {amount}", amount=yuan(row.left))
    if row.over and row.over_due:
        yield t(
            "left over from earlier bills, on the bill due {due}: {amount}",
            due=row.over_due.isoformat(),
            amount=yuan(row.over),
        )


def _schedule(order: Order, book: Book, session: Session) -> list[str]:
    """A row for each period, and their sums: what was taken off, repaid, paid by credit, or stands on another bill."""
    t, lines, moment = session.language.t, book.schedules[order.id], session.moment()
    elsewhere = [owed_elsewhere(line, book.bill_of(line)) for line in lines]
    more = [
        (t("taken off"), [line.reduced for line in lines]),
        (t("repaid"), [line.paid for line in lines]),
        (t("paid by credit"), [line.carried - over for line, over in zip(lines, elsewhere, strict=True)]),
        (t("stands elsewhere"), elsewhere),
    ]
    more = [(head, amounts) for head, amounts in more if any(amounts)]
    rows = [
        [
            str(line.number),
            line.due.isoformat(),
            *_amounts(order, [line]),
            *(yuan(amounts[index]) for _, amounts in more),
            status_words(line_status(line, book.bill_of(line), moment), session.language),
        ]
        for index, line in enumerate(lines)
    ]
    total = ["", t("total"), *_amounts(order, lines), *(yuan(sum(amounts)) for _, amounts in more), ""]
    head = [t("no."), t("due"), t("principal"), t("fee"), t("amount"), *(each for each, _ in more), t("status")]
    return columns([head, *rows, total], frozenset({0, *range(2, len(head) - 1)}))


def _amounts(order: Order, lines: Sequence[Line]) -> list[str]:
    """Principal, fee, and what both come to without what was taken off."""
    principal, fee = sum(line.principal for line in lines), sum(line.fee for line in lines)
    return [*apart(order.plan, principal, fee), yuan(sum(line.amount - line.reduced for line in lines))]


def _repayments(session: Session, ledger: Ledger, order: Order) -> list[str]:
    """The order's repayments with the share of it in each; the time is the institution's."""
    t, channels = session.language.t, contracts(ledger, session.catalogue)
    made = sorted(repayments_of(ledger, order.id), key=lambda each: (each.paid_at.timestamp(), each.id))
    rows = [_repayment(each, share_of(each, order), channel_of(channels, each.account_id), session) for each in made]
    if not rows:
        return []
    head = [t("repaid on"), t("bill"), t("for this order"), t("in all"), t("method"), t("reference"), t("remark")]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    return ["", *columns([head, *rows], frozenset({2, 3}))]


def _repayment(each: Repayment, share: Fen, channel: Channel, session: Session) -> list[str]:
    t = session.language
    remarks = (
        t.say(WAYS[each.way]) if each.way and each.way in WAYS else "",
        t.t("credit {amount}", amount=yuan(each.credit)) if each.credit else "",
        "" if each.confirmed else t.t("the app does not show it yet"),
    )
    return [
        f"{each.paid_at.astimezone(ZoneInfo(channel.zone)):%Y-%m-%d %H:%M}",
        t.t("early settlement") if each.order else each.due.isoformat(),
        yuan(share),
        yuan(each.amount),
        t.words(paid_by(each, channel)),
        each.reference or "—",
        " · ".join(filter(None, remarks)),
    ]


COMMANDS: dict[str, click.Command] = {"show": show}
