"""A month by its days: a mark for what moves on each, and columns for what is on a pay account."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from models.bills.movements import Movement, MovementKind
from models.bills.running import RunningBalance
from models.values.money import Fen
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right

MARKS = {MovementKind.FIXED: "-", MovementKind.AUTO_DEBIT: "▾", MovementKind.BILL: "■", MovementKind.PAYDAY: "+"}
INKS = {MovementKind.FIXED: "", MovementKind.AUTO_DEBIT: "accent", MovementKind.BILL: "", MovementKind.PAYDAY: "good"}
NOTHING = "·"
EIGHTHS = " ▁▂▃▄▅▆▇█"
SAID = (1, 5, 10, 15, 20, 25, 30)
"""The days that are numbered where there is no room for all."""
YUAN = 100


class DayStrip(msgspec.Struct, frozen=True, dict=True):
    """The days of the month that `first` begins, `each` cells a day, behind a label of `label` cells."""

    first: date
    found: Sequence[Movement]
    run: RunningBalance | None
    chosen: date | None
    label: int
    each: int
    language: Language

    @cached_property
    def days(self) -> list[date]:
        """All days of the month."""
        return [self.first.replace(day=k) for k in range(1, monthrange(self.first.year, self.first.month)[1] + 1)]

    @cached_property
    def top(self) -> Fen:
        """What fills a column: the most of the month, rounded up to two digits."""
        most = max((self.run.on(day) or 0 for day in self.days), default=0) if self.run else 0
        step = int(10 ** max(0, len(str(most)) - 2))
        return -(-most // step) * step

    def numbers(self) -> Cells:
        """The numbers of the days: of all, or of every fifth, and of the chosen one."""
        cells: list[tuple[str, str]] = [(self._label(self.language.t("day")), "dim")]
        for day in self.days:
            said, ink = self._number(day), "key" if day == self.chosen else "dim"
            if self.each >= 3:
                cells.append((right(said, 2) + " " * (self.each - 2), ink))
            else:
                cells.append((fit(said, self.each), ink))
        return tuple(cells)

    def _number(self, day: date) -> str:
        if day == self.chosen or self.each >= 3:
            return str(day.day)
        beside = self.chosen is not None and abs(day.day - self.chosen.day) == 1
        return str(day.day) if day.day in SAID and not beside else ""

    def marks(self) -> Cells:
        """What moves on each day."""
        cells: list[tuple[str, str]] = [(self._label(self.language.t("events")), "dim")]
        for day in self.days:
            mark, ink = mark_of([each for each in self.found if each.on == day])
            cells.append((" " * (self.each >= 3) + mark + " " * (self.each - 1 - (self.each >= 3)), ink))
        return tuple(cells)

    def columns(self, rows: int, *, ticks: bool) -> Iterator[Cells]:
        """What is on the account in the evening of each day, in so many rows of eighths; `!` where it is short."""
        name = self.language.t("balance")
        for row in range(rows):
            label, ink = self._label(name if row == int(ticks) else ""), "dim"
            if ticks and row in {0, rows - 1} and self.top:
                label, ink = right(thousands(self.top) if row == 0 else "0", self.label - 1) + " ", "dim tick"
            yield ((label, ink), *(self._column(day, rows - 1 - row, rows) for day in self.days))

    def _label(self, text: str) -> str:
        return " " + fit(text, self.label - 1)

    def _column(self, day: date, row: int, rows: int) -> tuple[str, str]:
        """The cells of a day in the row that has so many below it."""
        amount = self.run.on(day) if self.run else None
        low = self.run.lowest(day) if self.run else None
        if amount is None or low is None:
            return " " * self.each, ""
        if low < 0:
            mark = "!" if row == 0 else " "
            return " " * (self.each >= 3) + mark + " " * (self.each - 1 - (self.each >= 3)), "warn"
        if not self.top:
            return " " * self.each, ""
        eighths = max(int(amount > 0), (2 * amount * rows * 8 + self.top) // (2 * self.top))
        return EIGHTHS[max(0, min(8, eighths - 8 * row))] * self.each, "area"


def mark_of(found: Sequence[Movement]) -> tuple[str, str]:
    """The mark of a day on which these move, and its ink; `2` where there are two or more."""
    if not found:
        return NOTHING, "dim"
    if len(found) == 1:
        return MARKS[found[0].kind], INKS[found[0].kind]
    return str(min(9, len(found))), "bold"


def thousands(fen: Fen) -> str:
    """`12k` or `900`: a tick, in yuan."""
    whole = fen // YUAN
    return f"{whole // 1000}k" if whole >= 10_000 else str(whole)
