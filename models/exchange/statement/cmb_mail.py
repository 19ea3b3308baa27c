"""招商银行信用卡: the mail of its statement, which alone has the total, the minimum and the due date."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from models.exchange.statement.cells import label_in, midnight, parse_signed
from models.exchange.statement.cmb_credit import CMB_CREDIT
from models.exchange.statement.gathering import gathered, hashed
from models.exchange.statement.mail import MailText
from models.exchange.statement.sheet import Sheet, StatementRow
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import clean, normalise

_OF_THE_BANK = re.compile("招商银行|招行信用卡|掌上生活|cmbchina", re.IGNORECASE)
_A_BILL = re.compile("信用卡.{0,12}账单|账单周期|本期应还|本期还款总额|最低还款额")
_MONEY = r"[¥￥]?\s*(-?[\d,]+\.\d\d)"
_DAY = r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_IN_A_LINE = re.compile(rf"{_DAY}\s*[-—~至]+\s*{_DAY}\s+{_MONEY}\s+{_MONEY}\s+{_MONEY}\s+{_DAY}")
"""The cycle, the limit, the total, the minimum and the due date, under each other's labels."""
_CYCLE = re.compile(rf"{_DAY}\s*[-—~至]+\s*{_DAY}")
_TOTAL = re.compile(rf"(?:本期)?(?:应还|还款)(?:款)?(?:总额|金额|总金额|额)[^\d¥￥-]{{0,40}}{_MONEY}")
_LEAST = re.compile(rf"最低(?:还款|应还)(?:金额|额)?[^\d¥￥-]{{0,40}}{_MONEY}")
_DUE = re.compile(rf"(?:到期|最后|最晚)还款日(?:期)?[^\d]{{0,40}}(?:{_DAY}|(\d{{1,2}})月(\d{{1,2}})日)")
_MONTH = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月.{0,8}(?:信用卡)?.{0,4}账单")

_AMOUNT = re.compile(r"[¥￥]?\s*[-−]?\s*[\d,]+\.\d\d")
_LAST4 = re.compile(r"\d{4}", re.ASCII)
_MONTH_DAY = re.compile(r"(\d\d)[/月-]?(\d\d)日?", re.ASCII)
_COLUMNS = {name: at for at, name in enumerate(("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位"))}


def read_cmb_mail(pages: Iterable[MailText], now: datetime) -> Statement | None:
    """The statement in the first of these texts that is one of this bank; None where none is."""
    for page in pages:
        text = normalise_all(page.text)
        if _OF_THE_BANK.search(text) and _A_BILL.search(text):
            return _statement(page, text, now)
    return None


def normalise_all(text: str) -> str:
    """A long text in one width."""
    return " ".join(normalise(part) for part in re.split(r"(?<=\s)", text) if part.strip())


def _statement(page: MailText, text: str, now: datetime) -> Statement:
    cycle = _cycle(text)
    month = _label(text, cycle)
    until = cycle[1] if cycle else _end(month) if month else page.sent
    above = f"{until.year}年{until.month:02}月" if until else ""
    rows = tuple(_rows(page.rows))
    found = gathered(CMB_CREDIT, Sheet(_COLUMNS, above, rows, ()), now)
    bill = _bill(text, month, cycle[1] if cycle else page.sent, found.card)
    if bill is None and not rows:
        raise Problem("this mail of 招商银行 has no amount that is due, and no table of payments")
    return replace(found, lines=(*((bill,) if bill else ()), *found.lines), covers=cycle or found.covers)


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[StatementRow]:
    """The payments: a text with a day before it, an amount and the last four digits of a card behind it."""
    for number, cells in enumerate(rows, 1):
        at = next((at for at in range(2, len(cells) - 1) if _is_amount_at(cells, at)), None)
        if at is not None:
            sold = cells[at - 3] if at >= 3 else ""
            read = (_day(sold), _day(cells[at - 2]), clean(cells[at - 1]), cells[at], normalise(cells[at + 1]))
            yield StatementRow(number, read, _COLUMNS)


def _is_amount_at(cells: Sequence[str], at: int) -> bool:
    return (
        _AMOUNT.fullmatch(normalise(cells[at])) is not None
        and _LAST4.fullmatch(normalise(cells[at + 1])) is not None
        and _MONTH_DAY.fullmatch(normalise(cells[at - 2])) is not None
        and bool(cells[at - 1])
    )


def _day(cell: str) -> str:
    """`0827` as `08/27`; "" for what is no day."""
    found = _MONTH_DAY.fullmatch(normalise(cell))
    return f"{found[1]}/{found[2]}" if found else ""


def _bill(text: str, month: date | None, made: date | None, last4: str) -> StatementLine | None:
    """The institution's own figure; None where the text has no total or no due date."""
    in_a_line = _IN_A_LINE.search(text)
    total = _money(in_a_line[8]) if in_a_line else _first(_TOTAL, text)
    least = _money(in_a_line[9]) if in_a_line else _first(_LEAST, text)
    due = _date(in_a_line.groups()[9:12]) if in_a_line else _due(text, month or made)
    if total is None or total <= 0 or due is None:
        return None
    at = midnight(made or month or due)
    return StatementLine(
        id=hashed(CMB_CREDIT.id, "bill", due.isoformat(), last4, str(total)),
        row=0,
        kind=SightingKind.BILL,
        at=at,
        time_known=False,
        amount=total,
        channel="cmb",
        last4=last4,
        label=month,
        due=due,
        minimum=least if least is not None and 0 < least <= total else None,
        text=clean(text, 200),
    )


def _first(pattern: re.Pattern[str], text: str) -> Fen | None:
    found = pattern.search(text)
    return _money(found[1]) if found else None


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


def _due(text: str, since: date | None) -> date | None:
    """The due date; one without a year is the first on or after the month of the bill."""
    found = _DUE.search(text)
    if found is None:
        return None
    if found[1]:
        return _date(found.groups()[:3])
    if since is None:
        return None
    first = since.replace(day=1)
    days = (_date((str(year), found[4], found[5])) for year in (first.year, first.year + 1))
    return next((day for day in days if day is not None and day >= first), None)


def _cycle(text: str) -> tuple[date, date] | None:
    """The first and the last day that the statement is about."""
    found = _CYCLE.search(text)
    first, last = (_date(found.groups()[:3]), _date(found.groups()[3:])) if found else (None, None)
    return (first, last) if first is not None and last is not None and first <= last else None


def _label(text: str, cycle: tuple[date, date] | None) -> date | None:
    """The month that the statement is of, as its title has it."""
    found = _MONTH.search(text)
    if found is not None:
        return _date((found[1], found[2], "1"))
    return label_in(text) or (cycle[1].replace(day=1) if cycle else None)


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
