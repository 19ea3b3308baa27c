"""What a bank's own page says of a bill: the total, the minimum, the due date, the days and the month that it is about.

The words stand beside their figures, or above them in a row of the same width.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from models.exchange.statement.cells import label_in
from models.exchange.statement.figure_words import (
    BEFORE,
    DAY,
    DUE,
    FOREIGN,
    LEASTS,
    MONEY,
    MONTH_DAY,
    TOTALS,
    in_turn,
    money,
    without_foreign,
)
from models.exchange.statement.mail import MailText
from models.values.money import Fen
from models.values.text import normalise

_CYCLE = re.compile(rf"{DAY}\s*[-—~至]+\s*{DAY}")
_TO = re.compile(r"\s*[-—~至]+\s*20\d\d")
_MONTH = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月.{0,8}(?:信用卡)?.{0,4}账单")
_MADE = "账单日期?"
_IN_A_LINE = re.compile(rf"{DAY}\s*[-—~至]+\s*{DAY}\s+{MONEY}\s+{MONEY}\s+{MONEY}\s+{DAY}")
"""The cycle, the limit, the total, the minimum and the due date, where nothing else stands between them."""
_BEHIND = re.compile(rf"{DUE}[^\d¥￥]{{0,40}}(?:{DAY}\s?[-—~至]\s?{DAY})?(?:\s?{MONEY}){{1,4}}\s?{DAY}")
_LOOKED_AT = 100_000
"""Characters in which the figures of a bill stand: its payments follow."""
_GAP = r"[^\d¥￥$€£-]{0,40}"


class BillFigures(msgspec.Struct, frozen=True):
    """What a page says of a bill; None for what it does not say. `cycle`: its first and last day."""

    total: Fen | None
    least: Fen | None
    due: date | None
    month: date | None
    cycle: tuple[date, date] | None
    made: date | None

    def last_day(self) -> date | None:
        """The last day that can be on the bill."""
        if self.cycle:
            return self.cycle[1]
        if self.month:
            return self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
        return self.made


def figures_of(page: MailText) -> BillFigures:
    """What the page says of a bill."""
    text = _one_width(page.text)
    cycle = _cycle(text)
    month = _label(text, cycle)
    cells = list(_by_label(page.rows))
    made = cycle[1] if cycle else _day(_MADE, cells, text) or (page.sent.date() if page.sent else None)
    in_a_line = _IN_A_LINE.search(text)
    if in_a_line is not None:
        total, least = money(in_a_line[8]), money(in_a_line[9])
        return BillFigures(total, least, _date(in_a_line.groups()[9:12]), month, cycle, made)
    yuan_only = without_foreign(text)
    known = in_turn(yuan_only[:_LOOKED_AT])
    return BillFigures(
        _amount(TOTALS, cells, yuan_only, known.get("total")),
        _amount(LEASTS, cells, yuan_only, known.get("least")),
        _due(cells, text, month or made),
        month,
        cycle,
        made,
    )


def _one_width(text: str) -> str:
    return " ".join(normalise(part) for part in text.split()).replace("\N{MINUS SIGN}", "-")


def _by_label(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The cells of each row with those under them, where both rows have the same width."""
    for above, under in pairwise(rows):
        if len(above) == len(under) > 1:
            yield from ((_one_width(label), _one_width(cell)) for label, cell in zip(above, under, strict=True))


def _amount(labels: Sequence[str], cells: Sequence[tuple[str, str]], text: str, known: Fen | None) -> Fen | None:
    """The amount under a label, or else `known`, or beside the label, in yuan."""
    for label in labels:
        for above, cell in cells:
            named = re.search(label, above) and not FOREIGN.search(above)
            if named and (found := re.search(MONEY, without_foreign(cell))):
                return money(found[1])
    return known if known is not None else _beside(labels, text)


def _beside(labels: Sequence[str], text: str) -> Fen | None:
    for label in labels:
        for beside in re.finditer(f"(?:{label}){_GAP}{MONEY}", text):
            if not FOREIGN.search(beside[0]):
                return money(beside[1])
    return None


def _day(label: str, cells: Sequence[tuple[str, str]], text: str) -> date | None:
    """The whole day under a label or beside it, which is no first day of a cycle."""
    for above, cell in cells:
        if re.search(label, above) and (found := re.search(DAY, cell)):
            return _date(found.groups())
    beside = re.finditer(rf"{label}[^\d]{{0,40}}{DAY}", text)
    found = next((each for each in beside if not _TO.match(text, each.end())), None)
    return _date(found.groups()) if found else None


def _due(cells: Sequence[tuple[str, str]], text: str, since: date | None) -> date | None:
    """The due date; one without a year is the first on or after the month of the bill."""
    whole = _day(DUE, cells, text) or _due_in_turn(text)
    if whole is not None or since is None:
        return whole
    under = (re.search(MONTH_DAY, cell) for above, cell in cells if re.search(DUE, above))
    beside = (re.search(each, text) for each in (rf"{DUE}[^\d]{{0,40}}{MONTH_DAY}", BEFORE))
    found = next(filter(None, (*under, *beside)), None)
    first = since.replace(day=1)
    days = (_date((str(year), found[1], found[2])) for year in (first.year, first.year + 1)) if found else ()
    return next((day for day in days if day is not None and day >= first), None)


def _due_in_turn(text: str) -> date | None:
    """That behind the other figures of a row, whose labels stand before them all."""
    found = _BEHIND.search(text, 0, _LOOKED_AT)
    return _date(found.groups()[-3:]) if found else None


def _date(parts: Sequence[str | None]) -> date | None:
    try:
        year, month, day = (int(part or 0) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _cycle(text: str) -> tuple[date, date] | None:
    found = _CYCLE.search(text)
    first, last = (_date(found.groups()[:3]), _date(found.groups()[3:])) if found else (None, None)
    return (first, last) if first is not None and last is not None and first <= last else None


def _label(text: str, cycle: tuple[date, date] | None) -> date | None:
    """The month that the bill is of, as its title has it."""
    found = _MONTH.search(text)
    if found is not None:
        return _date((found[1], found[2], "1"))
    return label_in(text) or (cycle[1].replace(day=1) if cycle else None)
