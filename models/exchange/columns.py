"""The columns of an order: the one table from which files, their template and the order form follow."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from models.channels.rules import Switch
from models.channels.switch import parse_switch
from models.exchange.column import (
    Asked,
    Column,
    parse_note,
    parse_number,
    parse_title,
    write_amounts,
    write_date,
    write_moment,
)
from models.offers.terms import RATES
from models.offers.typed_terms import (
    parse_amounts,
    parse_method,
    parse_periods,
    parse_remainder,
    parse_rounding,
    parse_timing,
)
from models.plans.annual_cost import parse_rate, percent
from models.plans.plan import Timing
from models.plans.split import Remainder, Rounding
from models.values.identity import key_of
from models.values.message import Message, msg
from models.values.money import parse_amount, plain
from models.values.text import clean
from models.values.typed import parse_count, parse_date, parse_flag, parse_local_time

MAX_NAMES = 100
"""What names more columns is no order."""

AS_THE_CHANNEL = ("", msg("as the channel has it"))

_TABLE = (
    Column(
        "order_no",
        ("订单号",),
        parse_number,
        examples=("5261111000000001", "5261111000000002", "5261111000000003", "5261111000000004"),
        asked=Asked(20, msg("order number"), msg("of the order page, or empty")),
    ),
    Column(
        "title",
        ("商品名称", "标题"),
        parse_title,
        needed=True,
        examples=("Xiaomi 手机 64GB", "米家扫地机器人", "小米手环", "Redmi 显示器"),
        asked=Asked(10, msg("title"), msg("what was bought")),
    ),
    Column(
        "bought_at",
        ("购买时间",),
        parse_local_time,
        write_moment,
        needed=True,
        examples=("2026-11-11 20:05", "2026-10-31", "2026-09-01 09:30", "2026-09-28"),
        asked=Asked(30, msg("bought at"), msg("2026-11-11 or 2026-11-11 20:03")),
    ),
    Column(
        "channel",
        ("还款渠道", "渠道"),
        clean,  # any of its names, which are the catalogue's
        needed=True,
        examples=("huabei", "jd-baitiao", "cmb", "huabei"),
        asked=Asked(40, msg("channel"), msg("who lends and is repaid; left and right choose")),
    ),
    Column(
        "principal",
        ("本金",),
        parse_amount,
        plain,
        examples=("1499.00", "1499.00", "", "1200.00"),
        asked=Asked(120, msg("price"), msg("where shown; checks the amounts")),
    ),
    Column(
        "periods",
        ("期数",),
        parse_periods,
        needed=True,
        examples=(12, 6, 3, 12),
        asked=Asked(50, msg("periods"), msg("3, 6, 12 …")),
    ),
    Column(
        "amount_per_period",
        ("每期金额", "每期应还"),
        parse_amounts,
        write_amounts,
        examples=("134.90", "261.07", "83.00;83.00;83.02"),
        asked=Asked(80, msg("amount a period"), msg("of one period, with its fee")),
    ),
    Column(
        "fee_per_period",
        ("每期手续费",),
        parse_amounts,
        write_amounts,
        examples=("9.99", "", "0.00"),
        asked=Asked(90, msg("of which fee"), msg("where shown; 0: interest-free")),
    ),
    Column(
        "first_due",
        ("首期还款日",),
        parse_date,
        write_date,
        needed=True,
        examples=("2026-12-10", "2026-11-30", "2026-10-18", "2026-11-10"),
        asked=Asked(100, msg("first due"), msg("empty: by the channel's rule")),
    ),
    Column(
        "note",
        ("备注",),
        parse_note,
        examples=(
            "principal and fee as the order page shows them",
            "the fee follows from principal and amount; due on the 31st or the month's last day",
            "amounts that differ are listed; a fee of 0 is interest-free; one period is repaid already",
            "a rate tells the amounts; the cycle counts from the day on which receipt was confirmed",
        ),
        asked=Asked(900, msg("note"), msg("may stay empty")),
    ),
    Column(
        "paid_periods",
        ("已还期数",),
        parse_count,
        examples=(0, 0, 1, 0),
        asked=Asked(110, msg("repaid already"), msg("how many periods, or empty")),
    ),
    Column("due_day", ("每月还款日",), parse_count, examples=("", 31)),
    Column("archived", ("已归档",), parse_flag, examples=(False, False, False, False)),
    Column(
        "auto_debit",
        ("自动扣款",),
        parse_switch,
        str,
        asked=Asked(
            130,
            msg("auto-debit"),
            msg("of this order; left and right choose"),
            (
                AS_THE_CHANNEL,
                (Switch.ON, msg("on")),
                (Switch.UNKNOWN, msg("not known")),
                (Switch.OFF, msg("off")),
            ),
        ),
    ),
    Column(
        "pay_account",
        ("account", "扣款账户"),
        parse_title,
        asked=Asked(140, msg("its account"), msg("a name, at most four digits")),
    ),
    Column(
        "confirmed_on",
        ("确认收货日", "确认日期"),
        parse_date,
        write_date,
        examples=("", "", "", "2026-10-03"),
        asked=Asked(170, msg("confirmed on"), msg("if the cycle counts from it")),
    ),
    Column("stated_rate", ("页面年化", "综合融资成本"), parse_rate, percent),
    Column("entered_on", ("录入日期",), parse_date, write_date),
    # How the amounts come about. The form asks for a kind of rate and for the rate, and makes these three of them.
    Column("fee_rate", ("每期费率",), parse_rate, percent, examples=("", "", "", "0.6%")),
    Column("total_fee_rate", ("总费率",), parse_rate, percent),
    Column("annual_rate", ("年利率",), parse_rate, percent),
    Column("method", ("还款方式",), parse_method, str),
    Column(
        "fee_timing",
        ("手续费收取",),
        parse_timing,
        str,
        asked=Asked(
            75,
            msg("charged"),
            msg("left and right choose"),
            ((Timing.EACH, msg("in each period")), (Timing.FIRST, msg("all in the first period"))),
        ),
    ),
    Column(
        "rounding",
        ("取整方式",),
        parse_rounding,
        str,
        asked=Asked(
            150,
            msg("rounding"),
            msg("of a period's share; left and right choose"),
            (
                AS_THE_CHANNEL,
                (Rounding.FLOOR_PARTS, msg("each part down")),
                (Rounding.ROUND_TOTAL, msg("the whole amount")),
                (Rounding.HALF_UP, msg("each part, half up")),
                (Rounding.HALF_EVEN, msg("each part, half to even")),
            ),
        ),
    ),
    Column(
        "remainder",
        ("尾差",),
        parse_remainder,
        str,
        asked=Asked(
            160,
            msg("remainder"),
            msg("which period takes what rounding leaves"),
            (
                AS_THE_CHANNEL,
                (Remainder.FIRST, msg("in the first period")),
                (Remainder.LAST, msg("in the last period")),
            ),
        ),
    ),
)

COLUMNS: Mapping[str, Column] = {column.name: column for column in _TABLE}
"""Every column by its name, in the order in which they are written."""


def needed_for(columns: Collection[str]) -> tuple[str, ...]:
    """The columns that an order needs which has these: an amount a period, or beside a rate the principal."""
    needed = tuple(name for name, column in COLUMNS.items() if column.needed)
    return (*needed, "principal" if any(rate in columns for rate in RATES) else "amount_per_period")


def too_many(names: Collection[str]) -> Message | None:
    """Why these are not read one by one; None where there are not too many."""
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
        quoted = clean(name, 40)
        column = _column(name)
        if not quoted:
            faults.append(("", msg("column {number} has no name", number=number)))
        elif not column:
            faults.append((quoted, msg("this column is not known")))
        elif column in columns:
            faults.append((quoted, msg("the column {column} is there twice", column=column)))
        columns.append(column)
    return Header(tuple(columns), tuple(faults))


def _column(name: str) -> str:
    """The column that goes by a name in a file, whatever its width and case; "" where none does."""
    sought = key_of(name)
    if sought in COLUMNS:
        return sought
    return next((each.name for each in COLUMNS.values() if sought in map(key_of, each.names)), "")
