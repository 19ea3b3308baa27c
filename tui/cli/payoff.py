"""`fenqi payoff`: with money to spare, which orders to settle early first, and what that saves."""

from collections.abc import Iterator

import click

from models.bills.book import Book
from models.bills.derive import derive
from models.bills.payoff import Payoffs, Strategy, payoffs
from models.bills.payoff_turns import Spare
from models.channels.effective import channel_of
from models.exchange.payoff import payoff_json
from models.values.message import Problem
from models.values.money import Fen, parse_amount, yuan
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_rows
from tui.cli.reading import as_json
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.payoff import KEPT_WORDS, STRATEGY_WORDS, charge_said, fees_said, free_said, sooner_said


@click.command(
    help=N_(
        "With money to spare: which orders to settle early first, by what each channel charges for it, and what that "
        "saves, beside other ways."
    )
)
@click.option("--extra", metavar="AMOUNT", help=N_("How much more there is each month, from today on."))
@click.option("--once", metavar="AMOUNT", help=N_("How much more there is today."))
@as_json
@click.pass_obj
def payoff(session: Session, /, extra: str | None, once: str | None, as_json: bool) -> int:
    ledger = session.load().ledger
    book = derive(ledger, session.catalogue)
    found = payoffs(book, Spare(monthly=_amount(extra, "extra"), once=_amount(once, "once")), session.now())
    if as_json:
        print_json(payoff_json(found))
    else:
        print_rows(_rows(found, book, session))
    return 0


def _amount(text: str | None, option: str) -> Fen:
    if text is None:
        return 0
    try:
        return parse_amount(text)
    except Problem as problem:
        raise problem.about(option) from None


def _rows(found: Payoffs, book: Book, session: Session) -> Iterator[str]:
    """The strategies beside each other, what the best one settles, and what is left as planned."""
    t = session.language
    if not found.owed:
        yield t.t("nothing is owed")
        return
    yield t.t(
        "{monthly} more each month, {once} more today; {owed} is owed",
        monthly=yuan(found.spare.monthly),
        once=yuan(found.spare.once),
        owed=yuan(found.owed),
    )
    yield ""
    head = [t.t("plan"), t.t("fees to come"), t.t("saved"), t.t("paid in all"), t.t("debt free"), t.t("sooner")]
    rows = [
        [
            t.say(STRATEGY_WORDS[name]),
            "¥" + fees_said(each, found),
            yuan(each.saved),
            yuan(each.paid),
            free_said(each),
            sooner_said(each, found, t),
        ]
        for name, each in found.by_strategy.items()
    ]
    yield from columns([head, *rows], frozenset(range(1, len(head))))
    yield from _settled(found, book, session)
    yield from _kept(found, book, session)
    yield ""
    yield t.t(
        "The charges are estimates by the rules of each channel: before you settle, the app's own figure decides."
    )


def _settled(found: Payoffs, book: Book, session: Session) -> Iterator[str]:
    t = session.language
    yield ""
    if not found.best.settled:
        yield t.t("with this money, settling early saves nothing")
        return
    yield t.say(STRATEGY_WORDS[Strategy.BEST])
    rows = []
    for each in found.best.settled:
        order = book.row(each.order).order
        channel = channel_of(book.channels, order.account_id)
        reason = f"{t.words(channel.short)} · {t.say(charge_said(channel))}"
        rows.append([each.on.isoformat(), order.title, reason, yuan(each.total), yuan(each.saved)])
    head = [t.t("settle on"), t.t("order"), t.t("charge"), t.t("in all"), t.t("saved")]
    yield from columns([head, *rows], frozenset({3, 4}))


def _kept(found: Payoffs, book: Book, session: Session) -> Iterator[str]:
    t = session.language
    if not found.kept:
        return
    yield ""
    yield t.t("left as planned")
    rows = []
    for ident, why in found.kept.items():
        order = book.row(ident).order
        channel = channel_of(book.channels, order.account_id)
        rows.append([order.title, t.say(KEPT_WORDS[why]), f"{t.words(channel.short)} · {t.say(charge_said(channel))}"])
    yield from columns(rows, frozenset())


COMMANDS: dict[str, click.Command] = {"payoff": payoff}
