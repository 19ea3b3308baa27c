from datetime import date, datetime
from decimal import Decimal

import msgspec
import pytest

from models.channels.rules import Switch
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.plans.plan import Basis, EqualAmounts, EqualInstalment, EqualPrincipal, Flat, Plan, Timing
from models.plans.split import Remainder, Rounding
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, faults, order, read_csv, wrong_cells


def read(text: str) -> Reading:
    return read_orders(text.encode(), "csv", CATALOGUE)


def test_a_row_becomes_an_order_under_its_line() -> None:
    reading = read_csv({**ROW, "note": "给妈妈"})
    assert reading.problems == ()
    [(line, read_order)] = reading.orders
    assert line == 2
    assert (read_order.title, read_order.order_no, read_order.note) == ("小米14 Pro", "5261111000000001", "给妈妈")
    assert read_order.bought_at == datetime(2026, 11, 11, 20, 5)
    assert read_order.first_due == date(2026, 12, 10)
    assert read_order.plan == EqualAmounts(principal=1499_00, periods=12, amount=134_90, fee=9_99)
    assert (read_order.paid_periods, read_order.due_day, read_order.archived) == (None, None, False)


def test_only_the_required_columns_are_needed() -> None:
    needed = ("title", "bought_at", "channel", "periods", "amount_per_period", "first_due")
    reading = read_csv({column: ROW[column] for column in needed})
    assert reading.problems == ()
    assert reading.orders[0][1].plan.principal == 12 * 134_90


def test_optional_columns_are_taken() -> None:
    taken = order(paid_periods="3", due_day="31", archived="TRUE")
    assert (taken.paid_periods, taken.due_day, taken.archived) == (3, 31, True)


def test_an_order_may_have_an_auto_debit_of_its_own() -> None:
    assert (order().auto_debit, order().pay_account) == (None, "")
    taken = order(auto_debit="ON", pay_account="建行 1234")
    assert (taken.auto_debit, taken.pay_account) == (Switch.ON, "建行 1234")
    assert order(channel="cmb", auto_debit="关").auto_debit is Switch.OFF


def test_an_auto_debit_that_cannot_be_switched_off_is_not_off_for_an_order() -> None:
    [(row, column, sentence)] = faults(read_csv({**ROW, "channel": "花呗", "auto_debit": "off"}))
    assert (row, column, sentence) == (2, "auto_debit", "auto-debit of Huabei cannot be switched off")


def test_an_auto_debit_that_is_neither_on_nor_off_and_a_whole_card_number_are_refused() -> None:
    assert wrong_cells(read_csv({**ROW, "auto_debit": "always"})) == [(2, "auto_debit")]
    assert wrong_cells(read_csv({**ROW, "account": "6222021234567890"})) == [(2, "pay_account")]


def test_chinese_headers_and_channel_names_are_understood() -> None:
    text = (
        "订单号,商品名称,购买时间,还款渠道,本金,期数,每期应还,每期手续费,首期还款日,备注,已还期数\n"
        "5261111000000001,小米14 Pro,2026年11月11日 20:05,花呗,￥１，４９９.00,１２,134.90元,9.99,2026/12/10,,\n"
    )
    assert read(text).orders == ((2, order()),)
    assert read(
        text.replace("商品名称", "标题").replace("还款渠道", "渠道").replace("每期应还", "每期金额")
    ).orders == ((2, order()),)


@pytest.mark.parametrize("name", ["huabei", "花呗", "Huabei 花呗", "Huabei", " 花呗 "])
def test_a_channel_is_named_by_id_or_any_of_its_names(name: str) -> None:
    assert order(channel=name).account_id == "huabei"


def test_an_unknown_channel_is_named_with_the_nearest_or_else_the_known_ones() -> None:
    [problem] = read_csv({**ROW, "channel": "花贝"}).problems
    assert (problem.row, problem.column) == (2, "channel")
    assert str(problem.message) == "there is no channel 花贝; the nearest are Huabei (huabei)"
    template = problem.message.template
    assert problem.message.filled(template, "zh_CN") == "there is no channel 花贝; the nearest are 花呗（huabei）"
    [(_, _, sentence)] = faults(read_csv({**ROW, "channel": "?"}))
    assert sentence == "there is no channel ?; known are Huabei (huabei), CMB (cmb), ABC (abc)"


