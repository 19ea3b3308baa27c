"""招商银行信用卡: the table of its statement. Days have no year; that is in the month above the table."""

from datetime import date, datetime
from functools import partial

from models.exchange.statement.card import card_by, day_of, days_of, four, last_day, on_card
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource


def _reader(sheet: Sheet, now: datetime) -> RowReader:
    return partial(_read, last=last_day(sheet, now))


def _read(row: StatementRow, last: date) -> RowMeaning:
    charged = row.amount("人民币金额").fen
    day = day_of(row, last, "交易日", "记账日")
    return on_card(row, "cmb", day, row.text("交易摘要"), charged, four(row.text("卡号末四位")))


CMB_CREDIT = SheetSource(
    "cmb-credit",
    (frozenset({"记账日", "交易摘要", "人民币金额"}),),
    _reader,
    own=frozenset({"cmb"}),
    identified_by=("交易摘要", "卡号末四位"),
    posted="记账日",
    covers=days_of("记账日", "交易日"),
    card=card_by("卡号末四位"),
)
