"""The columns of the list in the width that it has: which of them there are, and what is the same in every row."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

import msgspec
from rich.cells import cell_len

from models.bills.book import OrderRow
from models.bills.overview import HOME_ZONE
from models.bills.status import Moment
from models.values.dates import today
from models.values.money import grouped
from tui.run.language import Language
from tui.state.sections import BillRow, Head, OrderPart
from tui.state.views import Listing
from tui.terminal.cells import Cells, cut, digits_of, fit, right
from tui.words.in_every_row import in_every_row
from tui.words.when import day_said, when

SOME = 500
"""Rows that are looked at for the widest of their words: there can be thousands, of which a screen shows few."""
ACCOUNT = 11
"""Cells that the name of an account takes at most: a bank's, with the four digits that tell two of its cards apart."""
NEARLY = 2
"""Cells that a column has more for digits, so that its words begin under each other."""
MARK = 3
"""Cells of the mark of a row, and the one behind it."""
GAPS = {"channel": 1, "bar": 1, "period": 2, "due": 2, "when": 2, "amount": 2}
"""The columns behind the title, in their order, and the cells before each."""
ROOMY, WIDE, WIDEST = 48, 58, 70
"""Cells from which on channel and progress are there; from which on the bar is longer; and the time left, too."""
BARS = {ROOMY: 5, WIDE: 7, WIDEST: 8}
NOTHING = "—"


class Columns(msgspec.Struct, frozen=True):
    """The `cells` of each column that there is, by its name in `GAPS`, and what would be the same in every row."""

    width: int
    cells: dict[str, int]
    once: tuple[str, ...] = ()

    @property
    def title(self) -> int:
        """The cells that are left for titles."""
        return max(1, self.width - MARK - sum(GAPS[name] + cells for name, cells in self.cells.items()))

    @property
    def slim(self) -> bool:
        """Whether there is no room for more than a row for each bill."""
        return self.width < ROOMY

    def left(self, name: str, text: str, over: int = 0) -> str:
        """The text in that column, with the gap before it, `over` cells wider; "" where there is none."""
        return " " * GAPS[name] + fit(text, self.cells[name] + over) if name in self.cells else ""

    def right(self, name: str, text: str) -> str:
        """The same at the right end of the column. What has no room there is not cut: it takes that of a gap."""
        return right(text, GAPS[name] + self.cells[name]) if name in self.cells else ""

    def over(self, name: str, text: str) -> int:
        """Cells that the text takes of the title before it: a column is not made wider for the digits of some rows."""
        return max(0, cell_len(text) - self.cells[name]) if name in self.cells else 0

    def blank(self, *names: str) -> str:
        """Those columns with nothing in them."""
        return " " * sum(GAPS[name] + self.cells[name] for name in names if name in self.cells)


class _Column(msgspec.Struct, frozen=True):
    name: str
    least: int
    label: str
    words: Callable[[BillRow | OrderPart], Iterator[str]]


def columns(listing: Listing, moment: Moment, width: int, t: Language) -> Columns:
    """The columns that the list has in `width` cells."""
    some = [*islice((row for row in listing.lines if isinstance(row, (BillRow, OrderPart))), SOME)]
    cells, once = dict[str, int](), list[str]()
    for each in _columns(moment, t):
        words = [word for row in some for word in each.words(row)]
        if width < each.least or not any(words):
            continue
        if same := in_every_row(words):
            once.append(same)
        else:
            bare = max(map(cell_len, (each.label, *(word.removesuffix(digits_of(word)) for word in words))))
            whole = max(map(cell_len, words))
            cells[each.name] = whole if bare < whole <= bare + NEARLY else bare
    if width >= ROOMY:
        cells["bar"] = max(cells for least, cells in BARS.items() if width >= least)
    most = max((row.amount or 0 for row in listing.lines if isinstance(row, (BillRow, Head))), default=0)
    cells["amount"] = max(cell_len(grouped(most)), cell_len(t.t("to pay ¥")))
    return Columns(width, {name: cells[name] for name in GAPS if name in cells}, tuple(once))


def _columns(moment: Moment, t: Language) -> Iterator[_Column]:
    day = today(moment.now, HOME_ZONE)
    yield _Column("channel", ROOMY, t.t("owed to"), lambda row: _of_bill(row, lambda bill: account(bill, t)))
    yield _Column("period", ROOMY, t.t("no."), _periods)
    yield _Column("due", 0, t.t("due"), lambda row: _of_bill(row, lambda bill: due(bill, day)))
    yield _Column("when", WIDEST, "", lambda row: _of_bill(row, lambda bill: time_left(bill, moment, t)))


def _of_bill(row: BillRow | OrderPart, of_bill: Callable[[BillRow], str]) -> Iterator[str]:
    """What the row of a bill says of it; the rows of its orders do not say it again."""
    if isinstance(row, BillRow):
        yield of_bill(row)


def _periods(row: BillRow | OrderPart) -> Iterator[str]:
    if isinstance(row, OrderPart):
        yield period(row.order)
    elif not row.several:
        yield period(row.orders[0])


def column_heads(found: Columns, t: Language) -> Cells:
    """The labels of the columns, and behind the first of them what is the same in every row."""
    first = cut(" · ".join((t.t("bill"), *found.once)), found.title)
    # A bar may be shorter than its label, which then takes the gap behind it.
    label, bar = t.t("repaid"), found.cells.get("bar", 0)
    over = max(0, min(cell_len(label) - bar, GAPS["period"] - 1)) if "period" in found.cells else 0
    number = found.right("period", t.t("no."))
    heads = (
        " " * MARK + fit(first, found.title),
        found.left("channel", t.t("owed to")),
        " " * GAPS["bar"] + fit(label, bar + over) if bar else "",
        number[over:],
        found.left("due", t.t("due")),
        found.blank("when"),
        found.right("amount", t.t("to pay ¥")),
    )
    return (("".join(heads), "dim"),)


def account(row: BillRow, t: Language) -> str:
    """What the account that it is owed to is called, in a few cells."""
    return cut(t.words(row.orders[0].channel.short), ACCOUNT)


def period(order: OrderRow) -> str:
    """`4/12`: the next period, or how many are settled, of how many."""
    return f"{order.number}/{order.order.plan.periods}"


def due(row: BillRow, day: date) -> str:
    """`12-10`; the year too where the date is half a year away or more."""
    return NOTHING if row.bill is None else day_said(row.bill.due, day)


def time_left(row: BillRow, moment: Moment, t: Language) -> str:
    """How long there is for it, in a word or two."""
    return when(row.bill, row.status, moment.now, t) if row.bill is not None else ""
