"""Files of orders as people make them: what has one reading is read, what has two is refused with row and column."""

from datetime import date, datetime

import pytest

from models.channels.builtin import builtin
from models.exchange.columns import COLUMNS
from models.exchange.header import column_of
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.ledger.order import Order
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, faults, order, read_csv

HEAD = "商品,渠道,分期期数,每期,每期手续费,下单时间,首次还款日\n"
LINE = "小米手环,花呗,12,134.90,9.99,2026-11-11,2026-12-10\n"


def read(text: str) -> Reading:
    return read_orders(text.encode(), "csv", CATALOGUE)


def the_one(text: str) -> Order:
    reading = read(text)
    assert reading.problems == ()
    [(_, found)] = reading.orders
    return found


def said(reading: Reading) -> list[str]:
    return [str(each) for each in reading.remarks]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        *[(name, "title") for name in ("名称", "商品", "商品名", "商品信息", "产品名", "Product")],
        *[(name, "channel") for name in ("渠道", "平台", "平台/渠道", "分期平台", "Platform")],
        *[(name, "periods") for name in ("分期期数", "期数", "期 数", "Instalments")],
        *[
            (name, "amount_per_period")
            for name in ("每期", "月供", "每期(元)", "每期本息", "每月还款", "monthly payment")
        ],
        *[(name, "fee_per_period") for name in ("手续费", "手续费（元）", "每期手续费")],
        *[(name, "first_due") for name in ("首次还款日", "首期还款日期", "First Due", "first-due")],
        *[(name, "bought_at") for name in ("下单时间", "购买日期", "付款时间", "Order Date")],
        *[(name, "principal") for name in ("本金", "分期金额", "价格", "*本金(元)", "本金：")],
        *[
            (name, "order_no")
            for name in ("订单号", "订单编号", "Order No.", "\ufeff订单号\u200b", "'订单号'", "“订单号”")
        ],
    ],
)
def test_a_header_is_known_as_people_write_it(name: str, column: str) -> None:
    assert column_of(name) == column


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_every_column_goes_by_its_title_in_either_language_and_by_its_label_in_the_form(column) -> None:
    from tui.run.language import language_of

    assert not column.title.isascii()
    labels = [language_of(code).say(column.asked.label) for code in ("en", "zh_CN")] if column.asked else []
    if column.name == "channel":
        labels.remove("account")  # in older files that is the pay account
    assert {column_of(name) for name in (column.name, column.title, *labels)} == {column.name}


@pytest.mark.parametrize("above", [0, 1, 5, 58])
def test_the_header_may_stand_below_a_title(above: int) -> None:
    reading = read("我的分期,,\n" * above + HEAD + LINE)
    assert [row for row, _ in reading.orders] == [above + 2]
    assert said(reading) == ([f"the header is in line {above + 1}; what stands above it is left out"] if above else [])


def test_a_header_below_sixty_lines_is_not_looked_for() -> None:
    assert "none of the first 60 lines" in faults(read("我的分期\n" * 60 + HEAD + LINE))[0][2]


@pytest.mark.parametrize(
    ("separator", "name"),
    [(";", "semicolons"), ("\t", "tabs"), ("，", "full-width commas"), ("|", "upright strokes")],
)
def test_a_separator_other_than_the_comma_is_found_and_named(separator: str, name: str) -> None:
    reading = read((HEAD + LINE).replace(",", separator))
    assert [each for _, each in reading.orders] == [the_one(HEAD + LINE)]
    assert said(reading) == [f"the cells are separated by {name}"]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;"])
def test_the_line_that_says_the_separator_is_none_of_the_table(line: str) -> None:
    reading = read(f"{line}\r\n" + (HEAD + LINE).replace(",", ";"))
    assert [row for row, _ in reading.orders] == [3]
    assert "the cells are separated by semicolons" in said(reading)


def test_trailing_separators_are_nothing() -> None:
    assert the_one(HEAD.replace("\n", ",,,\n") + LINE.replace("\n", ",,\n")) == the_one(HEAD + LINE)
    assert the_one(HEAD + LINE.replace("\n", ",,,,\n")) == the_one(HEAD + LINE)
    assert faults(read(HEAD + LINE.replace("\n", ",,x\n"))) == [(2, "", "the row has 9 fields, the header 7")]


def test_a_row_that_ends_early_in_cells_that_may_be_empty_is_read_and_remarked_on() -> None:
    head, line = HEAD.replace("\n", ",备注,已还期数\n"), LINE
    reading = read(head + line)
    assert [each for _, each in reading.orders] == [the_one(HEAD + LINE)]
    assert said(reading) == ["row 2 ends early; what it lacks counts as empty"]
    assert "fields" in faults(read(head + line.rsplit(",", 1)[0] + "\n"))[0][2]


