"""Whatever lies where a file of fenqi should go, whoever runs it and whenever: a sentence, and nothing worse."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.store import Store, backups, beside, files
from models.store.health import examine
from models.store.health_finding import Level
from models.store.listing import unlisted
from models.store.lock import lock_of
from models.store.remark import Code
from models.store.repairing import repair
from models.values.message import Problem
from tests.models.store.actions import add, label, order, with_order


def test_a_directory_where_a_temporary_file_should_go_is_passed_by(store: Store, path: Path) -> None:
    add(store, "a")
    for number in (os.getpid(), 1):
        (path.with_name(f".{path.name}.{number}.tmp") / "mine").mkdir(parents=True)
    assert set(add(store, "b").ledger.orders) == {"a", "b"}
    assert set(Store(path).load().ledger.orders) == {"a", "b"}
    assert path.with_name(f".{path.name}.1.tmp").is_dir(), "what is somebody else's stays"
    assert not files.leftovers(path)


def test_a_directory_where_the_lock_should_go_is_named(store: Store, path: Path) -> None:
    add(store, "a")
    lock = lock_of(path)
    lock.unlink()
    lock.mkdir()
    before = path.read_bytes()
    with pytest.raises(Problem, match=r"the lock .* cannot be used: it is a directory; nothing was changed"):
        add(store, "b")
    assert path.read_bytes() == before


def test_what_lies_where_backups_should_go_stops_no_write(store: Store, path: Path) -> None:
    add(store, "a")
    number = backups.newest_number(path)
    for kept in backups.found(path):
        kept.path.unlink()
        kept.path.mkdir()
        kept.plain.mkdir()
    assert set(add(store, "b").ledger.orders) == {"a", "b"}
    assert set(add(store, "c").ledger.orders) == {"a", "b", "c"}
    assert backups.newest_number(path) > number


def test_a_file_where_the_directory_of_backups_should_be_stops_no_write(store: Store, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    backups.folder_of(path).write_text("mine", "utf-8")
    add(store, "a")
    assert set(add(store, "b").ledger.orders) == {"a", "b"}
    assert backups.folder_of(path).read_text("utf-8") == "mine"
    with pytest.raises(Problem, match="could not be written"):
        store.keep(datetime(2026, 11, 22, tzinfo=UTC))
    assert "none is kept: a part of the path is not a directory" in str(unlisted(path))
    found = {each.code: str(each.message) for each in examine(store, builtin(), datetime.now(UTC)).findings}
    assert found[Code.BACKUP_UNREADABLE] == str(unlisted(path))
    assert Code.NO_BACKUPS not in found, "nobody knows that"


def test_a_directory_of_backups_that_keeps_none_is_named_and_what_it_has_comes_back(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    may = os.access
    monkeypatch.setattr(os, "access", lambda at, how: at != backups.folder_of(path) and may(at, how))
    found = {each.code: str(each.message) for each in examine(store, builtin(), datetime.now(UTC)).findings}
    assert found[Code.BACKUP_UNREADABLE].startswith("no backup is kept: the directory")
    assert "1 backup can be read" in found[Code.BACKUPS_READABLE]


def test_a_link_to_where_no_directory_of_backups_is_is_named(store: Store, path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    backups.folder_of(path).symlink_to(tmp_path / "not mounted")
    add(store, "a")
    found = {each.code: str(each.message) for each in examine(store, builtin(), datetime.now(UTC)).findings}
    assert "none is kept: no such file or directory" in found[Code.BACKUP_UNREADABLE]
    assert Code.NO_BACKUPS not in found


def test_where_nobody_can_look_the_doctor_and_a_backup_say_so(tmp_path: Path) -> None:
    nowhere = Store(tmp_path / ("long" * 100) / "ledger.json")
    (found,) = (each for each in examine(nowhere, builtin(), datetime.now(UTC)).findings if each.level is Level.BAD)
    assert "cannot be read: the file name is too long" in str(found.message)
    assert repair(nowhere.path) == ()
    with pytest.raises(Problem, match="cannot be read: the file name is too long"):
        nowhere.keep(datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("fault", ["garbage", "directory", "no right to read it", "empty"])
def test_a_backup_that_cannot_be_read_is_named_passed_by_and_never_restored(
    store: Store, path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ident in "abc":
        add(store, ident)
    bad, *_ = (each.path for each in backups.found(path) if not each.kind)
    bad.unlink()
    if fault == "directory":
        bad.mkdir()
    else:
        bad.write_bytes(b"" if fault == "empty" else b"\x00\xff garbage")
    if fault == "no right to read it":
        opened = os.open

        def refuse(file: str | Path, *how: int, **more: int) -> int:
            if Path(file) == bad:
                raise PermissionError(13, "Permission denied")
            return opened(file, *how, **more)

        monkeypatch.setattr("models.store.source.os.open", refuse)
    listed = {each.path: each.fault for each in store.backups()}
    assert listed[bad] is not None
    assert [each for each, wrong in listed.items() if wrong is not None] == [bad]
    assert store.backup() not in {None, bad}
    before = path.read_bytes()
    with pytest.raises(Problem):
        store.restore(bad, datetime(2026, 11, 22, tzinfo=UTC))
    assert path.read_bytes() == before
    assert set(add(store, "d").ledger.orders) == {*"abcd"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write as root")
def test_what_root_writes_stays_its_owners(store: Store, path: Path) -> None:
    add(store, "a")
    for each in (path.parent, *path.parent.rglob("*")):
        os.chown(each, 12345, 12346)
    for left in (lock_of(path), *backups.folder_of(path).iterdir()):
        left.unlink()
    backups.folder_of(path).rmdir()
    again = Store(path)
    add(again, "b")
    again.keep(datetime(2026, 11, 22, tzinfo=UTC))
    again.restore(again.backups()[-1].path, datetime(2026, 11, 22, tzinfo=UTC))
    for each in path.parent.rglob("*"):
        status = each.lstat()
        assert (status.st_uid, status.st_gid) == (12345, 12346), each
        assert status.st_mode & 0o077 == 0, each


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write as root")
def test_a_file_beside_it_that_root_writes_again_stays_its_owners_and_as_open_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    out.write_bytes(b"BEGIN older")
    out.chmod(0o640)
    os.chown(out, 12345, 12346)
    assert beside.replace(out, b"BEGIN newer", b"BEGIN")
    status = out.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (12345, 12346, 0o640)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write as root")
def test_where_root_may_not_give_a_file_back_nothing_is_written(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("models.store.owner.os.fchown", refuse)
    with pytest.raises(Problem, match="the system does not allow it; nothing was changed"):
        add(store, "b")
    assert path.read_bytes() == before


@pytest.mark.parametrize("year", [1970, 2099, 1, 9999])
def test_a_wrong_clock_orders_no_backup_and_loses_none(store: Store, path: Path, year: int) -> None:
    add(store, "a")
    at = datetime(year, 1, 2, tzinfo=UTC)
    for ident in "bcd":
        store.commit(label(ident), lambda each, ident=ident: with_order(each, order(ident)), at)
    kept = [each.number for each in backups.found(path)]
    assert kept == sorted(kept, reverse=True)
    assert {1, 2, 3, 4} <= {*kept}
    assert set(store.undo(at).ledger.orders) == {*"abc"}


def test_what_is_done_under_another_name_of_the_file_reaches_no_backup(store: Store, path: Path) -> None:
    add(store, "a")
    other, was = path.with_name("other.json"), path.read_bytes()
    other.hardlink_to(path)
    add(store, "b")
    other.write_text("an editor that writes in place")
    held = next(each for each in backups.found(path) if each.number == 1)
    assert held.path.read_bytes() == was
