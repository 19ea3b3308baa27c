"""中国银行信用卡: the table of its statement. Money in and out stand apart, and nothing says what came in for."""

from datetime import date, datetime
from functools import partial

from models.exchange.statement.card import card_by, day_of, days_of, four, last_day, on_card, other_currency
from models.exchange.statement.lenders import OTHER_BANK
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource

_CARD = "卡号后四位"


def _reader(sheet: Sheet, now: datetime) -> RowReader:
    return partial(_read, last=last_day(sheet, now))


def _read(row: StatementRow, last: date) -> RowMeaning:
    if other := other_currency(row.text("币种"), row.text("存入", "支出")):
        return other
    charged = -row.amount("存入").fen if row.text("存入") else row.amount("支出").fen
    day = day_of(row, last, "交易日", "银行记账日")
    return on_card(row, "", day, row.text("交易描述"), charged, four(row.text(_CARD)))


BOC_CREDIT = SheetSource(
    "boc-credit",
    (frozenset({"银行记账日", "交易描述", "存入", "支出"}),),
    _reader,
    own=frozenset({OTHER_BANK}),
    identified_by=("交易描述", _CARD),
    posted="银行记账日",
    covers=days_of("银行记账日", "交易日"),
    card=card_by(_CARD),
)