@pytest.mark.parametrize(
    "row",
    [
        "合计,,,134.90,,,",
        ",,总计：,,,,",
        "小计 3 笔",
        "Total,,12,1618.80,,,",
        "共 3 笔,,,,,,",
        "合计(元),,,,9.99,,",
        "合 计,,,134.90,,,",
        "合\u3000计：,,,134.90,,,",
        "Grand Total,,,134.90,,,",
        "TOTAL :,,,134.90,,,",
        "总和,,,134.90,,,",
        "合計,,,134.90,,,",
        "小計,,,134.90,,,",
        "總計（元）,,,134.90,,,",
        "總和,,,134.90,,,",
        ",合计,12,134.90,9.99,,",
        ",合 计,,134.90,,,",
        ",,,134.90,,合计,",
        ",,,134.90,,,總計",
        "合计/Total,,,134.90,,,",
        "以上合计,,,134.90,,,",
        "合计 2 笔订单,,,134.90,,,",
        "本表合计,,,134.90,,,",
        "平均,,,134.90,,,",
    ],
)
def test_a_row_of_sums_is_named_and_left_out(row: str) -> None:
    reading = read(HEAD + LINE + row + "\n" + LINE.replace("手环", "电视"))
    assert reading.problems == ()
    assert [number for number, _ in reading.orders] == [2, 4]
    [(number, why)] = reading.left_out
    assert (number, "it is a row of sums" in str(why)) == (3, True)


def test_an_order_that_is_called_like_a_sum_is_an_order() -> None:
    for title in ("合计", "合 计", "總計"):
        assert the_one(HEAD + LINE.replace("小米手环", title)).title == title


def test_a_header_that_comes_again_is_left_out() -> None:
    reading = read(HEAD + LINE + HEAD.replace("\n", ",,\n") + LINE.replace("手环", "电视"))
    assert [number for number, _ in reading.orders] == [2, 4]
    assert [(row, str(why)) for row, why in reading.left_out] == [(3, "it is the header again")]


@pytest.mark.parametrize("below", ["导出时间：2026-11-22", "备注: 金额含手续费", "Exported at: 2026-11-22 14:00"])
def test_a_line_of_text_below_the_table_is_named_and_left_out(below: str) -> None:
    reading = read(HEAD + LINE + below + ",,,,,,\n")
    assert (reading.problems, len(reading.orders)) == ((), 1)
    [(row, why)] = reading.left_out
    assert (row, "it is a line of text" in str(why)) == (3, True)


def test_a_title_alone_is_an_order_that_is_not_complete() -> None:
    assert faults(read(HEAD + "小米手环,,,,,,\n"))


def test_a_count_of_the_rows_is_no_column_of_orders() -> None:
    assert the_one("序号," + HEAD + "1," + LINE) == the_one(HEAD + LINE)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *[(cell, date(2026, 12, 10)) for cell in ("2026-12-10 00:00:00", "20261210", "2026.12.10", "46366", "46366.0")],
        *[
            (cell, date(2026, 12, 10))
            for cell in (
                "４６３６６",
                "'2026-12-10",
                "“2026-12-10”",
                "2026年12月10日 星期四",
                "2026‐12‐10",
                "2026–12–10",
            )
        ],
        ("73050", date(2099, 12, 31)),
    ],
)
def test_a_date_is_read_as_spreadsheets_write_it(cell: str, day: date) -> None:
    reading = read_csv({**ROW, "first_due": cell})
    assert (reading.problems, reading.orders[0][1].first_due) == ((), day)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("46337", datetime(2026, 11, 11)),
        ("46337.8368055556", datetime(2026, 11, 11, 20, 5)),
        ("2026-11-11 20:05:00", datetime(2026, 11, 11, 20, 5)),
    ],
)
def test_a_time_of_purchase_is_read_as_spreadsheets_write_it(cell: str, at: datetime) -> None:
    assert order(bought_at=cell).bought_at == at


@pytest.mark.parametrize("cell", ["12期", "12.0", "12 个月", "１２", "'12", "共12期", "分 12 期", "总共12期"])
def test_a_number_of_periods_is_read_with_its_unit(cell: str) -> None:
    assert order(periods=cell).plan.periods == 12


