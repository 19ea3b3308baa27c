"""Every day's first write keeps the file that it replaces, and a backup comes back when it is asked for."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from models.message import Problem
from models.store import Store, backups
from tests.models.store.actions import NOW, add, label, order, with_order


def add_on(store: Store, day: int) -> None:
    """Commit an order, that many days later."""
    store.commit(label(str(day)), lambda ledger: with_order(ledger, order(f"o{day}")), NOW + timedelta(days=day))


def test_the_first_write_of_a_day_keeps_the_file_of_the_days_before(store: Store, path: Path) -> None:
    add_on(store, 0)
    assert store.backup() is None
    add_on(store, 1)
    add_on(store, 1)
    backup = store.backup()
    assert backup is not None
    assert backup.name == "2026-11-23.json"
    assert set(Store(backup).load().ledger.orders) == {"o0"}


def test_a_week_of_backups_is_kept_and_other_files_beside_them_too(store: Store, path: Path) -> None:
    for day in range(backups.KEPT + 3):
        add_on(store, day)
        (path.parent / "fenqi.json.backups").mkdir(exist_ok=True)
        (path.parent / "fenqi.json.backups" / "mine.json").touch()
    kept = backups.found(path)
    assert len(kept) == backups.KEPT
    assert kept[0].name == "2026-12-01.json"
    assert (path.parent / "fenqi.json.backups" / "mine.json").exists()


def test_the_newest_good_backup_takes_the_place_of_an_unreadable_file_which_stays_beside_it(
    store: Store, path: Path
) -> None:
    for day in range(4):
        add_on(store, day)
    backups.found(path)[0].write_text("{")
    path.write_text("spoilt")
    backup = store.backup()
    assert backup == backups.found(path)[1]
    snapshot = store.restore(backup)
    assert set(snapshot.ledger.orders) == {"o0", "o1"}
    assert snapshot.ledger == Store(path).load().ledger
    assert path.with_name("fenqi.json.aside-1").read_text() == "spoilt"
    assert "kept as" in str(snapshot.remarks[-1])
    assert set(add(store, "x").ledger.orders) == {"o0", "o1", "x"}
    assert set(Store(backup).load().ledger.orders) == {"o0", "o1"}


def test_what_is_set_aside_twice_is_kept_twice(store: Store, path: Path) -> None:
    add_on(store, 0)
    add_on(store, 1)
    backup = store.backup()
    assert backup is not None
    for number in (1, 2):
        path.write_text(f"spoilt {number}")
        store.restore(backup)
    assert [path.with_name(f"fenqi.json.aside-{each}").read_text() for each in (1, 2)] == ["spoilt 1", "spoilt 2"]


def test_a_file_that_is_gone_comes_back_from_its_backup(store: Store, path: Path) -> None:
    add_on(store, 0)
    add_on(store, 1)
    path.unlink()
    backup = store.backup()
    assert backup is not None
    assert set(store.restore(backup).ledger.orders) == {"o0"}


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


def test_a_file_system_without_links_has_no_backups_and_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", unsupported)
    for day in range(2):
        add_on(store, day)
    assert store.backup() is None
    assert set(store.load().ledger.orders) == {"o0", "o1"}
