"""What a file may hold is bounded before work is done on it: rows, columns, problems, depth, a cell's length."""

import gc
import json
from collections.abc import Iterator

import pytest

from models.exchange.header import MAX_NAMES, too_many
from models.exchange.import_plan import plan_import
from models.exchange.named import NAMED
from models.exchange.reading import read_orders
from models.exchange.row import MAX_ROWS, Reading
from models.ledger.ledger import Ledger
from models.offers.typed_terms import parse_amounts
from models.values.message import Problem
from models.values.nesting import MAX_DEPTH
from models.values.text import normalise
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, faults, order

BAD = {**ROW, "title": "", "periods": "many"}
"""Two problems."""


def read(data: bytes, form: str = "csv") -> Reading:
    return read_orders(data, form, CATALOGUE)


def of(form: str, row: dict[str, str], count: int) -> bytes:
    """The row that often, in a file of that form."""
    if form == "csv":
        head, line, _ = csv_of(row).split(b"\n")
        return head + b"\n" + (line + b"\n") * count
    return b'{"orders": [' + b",".join([json.dumps(row).encode()] * count) + b"]}"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_with_more_rows_than_anybody_has_orders_is_refused_in_one_sentence(form: str) -> None:
    line = b"x\n" if form == "csv" else b"0,"
    data = b"title\n" + line * MAX_ROWS if form == "csv" else b'{"orders": [' + line * MAX_ROWS + b"0]}"
    refused = faults(read(data + b"x\n" if form == "csv" else data, form))
    assert refused == [(0, "", "there are more than 200,000 orders; split the file")]


def test_blank_rows_are_not_counted() -> None:
    reading = read(csv_of(ROW) + b"\n" * (2 * MAX_ROWS))
    assert reading.orders == ((2, order()),)
    assert reading.problems == ()


def test_a_file_of_blank_lines_is_refused_before_it_is_read() -> None:
    found = read(b"title,channel\n" + b"\n" * 1_000_001)
    assert [each.message.template for each in found.problems] == ["there are more than {limit} lines; split the file"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_first_problems_are_named_and_the_rest_counted(form: str) -> None:
    reading = read(of(form, BAD, NAMED), form)
    assert (len(reading.problems), reading.more) == (NAMED, NAMED)
    first = 2 if form == "csv" else 1
    assert [(each.row, each.column) for each in reading.problems[:3]] == [
        (first, "title"),
        (first, "periods"),
        (first + 1, "title"),
    ]
    just = read(of(form, BAD, NAMED // 2), form)
    assert (len(just.problems), just.more) == (NAMED, 0)


def test_what_an_import_adds_to_the_problems_and_remarks_of_a_file_is_bounded_with_them() -> None:
    bad = read(of("csv", BAD, NAMED))
    twins = read(of("csv", {**ROW, "order_no": ""}, 11))
    plan = plan_import(Ledger(), Reading(twins.orders, bad.problems, (), bad.more))
    assert (len(plan.problems), plan.more_problems) == (NAMED, NAMED + 10)
    repeated = plan_import(Ledger(), read(of("csv", ROW, 2 + NAMED)))
    assert (len(repeated.new), len(repeated.remarks), repeated.more_remarks) == (1, NAMED, 1)


@pytest.fixture
def uncollected() -> Iterator[None]:
    """The shell switches the collector off: what refers to itself stays for good."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("form", ["csv", "json"])
def test_bad_rows_leave_nothing_behind(form: str) -> None:
    data = of(form, dict.fromkeys(ROW, "?"), 500)
    reading = read(data, form)
    assert reading.more
    assert gc.collect() < 500


def test_more_columns_than_an_order_has_are_named_once() -> None:
    [fault] = faults(read(b",".join([b"title"] * (MAX_NAMES + 1))))
    assert fault == (1, "", "there are 101 columns; an order has at most 100")
    wide = json.dumps({"orders": [{**ROW, **{str(number): 1 for number in range(MAX_NAMES)}}]})
    [(row, column, sentence)] = faults(read(wide.encode(), "json"))
    assert (row, column) == (1, "")
    assert "columns" in sentence


def test_a_key_that_comes_a_million_times_is_named_once() -> None:
    twice = '{"orders": [], ' + '"a": 1, ' * 1_000_000 + '"a": 1}'
    assert faults(read(twice.encode(), "json")) == [(0, "a", "the key is there twice")]


def test_a_field_without_an_end_is_refused_without_pythons_words() -> None:
    quoted = b'"' + b"x" * 200_000 + b'"'
    [(row, column, sentence)] = faults(read(csv_of(ROW) + quoted + b"\n"))
    assert (row, column, sentence) == (3, "order_no", "a field has more than 131072 characters; is a quote missing?")


@pytest.mark.parametrize(
    "whole",
    [
        '{{"orders": [{0}]}}',
        '{{"orders": [], "more": {0}}}',
        '{{"orders": [{{"title": {0}}}]}}',
        "{0}",
        '{{"orders": [], "schema": {0}}}',
    ],
)
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 900, 100_000])
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_brackets_in_brackets_are_refused_in_one_sentence(whole: str, depth: int, pair: str) -> None:
    deep = "[" * depth + "]" * depth if pair == "[]" else '{"a":' * depth + "1" + "}" * depth
    [(row, _, sentence)] = faults(read(whole.format(deep).encode(), "json"))
    assert (row, sentence) == (0, "the file is not a list of orders: its brackets are nested too deep")


# Each of these took the square of its length: the test would not end.


def test_a_list_of_amounts_is_split_in_one_pass() -> None:
    with pytest.raises(Problem, match="is not an amount"):
        parse_amounts("a" + " " * 300_000 + "b")


def test_the_marks_on_a_letter_are_not_put_in_order_without_end() -> None:
    marks = "\u0300\u0316" * 500_000
    assert normalise(f" {marks} ") == marks


def test_a_list_of_amounts_may_be_long_and_full_width() -> None:
    listed = "；".join(["１３４．９０"] * 60)
    assert len(listed) == 419
    assert parse_amounts("；".join([listed] * 6)) == (13490,) * 360
    assert parse_amounts("893.33x11；８９３．３７ｘ１") == (89333,) * 11 + (89337,)


def test_as_many_columns_as_an_order_may_have_are_not_too_many() -> None:
    assert too_many([str(number) for number in range(MAX_NAMES)]) is None
