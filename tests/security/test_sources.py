"""Hostile text on its way in: files to import, a ledger edited by hand, settings; and what the sentences make of it."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.exchange.columns import COLUMNS
from models.exchange.export import export
from models.exchange.guard import guarded
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.ledger.order import Order
from models.plans.plan import EqualAmounts
from models.store import Store
from models.store.records import TABLES
from models.values.message import Message, Problem, msg
from models.values.text import MAX_NOTE, MAX_TITLE, clean, escaped, harmless
from tests.models.builders import by_hand, ledger, order
from tests.often import is_long
from tests.security.field import COUNT, FIELDS, accepted, edited
from tests.security.hostile import CLASSIC, LONE, hostile_strings, strange
from tui.run.config import parse_config
from tui.run.language import language_of
from tui.terminal.cells import columns, cut, fit, wrap

STRINGS = hostile_strings(COUNT)
OF_EACH = STRINGS[:: max(1, COUNT // 100)]
TURNS = 1 if is_long() else 3
"""A field of a ledger is tried with every third text, one field after the other; `make soak` tries all in all."""
GOOD = {
    "order_no": "",
    "title": "耳机",
    "bought_at": "2026-11-01",
    "channel": "huabei",
    "principal": "",
    "periods": "3",
    "amount_per_period": "100.00",
    "fee_per_period": "",
    "first_due": "2026-12-10",
}
LANGUAGES = ("en", "zh_CN")
words = pytest.mark.parametrize("language", LANGUAGES)


def said(reading: Reading, language: str) -> str:
    """Everything that a person gets to read of a file."""
    t = language_of(language)
    problems = [f"{each.column} {t.say(each.message)}" for each in reading.problems]
    texts = [f"{each.title} {each.order_no} {each.note} {each.pay_account}" for _, each in reading.orders]
    return "\n".join((*problems, *texts, *map(t.say, reading.remarks)))


def check(text: str) -> None:
    assert strange(text.encode("utf-8", "surrogatepass"), lines=True) == []


def in_csv(column: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for text in STRINGS:
        writer.writerow([(GOOD | {column: text.replace("\0", "")}).get(each, "") for each in COLUMNS])
    return out.getvalue().encode()


def in_json(column: str) -> bytes:
    return json.dumps({"schema": 1, "orders": [{**GOOD, column: text} for text in (*STRINGS, LONE)]}).encode()


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_hostile_cell_is_cleaned_or_refused_in_a_sentence(column: str, form: str) -> None:
    reading = read_orders(in_csv(column) if form == "csv" else in_json(column), form, builtin())
    assert reading.orders or reading.problems
    for language in LANGUAGES:
        check(said(reading, language))


@words
@pytest.mark.parametrize("text", [*CLASSIC, "\0", "\x1b\0"])
def test_hostile_headers_keys_and_files_are_named_harmlessly(text: str, language: str) -> None:
    table = ",".join(["title", '"' + text.replace('"', '""') + '"']) + "\nx,y\n"
    check(said(read_orders(table.encode(), "csv", builtin()), language))
    check(said(read_orders(text.encode(), "csv", builtin()), language))
    check(said(read_orders(text.encode(), "json", builtin()), language))
    check(said(read_orders(json.dumps({"orders": [{text: text}], text: 1}).encode(), "json", builtin()), language))
    check(said(read_orders(b"\x1b[2J\x9b\xff" + text.encode("utf-16"), "csv", builtin()), language))


@pytest.mark.soak
@pytest.mark.parametrize(("at", "field"), enumerate(FIELDS), ids=str)
def test_a_hostile_text_in_a_ledger_is_refused_in_a_sentence_or_read(
    at: int, field: tuple[str, ...], tmp_path: Path
) -> None:
    store = Store(tmp_path / "ledger.json")
    for text in OF_EACH[at % TURNS :: TURNS]:
        store.path.write_bytes(edited([(field, text)]))
        try:
            store.load()
        except Problem as problem:
            for language in LANGUAGES:
                check(language_of(language).say(problem.message))


def test_every_text_of_every_table_is_tried() -> None:
    tried = {field[0] for field in FIELDS}
    assert {*TABLES, "history"} == tried
    for table, kind in TABLES.items():
        texts = {each.name for each in msgspec.structs.fields(kind) if each.type is str}
        assert texts <= {field[1] for field in FIELDS if field[0] == table}, table
    assert any(accepted(CLASSIC)), "all is refused, so nothing is shown: the walk over the screens would be empty"


def test_a_hostile_setting_is_named_harmlessly() -> None:
    for text in STRINGS:
        quoted = json.dumps(text)
        for line in (
            *(f"{name} = {quoted}" for name in ("language", "timezone", "theme", "warning_days", "keymap")),
            f"keymap = {{ pay = {quoted} }}",
            f"{quoted} = 1",
            text,
        ):
            for remark in parse_config(line).remarks:
                for language in LANGUAGES:
                    check(language_of(language).say(remark))


@given(st.text(), st.text())
def test_a_value_is_data_whatever_it_looks_like(one: str, other: str) -> None:
    assert str(msg("{one} of {other}", one=one, other=other)) == f"{one} of {other}"


@pytest.mark.parametrize(
    "template",
    ["{a.__class__}", "{a[0]}", "{a:>999999999}", "{a!r}", "{0}", "{}", "{", "}", "{b}", "{{a}}x", "%(a)s"],
)
def test_a_template_out_of_a_file_reaches_nothing_but_its_own_values(template: str) -> None:
    shown = language_of("en").say(Message(template, {"a": "value"}))
    assert shown in {template, "{value}x"}


def test_words_that_lack_a_language_are_no_fault() -> None:
    assert language_of("zh_CN").say(Message("{a} and {b}", {"a": {"en": "x"}, "b": 2})) == "{a} and 2"


@given(st.text(max_size=40))
def test_what_is_harmless_is_as_long_as_it_was_and_steers_nothing(text: str) -> None:
    assert len(harmless(text)) == len(text)
    check(harmless(text).encode("utf-8", "replace").decode())


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_escaped_json_holds_the_same_and_steers_nothing(value: object) -> None:
    printed = escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(printed) == value
    assert not [c for c in printed if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"]


def test_lines_are_made_of_hostile_text_in_any_width() -> None:
    for text in STRINGS:
        for width in (0, 1, 2, 7, 40):
            check(fit(text, width))
            check("\n".join(wrap(clean(text), width)))
            cut(clean(text), width)
        check("\n".join(columns([[text, "x"], ["y", text]], frozenset({1}))))


TEXTS = st.text(st.one_of(st.sampled_from("=+-@\t\r＝＋－＠'\"|!\n,;"), st.characters(codec="utf-8")), max_size=30)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_field_is_exported_as_a_formula(title: str, number: str, note: str, account: str) -> None:
    one = Order(
        id="x",
        title=clean(title, MAX_TITLE) or "x",
        order_no=clean(number, MAX_TITLE),
        note=clean(note, MAX_NOTE),
        pay_account=clean("".join(c for c in account if not c.isdigit()), MAX_TITLE),
        account_id="huabei",
        bought_at=datetime(2026, 11, 1),
        first_due=date(2026, 12, 10),
        plan=EqualAmounts(principal=300, periods=3, amount=100),
    )
    whole = ledger(one)
    header, row = csv.reader(io.StringIO(export("csv", whole, by_hand())))
    assert header == list(COLUMNS)
    for cell in row:
        assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")), cell
    assert dict(zip(header, row, strict=True))["title"] == guarded(one.title)


def test_the_samples_themselves_are_caught() -> None:
    caught = [text for text in CLASSIC if strange(text.encode())]
    assert len(caught) > 15
    assert strange("\x1b[31m\x1b[2;3H¥1.00 花呗 ✓".encode()) == []
    assert strange(b"a\nb") == ["'a\\nb'"]
    assert order().title
