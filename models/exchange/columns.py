"""The columns of an order in a file: their names, and what else they may be called."""

from collections.abc import Collection, Iterable

import msgspec

from models.offers.terms import RATES
from models.values.message import Message, msg
from models.values.text import clean, normalise

TOLD = ("fee_rate", "total_fee_rate", "annual_rate", "method", "fee_timing", "rounding", "remainder")
"""How the plan was told: the columns that are named, and written, as the options of `fenqi quote`."""

COLUMNS = (
    "order_no",
    "title",
    "bought_at",
    "channel",
    "principal",
    "periods",
    "amount_per_period",
    "fee_per_period",
    "first_due",
    "note",
    "paid_periods",
    "due_day",
    "archived",
    "auto_debit",
    "account",
    "confirmed_on",
    *TOLD,
)
"""CSV headers and JSON keys, in the order in which they are written."""

MAX_NAMES = 100
"""What names more columns is no order."""

REQUIRED = ("title", "bought_at", "channel", "periods", "first_due")
"""What every order needs; beside it, see `needed_for`."""

_ALIASES = {
    "订单号": "order_no",
    "商品名称": "title",
    "标题": "title",
    "购买时间": "bought_at",
    "还款渠道": "channel",
    "渠道": "channel",
    "本金": "principal",
    "期数": "periods",
    "每期金额": "amount_per_period",
    "每期应还": "amount_per_period",
    "每期手续费": "fee_per_period",
    "首期还款日": "first_due",
    "备注": "note",
    "已还期数": "paid_periods",
    "每月还款日": "due_day",
    "已归档": "archived",
    "自动扣款": "auto_debit",
    "扣款账户": "account",
    "确认收货日": "confirmed_on",
    "确认日期": "confirmed_on",
    "每期费率": "fee_rate",
    "总费率": "total_fee_rate",
    "年利率": "annual_rate",
    "还款方式": "method",
    "手续费收取": "fee_timing",
    "取整方式": "rounding",
    "尾差": "remainder",
}
_KNOWN = {name: name for name in COLUMNS} | _ALIASES


def needed_for(columns: Collection[str]) -> tuple[str, ...]:
    """The columns that an order needs which has these: an amount a period, or beside a rate the principal."""
    return (*REQUIRED, "principal" if any(rate in columns for rate in RATES) else "amount_per_period")


def too_many(names: Collection[str]) -> Message | None:
    """Why these are not looked at one by one; None where there are not too many."""
    if len(names) <= MAX_NAMES:
        return None
    return msg("there are {found} columns; an order has at most {limit}", found=len(names), limit=MAX_NAMES)


class Header(msgspec.Struct, frozen=True):
    """What the names in a file mean: a column each, "" for an unknown one; and what is wrong with them, by name."""

    columns: tuple[str, ...]
    faults: tuple[tuple[str, Message], ...]


def header(names: Iterable[str]) -> Header:
    """Recognise the names; unknown, unnamed and repeated ones are faults."""
    columns: list[str] = []
    faults: list[tuple[str, Message]] = []
    for number, name in enumerate(names, 1):
        shown = clean(name, 40)
        column = _KNOWN.get(normalise(name).casefold(), "")
        if not shown:
            faults.append(("", msg("column {number} has no name", number=number)))
        elif not column:
            faults.append((shown, msg("this column is not known")))
        elif column in columns:
            faults.append((shown, msg("the column {column} is there twice", column=column)))
        columns.append(column)
    return Header(tuple(columns), tuple(faults))