@pytest.mark.parametrize(
    "cell", ["134.9000", "RMB134.9", "¥ 134.90", "134.9元", "CNY 134.90", "134.90块", "'134.90", "134.90元/期"]
)
def test_an_amount_is_read_with_its_currency(cell: str) -> None:
    assert order(amount_per_period=cell) == order()


@pytest.mark.parametrize(("cell", "periods"), [("0.0", 0), ("1期", 1), ("3.0", 3)])
def test_how_many_are_repaid_is_read_with_its_unit(cell: str, periods: int) -> None:
    assert order(paid_periods=cell).paid_periods == periods


@pytest.mark.parametrize("brackets", ["()", "（）", "[]", "【】"])
def test_a_note_is_known_by_its_brackets_of_any_kind(brackets: str) -> None:
    reading = read_csv({**ROW, "amount_per_period": f"134.90{brackets[0]}已退款89.84{brackets[1]}"})
    assert [each for _, each in reading.orders] == [order()]
    assert "without its note (已退款89.84)" in " ".join(said(reading))


def test_a_note_beside_an_amount_is_not_lost_silently() -> None:
    reading = read_csv({**ROW, "amount_per_period": "134.90(已退款89.84)", "principal": "1499（含税）"})
    assert [each for _, each in reading.orders] == [order()]
    assert said(reading) == [
        "row 2, column principal: 1499 is read without its note (含税)",
        "row 2, column amount_per_period: 134.90 is read without its note (已退款89.84); "
        "record what went back with `fenqi refund` once the order is there",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("first_due", "01/02/2027", "01/02/2027 may be 2027-01-02 or 2027-02-01"),
        ("bought_at", "10.11.2026 20:05", "may be 2026-10-11 or 2026-11-10"),
        ("principal", "1.499", "1.499 may be 1.499 or 1,499"),
    ],
)
def test_what_has_two_readings_is_refused_with_row_column_and_both(column: str, cell: str, sentence: str) -> None:
    [(row, named, what)] = faults(read_csv(ROW, {**ROW, "order_no": "2", column: cell}))
    assert (row, named) == (3, column)
    assert sentence in what


def test_a_field_of_more_than_131_072_characters_is_refused_by_name() -> None:
    for column in ("note", "title", "principal", "first_due", "channel", "periods"):
        for cell in ("9" * 131_073, " " * 131_072 + "x"):
            [(row, named, sentence)] = faults(read_csv({**ROW, column: cell}))
            assert (row, named, "131072 characters" in sentence) == (2, column, True)
        assert [(row, each) for row, each, _ in faults(read_csv({**ROW, column: "9" * 131_072}))] == [(2, column)]


@pytest.mark.parametrize(("before", "cell"), [([], "A"), (["title", "channel"], "C"), (["note"] * 26, "AA")])
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
@pytest.mark.parametrize("above", ["", "my orders\n", "sep=;\n"])
def test_of_the_header_a_field_that_is_too_long_is_named_by_its_letter(
    before: list[str], cell: str, separator: str, above: str
) -> None:
    if above == "sep=;\n":
        separator = ";"
    text = above + separator.join((*before, "9" * 131_073, "periods", "a note, with commas")) + "\nx\n"
    [(row, named, sentence)] = faults(read_orders(text.encode(), "csv", CATALOGUE))
    assert (row, named) == (2 if above else 1, cell)
    assert "131072 characters" in sentence


def test_the_column_of_a_field_that_is_too_long_is_named_whatever_stands_before_it() -> None:
    for title in ('a "quoted" one, with a comma', "two\nlines", "x" * 131_072, '"' * 131_072):
        reading = read_csv({**ROW, "title": title, "note": "9" * 131_073}, ROW)
        assert [(row, column) for row, column, _ in faults(reading)] == [(2, "note")]
        assert len(reading.orders) == 1


def test_a_fee_that_does_not_say_of_what_is_what_the_figures_allow() -> None:
    head, line = HEAD.replace("每期手续费", "手续费,本金"), LINE.replace("9.99", "{},1499")
    for fee, remarks in (
        ("9.99", []),
        ("119.80", ["row 2: the fee ¥119.80 is read as that of all periods together"]),
    ):
        reading = read(head + line.format(fee))
        assert (reading.problems, said(reading)) == ((), remarks)
        assert reading.orders[0][1].plan.principal == 1499_00
    [(row, column, _)] = faults(read(head + line.format("60")))
    assert (row, column) == (2, "amount_per_period")
    without = read(HEAD.replace("每期手续费", "手续费") + LINE)
    assert [each for _, each in without.orders] == [the_one(HEAD + LINE)]
    assert said(without) == ["the fees are read as those of each period; a column of prices would show it"]


