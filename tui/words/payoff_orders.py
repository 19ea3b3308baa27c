"""The orders of a plan: those that it settles early, one after the other, with the reason, and those it leaves as
planned."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.book import Book
from models.bills.payoff import Payoff, Payoffs, Settlement
from models.bills.payoff_debts import WhyKept
from models.channels.effective import channel_of
from models.channels.rules import EarlyRule
from models.ledger.order import Order
from models.plans.plan import fee_known, fee_total
from models.values.message import Message, msg
from models.values.money import grouped
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, right
from tui.words.payoff import KEPT_WORDS, charge_said

GAP = 2
"""Cells before what stands at the right end."""
ONE_ROW = 68
"""From how many cells on an order has one row and not two."""
REASON, ON = 30, 7
"""Cells of the reason and of the month, in one row."""
OF_FEES = frozenset({EarlyRule.REMAINING_FEES, EarlyRule.NEXT_FEE})
"""The rules that charge fees, and nothing else."""
NO_GAIN = msg("no gain: as planned")
NO_MONEY = msg("not enough money: as planned")
NOT_KNOWN = msg("not known: as planned")
OTHERS = msg("as planned")


class _Columns(NamedTuple):
    """How many cells there are: in all, for the mark before a title, and for what is saved, at most."""

    width: int
    mark: int
    saved: int


def order_lines(found: Payoffs, plan: Payoff, book: Book, language: Language, width: int) -> list[Cells]:
    """All of them, each with what its settlement saves, and with what its channel charges."""
    saved = max((len(grouped(each.saved)) for each in plan.settled), default=0)
    columns = _Columns(width, len(str(len(plan.settled))) + 1, saved + GAP)
    lines: list[Cells] = []
    for number, each in enumerate(plan.settled, 1):
        order = book.row(each.order).order
        lines += _lines((str(number), "key"), order, _reason(order, book, language), each, columns)
    for heading, orders in _left(found, plan):
        lines += [*([()] if lines else []), ((cut(language.say(heading), width), "bold dim"),)]
        for ident in orders:
            order = book.row(ident).order
            lines += _lines(("-", "dim"), order, _why(order, found.kept.get(ident), book, language), None, columns)
    return lines


def rules_said(found: Payoffs, book: Book, language: Language) -> str:
    """How old the rules are that the plan counts by: the date of the oldest uncertain one."""
    channels = (channel_of(book.channels, book.row(each).order.account_id) for each in found.orders)
    known = [each.uncertain["early"] for each in channels if "early" in each.uncertain]
    days = [each.verified_on for each in known if not each.assumed]
    if not days:
        return language.t("estimates; the app's figure decides")
    return language.t("rules from {month} on; the app's figure decides", month=f"{min(days):%Y-%m}")


def _left(found: Payoffs, plan: Payoff) -> Iterator[tuple[Message, list[str]]]:
    """The orders that are left as planned, under the reason."""
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


def _lines(
    mark: tuple[str, str], order: Order, reason: str, settled: Settlement | None, columns: _Columns
) -> list[Cells]:
    """One row where there is room for all of it, else a second one for the reason and the month."""
    width = columns.width - columns.mark
    saved, on = (grouped(settled.saved), f"{settled.on:%Y-%m}") if settled else ("", "")
    ink, paid = ("" if settled else "dim"), ("good" if settled and settled.saved else "dim")
    begin: Cells = ((fit(mark[0], columns.mark), mark[1]),)
    if columns.width >= ONE_ROW:
        end = f"  {fit(reason, REASON)}  {right(on, ON)}"
        title = fit(order.title, width - cell_len(end) - columns.saved)
        return [(*begin, (title, ink), (end, "dim"), (right(saved, columns.saved), paid))]
    first = (*begin, *_with_end(order.title, ink, saved, paid, width))
    return [first, ((" " * columns.mark, ""), *_with_end(reason, "dim", on, "dim", width))]


def _with_end(text: str, ink: str, end: str, its_ink: str, width: int) -> Cells:
    """A text that is cut where it meets what stands at the right end."""
    tail = f"{' ' * GAP}{end}" if end else ""
    return ((fit(text, width - cell_len(tail)), ink), (tail, its_ink))


def _why(order: Order, why: WhyKept | None, book: Book, language: Language) -> str:
    """Its channel, and why it is not known what settling costs; else what is charged for it."""
    if why in {WhyKept.FEE_UNKNOWN, WhyKept.UNSAID}:
        return f"{_short(order, book, language)} · {language.say(KEPT_WORDS[why])}"
    return _reason(order, book, language)


def _short(order: Order, book: Book, language: Language) -> str:
    return clean(language.words(channel_of(book.channels, order.account_id).short))


def _reason(order: Order, book: Book, language: Language) -> str:
    """Its channel, and what that charges for settling early; where it charges fees and there is none, that."""
    channel = channel_of(book.channels, order.account_id)
    of_fees = channel.early is not None and channel.early.rule in OF_FEES
    free = of_fees and fee_known(order.plan) and not fee_total(order.plan)
    charge = language.t("interest-free") if free else language.say(charge_said(channel))
    return f"{_short(order, book, language)} · {charge}"
