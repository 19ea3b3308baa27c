import json

import pytest

from models.exchange.reading import read_orders
from models.exchange.row import Reading
from tests.models.exchange.samples import CATALOGUE, ROW, faults, order, wrong_cells


def read(text: str) -> Reading:
    return read_orders(text.encode(), "json", CATALOGUE)


def read_rows(*rows: object, **top: object) -> Reading:
    return read(json.dumps({"orders": rows, **top}))


def test_an_object_becomes_an_order_under_its_place_in_the_list() -> None:
    assert read_rows(ROW, {**ROW, "order_no": "2"}).orders == ((1, order()), (2, order(order_no="2")))


def test_numbers_are_read_as_the_text_that_stands_there() -> None:
    numbers = json.dumps({"orders": [ROW]})
    for text in ("1499.00", "12", "134.90", "9.99", "5261111000000001"):
        numbers = numbers.replace(f'"{text}"', text)
    assert "134.90," in numbers
    assert read(numbers).orders == ((1, order()),)


def test_an_amount_that_no_float_holds_is_exact() -> None:
    row = {**ROW, "principal": None, "fee_per_period": None, "periods": 1}
    text = json.dumps({"orders": [row]}).replace('"134.90"', "99999999.99")
    assert read(text).orders[0][1].plan.principal == 9999999999


@pytest.mark.parametrize("number", ["1e3", "-134.90", "134.901", "1" * 5000, "0.1e-400"])
def test_a_number_is_as_strict_as_text(number: str) -> None:
    text = json.dumps({"orders": [ROW]}).replace('"134.90"', number)
    assert wrong_cells(read(text)) == [(1, "amount_per_period")]


def test_null_is_blank() -> None:
    assert read_rows({**ROW, "note": None, "order_no": None}).orders == ((1, order(order_no="")),)
    assert wrong_cells(read_rows({**ROW, "title": None})) == [(1, "title")]


def test_archived_is_true_or_false() -> None:
    assert read_rows({**ROW, "archived": True}).orders[0][1].archived
    assert not read_rows({**ROW, "archived": False}).orders[0][1].archived


def test_chinese_keys_are_understood() -> None:
    row = {("标题" if key == "title" else key): value for key, value in ROW.items()}
    assert read_rows(row).orders == ((1, order()),)


@pytest.mark.parametrize("schema", [1, 2])
def test_ids_are_derived_and_both_schemas_are_known(schema: int) -> None:
    reading = read_rows({**ROW, "id": "0123456789", "account_id": "huabei"}, schema=schema)
    assert reading.orders == ((1, order()),)
    assert (reading.problems, reading.remarks) == ((), ())


@pytest.mark.parametrize("schema", [3, "x", True, [1], {}])
def test_another_schema_is_refused(schema: object) -> None:
    [(row, _, sentence)] = faults(read_rows(ROW, schema=schema))
    assert row == 0
    assert "this fenqi reads 1, 2;" in sentence


def test_other_keys_beside_the_orders_are_left_out_with_a_remark() -> None:
    reading = read_rows(ROW, now="2026-12-05T12:00:00+08:00", corrections=[], repayments="none")
    assert reading.problems == ()
    assert [str(remark) for remark in reading.remarks] == ["only orders are imported; left out: now, repayments"]


def test_the_records_of_an_older_ledger_are_counted_by_kind() -> None:
    reading = read_rows(ROW, schema=1, repayments=[{"id": "r"}, {"id": "s"}], corrections=[], debits=[{"id": "d"}])
    assert (reading.problems, reading.remarks) == ((), ())
    assert reading.older == {"repayments": 2, "debits": 1}


def test_every_wrong_value_is_named_at_once_and_once() -> None:
    reading = read_rows(
        {**ROW, "title": ["TV"], "periods": "many", "colour": ["red"]},
        "not an object",
        {**ROW, "note": True, "标题": "again"},
    )
    assert reading.orders == ()
    assert sorted(wrong_cells(reading)) == sorted(
        [(1, "title"), (1, "periods"), (1, "colour"), (2, ""), (3, "note"), (3, "标题")]
    )


def test_a_key_that_comes_twice_is_named_with_its_row() -> None:
    twice = json.dumps(ROW).replace('"title":', '"title": "x", "title":')
    reading = read(f'{{"orders": [{json.dumps(ROW)}, {twice}]}}')
    assert [number for number, _ in reading.orders] == [1]
    assert faults(reading) == [(2, "title", "the key is there twice")]
    assert faults(read('{"schema": 1, "schema": 1, "orders": []}')) == [(0, "schema", "the key is there twice")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_named_with_its_row(number: str) -> None:
    text = json.dumps({"orders": [ROW]}).replace('"134.90"', number)
    assert faults(read(text)) == [(1, "amount_per_period", f"{number} is not a number that JSON knows")]


def test_broken_json_is_refused_with_line_and_column() -> None:
    [(row, column, sentence)] = faults(read('{"orders": [\n{"title": "TV",}]}'))
    assert (row, column) == (0, "")
    assert "line 2, column 16" in sentence


@pytest.mark.parametrize("text", ["[]", "{}", "1", '"x"', "null", '{"orders": {}}', '{"orders": null}'])
def test_json_of_another_shape_is_refused(text: str) -> None:
    [(row, _, sentence)] = faults(read(text))
    assert row == 0
    assert '{"orders": [{…}]}' in sentence


def test_brackets_without_end_are_refused() -> None:
    assert "nested too deep" in faults(read("[" * 200_000))[0][2]


def test_half_a_character_cannot_get_in() -> None:
    text = json.dumps({"orders": [ROW]}).replace("Pro", "\\ud800\\u0000")
    assert read(text).orders[0][1].title == "小米14 \ufffd\ufffd"
