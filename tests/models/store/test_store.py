"""What is committed is there for whoever looks next, exactly and privately."""

import json
import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from models.ledger.ledger import Ledger, drop
from models.ledger.repayment import Repayment
from models.store import Store, files
from models.store.records import TABLES
from models.values.message import Message, Problem, msg
from tests.models.store.actions import NOW, add, label, order, repay, repayment, with_order, with_repayment
from tests.models.strategies import ledgers
from tests.often import tried


def test_before_the_first_commit_there_is_an_empty_ledger_and_nothing_on_the_disk(store: Store, path: Path) -> None:
    snapshot = store.load()
    assert (snapshot.ledger, snapshot.revision, snapshot.remarks, snapshot.read_only) == (Ledger(), 0, (), None)
    assert not store.exists()
    assert not store.changed()
    assert not path.parent.parent.exists()


@tried(0.5)
@given(ledgers())
def test_any_ledger_comes_back_from_the_file_as_it_went_in(ledger: Ledger) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fenqi.json"
        Store(path).commit(label("all"), lambda _: ledger, NOW)
        snapshot = Store(path).load()
        assert snapshot.ledger == ledger
        assert snapshot.remarks == ()


@tried(0.3)
@given(st.lists(ledgers(2), min_size=2, max_size=3), st.data())
def test_a_store_that_goes_on_writing_leaves_what_another_one_reads(found: list[Ledger], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "fenqi.json")
        for one in found:
            kept = {
                name: getattr(store.load().ledger, name) for name in data.draw(st.sets(st.sampled_from(tuple(TABLES))))
            }
            snapshot = store.commit(label("next"), lambda _, one=one, kept=kept: replace(one, **kept), NOW)
            assert Store(store.path).load().ledger == snapshot.ledger
        while snapshot.undo:
            try:
                snapshot = store.undo(NOW)
            except Problem:  # a repayment rests on what this would take away: refused, and nothing is changed
                break
            assert Store(store.path).load().ledger == snapshot.ledger


@tried(0.5)
@given(ledgers(), ledgers())
def test_any_change_is_undone_to_the_ledger_before_it_and_redone_to_the_one_after(one: Ledger, two: Ledger) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fenqi.json"
        Store(path).commit(label("one"), lambda _: one, NOW)
        Store(path).commit(label("two"), lambda _: two, NOW)
        if one not in (two, Ledger()):
            assert Store(path).undo(NOW).ledger == one
            assert Store(path).redo(NOW).ledger == two
        assert Store(path).load().ledger == two


def test_a_commit_tells_what_the_file_holds(store: Store, path: Path) -> None:
    first = add(store, "a")
    second = repay(store, "r", "a")
    assert (first.revision, second.revision) == (1, 2)
    assert second == store.load() == Store(path).load()
    assert second.undo == label("r")


def test_a_change_is_applied_to_what_another_terminal_has_written_meanwhile(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    mine.load()
    add(theirs, "b")
    assert mine.changed()
    assert set(add(mine, "a").ledger.orders) == {"a", "b"}
    assert not mine.changed()
    assert theirs.changed()
    assert set(theirs.load().ledger.orders) == {"a", "b"}
    assert not theirs.changed()


def test_an_unchanged_file_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "a")
    monkeypatch.setattr(files, "read", None)
    assert store.load().ledger.orders == {"a": order("a")}


def test_nothing_of_the_ledger_that_a_file_begins_with_is_undone(store: Store, path: Path) -> None:
    begun = store.begin(with_order(Ledger(), order("phone")), NOW)
    assert begun.undo is None
    with pytest.raises(Problem, match="nothing to undo"):
        store.undo(NOW)
    add(store, "robot")
    assert store.undo(NOW).ledger == Store(path).load().ledger == begun.ledger
    with pytest.raises(Problem, match="there already"):
        store.begin(Ledger(), NOW)
    assert store.load().ledger == begun.ledger


def test_a_change_that_changes_nothing_writes_nothing(store: Store, path: Path) -> None:
    before = add(store, "a")
    status = path.stat()
    assert add(store, "a") == before
    assert path.stat() == status


