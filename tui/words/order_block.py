"""An order beside its bill: how far it is repaid, what it costs, until when, and the note that is on it."""

from collections.abc import Iterator

from rich.cells import cell_len

from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.status import Moment, Status, line_status
from models.bills.true_cost import true_cost
from models.channels.effective import channel_of
from models.channels.rate_lines import over, rate_line
from models.ledger.order import Order
from models.plans.annual_cost import fee_rates
from models.plans.plan import fee_known, fee_total
from models.values.money import Fen, grouped
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, line_len, right, wrap
from tui.words.bill_head import BROAD
from tui.words.cost import advertised, over_line, rate_said, simple_said
from tui.words.progress import progress
from tui.words.schedule import FULL, Same
from tui.words.styled import Styled
from tui.words.yearly import stated_said

BAR, LEAST = 24, 4
"""Cells of the bar at most, and at least: fewer say nothing."""
PERIODS, OWED = 6, 10
"""Cells of how many periods are repaid, and of what is owed: the labels stay where they are for any order."""


def order_block(
    order: Order,
    book: Book,
    moment: Moment,
    width: int,
    t: Language,
    *,
    same: Same,
    which: str,
    ended: bool,
    named: Fen | None = None,
) -> list[Cells]:
    """The lines about the order; `which` is which of the bill's orders it is, `ended` that it was settled early.

    `named`: the sum (fen) that stands above as what settles it; where that is all that is owed it is not said again.
    Of the shares that are the `same` in every period they say what that comes to. Its note stands apart.
    """
    below = _repaid(order, book, moment, width, t, named)
    if not ended:
        cost, ends = _cost(order, book, same, width, t), _ends(order, book, t) if width >= BROAD else ""
        if line_len(cost[0]) + 2 + cell_len(ends) <= width:
            cost[0] = _ending_in(cost[0], ends, width)
        elif cell_len(order.title) + 2 + cell_len(ends) <= width:
            which = which or ends
        below += cost
    title = cut(order.title, max(1, width - cell_len(which) - 2 * bool(which)))
    return [_ending_in(((title, "bold"),), which, width), *below]


def _ends(order: Order, book: Book, t: Language) -> str:
    """Its last day."""
    return t.t("ends {day}", day=book.schedules[order.id][-1].due.isoformat())


def _ending_in(line: Cells, end: str, width: int) -> Cells:
    """The line, with that at the right end of the pane."""
    return (*line, (" " * (width - line_len(line) - cell_len(end)), ""), (end, "dim")) if end else line


def note_said(order: Order, width: int, t: Language) -> list[Cells]:
    """The note on the order; nothing where it has none."""
    said = wrap(t.t("note: {note}", note=clean(order.note)), width, indent=2) if order.note else ()
    return [((line, "dim"),) for line in said]


def cost_details(order: Order, t: Language) -> Iterator[Styled]:
    """What else there is to say of its cost where there is room: how its fees are charged."""
    rates = fee_rates(order.plan) if fee_known(order.plan) else None
    if rates is not None and rates[1]:
        each, whole = (rate_said(rate, t) for rate in rates)
        yield t.t("fees: {each} a period, {whole} in all", each=each, whole=whole), "dim"
        stated = advertised(order.plan, t)
        if stated:
            yield t.t("advertised {rate}", rate=stated), "dim"


def _the_same(same: Same, t: Language) -> Cells:
    """What a share is in every period, which has no column then."""
    if same.fee:
        return ((f" = {same.periods} × {same.fee}", "dim"),)
    return ((f"  {t.t('principal')} {same.periods} × {same.principal}", "dim"),) if same.principal else ()


def _repaid(order: Order, book: Book, moment: Moment, width: int, t: Language, named: Fen | None) -> list[Cells]:
    """The bar, how many periods are repaid, and what is still owed."""
    rows = book.schedules[order.id]
    count = f"{sum(_is_repaid(row, book, moment) for row in rows)}/{order.plan.periods}"
    owed = book.row(order.id).owed
    repaid_label, owed_label = t.t("repaid"), t.t("owed")
    tail: Cells = (
        (f"  {repaid_label} ", "dim"),
        (fit(count, PERIODS), ""),
        (f"{owed_label} ", "dim"),
        (right(grouped(owed), OWED), ""),
    )
    room = width - line_len(tail)
    if owed == named:
        tail = tail[:2]
    paid = sum(row.paid for row in rows)
    heavy, light = progress(paid, paid + owed, max(LEAST, min(BAR, room)))
    bar: Cells = ((heavy, "good"), (light, "line"))
    if room < LEAST:
        return [bar, tail]
    return [(*bar, *tail)]


def _is_repaid(row: Line, book: Book, moment: Moment) -> bool:
    stands = line_status(row, book.bill_of(row), moment)
    return stands is Status.SETTLED or (stands is Status.TO_CONFIRM and row.outstanding <= 0)


def _cost(order: Order, book: Book, same: Same, width: int, t: Language) -> list[Cells]:
    """The rate a year and the fees in one line, and what is wrong with them."""
    plan = order.plan
    cost, line = true_cost(order, book), rate_line(channel_of(book.channels, order.account_id), order.lent_on)
    said: Cells
    if not fee_known(plan):
        said = ((t.t("? fee not known: t asks for the price"), "accent"),)
    elif not fee_total(plan):
        said = ((t.t("interest-free"), ""),)
    else:
        ink = "warn" if over(cost, line).simple else ""
        usual = cell_len(t.t("{rate} a year, simple", rate="00.00%"))
        rate = simple_said(cost, t)
        said = (
            (f"{rate}{' ' * max(2, usual + 2 - cell_len(rate))}", ink),
            (f"{t.t('fees')} ", "dim"),
            (grouped(fee_total(plan)), ""),
        )
        if width >= FULL:
            said += _the_same(same, t)
    lines: list[Cells] = [said]
    if line_len(said) > width:
        lines = [((text, said[0][1]),) for text in wrap("".join(text for text, _ in said), width, indent=2)]
    if fee_known(plan):
        stated, agrees = stated_said(order, cost, t)
        for text in filter(None, (over_line(cost, line, t), "" if agrees else stated)):
            lines += [((each, "warn"),) for each in wrap(text, width, indent=2)]
    return lines
