"""What the doctor finds, and what it cures."""

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.store import Store, backups
from models.store.health import examine
from models.store.health_finding import FIXABLE, Level
from models.store.lock import lock_of, locked
from models.store.remark import Code
from models.store.repairing import repair
from tests.models.store.actions import NOW, add


def ill(store: Store) -> list[str]:
    """What is said to be wrong."""
    return [
        str(each.message)
        for each in examine(Store(store.path), builtin(), NOW).findings
        if each.level is not Level.GOOD
    ]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_where_nothing_is_yet_nothing_is_wrong_and_nothing_is_made(store: Store, path: Path) -> None:
    repair(store.path)
    assert ill(store) == []
    assert not path.parent.exists()


def test_a_ledger_with_backups_is_well(store: Store) -> None:
    add(store, "a")
    store.keep(NOW)
    assert ill(store) == []
    found = "\n".join(str(each.message) for each in examine(store, builtin(), NOW).findings)
    assert "can be read: 1 order, 0 repayments" in found
    assert "2 backups can be read; `fenqi restore 000001-2026-11-22T09-30-00Z-newest` brings back the newest" in found


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"fenqi":{"1":{"schema":9,"generation":1}}}'])
def test_a_file_that_cannot_be_read_is_bad_and_stays(store: Store, path: Path, data: bytes) -> None:
    add(store, "a")
    path.write_bytes(data)
    found = examine(store, builtin(), NOW)
    repair(store.path)
    assert found.worst is Level.BAD
    assert path.read_bytes() == data


@pytest.mark.parametrize("of", ["file", "lock", "directory", "backups", "backup"])
def test_what_others_can_open_is_found_and_made_private(store: Store, path: Path, of: str) -> None:
    add(store, "a")
    backup = store.keep(NOW)
    parts = {
        "file": path,
        "lock": lock_of(path),
        "directory": path.parent,
        "backups": backup.parent,
        "backup": backup,
    }
    parts[of].chmod(0o755)
    (remark,) = ill(store)
    assert f"may open {parts[of]} (mode 755)" in remark
    repair(store.path)
    assert ill(store) == []
    assert mode(parts[of]) == (0o700 if parts[of].is_dir() else 0o600)


def test_a_directory_where_other_things_lie_too_is_left_alone(store: Store, path: Path) -> None:
    add(store, "a")
    (path.parent / "letter.txt").touch(0o644)
    path.parent.chmod(0o755)
    repair(store.path)
    assert ill(store) == []
    assert (mode(path.parent), mode(path.parent / "letter.txt")) == (0o755, 0o644)


def test_a_directory_for_everybody_is_left_alone(store: Store, path: Path) -> None:
    add(store, "a")
    path.parent.chmod(0o1777)
    repair(store.path)
    assert ill(store) == []
    assert mode(path.parent) == 0o1777


def test_unfinished_files_are_found_and_removed(store: Store, path: Path) -> None:
    add(store, "a")
    stale = path.with_name(f".{path.name}.4242.tmp")
    stale.touch(0o600)
    assert "1 unfinished files" in ill(store)[0]
    repair(store.path)
    assert not stale.exists()
    assert ill(store) == []