def test_a_change_that_is_refused_writes_nothing_and_says_why(store: Store, path: Path) -> None:
    def refuse(ledger: Ledger) -> Ledger:
        raise Problem("the title is missing", field="title")

    add(store, "a")
    kept = path.read_bytes()
    with pytest.raises(Problem, match="the title is missing") as caught:
        store.commit(label("b"), refuse, NOW)
    assert caught.value.field == "title"
    assert path.read_bytes() == kept
    add(store, "b")


def test_a_refused_commit_does_not_hide_what_another_terminal_wrote(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    mine.load()
    add(theirs, "b")
    with pytest.raises(Problem, match="nothing to redo"):
        mine.redo(NOW)
    assert mine.changed()


def test_a_record_that_could_not_be_read_back_is_not_written(store: Store, path: Path) -> None:
    broken = msgspec.structs.replace(repayment("r", "a"), method=None)  # a slip in a caller
    with pytest.raises(Problem, match=r"r in the table repayments is wrong.*method"):
        store.commit(label("r"), lambda ledger: with_repayment(ledger, broken), NOW)
    with pytest.raises(Problem, match="another id inside"):
        store.commit(label("a"), lambda ledger: msgspec.structs.replace(ledger, orders={"x": order("a")}), NOW)
    assert not store.exists()


@pytest.mark.parametrize(
    "broken",
    [
        lambda: (label("r"), replace(repayment("r", "a"), reference="half \ud83d")),
        lambda: (label("half \ud83d"), repayment("r", "a")),
        lambda: (label("r"), repayment("r\ud83d", "a")),
    ],
    ids=["a record", "a label", "an id"],
)
def test_half_a_character_is_not_written_and_named(
    store: Store, broken: Callable[[], tuple[Message, Repayment]]
) -> None:
    add(store, "a")
    called, paid = broken()
    with pytest.raises(Problem, match="half a character") as caught:
        store.commit(called, lambda ledger: with_repayment(ledger, paid), NOW)
    assert str(caught.value).isprintable()
    assert set(add(store, "b").ledger.orders) == {"a", "b"}
    assert store.load().ledger.repayments == {}


@pytest.mark.parametrize("name", ["/", "a\0b", "half \ud83d"])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    store = Store(Path(name))
    for attempt in (store.load, store.exists, store.backups, lambda: add(store, "a")):
        with pytest.raises(Problem, match="cannot be the name of a file"):
            attempt()


def test_a_change_by_another_program_in_the_middle_of_a_commit_is_not_written_over(store: Store, path: Path) -> None:
    add(store, "a")

    def meddled(ledger: Ledger) -> Ledger:
        path.write_bytes(path.read_bytes().replace(b"Pro", b"SE!"))
        return with_order(ledger, order("b"))

    with pytest.raises(Problem, match="another program changed"):
        store.commit(label("b"), meddled, NOW)
    assert store.load().ledger.orders["a"].title == "小米14 SE!"
    assert set(add(store, "b").ledger.orders) == {"a", "b"}


def test_times_of_the_screens_are_kept_as_instants(store: Store, path: Path) -> None:
    at = pendulum.datetime(2026, 11, 22, 17, 30, tz="Asia/Shanghai")
    paid = msgspec.structs.replace(repayment("r", "a"), paid_at=at)
    store.commit(label("r"), lambda ledger: with_repayment(ledger, paid), at)
    assert Store(path).load().ledger.repayments["r"].paid_at - NOW == timedelta(0)


def test_labels_keep_their_values_apart_from_their_sentence(store: Store, path: Path) -> None:
    called = msg("repay {channel} for {count} orders", channel={"zh_CN": "花呗", "en": "Huabei"}, count=2)
    store.commit(called, lambda ledger: with_order(ledger, order("a")), NOW)
    assert Store(path).load().undo == called


def test_the_file_and_its_directories_are_private(store: Store, path: Path) -> None:
    before = os.umask(0)
    try:
        add(store, "a")
        add(store, "b")
    finally:
        os.umask(before)
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, path.parent.parent)}
    assert modes == {path: 0o600, path.parent: 0o700, path.parent.parent: 0o700}
    assert {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {
        "fenqi.json": 0o600,
        "fenqi.json.lock": 0o600,
        "fenqi.json.backups": 0o700,
    }


def test_a_file_that_others_could_read_becomes_private(store: Store, path: Path) -> None:
    add(store, "a")
    path.chmod(0o644)
    add(store, "b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("there", [True, False])
def test_a_symlink_stays_and_its_target_is_written(tmp_path: Path, there: bool) -> None:
    target, link = tmp_path / "synced" / "mine.json", tmp_path / "fenqi.json"
    if there:
        add(Store(target), "z")
    link.symlink_to(target)
    add(Store(link), "a")
    assert link.is_symlink()
    assert "a" in Store(target).load().ledger.orders
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("fenqi")] == ["fenqi.json"]


def test_the_file_is_json_with_a_document_a_line(store: Store, path: Path) -> None:
    add(store, "a")
    before = path.read_text("utf-8").splitlines()
    add(store, "b")
    after = path.read_text("utf-8").splitlines()
    tables = json.loads(path.read_text("utf-8"))
    assert list(tables) == ["fenqi", *TABLES, "history"]
    assert tables["fenqi"]["1"]["generation"] == 2
    assert tables["orders"]["a"]["title"] == "小米14 Pro"
    assert len(set(after) - set(before)) <= 5  # the first line, the order, its action, and the commas before these two


def test_tinydb_alone_can_open_the_file(store: Store, path: Path) -> None:
    add(store, "a")
    with TinyDB(path, access_mode="r") as database:
        assert database.tables() == {"fenqi", *TABLES, "history"}
        assert database.table("fenqi").all()[0]["schema"] == 3


def test_an_edited_record_stays_on_its_line(store: Store, path: Path) -> None:
    for ident in "abc":
        add(store, ident)
    add(store, "b", note="gift")
    assert list(Store(path).load().ledger.orders) == ["a", "b", "c"]


def test_a_removed_record_is_gone(store: Store, path: Path) -> None:
    add(store, "a")
    store.commit(label("-"), lambda each: msgspec.structs.replace(each, orders=drop(each.orders, "a")), NOW)
    assert Store(path).load().ledger == Ledger()


def test_an_unwritable_directory_can_be_read_and_a_commit_says_why_not(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    kept = sorted(path.parent.rglob("*")), path.read_bytes()
    monkeypatch.setattr(os, "access", lambda folder, mode: not (mode & os.W_OK and folder == path.parent))
    snapshot = Store(path).load()
    assert set(snapshot.ledger.orders) == {"a"}
    assert "is not writable" in str(snapshot.read_only)
    with pytest.raises(Problem, match="is not writable"):
        add(store, "b")
    assert (sorted(path.parent.rglob("*")), path.read_bytes()) == kept


def test_a_write_protected_file_is_left_alone(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "a")
    monkeypatch.setattr(os, "access", lambda folder, mode: not (mode & os.W_OK and folder == path))
    assert "write-protected" in str(store.load().read_only)
    with pytest.raises(Problem, match="write-protected"):
        add(store, "b")


def test_a_file_that_vanished_is_not_begun_again(store: Store, path: Path) -> None:
    add(store, "a")
    aside = path.rename(path.with_name("aside.json"))
    with pytest.raises(Problem, match="no longer there"):
        store.load()
    with pytest.raises(Problem, match="no longer there"):
        add(store, "b")
    assert not path.exists()
    aside.rename(path)
    assert set(add(store, "b").ledger.orders) == {"a", "b"}


@pytest.mark.parametrize("act", ["commit", "restore", "keep"])
def test_backups_are_private_whatever_the_mode_of_the_file(tmp_path: Path, act: str) -> None:
    path = tmp_path / "fenqi.json"
    store = Store(path)
    store.commit(label("a"), lambda ledger: with_order(ledger, order("a")), NOW)
    backup = store.keep(NOW)
    path.chmod(0o644)
    if act == "commit":
        store.commit(label("b"), lambda ledger: with_order(ledger, order("b")), NOW)
    elif act == "restore":
        store.restore(backup, NOW)
    else:
        store.keep(NOW)
    made = [each for each in path.with_name("fenqi.json.backups").iterdir() if not each.samefile(path)]
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o600}
