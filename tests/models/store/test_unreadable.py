"""A file that is not whole, not ours or not right is named, and never written over."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.store import Store, layout
from models.store.state import state_of
from models.values.message import Problem
from tests.models.store.actions import add, repay


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Somebody's edit: it must find something to change."""

    def edit(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return edit


REFUSED = {
    "empty": (lambda data: b"", "is empty"),
    "blank": (lambda data: b"\n \n", "is empty"),
    "truncated": (lambda data: data[: len(data) // 2], r"not valid JSON from line \d+, column \d+ on;"),
    "without its end": (lambda data: data[:-2], r"not valid JSON from line \d+, column \d+ on;"),
    "binary": (lambda data: b"\x00\xff" + data, "not valid JSON from line 1, column 2 on;"),
    "not UTF-8": (swap("小米".encode(), "小米".encode("gb18030")), r"not valid JSON from line 3, column \d+ on;"),
    "a comma too much": (
        swap(b'"corrections":{}', b'"corrections":{},,'),
        r"not valid JSON from line \d+, column \d+ on;",
    ),
    "nested without end": (lambda data: b"[" * 100_000, "not valid JSON.* nested too deep"),
    "nested with an end": (
        swap(b'"corrections":{}', b'"corrections":{"c":' + b"[" * 500 + b"]" * 500 + b"}"),
        "not valid JSON.* nested too deep",
    ),
    "a number of 5000 digits": (swap(b'"principal":120000', b'"principal":' + b"9" * 5000), "not valid JSON"),
    "a key twice among many": (
        swap(b'"corrections":{}', b'"corrections":{%s"k0":1}' % b"".join(b'"k%d":1,' % each for each in range(50_000))),
        "gives k0 twice",
    ),
    "a list": (lambda data: b"[]", "not a fenqi file"),
    "another program's": (lambda data: b'{"_default":{"1":{"a":1}}}', "not a fenqi file"),
    "a newer schema": (swap(b'"schema":3', b'"schema":4'), "newer fenqi"),
    "a newer schema of another shape": (lambda data: b'{"fenqi":{"1":{"schema":9,"x":1}},"y":3}', "newer fenqi"),
    "no schema": (swap(b'"schema":3,', b""), "1 in the table fenqi lacks schema"),
    "a strange schema": (
        swap(b'"schema":3', b'"schema":"two"'),
        "table fenqi is wrong: schema is to be written like 12",
    ),
    "no generation": (swap(b'"generation":2', b'"generation":0'), "cannot be counted on"),
    "a generation that is no number": (swap(b'"generation":2', b'"generation":true'), "write number true cannot"),
    "a first table of another shape": (swap(b'{"1":', b'{"2":'), "the first line is to begin like"),
    "a record without a field": (swap(b'"title":"\xe5', b'"titel":"\xe5'), "a in the table orders"),
    "an older schema than that of the records": (
        swap(b'"schema":3', b'"schema":2'),
        "says schema 2, but a in the table orders has account_id, which came later",
    ),
    "a key twice": (swap(b'"title":', b'"title":"x","title":'), "gives title twice"),
    "a record twice": (swap(b'"repayments":{', b'"orders":{},"repayments":{'), "gives orders twice"),
    "NaN": (swap(b'"principal":120000', b'"principal":NaN'), "the number NaN"),
    "Infinity": (swap(b'"principal":120000', b'"principal":-Infinity'), "the number -Infinity"),
    "a fraction of a fen": (swap(b'"principal":120000', b'"principal":120000.5'), "the number 120000.5"),
    "an unknown table": (swap(b'"corrections":', b'"coupons":{},"corrections":'), "table coupons is unknown"),
    "a table that is a list": (swap(b'"corrections":{}', b'"corrections":[]'), "corrections is not an object"),
    "a record that is text": (swap(b'"corrections":{}', b'"corrections":{"c":"x"}'), "c in the table corrections"),
    "a field that is text": (
        swap(b'"principal":120000', b'"principal":"much"'),
        r"a in the table orders is wrong: plan\.principal is to be written like 12",
    ),
    "an unknown field": (swap(b'"account_id":"huabei","bought', b'"colour":1,"account_id":"huabei","bought'), "colour"),
    "an impossible plan": (swap(b'"periods":12', b'"periods":999'), "a in the table orders is wrong"),
    "a wrong date": (swap(b'"first_due":"2026-10-10"', b'"first_due":"2026-02-30"'), "first_due"),
    "a record under another id": (swap(b'"id":"a"', b'"id":"b"'), "another id inside: b"),
    "an action that is no number": (swap(b'"history":{\n"1"', b'"history":{\n"one"'), "one in the table history"),
    "an action on no table": (swap(b'["orders","a",', b'["order","a",'), "there is no table order"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_named_and_the_file_is_left_as_it_is(store: Store, path: Path, name: str) -> None:
    spoil, reason = REFUSED[name]
    add(store, "a")
    repay(store, "r", "a")
    spoilt = spoil(path.read_bytes())
    path.write_bytes(spoilt)
    for one in (Store(path), store):
        for attempt in (one.load, lambda one=one: add(one, "b")):
            with pytest.raises(Problem, match=reason) as caught:
                attempt()
            assert str(path) in str(caught.value)
    assert path.read_bytes() == spoilt


def test_a_file_cut_anywhere_is_refused(store: Store, path: Path) -> None:
    add(store, "a")
    data = path.read_bytes()
    for length in range(len(data) - 1):  # without the last byte only the final line break is missing
        path.write_bytes(data[:length])
        with pytest.raises(Problem):
            Store(path).load()


def test_a_good_edit_by_hand_is_taken_with_a_remark(store: Store, path: Path) -> None:
    add(store, "a", title="old")
    tables = json.loads(path.read_text("utf-8"))
    tables["orders"]["a"]["title"] = "new"
    path.write_text(json.dumps(tables, indent=4), "utf-8")
    snapshot = store.load()
    assert snapshot.ledger.orders["a"].title == "new"
    assert "changed outside fenqi" in str(snapshot.remarks[0])
    after = add(store, "b")
    assert (after.revision, after.remarks, Store(path).load().remarks) == (2, (), ())


def test_an_older_file_without_a_table_is_read(store: Store, path: Path) -> None:
    add(store, "a")
    tables = json.loads(path.read_text("utf-8"))
    del tables["corrections"]
    path.write_text(json.dumps(tables), "utf-8")
    assert set(Store(path).load().ledger.orders) == {"a"}


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_at_once(path: Path, make: Callable[[Path], None]) -> None:
    path.parent.mkdir(parents=True)
    make(path)
    with pytest.raises(Problem, match="not a regular file"):
        Store(path).load()


def test_a_symlink_to_itself_is_refused(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path)
    with pytest.raises(Problem, match="cannot be read"):
        Store(path).load()


def test_control_characters_in_a_bad_file_do_not_reach_the_sentence(store: Store, path: Path) -> None:
    add(store, "a")
    path.write_bytes(swap(b'"orders":{', b'"\\u001b[2J":{},"orders":{')(path.read_bytes()))
    with pytest.raises(Problem) as caught:
        store.load()
    assert "\x1b" not in str(caught.value)


WRONG: tuple[object, ...] = (None, True, "x", 1, -1, [1], {}, {"id": "x"}, {"id": 1}, {"x": {}})


def spoilt(document: object) -> Iterator[object]:
    """What a slip makes of a document: a field is gone, one too many, or holds what does not belong there."""
    yield from WRONG
    for name, value in document.items() if isinstance(document, dict) else ():
        yield {key: each for key, each in document.items() if key != name}
        yield from (
            {**document, name: each} for each in (*WRONG, *([*spoilt(value)] if isinstance(value, dict) else ()))
        )


@pytest.mark.parametrize("schema", [2, 3])
def test_no_sentence_of_a_slip_in_any_table_names_what_only_a_programmer_knows(
    store: Store, path: Path, schema: int
) -> None:
    add(store, "a")
    repay(store, "r", "a")
    tables = json.loads(path.read_text("utf-8"))
    if schema == 2:
        tables["fenqi"]["1"]["schema"] = 2
        text = json.dumps(tables).replace('"account_id"', '"channel"')
        tables = json.loads(text)
    said = set()
    for table in tables:
        ident, document = next(iter(tables[table].items()), ("x", {}))
        for each in (*({ident: wrong} for wrong in spoilt(document)), *WRONG):
            data = json.dumps({**tables, table: each}).encode()
            try:
                state_of(layout.decode(data, "L"), "L")
            except Problem as problem:
                said.add(str(problem))
    assert len(said) > 50
    assert not [
        each for each in said if re.search(r"Error|Expected|Object|`(int|str|bool|array|object)|True|None", each)
    ]
