"""What two versions of a ledger were when they were one is known from undo and from backups, and else not guessed."""

import shutil
from pathlib import Path

import pytest

from models.store import Store, backups
from models.store.common_base import second_version, state_at
from models.values.message import Problem
from tests.models.store.actions import NOW, add


def copied(path: Path) -> Path:
    """A copy as a sync tool leaves it: without backups."""
    there = path.parent / "elsewhere" / path.name
    there.parent.mkdir()
    shutil.copy(path, there)
    return there


def base_of(mine: Path, theirs: Path) -> list[str] | None:
    found = second_version(mine, theirs).base
    return None if found is None else sorted(found.orders)


def test_it_is_what_both_have_in_common_of_what_can_be_undone(store: Store, path: Path):
    add(store, "a")
    there = copied(path)
    add(Store(there), "b")
    add(Store(there), "c")
    add(store, "d")
    shutil.rmtree(backups.folder_of(path))
    found = second_version(path, there)
    assert (found.number, sorted(found.base.orders)) == (1, ["a"])
    assert sorted(found.ledger.orders) == ["a", "b", "c"]
    assert base_of(there, path) == ["a"]


def test_what_was_undone_on_one_side_was_there_once(store: Store, path: Path):
    add(store, "a")
    add(store, "b")
    there = copied(path)
    store.undo(NOW)
    assert base_of(path, there) == base_of(there, path) == ["a", "b"]
    add(store, "c")  # nothing can be redone any more, and a backup that has it may be another host's
    assert base_of(path, there) == ["a"]


def test_it_is_known_from_a_backup_where_nothing_can_be_undone(store: Store, path: Path):
    add(store, "a")
    there = copied(path)
    for ident in "bcd":
        add(store, ident)
    data = path.read_bytes()
    kept = [path.with_name("x"), *sorted(backups.folder_of(path).iterdir())]
    assert base_of(path, there) == ["a"]
    assert path.read_bytes() == data
    assert [path.with_name("x"), *sorted(backups.folder_of(path).iterdir())] == kept


@pytest.mark.parametrize("undone", [False, True], ids=["", "something undone since"])
def test_backups_of_another_host_that_lie_among_its_own_say_nothing(store: Store, path: Path, undone: bool):
    """A sync tool gives the other host's version the ledger's name, beside the backups of the second one."""
    add(store, "a")
    add(store, "b")
    there = copied(path)
    for ident in "cdef":
        add(store, ident)
    theirs = Store(there)
    if undone:
        add(theirs, "x")
        Store(there).undo(NOW)
    add(theirs, "y")
    second = path.with_name("ledger.sync-conflict-20261122-093000-ABCDEFG.json")
    path.rename(second)
    there.rename(path)
    for one, other in ((path, second), (second, path)):
        found = second_version(one, other)
        assert (found.number, sorted(found.base.orders)) == (2, ["a", "b"])


def test_beyond_what_can_be_undone_backups_lead_on(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("models.store.history.KEPT", 3)
    add(store, "a")
    there = copied(path)
    for ident in "bcdefgh":
        add(store, ident)
    assert len(state_at(path).history) == 3
    assert base_of(path, there) == ["a"]


def test_an_earlier_backup_of_it_is_the_base_itself(store: Store, path: Path):
    add(store, "a")
    kept = store.keep(NOW)
    add(store, "b")
    found = second_version(path, kept)
    assert found.base == found.ledger


def test_two_ledgers_that_were_never_one_have_none(store: Store, path: Path, tmp_path: Path):
    add(store, "a")
    other = tmp_path / "other.json"
    add(Store(other), "b")
    found = second_version(path, other)
    assert (found.number, found.base) == (None, None)


def test_what_cannot_be_read_is_said_and_so_is_the_ledger_itself(store: Store, path: Path, tmp_path: Path):
    add(store, "a")
    link = tmp_path / "link.json"
    link.symlink_to(path)
    for each in (path, link):
        with pytest.raises(Problem, match="is the ledger itself"):
            second_version(path, each)
    with pytest.raises(Problem, match="there is no file"):
        second_version(path, tmp_path / "nothing.json")
    (tmp_path / "letter.json").write_text("{}")
    with pytest.raises(Problem, match="is not a fenqi file"):
        second_version(path, tmp_path / "letter.json")