def test_an_empty_first_due_date_follows_the_accounts_rule() -> None:
    assert order(first_due="").first_due == date(2026, 12, 10)
    without = {name: cell for name, cell in ROW.items() if name != "first_due"}
    assert read_csv(without).orders == ((2, order()),)
    assert faults(read_csv({**without, "channel": "cmb"})) == [
        (2, "first_due", "the due day is not known here; type the first due date")
    ]


@pytest.mark.parametrize(
    "number",
    [
        "5E+15",
        "5,26E+15",
        "5.26E+15 ",
        "５Ｅ＋１５",
        "5.2E15",
        "5.26e15",
        "5E15",
        "\ufeff5.26E+15",
        "'5.26E+15",
        '="5.26E+15"',
        "526.1E+13",
        "5.26×10^15",
        "5.26 E+15",
        "5.26E+15.0",
        "5.260.000E+15",
        "5,260,000E+15",
        "订单号：5.26E+15",
        "订单号5.26E+15",
        "订单编号: 5E+15",
        "【订单号】5.26E+15",
        "No. 5.26×10^15",
        "编号5E+15.00",
        "'订单号：5。26E+15",
    ],
)
def test_a_number_that_a_spreadsheet_rounded_is_refused_in_every_notation(number: str) -> None:
    [(row, column, sentence)] = faults(read_csv({**ROW, "order_no": number}))
    assert (row, column) == (2, "order_no")
    assert "format the column as text" in sentence


@pytest.mark.parametrize("number", ["5261111000000001", "E15", "52E61111", "MI-5E+1", "EC+15", "2026E1111A"])
def test_a_number_with_letters_is_no_rounded_one(number: str) -> None:
    assert order(order_no=number).order_no == number


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u200e", "\u202d", "\u00ad", "\u2060", "\ufe0f"])
def test_invisible_characters_inside_amounts_dates_and_channel_names_are_taken_off(mark: str) -> None:
    hidden = {
        name: mark.join(ROW[name])
        for name in ("channel", "principal", "periods", "amount_per_period", "fee_per_period", "first_due")
    }
    assert read_csv({**ROW, **hidden}).orders == ((2, order()),)
    assert order(channel=f"花{mark}呗") == order()


def test_a_number_kept_as_text_by_its_formula_is_read_as_the_text() -> None:
    plain = csv_of(ROW).decode()
    assert the_one(plain.replace(ROW["order_no"], f'="{ROW["order_no"]}"')) == order()
    assert the_one(plain.replace(ROW["order_no"], f'"=""{ROW["order_no"]}"""')) == order()


def test_the_names_of_the_catalogue_are_taken_with_their_aliases() -> None:
    for name, ident in (("招商银行", "cmb"), ("天星金融", "xiaomi"), ("支付宝花呗", "huabei"), ("中国建设银行", "ccb")):
        text = HEAD + LINE.replace("花呗", name)
        [(_, found)] = read_orders(text.encode(), "csv", builtin()).orders
        assert found.account_id == ident


@pytest.mark.parametrize(
    "fee",
    ["免息", " 免 息 ", "免手续费", "0息", "无手续费", "interest-free", "Interest Free", "0%", "０．００％", "no fee"],
)
def test_a_fee_that_is_none_may_be_written_in_words(fee: str) -> None:
    assert the_one(HEAD + LINE.replace("9.99", fee)) == the_one(HEAD + LINE.replace("9.99", "0"))
    head = HEAD.replace("每期手续费", "手续费")
    assert the_one(head + LINE.replace("9.99", fee)) == the_one(HEAD + LINE.replace("9.99", "0"))


@pytest.mark.parametrize("fee", ["0.6%", "免息券", "无", "10%"])
def test_a_fee_that_is_no_amount_is_refused(fee: str) -> None:
    assert [(row, column) for row, column, _ in faults(read(HEAD + LINE.replace("9.99", fee)))] == [
        (2, "fee_per_period")
    ]


@pytest.mark.parametrize(
    ("number", "remarked"),
    [
        ("5261122334455660000", True),
        ("52611223344556600", True),
        ("5261122334455660", False),
        ("526112233445566701", False),
    ],
)
def test_a_long_number_that_ends_in_zeros_is_taken_and_remarked_on_as_perhaps_rounded(
    number: str, remarked: bool
) -> None:
    reading = read_csv({**ROW, "order_no": number})
    assert [each.order_no for _, each in reading.orders] == [number]
    assert ("only zeros from its 16th digit on" in " ".join(said(reading))) is remarked
