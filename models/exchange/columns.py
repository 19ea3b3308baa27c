"""The columns of an order: the one table from which files, their template and the order form follow."""

from collections.abc import Collection, Mapping
from functools import partial

from models.channels.rules import Switch
from models.channels.switch import parse_switch
from models.exchange.column import (
    Asked,
    Column,
    parse_label,
    parse_note,
    parse_number,
    parse_numbers,
    parse_title,
    write_amounts,
    write_date,
    write_moment,
    write_numbers,
)
from models.exchange.column_names import NAMES
from models.exchange.rate_columns import AS_THE_CHANNEL, RATE_COLUMNS
from models.offers.terms import RATES
from models.offers.typed_terms import (
    parse_amounts,
    parse_fees,
    parse_periods,
)
from models.plans.annual_cost import parse_rate, percent
from models.values.invisible import without_invisible
from models.values.message import msg
from models.values.money import parse_amount, plain
from models.values.text import clean
from models.values.typed import parse_count, parse_date, parse_flag, parse_local_time

_TABLE = (
    Column(
        "order_no",
        NAMES["order_no"],
        parse_number,
        examples=("5261111000000001", "5261111000000002", "5261111000000003", "5261111000000004"),
        asked=Asked(100, msg("order number"), msg("of the order page, or empty")),
        help=msg("The order number, as the order page shows it."),
    ),
    Column(
        "title",
        NAMES["title"],
        parse_title,
        needed=True,
        examples=("Xiaomi 手机 64GB", "米家扫地机器人", "小米手环", "Redmi 显示器"),
        asked=Asked(10, msg("title"), msg("what was bought"), more=False),
        help=msg("What was bought."),
    ),
    Column(
        "bought_at",
        NAMES["bought_at"],
        parse_local_time,
        write_moment,
        needed=True,
        examples=("2026-11-11 20:05", "2026-10-31", "2026-09-01 09:30", "2026-09-28"),
        asked=Asked(60, msg("bought"), msg("today, yesterday or 11-11"), more=False),
        help=msg("When, like 2026-11-11, 11-11, yesterday or '2026-11-11 20:03', by the shop's clock."),
    ),
    Column(
        "channel",
        NAMES["channel"],
        lambda text: clean(without_invisible(text)),  # any of its names, which are the catalogue's
        needed=True,
        examples=(
            {"en": "huabei", "zh_CN": "花呗"},
            {"en": "jd-baitiao", "zh_CN": "京东白条"},
            {"en": "cmb", "zh_CN": "招商银行"},
            {"en": "huabei", "zh_CN": "花呗"},
        ),
        asked=Asked(20, msg("account"), msg("who lends and is repaid; left and right choose"), more=False),
        help=msg("Who lends and is repaid: an account, by its id or its name."),
    ),
    Column(
        "principal",
        NAMES["principal"],
        parse_amount,
        plain,
        examples=("1499.00", "1499.00", "", "1200.00"),
        asked=Asked(30, msg("price ¥"), msg("of the goods; empty: not known"), more=False),
        help=msg("The price, without fees."),
    ),
    Column(
        "periods",
        NAMES["periods"],
        parse_periods,
        needed=True,
        examples=(12, 6, 3, 12),
        asked=Asked(40, msg("periods"), msg("3, 6, 12 …"), more=False),
        help=msg("How many periods there are."),
    ),
    Column(
        "amount_per_period",
        NAMES["amount_per_period"],
        parse_amounts,
        write_amounts,
        examples=("134.90", "261.07", "83.00;83.00;83.02"),
        asked=Asked(50, msg("a period ¥"), msg("of one period, with its fee"), more=False),
        help=msg("What a period costs with its fee: 134.90, or a list like 83x2;83.02."),
    ),
    Column(
        "fee_per_period",
        NAMES["fee_per_period"],
        parse_fees,
        write_amounts,
        examples=("9.99", "", "0.00"),
        asked=Asked(90, msg("of which fee"), msg("where shown; 0: interest-free")),
        help=msg("How much of that is the fee; 0 is interest-free, and empty (`''`) takes back what was said."),
    ),
    Column(
        "first_due",
        NAMES["first_due"],
        parse_date,
        write_date,
        needed=True,
        examples=("2026-12-10", "2026-11-30", "2026-10-18", "2026-11-10"),
        asked=Asked(65, msg("first due"), msg("empty: by the channel's rule")),
        help=msg("The first due date; by the account's rule unless given."),
    ),
    Column(
        "note",
        NAMES["note"],
        parse_note,
        examples=(
            msg("principal and fee as the order page shows them"),
            msg("the fee follows from principal and amount; due on the 31st or the month's last day"),
            msg("amounts that differ are listed; a fee of 0 is interest-free; one period is repaid already"),
            msg("a rate gives the amounts; the cycle counts from the day on which receipt was confirmed"),
        ),
        asked=Asked(900, msg("note"), msg("may stay empty")),
        help=msg("Anything you like."),
    ),
    Column(
        "paid_periods",
        NAMES["paid_periods"],
        partial(parse_count, units="期"),
        examples=(0, 0, 1, 0),
        asked=Asked(110, msg("repaid already"), msg("how many periods, or empty")),
        help=msg("How many periods from the first were repaid before it is entered here."),
    ),
    Column(
        "repaid_also",
        NAMES["repaid_also"],
        parse_numbers,
        write_numbers,
        help=msg("Later periods that were repaid before it is entered, though one before them was not: 3;5."),
    ),
    Column(
        "due_day",
        NAMES["due_day"],
        partial(parse_count, units="日号"),
        examples=("", 31),
        help=msg("The day of the month that is meant where the first due date is the last of a shorter one."),
    ),
    Column(
        "archived",
        NAMES["archived"],
        parse_flag,
        examples=(False, False, False, False),
        help=msg("Whether it is put away: `true` or `false`. Its open bills stay."),
    ),
    Column(
        "auto_debit",
        NAMES["auto_debit"],
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
        help=msg("Auto-debit of this order alone: `on` or `off`."),
    ),
    Column(
        "pay_account",
        NAMES["pay_account"],
        parse_label,
        asked=Asked(140, msg("pay account"), msg("a name, at most four digits")),
        help=msg("What that takes from: a name, and four digits at most."),
    ),
    Column(
        "confirmed_on",
        NAMES["confirmed_on"],
        parse_date,
        write_date,
        examples=("", "", "", "2026-10-03"),
        asked=Asked(170, msg("confirmed on"), msg("only if the bill counts from it")),
        help=msg("When receipt was confirmed, where the billing cycle counts from that."),
    ),
    Column(
        "stated_rate",
        NAMES["stated_rate"],
        parse_rate,
        percent,
        asked=Asked(95, msg("stated rate"), msg("综合融资成本, like 13.03%")),
        help=msg("The annual rate for all costs that the page itself states (综合融资成本)."),
    ),
    Column(
        "entered_on",
        NAMES["entered_on"],
        parse_date,
        write_date,
        help=msg("The day on which it was entered: periods due before it are asked about."),
    ),
    *RATE_COLUMNS,
)

COLUMNS: Mapping[str, Column] = {column.name: column for column in _TABLE}
"""Every column by its name, in the order in which they are written."""


def needed_for(columns: Collection[str]) -> tuple[str, ...]:
    """The columns that an order needs which has these: an amount a period, or beside a rate the principal."""
    needed = tuple(name for name, column in COLUMNS.items() if column.needed)
    return (*needed, "principal" if any(rate in columns for rate in RATES) else "amount_per_period")
