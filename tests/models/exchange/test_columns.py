"""The table of an order's columns, and the registry of formats: what follows from an entry."""

from collections import Counter
from itertools import chain

import pytest
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.exchange.columns import COLUMNS
from models.exchange.export import export, template
from models.exchange.format import Content, Format, text_reader
from models.exchange.format_names import OTHERS, WHOLE
from models.exchange.formats import FORMATS, guess_format
from models.exchange.header import header
from models.exchange.header_key import header_key
from models.exchange.json_file import read_json, write_json
from models.exchange.reading import read_orders
from models.ledger.order import Order
from models.offers.terms import Terms
from tests.models import builders
from tests.models.exchange.samples import order

MADE = {"id", "plan", "account_id"}
"""The fields of an order that follow from its columns."""

SAID_ELSEWHERE = {"kind", "of", "kept", "debited_before"}
"""The fields that no row says: they come of turning a bill into instalments, of moving an account's days, and of
what an order's own auto-debit was before."""


def test_every_field_of_an_order_has_a_column() -> None:
    assert set(Order.__struct_fields__) - MADE - SAID_ELSEWHERE <= COLUMNS.keys()


def test_every_column_is_a_field_of_an_order_or_one_of_the_terms_that_make_its_plan() -> None:
    own, terms = COLUMNS.keys() & set(Order.__struct_fields__), COLUMNS.keys() & set(Terms.__struct_fields__)
    assert own | terms | {"channel"} == COLUMNS.keys(), "the channel is how the account is named"
    assert not own & terms


def test_no_name_means_two_columns() -> None:
    spelt = ({header_key(name) for name in (each.name, *each.names)} for each in COLUMNS.values())
    names = Counter(chain.from_iterable(spelt))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_fields_of_the_form_have_one_position() -> None:
    positions = [(column.asked.position, column.name) for column in COLUMNS.values() if column.asked]
    assert sorted(positions) == sorted({at: (at, name) for at, name in positions}.values()), "one of them is left out"


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_a_column_is_known_by_all_its_names_in_any_width_and_case(column) -> None:
    for name in (column.name, *column.names):
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
        for written in (name, name.upper(), wide, f" {name}\t"):
            assert header([written]).columns == (column.name,), written


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_an_example_reads_as_what_it_is_written_for(column) -> None:
    for example in column.examples:
        if example != "":
            value = column.parse(str(example))
            assert column.parse(str(column.write(value))) == value


def _write_lines(content: Content) -> str:
    return "%lines\n" + write_json(content)


LINES = Format(
    "lines",
    ("lines", "ln"),
    sniff=lambda data: data.startswith(b"%lines"),
    read=text_reader(lambda text, names: read_json(text.removeprefix("%lines\n"), names)),
    write=_write_lines,
)


def test_each_format_is_named_where_sentences_name_them() -> None:
    assert tuple(FORMATS) == (*WHOLE, *OTHERS)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> str:
    """One format more."""
    monkeypatch.setitem(FORMATS, LINES.name, LINES)
    return LINES.name


def test_a_new_format_is_guessed_read_and_written_by_its_entry(lines: str) -> None:
    assert [guess_format(name, b"") for name in ("o.lines", "o.LN", "o.csv")] == [lines, lines, "csv"]
    assert [guess_format("-", data) for data in (b"%lines", b"{", b"title,")] == [lines, "json", "csv"]
    assert read_orders(template(lines).encode(), lines, builtin()) == read_orders(
        template("json").encode(), "json", builtin()
    )
    one = order()
    written = export(lines, builders.ledger(one), builtin()).encode()
    assert [each for _, each in read_orders(written, lines, builtin()).orders] == [one]


def test_a_format_without_room_for_repayments_says_which_periods_are_settled(lines: str, monkeypatch) -> None:
    paid = builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10")
    assert '"repayments"' not in export(lines, paid, builtin())
    assert '"paid_periods": 1' in export(lines, paid, builtin())
    monkeypatch.setitem(FORMATS, lines, replace(LINES, whole=True))
    assert '"repayments"' in export(lines, paid, builtin())
    assert '"paid_periods": 1' not in export(lines, paid, builtin())