def test_what_a_living_writer_has_not_finished_is_no_finding(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    writing = path.with_name(f".{path.name}.4242.tmp")
    writing.touch(0o600)

    @contextmanager
    def it_has_finished(_: Path) -> Iterator[None]:
        writing.unlink(missing_ok=True)
        yield

    monkeypatch.setattr("models.store.repairing.locked", it_has_finished)
    assert ill(store) == []


def test_a_backup_that_a_writer_has_let_go_meanwhile_is_no_finding(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    gone, found = store.keep(NOW), backups.found(path)
    gone.unlink()
    monkeypatch.setattr("models.store.listing.backups.found", lambda _: found)
    assert ill(store) == []


def test_what_may_not_be_set_right_is_named_and_all_else_is(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    backup, before = store.keep(NOW), path.read_bytes()
    stale = path.with_name(f".{path.name}.4242.tmp")
    stale.touch(0o600)
    for each in (path, backup, lock_of(path)):
        each.chmod(0o644)
    chmod = os.chmod

    def refuse(of: Path, *rest: int, **more: bool) -> None:
        if of == backup:
            raise PermissionError(1, "Operation not permitted")
        chmod(of, *rest, **more)

    monkeypatch.setattr(os, "chmod", refuse)
    assert [str(each) for each in repair(store.path)] == [
        f"{backup} could not be set right: the system does not allow it"
    ]
    assert [mode(each) for each in (path, backup, lock_of(path))] == [0o600, 0o644, 0o600]
    assert (stale.exists(), path.read_bytes()) == (False, before)


def spoilt(path: Path) -> Store:
    """A ledger that others may open, beside which a killed writer left a file."""
    store = Store(path)
    add(store, "a")
    path.with_name(f".{path.name}.4242.tmp").touch(0o600)
    path.chmod(0o644)
    return store


def not_offered(store: Store) -> dict[str, str]:
    """What nobody offers to set right, though it is of a kind that could be, and why."""
    wrong = [each for each in examine(Store(store.path), builtin(), NOW).findings if each.code in FIXABLE]
    assert not any(each.fixable or "--fix" in f"{each.message} {each.help}" for each in wrong)
    return {each.code: str(each.message).partition(": ")[2] for each in wrong}


def test_on_a_disk_that_can_only_be_read_nothing_is_offered(small_disk: Path) -> None:
    store = spoilt(small_disk / "ledger.json")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert not_offered(store) == dict.fromkeys(FIXABLE, "the file system is read-only")


def test_what_is_another_users_is_not_offered_to_be_closed(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt(path)
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    found = {each.code: each for each in examine(Store(path), builtin(), NOW).findings}
    assert str(found[Code.EXPOSED].message).endswith("cannot be made private: it belongs to another user")
    assert "its owner" in str(found[Code.EXPOSED].help)
    assert found[Code.UNFINISHED].fixable, "whoever may write the directory may remove what is in it"
    path.parent.chmod(0o1777)
    assert not_offered(store) == dict.fromkeys(FIXABLE, "it belongs to another user")


def test_without_a_lock_nothing_is_offered(store: Store, path: Path) -> None:
    spoilt(path)
    lock_of(path).unlink()
    lock_of(path).mkdir(0o700)
    assert not_offered(store) == dict.fromkeys(FIXABLE, "the lock cannot be used")


def test_a_backup_that_cannot_be_read_is_named(store: Store, path: Path) -> None:
    add(store, "a")
    store.keep(NOW).write_text("{")
    (remark,) = ill(store)
    assert "by-hand-1.json is not valid JSON" in remark


def test_an_edit_by_hand_is_named(store: Store, path: Path) -> None:
    add(store, "a")
    path.write_bytes(path.read_bytes().replace(b"Pro", b"SE!"))
    assert "changed outside fenqi" in ill(store)[0]


@pytest.mark.parametrize("spoil", [Path.mkdir, lambda lock: lock.symlink_to("/dev/null")], ids=["directory", "link"])
def test_a_lock_that_cannot_be_used_is_named(store: Store, path: Path, spoil: Callable[[Path], None]) -> None:
    add(store, "a")
    lock = lock_of(path)
    lock.unlink()
    spoil(lock)
    assert any(f"the lock {lock} cannot be used" in each for each in ill(store))


def test_a_lock_that_another_terminal_keeps_is_named(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "a")
    monkeypatch.setattr("models.store.lock.WAIT", (0, 0.0001))
    with locked(path):
        assert any("another fenqi is writing" in each for each in ill(store))


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_what_is_no_file_is_not_made_private(tmp_path: Path, make: Callable[[Path], None]) -> None:
    named = tmp_path / "named"
    make(named)
    named.chmod(0o755)
    repair(named)
    assert mode(named) == 0o755
    assert not any("others on this host" in each for each in ill(Store(named)))


@pytest.mark.parametrize("text", ["127.0.0.1 localhost", "{}", ""])
def test_another_file_that_was_named_by_a_slip_is_not_made_private(tmp_path: Path, text: str) -> None:
    named = tmp_path / "own" / "hosts"
    named.parent.mkdir(0o755)
    named.write_text(text, "utf-8")
    named.chmod(0o644)
    repair(named)
    assert (mode(named.parent), mode(named)) == (0o755, 0o644)
    assert not any("others on this host" in each for each in ill(Store(named)))
    assert [each.name for each in named.parent.iterdir()] == ["hosts"], "not even a lock is left beside it"


def test_a_damaged_ledger_is_made_private(store: Store, path: Path) -> None:
    add(store, "a")
    path.write_bytes(b"")
    path.chmod(0o644)
    repair(path)
    assert mode(path) == 0o600, "it has backups, so it was one"
