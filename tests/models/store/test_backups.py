"""Every write keeps what it replaces and a copy of itself, and a backup comes back when it is asked for."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.store import Store, backups, files
from models.store.listing import Backup
from models.store.retention import MOST
from models.values.message import Problem
from tests.models.store.actions import NOW, add, label, order, with_order

MORNING = 12
"""Hours before `NOW` at which a day in Shanghai has begun."""


def add_on(store: Store, hour: int) -> None:
    """Commit an order, that many hours later."""
    store.commit(label(str(hour)), lambda ledger: with_order(ledger, order(f"o{hour}")), NOW + timedelta(hours=hour))


def without_links(patch: pytest.MonkeyPatch) -> None:
    """A file system that knows no hard links."""

    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    patch.setattr(os, "link", unsupported)


def kinds(path: Path) -> list[tuple[int, str]]:
    """Write number and kind of each backup, the newest first."""
    return [(each.number, each.kind) for each in backups.found(path)]


def orders_in(backup: Backup) -> set[str]:
    return set(Store(backup.path).load().ledger.orders)


def test_the_first_write_has_a_backup_and_every_later_one_has_those_before_it_too(store: Store, path: Path) -> None:
    for number in range(1, 9):
        add_on(store, number - 1)
        assert [each.revision for each in store.backups()] == [*range(number, 0, -1)]
        assert kinds(path)[0] == (number, "newest")
    newest, *others = store.backups()
    assert (newest.path.name, newest.at) == ("000008-2026-11-22T16-30-00Z-newest.json", NOW + timedelta(hours=7))
    assert others[0].path.name == "000007-2026-11-22T15-30-00Z.json"
    assert [orders_in(each) for each in others[-2:]] == [{"o0", "o1"}, {"o0"}]


def cut(path: Path) -> None:
    os.truncate(path, 0)


def overwritten(path: Path) -> None:
    path.write_bytes(b"garbage" * 100)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("damage", [cut, overwritten, Path.unlink])
@pytest.mark.parametrize("writes", [1, 2, 8])
def test_whatever_is_done_to_the_file_every_acknowledged_write_comes_back(
    store: Store, path: Path, writes: int, damage: Callable[[Path], None], links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        without_links(monkeypatch)
    for number in range(writes):
        add(store, f"o{number}")
    damage(path)
    fresh = Store(path)
    newest = fresh.backup()
    assert newest is not None
    assert [each.fault for each in fresh.backups()] == [None] * writes
    assert set(fresh.restore(newest, NOW).ledger.orders) == {f"o{number}" for number in range(writes)}


def test_no_backup_is_another_name_of_the_ledger(store: Store, path: Path) -> None:
    for number in range(12):
        add_on(store, number)
        assert all(not each.path.samefile(path) for each in backups.found(path))


def test_a_week_of_twelve_writes_a_day_can_be_gone_back_to_day_by_day(store: Store, path: Path) -> None:
    for day in range(7):
        for number in range(12):
            add_on(store, 24 * day + number - MORNING)
    last_of_day = {f"o{24 * day + 11 - MORNING}" for day in range(7)}
    assert last_of_day <= {max(orders_in(each), key=lambda ident: int(ident[1:])) for each in store.backups()}
    assert len(store.backups()) <= MOST + 1


def test_other_files_beside_the_backups_stay(store: Store, path: Path) -> None:
    add_on(store, 0)
    others = {"mine.json", "2026-99-99T99-99-99Z.json", "000001-2026-99-99T99-99-99Z.json", "000001.json"}
    for name in others:
        (backups.folder_of(path) / name).touch()
    for hour in range(1, 40):
        add_on(store, hour)
    assert others == {each.name for each in backups.folder_of(path).iterdir()} - {
        each.path.name for each in backups.found(path)
    }


@pytest.mark.parametrize("years", [73, -56])
def test_a_clock_that_was_wrong_once_makes_nothing_newest_and_removes_nothing(
    store: Store, path: Path, years: int
) -> None:
    for hour in range(20):
        add_on(store, hour)
    before = {each.path for each in store.backups() if each.revision < 20}
    add_on(store, years * 8766)
    assert before <= {each.path for each in store.backups()}
    for hour in range(20, 31):
        add_on(store, hour)
        assert [each.revision for each in store.backups()[:2]] == [hour + 2, hour + 1]


def test_after_a_restore_the_writes_go_on_being_counted(store: Store, path: Path) -> None:
    for hour in range(30):
        add_on(store, hour)
    old = next(each.path for each in store.backups() if each.revision == 7)
    assert store.restore(old, NOW).revision == 31
    for number in range(12):
        assert add(store, f"x{number}").revision == 32 + number
    assert [each.revision for each in store.backups()][: backups.retention.LAST] == [*range(43, 33, -1)]
    assert add(Store(path), "y").undo == label("y")


def test_a_ledger_that_is_begun_again_goes_on_counting_after_its_backups(store: Store, path: Path) -> None:
    for hour in range(3):
        add_on(store, hour)
    path.unlink()
    assert add(Store(path), "x").revision == 4
    assert orders_in(Store(path).backups()[0]) == {"x"}


def test_an_edit_by_hand_loses_neither_what_it_replaced_nor_itself(store: Store, path: Path) -> None:
    add(store, "a", title="before")
    path.write_bytes(path.read_bytes().replace(b"before", b"edited"))
    add(store, "b")
    assert kinds(path) == [(2, "newest"), (1, "edited-1"), (1, "")]
    titles = [Store(each.path).load().ledger.orders["a"].title for each in store.backups()]
    assert titles == ["edited", "edited", "before"]


def test_the_backups_of_an_older_fenqi_are_listed_restored_and_left_alone(store: Store, path: Path) -> None:
    add_on(store, 0)
    old = path.read_bytes()
    for hour in range(1, 4):
        add_on(store, hour)
    names = ["2026-11-22T09-30-00Z.json", "2026-11-21T09-30-00Z-schema-1.json", "2026-11-20T09-30-00Z-by-hand-1.json"]
    for name in names:
        (backups.folder_of(path) / name).write_bytes(old)
    assert [each.revision for each in store.backups()] == [4, 3, 2, 1, 1, 1, 1]
    assert {each.path.name for each in store.backups()[3:]} > set(names)
    for hour in range(4, 104):
        add_on(store, hour)
    assert set(names) <= {each.path.name for each in store.backups()}
    for name in names:
        assert set(store.restore(backups.folder_of(path) / name, NOW).ledger.orders) == {"o0"}


def test_a_file_that_an_older_fenqi_left_is_kept_when_it_is_first_written(store: Store, path: Path) -> None:
    add(store, "a")
    for each in backups.found(path):
        each.path.unlink()
    backups.folder_of(path).rmdir()
    add(Store(path), "b")
    assert kinds(path) == [(2, "newest"), (1, "")]


def test_a_backup_by_hand_is_a_copy_that_stays(store: Store, path: Path) -> None:
    add_on(store, 0)
    first, second = store.keep(NOW), store.keep(NOW)
    assert first.name == "000001-2026-11-22T09-30-00Z-by-hand-1.json"
    path.write_text("spoilt in place")
    assert set(Store(first).load().ledger.orders) == {"o0"}
    store.restore(first, NOW)
    for hour in range(120):
        add_on(store, hour)
    assert first.exists()
    assert second.exists()


def test_only_a_good_file_is_backed_up_by_hand(store: Store, path: Path) -> None:
    with pytest.raises(Problem, match="there is no file"):
        store.keep(NOW)
    add_on(store, 0)
    path.write_text("{")
    with pytest.raises(Problem, match="not valid JSON"):
        store.keep(NOW)
    assert kinds(path) == [(1, "newest")]


@pytest.mark.parametrize("links", [True, False])
def test_a_restore_keeps_what_it_replaces_as_a_backup_that_is_listed(
    store: Store, path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        without_links(monkeypatch)
    for hour in range(4):
        add_on(store, hour)
    backups.found(path)[0].path.write_text("{")
    path.write_text("spoilt")
    assert [each.fault is None for each in store.backups()] == [False, True, True, True]
    backup = store.backup()
    assert backup == backups.found(path)[1].path
    snapshot = store.restore(backup, NOW)
    assert set(snapshot.ledger.orders) == {"o0", "o1", "o2"}
    assert snapshot.ledger == Store(path).load().ledger
    assert "is now the backup 000004-2026-11-22T09-30-00Z-replaced-1" in str(snapshot.remarks[-1])
    store.restore(backup, NOW)
    assert kinds(path)[:3] == [(6, "newest"), (5, "replaced-1"), (5, "")]
    readable = {each.path.name: each.fault is None for each in store.backups() if each.replaced}
    assert [*readable.values()] == [True, False]
    spoilt = next(each.path for each in store.backups() if each.replaced and each.fault)
    assert spoilt.read_text() == "spoilt"
    for hour in range(120):
        add_on(store, hour)
    assert spoilt.exists()


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
    assert set(fresh.restore(backup, NOW).ledger.orders) == {"o0", "o1"}


def test_a_bad_backup_replaces_nothing(store: Store, path: Path, tmp_path: Path) -> None:
    add_on(store, 0)
    kept = path.read_bytes()
    bad = tmp_path / "bad.json"
    with pytest.raises(Problem, match="no longer there"):
        store.restore(bad, NOW)
    bad.write_text("[]")
    with pytest.raises(Problem, match="not a fenqi file"):
        store.restore(bad, NOW)
    assert path.read_bytes() == kept


def test_a_backup_that_fails_does_not_stop_the_write(store: Store, path: Path) -> None:
    path.parent.mkdir(parents=True)
    backups.folder_of(path).write_text("somebody's file")
    add_on(store, 0)
    add_on(store, 1)
    assert store.backup() is None
    assert set(store.load().ledger.orders) == {"o0", "o1"}
    with pytest.raises(Problem, match="could not be written"):
        store.keep(NOW)


def test_the_newest_backup_stays_where_the_next_one_cannot_be_made(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")

    def refuse(*_: object, **__: object) -> None:
        raise Problem("no")

    monkeypatch.setattr(files, "link", refuse)
    monkeypatch.setattr(files, "spare", refuse)
    add(store, "b")
    assert kinds(path) == [(1, "")]
    assert set(store.load().ledger.orders) == {"a", "b"}
