import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.encoding import MAX_BYTES
from models.exchange.formats import guess_format
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, faults, order

DATA = Path(__file__).parents[2] / "data"


def read(data: bytes, form: str = "csv") -> Reading:
    return read_orders(data, form, CATALOGUE)


def test_a_file_that_a_spreadsheet_saved_as_gb18030_is_read_and_remarked_on() -> None:
    reading = read((DATA / "orders-gb18030.csv").read_bytes())
    assert reading.problems == ()
    assert [each.title for _, each in reading.orders] == ["小米14 Pro 16+512", "米家扫地机器人 2 鿍"]
    assert [str(remark) for remark in reading.remarks] == ["the file is not UTF-8; it was read as GB18030"]


def test_a_file_with_a_utf_8_mark_is_read() -> None:
    reading = read((DATA / "orders-utf8-bom.csv").read_bytes())
    assert (reading.problems, reading.remarks) == ((), ())
    assert [each.title for _, each in reading.orders] == ["小米14 Pro 16+512", "米家扫地机器人 2 鿍"]


def test_both_files_hold_the_same_orders() -> None:
    files = [(DATA / name).read_bytes() for name in ("orders-gb18030.csv", "orders-utf8-bom.csv")]
    assert read(files[0]).orders == read(files[1]).orders


def test_json_may_have_a_mark_or_be_gb18030_too() -> None:
    text = json.dumps({"orders": [ROW]}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert read(text.encode(encoding), "json").orders == ((1, order()),)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("订单".encode("utf-16")[:-1], "the file is UTF-16, but broken"),
        ("\ufefftitle".encode("utf-16-be")[:-1], "the file is UTF-16, but broken"),
        (b"title\0", "NUL bytes"),
        (b"\xff\xffabc", "neither UTF-8 nor GB18030"),
        (b"\xef\xbb\xbftitle\xff", "byte 9 is not"),
        (b"a" * (MAX_BYTES + 1), "larger than 20 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_one_sentence(data: bytes, sentence: str, form: str) -> None:
    [(row, column, fault)] = faults(read(data, form))
    assert (row, column) == (0, "")
    assert sentence in fault


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("orders.csv", b"{", "csv"),
        ("ORDERS.JSON", b"title", "json"),
        ("orders.txt", b"title,", "csv"),
        ("-", b' \n{"orders": []}', "json"),
        ("-", b"\xef\xbb\xbf[", "json"),
        ("csv", b"{}", "csv"),
        ("", b"", "csv"),
    ],
)
def test_the_form_is_the_names_or_else_the_contents(name: str, data: bytes, form: str) -> None:
    assert guess_format(name, data) == form


scraps = st.lists(
    st.sampled_from(
        [
            *ROW,
            *ROW.values(),
            *',"\n\r\t{}[]:',
            '{"orders": [{',
            '"title": ',
            "NaN",
            "1e999",
            "null",
            "\ud7ff\U0010ffff",
            "'=",
            "标题",
        ]
    )
).map(lambda parts: "".join(parts).encode())


@given(st.binary() | st.text().map(str.encode) | scraps, st.sampled_from(["csv", "json"]))
def test_no_bytes_whatever_make_reading_raise(data: bytes, form: str) -> None:
    reading = read(data, form)
    assert all(row >= 1 for row, _ in reading.orders)
    assert all(problem.row >= 0 and str(problem.message) for problem in reading.problems)


@given(st.dictionaries(st.sampled_from(list(ROW)), st.text() | st.sampled_from(list(ROW.values()))))
def test_no_values_whatever_make_reading_raise(changed: dict[str, str]) -> None:
    row = {**ROW, **changed}
    reading = read(json.dumps({"orders": [row]}).encode(), "json")
    assert len(reading.orders) == (0 if reading.problems else 1)


@given(st.binary(min_size=1), st.integers(0, 400))
def test_a_file_with_broken_bytes_in_it_never_makes_reading_raise(scrap: bytes, at: int) -> None:
    data = csv_of(ROW, ROW)
    assert isinstance(read(data[:at] + scrap + data[at:]), Reading)
