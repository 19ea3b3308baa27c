"""A file that fenqi did not write is read, proved, and not written on top of where it says what cannot be."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.store import Store
from models.store.health import examine
from models.store.health_finding import Level
from models.values.message import Problem
from tests.models.store.actions import NOW, add, repay

IMPOSSIBLE = "holds what cannot be"


def edited(path: Path, change: Callable[[dict], object]) -> bytes:
    """The file as an editor leaves it."""
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    return path.read_bytes()


def without_its_order(tables: dict) -> None:
    tables["orders"].clear()


def spoilt(store: Store, path: Path) -> bytes:
    add(store, "a")
    repay(store, "r", "a")
    return edited(path, without_its_order)


def test_what_cannot_be_is_said_with_its_table_and_its_id_and_is_not_written_on_top_of(store: Store, path: Path):
    data = spoilt(store, path)
    fresh = Store(path)
    said = [str(each) for each in fresh.load().remarks]
    assert said[0] == "r in the table repayments names the order a, which is not there"
    assert IMPOSSIBLE in said[1]
    for one in (fresh, store):
        for attempt in (lambda one=one: add(one, "b"), lambda one=one: one.undo(NOW), lambda one=one: one.redo(NOW)):
            with pytest.raises(Problem, match=IMPOSSIBLE):
                attempt()
    assert path.read_bytes() == data


def test_it_is_written_again_once_it_is_set_right_or_a_backup_is_restored(store: Store, path: Path):
    data = spoilt(store, path)
    fresh = Store(path)
    fresh.restore(fresh.backup(), NOW)
    assert list(fresh.load().ledger.orders) == ["a"]
    path.write_bytes(data)
    edited(path, lambda tables: tables["repayments"].clear())
    assert add(Store(path), "b").ledger.orders.keys() == {"b"}


def test_a_backup_that_was_changed_so_is_not_put_in_its_place(store: Store, path: Path):
    add(store, "a")
    repay(store, "r", "a")
    kept = store.keep(NOW)
    edited(kept, without_its_order)
    data = path.read_bytes()
    with pytest.raises(Problem, match=IMPOSSIBLE + r" \(1\); it was not put in the ledger's place"):
        store.restore(kept, NOW)
    assert path.read_bytes() == data


def test_what_is_merely_odd_is_said_and_written_on_top_of(store: Store, path: Path):
    add(store, "a")
    edited(path, lambda tables: tables["orders"]["a"].update(account_id="nowhere"))
    fresh = Store(path)
    said = [str(each) for each in fresh.load().remarks]
    assert "it is valid and is used" in said[0]
    assert "the channel nowhere" in said[1]
    assert "b" in add(fresh, "b").ledger.orders


def test_of_many_findings_the_first_are_said_and_the_rest_is_counted(store: Store, path: Path):
    for ident in "abcde":
        add(store, ident)
        repay(store, f"r{ident}", ident)
    edited(path, without_its_order)
    *_, more, refused = map(str, Store(path).load().remarks)
    assert more.startswith("and 2 more")
    assert IMPOSSIBLE in refused, "where only the last sentence is shown, it is this one"


def test_a_file_of_its_own_is_not_proved(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch):
    def proved(*_: object) -> None:
        pytest.fail("it was proved")

    monkeypatch.setattr("models.bills.ledger_faults.ledger_faults", proved)
    add(store, "a")
    Store(path).load()
    repay(store, "r", "a")


def test_a_ledger_of_which_no_bills_can_be_made_is_not_opened(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    add(store, "a")
    edited(path, lambda tables: tables["orders"]["a"].update(title="tv"))
    monkeypatch.setattr("models.bills.ledger_faults.derive", broken)
    with pytest.raises(Problem, match="no bills can be made"):
        Store(path).load()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    ],
    ids=["mark", "CRLF", "both"],
)
def test_marks_and_ends_of_lines_of_other_systems_are_read(store: Store, path: Path, spoil: Callable[[bytes], bytes]):
    before = add(store, "a").ledger
    path.write_bytes(spoil(path.read_bytes()))
    fresh = Store(path)
    assert fresh.load().ledger == before
    assert add(fresh, "b").revision == 2
    assert path.read_bytes().startswith(b'{"fenqi"')


@pytest.mark.parametrize("number", ["-1", "0", "9007199254740991", "123456789012345678", '"7"', "true", "null", "[1]"])
def test_a_write_number_that_cannot_be_counted_on_is_refused(store: Store, path: Path, number: str):
    add(store, "a")
    data = path.read_bytes().replace(b'"generation":1', b'"generation":' + number.encode())
    path.write_bytes(data)
    with pytest.raises(Problem, match="cannot be counted on"):
        Store(path).load()
    assert path.read_bytes() == data


def test_a_write_number_in_the_name_of_a_backup_leads_to_no_such_number(store: Store, path: Path):
    add(store, "a")
    kept = store.keep(NOW)
    kept.rename(kept.with_name(kept.name.replace("000001", "123456789012345678")))
    assert add(store, "b").revision == 2
    assert Store(path).load().revision == 2


def test_after_the_last_number_that_can_be_counted_on_nothing_is_written(store: Store, path: Path):
    add(store, "a")
    path.write_bytes(path.read_bytes().replace(b'"generation":1', b'"generation":9007199254740990'))
    with pytest.raises(Problem, match="no write number can be counted on after 9007199254740990"):
        add(Store(path), "b")
    assert Store(path).load().revision == 9007199254740990


def test_the_marks_of_two_versions_have_a_sentence_of_their_own(store: Store, path: Path):
    add(store, "a")
    head, _, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(b"<<<<<<< HEAD\n%b\n=======\n%b\n>>>>>>> theirs\n%b" % (head, head, rest))
    with pytest.raises(Problem, match="two versions, between the marks"):
        Store(path).load()


def test_the_doctor_finds_what_cannot_be_also_in_a_file_of_its_own(store: Store):
    repay(store, "r", "nobody")
    found = examine(store, builtin(), NOW)
    assert found.worst is Level.BAD
    assert not found.unreadable
    (bad,) = (each for each in found.findings if each.level is Level.BAD)
    assert (bad.code, bad.table, bad.id, bad.fixable) == ("lost_order", "repayments", "r", False)


def test_the_doctor_names_another_name_of_the_file_and_where_a_link_leads(store: Store, path: Path):
    add(store, "a")
    path.with_name("other.json").hardlink_to(path)
    link = path.with_name("link.json")
    link.symlink_to(path)
    found = {each.code: str(each.message) for each in examine(Store(link), builtin(), NOW).findings}
    assert "another name" in found["linked"]
    assert found["symlink"] == f"{link} leads to {path}, which is what is written"


@pytest.mark.parametrize("made", [".sync-conflict-20261122-093000-ABCDEFG", " (anna's conflicted copy)", " 2"])
def test_the_doctor_names_a_second_version_that_a_sync_tool_made(store: Store, path: Path, made: str):
    add(store, "a")
    second = path.with_name(f"{path.stem}{made}{path.suffix}")
    second.write_bytes(path.read_bytes())
    (found,) = (each for each in examine(Store(path), builtin(), NOW).findings if each.code == "conflict")
    assert found.level is Level.REMARK
    said = str(found.message)
    assert shlex.split(said[said.index("`") + 1 : said.rindex("`")]) == ["fenqi", "merge", second.name]


def test_the_doctor_names_a_file_of_another_user(store: Store, monkeypatch: pytest.MonkeyPatch):
    add(store, "a")
    monkeypatch.setattr("os.geteuid", lambda: 4242)
    assert "owner" in {each.code for each in examine(store, builtin(), NOW).findings}
