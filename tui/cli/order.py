"""Orders in the shell: entered, edited and deleted one by one, by the columns of a file to import."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from models.actions.auto_debit_changes import own_since
from models.actions.editing import edited
from models.actions.entering import asked, entered, with_past
from models.actions.known_orders import KnownOrders
from models.actions.opened_again import opened_again
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.plan_change import plan_change
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import channel_of, effective
from models.channels.names import channel_names
from models.exchange.answers import parse_past
from models.exchange.columns import COLUMNS
from models.exchange.order_change import added_json, written_json
from models.exchange.purchase_day import check_bought
from models.exchange.record import order_fields
from models.exchange.row import RowProblem, read_row
from models.exchange.typed_order import as_said, typed_over
from models.ledger.ledger import Ledger, order_of
from models.ledger.order import Order
from models.values import quantity
from models.values.message import Message, Problem, msg
from tui.cli.bill_days import say_bill_days
from tui.cli.like_card import like_cards, says_no_card
from tui.cli.noop import N_
from tui.cli.order_named import the_order
from tui.cli.writing import EXIT_OPEN, How, Written, asks, carry_out, say, writes
from tui.run.session import Session
from tui.words.most_periods import too_many
from tui.words.no_longer_overdue import now_to_confirm_said
from tui.words.opened_again import opened_again_said
from tui.words.order_edit import edits, flag
from tui.words.order_preview import bought_day, schedule
from tui.words.plan_change import changes, other_bills
from tui.words.punctuation import apart, said_of

WIDTH = 60
"""Cells of a line of the schedule."""


def _of_columns(command: Callable[..., int]) -> Callable[..., int]:
    """An option for each column; the command gets those that were given as `given`, text by column."""

    @wraps(command)
    def typed(*arguments: Any, how: How, **options: Any) -> int:
        given = {name: options.pop(name) for name in COLUMNS}
        return command(
            *arguments, given={name: text for name, text in given.items() if text is not None}, how=how, **options
        )

    for name, column in reversed(tuple(COLUMNS.items())):
        typed = click.option(flag(name), name, metavar="TEXT", help=column.help.template)(typed)
    return typed


@click.group(help=N_("Enter, edit or delete one order."))
def order() -> None:
    pass


@order.command(help=N_("Enter an order, as its page shows it; the same values as in a file to import."))
@click.option(
    "--past",
    metavar="repaid|unpaid|N|1,3",
    help=N_(
        "What the periods are that were due before today: `repaid` (or `all`), `unpaid` (or `none`), or which of them "
        "are repaid: `N` is the first N, `1,3` or `1-2,4` those with these numbers, `3-3` the third alone."
    ),
)
@click.option("--another", is_flag=True, help=N_("It is another order than the one that it is like."))
@says_no_card
@writes
@_of_columns
@click.pass_obj
def add(session: Session, given: dict[str, str], past: str | None, another: bool, no_card: bool, how: How) -> int:
    ledger = session.store.load().ledger
    held, institutions = contracts(ledger, session.catalogue), effective(session.catalogue, ledger.channels)
    day = session.today()
    read = _read(session, read_row(0, as_said(given, day), channel_names(held, institutions), ruled=True))
    channel = channel_of(held, read.account_id)
    new = entered(check_bought(read, day), channel, session.now())
    if past is not None:
        new = with_past(new, channel, parse_past(past))
    known = KnownOrders(ledger.orders.values())
    like = None if another or known.same(new) else known.perhaps(new)

    def done(before: Ledger, after: Ledger) -> Written:
        opened, said = _opened(before, after, session)
        return Written(added_json(new, channel, like, opened), (*_sentences(session, after, new, channel), *said))

    def change(ledger: Ledger) -> Ledger:
        return add_orders(ledger, [new], session.catalogue)

    if like is not None and not _is_another(session, how, like):
        say(done(ledger, change(ledger)), how)
        click.echo(session.language.t("nothing was written; add `--another` where it is another order"), err=True)
        return EXIT_OPEN
    if like_cards(session, how, [new.order_no], no_card=no_card):
        return EXIT_OPEN
    carry_out(session, how, msg("enter {title}", title=new.title), change, done)
    say_bill_days(session, [new])
    return EXIT_OPEN if asked(new, channel) else 0


def _is_another(session: Session, how: How, like: Order) -> bool:
    """Whether somebody says that the order is another one than that; where nobody is asked, nobody does."""
    question = session.language.t(
        "it is perhaps the same as {title}, bought {day}", title=like.title, day=bought_day(like)
    )
    click.echo(question, err=True)
    return asks(how) and click.confirm(session.language.t("Is it another order?"), err=True)


@order.command(
    name="set",
    help=N_(
        "Edit an order: what is given is changed, what is given empty (`''`) is taken back. The fee gives way to a "
        "price and amounts that are given, else the price to amounts and fees. What was repaid stays repaid. "
        "ORDER is as `fenqi show` takes it."
    ),
)
@click.argument("order")
@says_no_card
@writes
@_of_columns
@click.pass_obj
def set_(session: Session, order: str, given: dict[str, str], no_card: bool, how: How) -> int:
    if not given:
        raise click.UsageError(session.language.t("nothing is given to change; `--help` lists the options"))
    old = the_order(session, order)
    found_then: list[tuple[Order, bool]] = []
    day = session.today()
    said = as_said(given, day, old)

    def change(ledger: Ledger) -> Ledger:
        before = order_of(ledger, old.id)
        made = _read(session, typed_over(before, said, contracts(ledger, session.catalogue)))
        made = own_since(ledger, session.catalogue, check_bought(made, day, before), day)
        return edited(ledger, made, session.catalogue)

    def done(before: Ledger, after: Ledger) -> Written:
        made, channel = after.orders[old.id], _channel(session, after, old.id)
        found = plan_change(before, after, old.id, session.catalogue)
        found_then.append((made, bool(asked(made, channel))))
        follows = tuple(session.language.say(each) for each in (*changes(found), *other_bills(found)))
        typed = edits(before.orders[old.id], made, contracts(after, session.catalogue), session.language)
        long = too_many(made.plan.periods, channel, session.language)
        late = now_to_confirm_said(before, after, session)
        opened, said = _opened(before, after, session)
        return Written(
            written_json(made, channel, found, opened), (*typed, *follows, *filter(None, (long,)), *late, *said)
        )

    numbered = [change(session.load().ledger).orders[old.id].order_no] if "order_no" in given else []
    if like_cards(session, how, numbered, no_card=no_card):
        return EXIT_OPEN
    carry_out(session, how, msg("edit {title}", title=old.title), change, done)
    made, is_open = found_then[-1]
    if made.account_id != old.account_id:
        say_bill_days(session, [made])
    return EXIT_OPEN if is_open else 0


@order.command(help=N_("Delete an order of which nothing was repaid; any other can only be archived."))
@click.argument("order")
@writes
@click.pass_obj
def delete(session: Session, order: str, how: How) -> int:
    old = the_order(session, order)

    def done(before: Ledger, _after: Ledger) -> Written:
        fields = {"order": order_fields(before.orders[old.id]), "questions": []}
        sentence = session.language.t(
            "{title} and its {periods}", title=old.title, periods=quantity.periods(old.plan.periods)
        )
        return Written(fields, (sentence,))

    return carry_out(
        session,
        how,
        msg("delete {title}", title=old.title),
        lambda ledger: order_deleted(ledger, old.id, session.catalogue),
        done,
        question=msg("Delete it? `fenqi undo` brings it back."),
    )


def _opened(before: Ledger, after: Ledger, session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bills of which something is owed again, and what is said of them."""
    found = opened_again(before, after, session.catalogue)
    return tuple(new.id for _, new in found), opened_again_said(before, after, session)


def _channel(session: Session, ledger: Ledger, ident: str) -> Channel:
    return channel_of(contracts(ledger, session.catalogue), ledger.orders[ident].account_id)


def _read(session: Session, read: Order | tuple[RowProblem, ...]) -> Order:
    """The order; Problem with all that is wrong with its options."""
    if isinstance(read, Order):
        return read
    t = session.language
    said = apart((said_of(flag(each.column), t.say(each.message), t) for each in read), t)
    raise Problem.of(Message("{problems}", {"problems": said}))


def _sentences(session: Session, after: Ledger, new: Order, channel: Channel) -> tuple[str, ...]:
    """What the new order comes to."""
    day = session.today()
    lines = schedule(new, contracts(after, session.catalogue), day, session.language, WIDTH)
    return (
        f"{session.language.words(channel.short)}  {new.title}",
        *("".join(text for text, _ in cells) for cells in lines),
    )


COMMANDS: dict[str, click.Command] = {"order": order}
