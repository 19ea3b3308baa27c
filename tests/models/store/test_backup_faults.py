"""Whatever fails while backups are made, pruned or put back, and wherever it is killed, no write is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.store import Store, backups
from models.store.retention import LAST
from models.values.message import Problem
from tests.models.store.actions import NOW, add
from tests.models.store.test_crashes import Faults, die, dying, forked, full

WRITES = LAST + 3
"""Within one hour: the next write lets one backup go."""
SPOILT = b"spoilt"
Act = Callable[[Store], object]


def commit(store: Store) -> None:
    add(store, "new")


def restore(store: Store) -> None:
    store.restore(backups.folder_of(store.path) / f"{WRITES - 2:06d}-2026-11-22T09-30-00Z.json", NOW)


def put_back(store: Store) -> None:
    store.put_back(NOW)


def keep(store: Store) -> None:
    store.keep(NOW)


DAMAGED = (restore, put_back)
"""What is done about a file that was spoilt in place."""


@pytest.fixture
def full_house(tmp_path: Path) -> Path:
    """A ledger with so many writes."""
    path = tmp_path / "prepared" / "fenqi.json"
    store = Store(path)
    for number in range(1, WRITES + 1):
        add(store, f"o{number}")
    return path


def prepared(full_house: Path, act: Act, fatal: int) -> Store:
    """A copy of it that was read once, and then perhaps spoilt."""
    folder = full_house.parent.parent / str(fatal)
    shutil.copytree(full_house.parent, folder)
    store = Store(folder / full_house.name)
    store.load()
    if act in DAMAGED:
        store.path.write_bytes(SPOILT)
    return store


def held(path: Path) -> set[str] | None:
    """The orders in the file; None where it cannot be read."""
    try:
        return set(Store(path).load().ledger.orders)
    except Problem:
        return None


def orders(count: int) -> set[str]:
    return {f"o{number}" for number in range(1, count + 1)}


def check(path: Path, act: Act, before: set[str]) -> None:
    """The file is the old one or the new one; and every one of the last writes can be gone back to."""
    after = {
        commit: orders(WRITES) | {"new"},
        restore: orders(WRITES - 2),
        put_back: orders(WRITES),
        keep: orders(WRITES),
    }[act]
    old = None if act in DAMAGED else orders(WRITES)
    assert held(path) in (old, after)
    found = Store(path).backups()
    good = {each.revision: set(Store(each.path).load().ledger.orders) for each in found if each.fault is None}
    assert all(good.get(number) == orders(number) for number in range(WRITES - LAST + 1, WRITES + 1))
    if act in DAMAGED:
        assert SPOILT in {path.read_bytes(), *(each.path.read_bytes() for each in found)}
    assert len(before - {each.path.name for each in found}) <= 2, "one aged, and the copy became a backup of its own"


@pytest.mark.parametrize("fault", [full, dying])
@pytest.mark.parametrize("act", [commit, restore, put_back, keep])
def test_what_fails_leaves_nothing_behind_and_what_does_not_fail_is_done(
    full_house: Path, act: Act, fault: Callable[[], None]
) -> None:
    failed: list[str] = []
    for fatal in range(1, 400):
        store = prepared(full_house, act, fatal)
        before = beside(store.path)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, fatal, fault)
            try:
                act(store)
                reason = ""
            except Problem as problem:
                reason = str(problem)
        if len(faults.calls) < fatal:
            break
        failed.append(faults.calls[fatal - 1])
        check(store.path, act, {each.path.name for each in backups.found(full_house)})
        assert not list(store.path.parent.rglob("*.tmp"))
        if reason and "did not confirm" not in reason:
            assert beside(store.path) == before
        shutil.rmtree(store.path.parent)
    assert {"open", "write", "fsync", "replace"} <= set(failed)
    assert fatal < 399


def beside(path: Path) -> set[str]:
    """All files there, by name."""
    return {each.relative_to(path.parent).as_posix() for each in path.parent.rglob("*")}


@pytest.mark.parametrize("act", [commit, restore, put_back, keep])
def test_a_kill_anywhere_loses_nothing_and_the_next_write_goes_on(full_house: Path, act: Act) -> None:
    for fatal in range(1, 400):
        store = prepared(full_house, act, fatal)

        def doomed(store: Store = store, fatal: int = fatal) -> None:
            with pytest.MonkeyPatch.context() as patch:
                Faults(patch, fatal, die)
                act(store)

        if forked(doomed) == 0:
            break
        path = store.path
        check(path, act, {each.path.name for each in backups.found(full_house)})
        if held(path) is not None:
            there = held(path)
            add(Store(path), "next")
            assert held(path) == there | {"next"}
            assert not list(path.parent.rglob("*.tmp"))
            assert all(not each.path.samefile(path) for each in backups.found(path))
        shutil.rmtree(path.parent)
    assert 12 < fatal < 399


def test_a_restore_into_an_empty_place_that_fails_leaves_not_even_a_directory(
    full_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(SPOILT)
    monkeypatch.setattr("os.write", lambda *_: full())
    with pytest.raises(Problem, match="nothing was changed"):
        Store(path).restore(full_house, NOW)
    assert {each.name for each in tmp_path.iterdir()} == {"prepared", "other.json", "other.json.lock"}
