"""What a bank's own page says of a bill: the total, the minimum, the due date, the days and the month that it is about.

The words stand beside their figures, or above them in a row of the same width.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from models.exchange.statement.cells import label_in, parse_signed
from models.exchange.statement.mail import MailText
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import normalise

_MONEY = r"(-?\s?[¥￥]\s*-?[\d,]+(?:\.\d\d?)?(?![\d.])|-?[\d,]+\.\d\d|-?[\d,]+(?:\.\d)?(?=\s?元))"
_DAY = r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_MONTH_DAY = r"(\d{1,2})月(\d{1,2})日"
_SUM = "(?:总额|金额|总金额|总计|合计|额)"
_TOTALS = (
    rf"(?<!上期)(?<!最低)(?:应还|欠款)款?{_SUM}",
    rf"(?<!上期)(?<!最低)(?<!已)还款{_SUM}",
    f"(?:本期|当期|新)账单(?:总)?{_SUM}",
    "(?:本期|当期)应还款?",
)
"""What the total is called, the clearest first: a page may call other figures by the others."""
_LEASTS = (r"最低(?:还款|应还|应缴)(?:金额|额)?",)
_DUE = r"(?:(?:到期|最后|最晚)还款日期?|还款到期日期?|(?<!上期)(?<!自动)还款日期?)"
_FOREIGN = re.compile("[$€£]|美元|港[币元]|欧元|日元|英镑|外币|USD|HKD|EUR|JPY|GBP", re.IGNORECASE)
_CYCLE = re.compile(rf"{_DAY}\s*[-—~至]+\s*{_DAY}")
_TO = re.compile(r"\s*[-—~至]+\s*20\d\d")
_MONTH = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月.{0,8}(?:信用卡)?.{0,4}账单")
_MADE = "账单日期?"
_IN_A_LINE = re.compile(rf"{_DAY}\s*[-—~至]+\s*{_DAY}\s+{_MONEY}\s+{_MONEY}\s+{_MONEY}\s+{_DAY}")
"""The cycle, the limit, the total, the minimum and the due date, where nothing else stands between them."""
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
        total, least = _money(in_a_line[8]), _money(in_a_line[9])
        return BillFigures(total, least, _date(in_a_line.groups()[9:12]), month, cycle, made)
    return BillFigures(
        _amount(_TOTALS, cells, text),
        _amount(_LEASTS, cells, text),
        _due(cells, text, month or made),
        month,
        cycle,
        made,
    )


def _one_width(text: str) -> str:
    return " ".join(normalise(part) for part in text.split())


def _by_label(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The cells of each row with those under them, where both rows have the same width."""
    for above, under in pairwise(rows):
        if len(above) == len(under) > 1:
            yield from ((_one_width(label), _one_width(cell)) for label, cell in zip(above, under, strict=True))


def _amount(labels: Sequence[str], cells: Sequence[tuple[str, str]], text: str) -> Fen | None:
    """The amount under a label or beside it, in yuan."""
    for label in labels:
        for above, cell in cells:
            named = re.search(label, above) and not _FOREIGN.search(above + cell)
            if named and (found := re.search(_MONEY, cell)):
                return _money(found[1])
        for beside in re.finditer(f"(?:{label}){_GAP}{_MONEY}", text):
            if not _FOREIGN.search(beside[0]):
                return _money(beside[1])
    return None


def _day(label: str, cells: Sequence[tuple[str, str]], text: str) -> date | None:
    """The whole day under a label or beside it, which is no first day of a cycle."""
    for above, cell in cells:
        if re.search(label, above) and (found := re.search(_DAY, cell)):
            return _date(found.groups())
    beside = re.finditer(rf"{label}[^\d]{{0,40}}{_DAY}", text)
    found = next((each for each in beside if not _TO.match(text, each.end())), None)
    return _date(found.groups()) if found else None


def _due(cells: Sequence[tuple[str, str]], text: str, since: date | None) -> date | None:
    """The due date; one without a year is the first on or after the month of the bill."""
    whole = _day(_DUE, cells, text)
    if whole is not None or since is None:
        return whole
    under = (re.search(_MONTH_DAY, cell) for above, cell in cells if re.search(_DUE, above))
    found = next(filter(None, under), None) or re.search(rf"{_DUE}[^\d]{{0,40}}{_MONTH_DAY}", text)
    first = since.replace(day=1)
    days = (_date((str(year), found[1], found[2])) for year in (first.year, first.year + 1)) if found else ()
    return next((day for day in days if day is not None and day >= first), None)


def _money(text: str) -> Fen | None:
    try:
        return parse_signed(text).fen
    except Problem:
        return None


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