def test_a_channel_name_that_two_channels_share_is_not_guessed() -> None:
    twins = {**CATALOGUE, "abc": msgspec.structs.replace(CATALOGUE["cmb"], id="abc")}
    [problem] = read_orders(csv_of({**ROW, "channel": "招行"}), "csv", twins).problems
    assert "CMB (cmb), CMB (abc)" in str(problem.message)
    assert read_orders(csv_of({**ROW, "channel": "abc"}), "csv", twins).problems == ()


def test_the_channel_says_which_period_takes_the_remainder() -> None:
    assert order(channel="cmb").plan.remainder is Remainder.FIRST
    assert order(channel="huabei").plan.remainder is Remainder.LAST


RATED = {**ROW, "principal": "10000", "amount_per_period": "", "fee_per_period": ""}
TEN_THOUSAND = {"principal": 10_000_00, "periods": 12}


@pytest.mark.parametrize(
    ("given", "plan"),
    [
        ({"fee_rate": "0%"}, Flat(**TEN_THOUSAND)),
        ({"fee_rate": "0.6%"}, Flat(**TEN_THOUSAND, rate=Decimal("0.006"))),
        (
            {"total_fee_rate": "7.2%", "fee_timing": "first", "rounding": "half-even", "remainder": "first"},
            Flat(
                **TEN_THOUSAND,
                rate=Decimal("0.072"),
                basis=Basis.TOTAL,
                timing=Timing.FIRST,
                rounding=Rounding.HALF_EVEN,
                remainder=Remainder.FIRST,
            ),
        ),
        ({"annual_rate": "12%"}, EqualInstalment(**TEN_THOUSAND, rate=Decimal("0.12"))),
        (
            {"annual_rate": "12%", "method": "equal-principal", "rounding": "round-total"},
            EqualPrincipal(**TEN_THOUSAND, rate=Decimal("0.12"), rounding=Rounding.ROUND_TOTAL),
        ),
    ],
)
def test_a_plan_may_be_given_by_its_rate(given: dict[str, str], plan: Plan) -> None:
    assert read_csv({**RATED, **given}).orders[0][1].plan == plan


def test_a_rate_leaves_rounding_and_remainder_to_the_channel() -> None:
    plan = read_csv({**RATED, "channel": "cmb", "fee_rate": "0.6%"}).orders[0][1].plan
    assert isinstance(plan, Flat)
    assert (plan.rounding, plan.remainder) == (CATALOGUE["cmb"].rounding, Remainder.FIRST)


def test_the_remainder_of_amounts_as_shown_may_be_said_in_the_row() -> None:
    assert order(remainder="first").plan.remainder is Remainder.FIRST
    assert order(channel="cmb", remainder="last").plan.remainder is Remainder.LAST


def test_how_a_plan_is_given_is_understood_in_chinese() -> None:
    head = "商品名称,购买时间,还款渠道,本金,期数,年利率,还款方式,取整方式,尾差,首期还款日,确认收货日\n"
    row = "小米14 Pro,2026-11-11,花呗,10000,12,12%,等额本金,四舍六入五成双,首期,2027-01-10,2026-12-01\n"
    [(_, found)] = read(head + row).orders
    assert found.plan == EqualPrincipal(
        **TEN_THOUSAND, rate=Decimal("0.12"), rounding=Rounding.HALF_EVEN, remainder=Remainder.FIRST
    )
    assert found.confirmed_on == date(2026, 12, 1)


