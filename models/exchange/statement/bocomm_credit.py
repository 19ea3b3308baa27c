"""交通银行信用卡: the table of its statement. Amounts have no sign: the first word of the text says what a row is."""

import re
from datetime import date, datetime
from functools import partial

from models.exchange.statement.card import card_by, day_of, days_of, four, last_day, on_card, other_currency
from models.exchange.statement.cells import parse_signed
from models.exchange.statement.lenders import OTHER_BANK
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource

_AMOUNT = "入账币种/金额"
_CURRENCY = re.compile(r"([A-Za-z]{2,3}|人民币|[\u4e00-\u9fff]{1,4})?\s*(.*)", re.DOTALL)
_MONEY_IN = re.compile(
    r"(?:(?!消费|支付(?!宝)|支出|分期|转出|扣款)[^\s\d]){0,8}还款|退货|退款|.{0,2}撤销|冲正|返现|.{0,4}奖励|.{0,4}返还"
)

_TAKEN_BACK = re.compile("还款[^-]{0,6}(?:冲正|撤销|撤回|退回|退票)")
"""What says of a repayment that it was taken off the card again: its amount has no sign either."""


def _reader(sheet: Sheet, now: datetime) -> RowReader:
    return partial(_read, last=last_day(sheet, now))


def _read(row: StatementRow, last: date) -> RowMeaning:
    found = _CURRENCY.fullmatch(row.text(_AMOUNT))
    currency, amount = (found[1] or "", found[2]) if found else ("", row.text(_AMOUNT))
    if other := other_currency(currency, row.text(_AMOUNT)):
        return other
    charged = parse_signed(amount).fen
    words = row.text("交易说明")
    comes_in = charged > 0 and _MONEY_IN.match(words) and not _TAKEN_BACK.search(words)
    day = day_of(row, last, "交易日期", "记账日期")
    return on_card(row, "", day, words, -charged if comes_in else charged, four(row.text("卡末四位")))


BOCOMM_CREDIT = SheetSource(
    "bocomm-credit",
    (frozenset({"记账日期", "交易说明", _AMOUNT}),),
    _reader,
    own=frozenset({OTHER_BANK}),
    identified_by=("交易说明", "卡末四位"),
    posted="记账日期",
    covers=days_of("记账日期", "交易日期"),
    card=card_by("卡末四位"),
)
