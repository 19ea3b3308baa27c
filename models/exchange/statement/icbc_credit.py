"""工商银行信用卡: the details that its site exports. Income and expense stand apart; the card is named at the top."""

from datetime import date, datetime
from functools import partial

from models.exchange.statement.card import card_of_title, day_of, days_of, last_day, on_card, other_currency
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource

_IN, _OUT = "记账金额(收入)", "记账金额(支出)"


def _reader(sheet: Sheet, now: datetime) -> RowReader:
    return partial(_read, last=last_day(sheet, now), last4=card_of_title(sheet))


def _read(row: StatementRow, last: date, last4: str) -> RowMeaning:
    if other := other_currency(row.text("记账币种"), row.text(_IN, _OUT)):
        return other
    charged = -row.amount(_IN).fen if row.text(_IN) else row.amount(_OUT).fen
    day = day_of(row, last, "交易日期", "记账日期")
    return on_card(row, "icbc", day, row.text("摘要"), charged, last4, row.text("交易场所"))


ICBC_CREDIT = SheetSource(
    "icbc-credit",
    (frozenset({"记账日期", "摘要", _IN, _OUT}),),
    _reader,
    own=frozenset({"icbc"}),
    identified_by=("摘要", "交易场所"),
    posted="记账日期",
    covers=days_of("记账日期", "交易日期"),
    card=card_of_title,
)
