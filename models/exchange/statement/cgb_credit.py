"""广发信用卡: the table of its statement. A word in brackets before the text says what a row is."""

from datetime import date, datetime
from functools import partial

from models.exchange.statement.card import card_by, day_of, days_of, four, last_day, on_card, other_currency
from models.exchange.statement.lenders import OTHER_BANK
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource

_CARD = "卡号末四位"


def _reader(sheet: Sheet, now: datetime) -> RowReader:
    return partial(_read, last=last_day(sheet, now))


def _read(row: StatementRow, last: date) -> RowMeaning:
    if other := other_currency(row.text("入账货币"), row.text("入账金额")):
        return other
    day = day_of(row, last, "交易日期", "入账日期")
    return on_card(row, "", day, row.text("交易摘要"), row.amount("入账金额").fen, four(row.text(_CARD)))


CGB_CREDIT = SheetSource(
    "cgb-credit",
    (frozenset({"交易日期", "入账日期", "交易摘要", "入账金额"}),),
    _reader,
    own=frozenset({OTHER_BANK}),
    identified_by=("交易摘要", _CARD),
    posted="入账日期",
    covers=days_of("入账日期", "交易日期"),
    card=card_by(_CARD),
)
