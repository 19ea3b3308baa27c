"""The orders of a plan: those that it settles early, in turn, with the reason, and those that it leaves as planned."""

from collections.abc import Iterator

from rich.cells import cell_len

from models.bills.book import Book
from models.bills.payoff import Payoff, Payoffs, Settlement
from models.bills.payoff_debts import WhyKept
from models.channels.effective import channel_of
from models.ledger.order import Order
from models.values.message import Message, msg
from models.values.money import grouped
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, right
from tui.words.payoff import KEPT_WORDS, charge_said

NUMBER, GAP = 2, 2
"""Cells before a title, and before what stands at the right end."""
ONE_ROW = 68
"""From how many cells on an order has one row and not two."""
REASON, ON, SAVED = 30, 7, 11
"""Cells of the reason, of the month and of what is saved, in one row."""
NO_GAIN = msg("no gain: as planned")
NO_MONEY = msg("not enough money: as planned")
NOT_KNOWN = msg("not known: as planned")
OTHERS = msg("as planned")


def order_lines(found: Payoffs, plan: Payoff, book: Book, language: Language, width: int) -> list[Cells]:
    """All of them, each with what its settlement saves, and with what its channel charges."""
    lines = [
        line for number, each in enumerate(plan.settled, 1) for line in _settled(number, each, book, language, width)
    ]
    for heading, orders in _left(found, plan):
        lines += [*([()] if lines else []), ((cut(language.say(heading), width), "bold dim"),)]
        for ident in orders:
            lines += _kept(ident, found.kept.get(ident), book, language, width)
    return lines


def _left(found: Payoffs, plan: Payoff) -> Iterator[tuple[Message, list[str]]]:
    """What is left as planned, under what it is for."""
    settled = {each.order for each in plan.settled}
    left = [ident for ident in found.orders if ident not in settled]
    if plan.settled != found.best.settled or not (found.spare.monthly or found.spare.once):
        groups = [(OTHERS, left)]
    else:
        groups = [
            (NO_MONEY, [ident for ident in left if ident not in found.kept]),
            (NO_GAIN, [ident for ident in left if found.kept.get(ident) is WhyKept.NO_GAIN]),
            (NOT_KNOWN, [ident for ident in left if found.kept.get(ident) not in {None, WhyKept.NO_GAIN}]),
        ]
    return ((heading, orders) for heading, orders in groups if orders)


def _settled(number: int, each: Settlement, book: Book, language: Language, width: int) -> list[Cells]:
    order = book.row(each.order).order
    return _lines((str(number), "key"), order, _reason(order, book, language), each, width)


def _kept(ident: str, why: WhyKept | None, book: Book, language: Language, width: int) -> list[Cells]:
    order = book.row(ident).order
    reason = _reason(order, book, language)
    if why not in {None, WhyKept.NO_GAIN, WhyKept.NO_RULE}:
        reason = f"{_short(order, book, language)} · {language.say(KEPT_WORDS[why])}"
    return _lines(("-", "dim"), order, reason, None, width)


def _lines(mark: tuple[str, str], order: Order, reason: str, settled: Settlement | None, width: int) -> list[Cells]:
    """One row where there is room for all of it, else a second one for the reason and the month."""
    saved = grouped(settled.saved) if settled else ""
    on = f"{settled.on:%Y-%m}" if settled else ""
    paid = "good" if settled and settled.saved else "dim"
    begin: Cells = ((fit(mark[0], NUMBER), mark[1]),)
    ink = "" if settled else "dim"
    if width >= ONE_ROW:
        end = f"  {fit(reason, REASON)}  {right(on, ON)}"
        room = width - NUMBER - cell_len(end) - SAVED
        return [(*begin, (fit(order.title, room), ink), (end, "dim"), (right(saved, SAVED), paid))]
    room = width - NUMBER - (cell_len(saved) + GAP if saved else 0)
    first = (*begin, (fit(order.title, room), ink), (f"{' ' * GAP}{saved}" if saved else "", paid))
    room = width - NUMBER - (cell_len(on) + GAP if on else 0)
    return [
        first,
        ((" " * NUMBER, ""), (fit(cut(reason, room), room), "dim"), (f"{' ' * GAP}{on}" if on else "", "dim")),
    ]


def _short(order: Order, book: Book, language: Language) -> str:
    return clean(language.words(channel_of(book.channels, order.account_id).short))


def _reason(order: Order, book: Book, language: Language) -> str:
    """Its channel, and what that charges for settling early."""
    charge = language.say(charge_said(channel_of(book.channels, order.account_id)))
    return f"{_short(order, book, language)} · {charge}"
