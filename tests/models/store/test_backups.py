"""Every hour's first write keeps the file that it replaces, and a backup comes back when it is asked for."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.message import Problem
from models.store import Store, backups
from tests.models.store.actions import NOW, add, label, order, with_order


def add_on(store: Store, hour: int) -> None:
    """Commit an order, that many hours later."""
    store.commit(label(str(hour)), lambda ledger: with_order(ledger, order(f"o{hour}")), NOW + timedelta(hours=hour))


def without_links(patch: pytest.MonkeyPatch) -> None:
    """A file system that knows no hard links."""

    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    patch.setattr(os, "link", unsupported)


def test_the_first_write_of_an_hour_keeps_what_it_replaces(store: Store) -> None:
    add_on(store, 0)
    assert store.backup() is None
    for _ in range(3):
        add_on(store, 0)
        add_on(store, 1)
    (backup,) = store.backups()
    assert (backup.path.name, backup.at) == ("2026-11-22T10-30-00Z.json", datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    assert (backup.orders, backup.revision, backup.fault) == (1, 1, None)
    assert store.backup() == backup.path


def test_ten_hours_of_backups_are_kept_and_other_files_beside_them_too(store: Store, path: Path) -> None:
    for hour in range(backups.KEPT + 3):
        add_on(store, hour)
        backups.place(path).mkdir(exist_ok=True)
        for name in ("mine.json", "2026-99-99T99-99-99Z.json"):
            (backups.place(path) / name).touch()
    kept = backups.found(path)
    assert len(kept) == backups.KEPT == 10
    assert kept[0].name == "2026-11-22T21-30-00Z.json"
    assert (backups.place(path) / "mine.json").exists()


def test_a_clock_set_back_deletes_no_newer_backup_and_goes_on_keeping(store: Store, path: Path) -> None:
    for hour in range(backups.KEPT + 1):
        add_on(store, hour)
    newer = set(backups.found(path))
    for hour in range(-100, -85):
        add_on(store, hour)
    after = backups.found(path)
    assert newer < set(after)
    assert after[backups.KEPT].name == "2026-11-18T19-30-00Z.json"
    assert len(after) == 2 * backups.KEPT


def test_a_clock_that_was_ahead_for_a_while_does_not_end_the_keeping(store: Store, path: Path) -> None:
    add_on(store, 0)
    add_on(store, 100_000)
    for hour in range(1, backups.KEPT + 4):
        add_on(store, hour)
    assert len(backups.found(path)) == backups.KEPT + 1


def test_a_backup_by_hand_is_a_copy_that_stays(store: Store, path: Path) -> None:
    add_on(store, 0)
    first, second = store.keep(NOW), store.keep(NOW)
    assert first.name == "2026-11-22T09-30-00Z-by-hand-1.json"
    path.write_text("spoilt in place")
    assert set(Store(first).load().ledger.orders) == {"o0"}
    store.restore(first)
    for hour in range(backups.KEPT + 3):
        add_on(store, hour)
    assert first.exists()
    assert second.exists()


def test_only_a_good_file_is_backed_up(store: Store, path: Path) -> None:
    with pytest.raises(Problem, match="there is no file"):
        store.keep(NOW)
    add_on(store, 0)
    path.write_text("{")
    with pytest.raises(Problem, match="not valid JSON"):
        store.keep(NOW)
    assert store.backups() == ()


def test_the_newest_good_backup_takes_the_place_of_an_unreadable_file_which_stays_beside_it(
    store: Store, path: Path
) -> None:
    for hour in range(4):
        add_on(store, hour)
    backups.found(path)[0].write_text("{")
    path.write_text("spoilt")
    backup = store.backup()
    assert backup == backups.found(path)[1]
    assert [each.fault is None for each in store.backups()] == [False, True, True]
    snapshot = store.restore(backup)
    assert set(snapshot.ledger.orders) == {"o0", "o1"}
    assert snapshot.ledger == Store(path).load().ledger
    assert path.with_name("fenqi.json.aside-1").read_text() == "spoilt"
    assert "kept as" in str(snapshot.remarks[-1])
    assert set(add(store, "x").ledger.orders) == {"o0", "o1", "x"}
    assert set(Store(backup).load().ledger.orders) == {"o0", "o1"}


@pytest.mark.parametrize("links", [True, False])
def test_what_is_set_aside_twice_is_kept_twice(
    store: Store, path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        without_links(monkeypatch)
    add_on(store, 0)
    backup = store.keep(NOW)
    for number in (1, 2):
        path.write_text(f"spoilt {number}")
        store.restore(backup)
    assert [path.with_name(f"fenqi.json.aside-{each}").read_text() for each in (1, 2)] == ["spoilt 1", "spoilt 2"]


def test_a_file_that_is_gone_comes_back_from_its_backup(store: Store, path: Path) -> None:
    add_on(store, 0)
    add_on(store, 1)
    path.unlink()
    with pytest.raises(Problem, match="`fenqi restore`"):
        store.load()
    fresh = Store(path)
    assert "`fenqi restore` lists them" in str(fresh.load().remarks[0])
    backup = fresh.backup()
    assert backup is not None
    assert set(fresh.restore(backup).ledger.orders) == {"o0"}


def test_a_bad_backup_replaces_nothing(store: Store, path: Path, tmp_path: Path) -> None:
    add_on(store, 0)
    kept = path.read_bytes()
    bad = tmp_path / "bad.json"
    with pytest.raises(Problem, match="no longer there"):
        store.restore(bad)
    bad.write_text("[]")
    with pytest.raises(Problem, match="not a fenqi file"):
        store.restore(bad)
    assert path.read_bytes() == kept


def test_a_backup_that_fails_does_not_stop_the_write(store: Store, path: Path) -> None:
    add_on(store, 0)
    backups.place(path).write_text("somebody's file")
    add_on(store, 1)
    assert store.backup() is None
    assert set(store.load().ledger.orders) == {"o0", "o1"}
    with pytest.raises(Problem, match="could not be written"):
        store.keep(NOW)