@pytest.mark.parametrize("amounts", ["893.33", ";".join(["893.33"] * 11 + ["893.37"])])
def test_amounts_beside_a_rate_that_it_makes_are_taken(amounts: str) -> None:
    assert read_csv({**RATED, "fee_rate": "0.6%", "amount_per_period": amounts, "fee_per_period": "60"}).problems == ()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (
            {"fee_rate": "0.6%", "amount_per_period": "893.34"},
            ("amount_per_period", "the rate makes ¥893.33 a period, not ¥893.34"),
        ),
        (
            {"fee_rate": "0.6%", "fee_per_period": "6"},
            ("fee_per_period", "the rate makes ¥60.00 a period, not ¥6.00"),
        ),
        (
            {"fee_rate": "0.6%", "amount_per_period": "893.33x12"},
            ("amount_per_period", "in period 12 the rate makes ¥893.37, not ¥893.33"),
        ),
        (
            {"fee_rate": "0.6%", "amount_per_period": "893.33x11"},
            ("amount_per_period", "11 amounts are listed for 12 periods"),
        ),
        (
            {"fee_rate": "0.6%", "annual_rate": "12%"},
            ("annual_rate", "the fee is given twice: fee_rate and annual_rate"),
        ),
        ({"fee_rate": "0.6%", "principal": ""}, ("principal", "a value is missing here")),
        (
            {"fee_rate": "0.6%", "method": "equal-principal"},
            ("method", "fill this in only together with annual_rate"),
        ),
        (
            {"amount_per_period": "893.33", "rounding": "half-up"},
            ("rounding", "fill this in only together with fee_rate, total_fee_rate, annual_rate"),
        ),
        (
            {"amount_per_period": "893.33x11;893.37", "remainder": "last"},
            ("remainder", "the amounts are listed period by period: there is no remainder to place"),
        ),
        (
            {"fee_rate": "0.6%", "rounding": "up"},
            ("rounding", "up is none of floor-parts, round-total, half-up, half-even"),
        ),
        ({"fee_rate": "60"}, ("fee_rate", "the rate 60 is over 100%; write it like 0.6% or 0.006")),
        (
            {"fee_rate": "100%", "principal": "100000000", "fee_timing": "first"},
            ("fee_rate", "the amount ¥1,208,333,333.33 a period is over ¥100,000,000.00"),
        ),
        ({}, ("amount_per_period", "a value is missing here")),
    ],
)
def test_terms_that_contradict_each_other_are_named_at_their_column(
    given: dict[str, str], fault: tuple[str, str]
) -> None:
    assert faults(read_csv({**RATED, **given})) == [(2, *fault)]


def test_a_file_of_rates_needs_no_amounts_but_the_principal() -> None:
    columns = ("title", "bought_at", "channel", "periods", "first_due")
    rated = {column: ROW[column] for column in columns} | {"fee_rate": "0.6%"}
    assert faults(read_csv(rated)) == [(1, "principal", "this column is missing")]
    assert read_csv({**rated, "principal": "10000"}).problems == ()


def test_every_wrong_value_of_every_row_is_named_at_once() -> None:
    wrong = {
        "order_no": "x" * 121,
        "title": "t" * 121,
        "bought_at": "10/11/2026",
        "channel": "nobody",
        "principal": "-5",
        "periods": "361",
        "amount_per_period": "1.234",
        "fee_per_period": "free",
        "first_due": "2026-02-30",
        "note": "n" * 501,
        "paid_periods": "1.5",
        "due_day": "last",
        "archived": "perhaps",
    }
    reading = read_csv(wrong, {**wrong, "title": " "})
    assert sorted(wrong_cells(reading)) == sorted((row, column) for row in (2, 3) for column in wrong)
    assert reading.orders == ()


def test_plan_and_channel_are_checked_apart() -> None:
    assert wrong_cells(read_csv({**ROW, "channel": "nobody", "principal": "1.00"})) == [
        (2, "channel"),
        (2, "amount_per_period"),
    ]


def test_every_required_value_that_is_blank_is_named() -> None:
    reading = read_csv(dict.fromkeys(ROW, " ") | {"note": "blank otherwise"})
    assert {column for _, column in wrong_cells(reading)} == {
        "title",
        "bought_at",
        "channel",
        "periods",
        "amount_per_period",
    }


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"first_due": "2026-11-10"}, "first_due"),
        ({"paid_periods": "13"}, "paid_periods"),
        ({"due_day": "9"}, "due_day"),
        ({"due_day": "32"}, "due_day"),
    ],
)
def test_values_that_contradict_each_other_are_named(changed: dict[str, str], column: str) -> None:
    assert wrong_cells(read_csv({**ROW, "paid_periods": "", "due_day": "", **changed})) == [(2, column)]


def test_good_rows_are_read_beside_bad_ones() -> None:
    reading = read_csv({**ROW, "title": ""}, ROW)
    assert [row for row, _ in reading.orders] == [3]
    assert wrong_cells(reading) == [(2, "title")]


