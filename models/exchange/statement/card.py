"""What the statements of cards have in common: days without a year, money in and out, periods, other currencies."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.bills.overview import HOME_ZONE
from models.exchange.statement.cells import last4_in, midnight, parse_moment, period_in
from models.exchange.statement.lenders import AUTOMATIC, OTHER_BANK, method_of
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning
from models.exchange.statement.telling import LONGEST
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import months_after, today
from models.values.message import Message, Problem, msg
from models.values.money import Fen
from models.values.text import clean, normalise

_MONTH = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月", re.ASCII)
_MONTH_LONG = timedelta(31)
_DAY = re.compile(r"(\d{1,2})\s*[/.月-]\s*(\d{1,2})日?", re.ASCII)
_YUAN = re.compile(r"人民币.*|CNY|RMB|CN|元|¥|", re.IGNORECASE)
_GIFT = re.compile("回馈|返现|奖励|鼓励金|返还|红包|立减|积分|调减|减免|返利|补贴|饭票|优惠")
_BACK = re.compile("退款|退货|退回|冲正|退票|撤回|(?:消费|交易|还款)撤销")
_OF_GOODS = frozenset({SightingKind.REFUNDED, SightingKind.INSTALMENT})
_FOR_THE_CARD = re.compile("还款|还帐|还账|自动扣收")


def last_day(sheet: Sheet, now: datetime) -> date:
    """The last day that can be in a card's statement: the end of the month in its title, else today."""
    found = _MONTH.search(sheet.above)
    if found is None or not 1 <= int(found[2]) <= 12:
        return today(now, HOME_ZONE)
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1])


def day_in(cell: str, last: date) -> date:
    """The day in a cell; without a year it is the latest that is not after `last`. Problem where there is none."""
    found = _DAY.fullmatch(normalise(cell))
    if found is None:
        day = parse_moment(cell)[0].date()
        return _a_year_before(day) if day - last > _MONTH_LONG else day
    for year in range(last.year, last.year - 5, -1):
        try:
            day = date(year, int(found[1]), int(found[2]))
        except ValueError:
            continue
        if day <= last:
            return day
    raise Problem("there is no date {text}", text=clean(cell, 40))


def _a_year_before(day: date) -> date:
    """What a spreadsheet made a date in the year of today of, where it had none."""
    return months_after(day, -12)


class RowDay(NamedTuple):
    """The day of a row, and the day on which the bank had it; `posted`: only that one stands there."""

    on: date
    bank: date
    posted: bool = False


def day_of(row: StatementRow, last: date, bought: str, posted: str) -> RowDay:
    """The day on which somebody did it; where only that of the bank stands in the row, that one."""
    own = row.text(posted) or row.text(bought)
    until = day_in(own, last) if own else last
    return RowDay(day_in(row.text(bought), until), until) if row.text(bought) else RowDay(until, until, posted=True)


def days_of(posted: str, otherwise: str) -> Callable[[Sheet, datetime], tuple[date, date] | None]:
    """What finds the first and the last day of the rows of a card's statement, by that column."""

    def covers(sheet: Sheet, now: datetime) -> tuple[date, date] | None:
        last = last_day(sheet, now)
        cells = {row.text(posted, otherwise) for row in sheet.rows}
        days = [day for cell in cells if (day := _day_or_none(cell, last)) is not None]
        return (min(days), max(days)) if days else None

    return covers


def _day_or_none(cell: str, last: date) -> date | None:
    try:
        return day_in(cell, last)
    except Problem:
        return None


def card_by(column: str) -> Callable[[Sheet], str]:
    """What finds the last four digits of the card, where all rows have the same in that column."""

    def card(sheet: Sheet) -> str:
        found = {digits for row in sheet.rows if (digits := four(row.text(column)))}
        return found.pop() if len(found) == 1 else ""

    return card


def four(cell: str) -> str:
    """The last four digits of a card, as a spreadsheet leaves them too: `0042` may have become `42`."""
    digits = normalise(cell).removesuffix(".0")
    return digits.zfill(4)[-4:] if digits.isdecimal() and digits.isascii() else last4_in(cell)


def card_of_title(sheet: Sheet) -> str:
    """The last four digits of the card that is named above the table, as in `卡号: 1234****5678`."""
    found = re.search(r"卡号?\s*[:：]?\s*[\d*＊x ]{0,16}[*＊xX]\s*(\d{4})(?!\d)", sheet.above, re.ASCII)
    return found[1] if found else last4_in(sheet.above)


def other_currency(currency: str, amount: str) -> Message | None:
    """Why an amount is left out that is in another currency; None where it is in yuan."""
    if _YUAN.fullmatch(normalise(currency)):
        return None
    return msg("{amount} is in {currency}; only yuan are read", amount=clean(amount, 40), currency=clean(currency, 20))


def on_card(
    row: StatementRow, channel: str, day: RowDay, words: str, charged: Fen, last4: str = "", where: str = ""
) -> RowMeaning:
    """What a row of a card's statement tells by its `words`, which say nothing of `where` it was.

    `charged`: below zero where money came in. A period of an instalment is of the bill on which the bank put it,
    whatever the day of the purchase.
    """
    both = f"{words} {where}".strip()
    kind = _kind(words, both, charged)
    if not isinstance(kind, SightingKind):
        return kind
    period, periods = (kind is SightingKind.INSTALMENT and period_in(both)) or (None, None)
    repays = kind is SightingKind.REPAID
    return StatementLine(
        id="",
        row=row.number,
        kind=kind,
        at=midnight(day.bank if kind is SightingKind.INSTALMENT else day.on),
        time_known=False,
        posted=day.posted,
        amount=abs(charged),
        channel=channel,
        last4=last4,
        period=period,
        periods=periods,
        bought=day.on if period and day.on < day.bank else None,
        method=method_of(channel or OTHER_BANK, words) if repays else "",
        automatic=repays and bool(AUTOMATIC.search(words)),
        returned=kind is SightingKind.FAILED,
        title=clean(both, LONGEST) if kind in _OF_GOODS else "",
        words=clean(both, LONGEST),
        text=row.as_read(),
    )


def _kind(words: str, both: str, charged: Fen) -> SightingKind | Message | None:
    """What the words say that was charged, or came in; why it is left out; None where it concerns no repaying."""
    if charged > 0:
        if _FOR_THE_CARD.search(words) and _BACK.search(words):
            return SightingKind.FAILED
        return SightingKind.INSTALMENT if period_in(both) else None
    if charged == 0:
        return None
    if _FOR_THE_CARD.search(words) and not _GIFT.search(words):
        return SightingKind.REPAID
    if _BACK.search(words):
        return SightingKind.REFUNDED
    if _GIFT.search(words):
        return msg("{text} is money back from the bank, and no repayment", text=clean(words, 40))
    return SightingKind.MONEY_IN