def test_a_row_is_named_by_the_line_it_starts_on() -> None:
    reading = read_csv({**ROW, "note": "two\nlines"}, {**ROW, "note": "three\r\nof\nthem"}, {**ROW, "title": ""})
    assert [row for row, _ in reading.orders] == [2, 4]
    assert wrong_cells(reading) == [(7, "title")]
    assert reading.orders[0][1].note == "two lines"


def test_blank_rows_are_nothing() -> None:
    text = csv_of(ROW).decode().replace("\n", "\n\n,,,,,,,,,\n")
    assert [row for row, _ in read(text).orders] == [4]


def test_titles_are_cleaned_but_never_cut() -> None:
    assert order(title="a\x1b]0;b\x07\u202ec \t d").title == "a\ufffd]0;b\ufffd\ufffdc d"
    assert order(title="长" * 120).title == "长" * 120
    assert "121 characters" in faults(read_csv({**ROW, "title": "长" * 121}))[0][2]


def test_a_tab_after_an_order_number_is_dropped() -> None:
    assert order(order_no="5261111000000001\t").order_no == "5261111000000001"


def test_an_order_number_that_a_spreadsheet_rounded_is_refused() -> None:
    [(_, column, sentence)] = faults(read_csv({**ROW, "order_no": "5.26111E+15"}))
    assert column == "order_no"
    assert "5.26111E+15" in sentence


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-5%", "@home", "＝1"])
def test_the_quote_that_guards_a_formula_is_taken_off(cell: str) -> None:
    assert order(title=f"'{cell}").title == cell
    assert order(title=f"''{cell}").title == f"'{cell}"


def test_a_quote_that_guards_nothing_stays() -> None:
    assert order(title="'90s radio").title == "'90s radio"


def test_a_row_with_too_few_or_too_many_fields_is_named_and_not_guessed() -> None:
    text = csv_of(ROW).decode()
    reading = read(text + "a,b\n" + text.splitlines()[1] + ",more\n" + text.splitlines()[1] + "\n")
    assert [row for row, _ in reading.orders] == [2, 5]
    assert faults(reading) == [
        (3, "", "the row has 2 fields, the header 10"),
        (4, "", "the row has 11 fields, the header 10"),
    ]


def test_a_stray_quote_is_named_and_the_rows_after_it_are_read() -> None:
    head, row, *_ = csv_of(ROW).decode().splitlines()
    reading = read(f'{head}\n"5" {row}\n{row}\n')
    assert [number for number, _ in reading.orders] == [3]
    assert [number for number, _ in wrong_cells(reading)] == [2]
    said = "more stands behind the quote that ends this field; write a quote inside quotes twice"
    assert faults(reading) == [(2, "order_no", said)]


def test_a_quote_that_is_never_closed_is_named_where_its_row_starts() -> None:
    head, row, *_ = csv_of(ROW).decode().splitlines()
    reading = read(f'{head}\n{row}\n{row}"oh\n{row}\n{row}\n')
    assert [number for number, _ in reading.orders] == [2]
    (last,) = faults(reading)
    assert last == (3, "note", "the quote that opens this field has no end; write a quote inside quotes twice")


def test_unknown_repeated_missing_and_unnamed_columns_are_all_named_beside_the_rows_own_problems() -> None:
    text = "title,标题,colour,,bought_at,channel,amount_per_period\nTV,TV,red,5,2026-11-11,nobody,100\n"
    reading = read(text)
    assert reading.orders == ()
    assert faults(reading)[:4] == [
        (1, "标题", "the column title is there twice"),
        (1, "colour", "this column is not known"),
        (1, "", "column 4 has no name"),
        (1, "periods", "this column is missing"),
    ]
    assert wrong_cells(reading)[4:] == [(2, "channel")]


@pytest.mark.parametrize("text", ["nothing of ours\n1\n", "1,2,3\n4,5,6\n", "订单,金额合计\n"])
def test_a_file_without_our_columns_is_refused_once(text: str) -> None:
    [(row, column, sentence)] = faults(read(text * 50))
    assert (row, column) == (1, "")
    assert "order_no,title,bought_at" in sentence


def test_an_empty_file_is_refused() -> None:
    for text in ("", "\n\n", ",,\n", "\ufeff"):
        assert faults(read(text)) == [(0, "", "the file is empty")]


def test_a_header_alone_is_a_file_of_no_orders() -> None:
    reading = read(csv_of(ROW).decode().splitlines()[0])
    assert (reading.orders, reading.problems) == ((), ())
