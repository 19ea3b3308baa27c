"""A write is whole or absent, whoever else writes and whatever fails."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from models.store import Store
from models.store.lock import lock_of, locked
from models.values.message import Problem
from tests.models.store.actions import add

ROOT = Path(__file__).parents[3]
CALLS = ("open", "write", "fsync", "close", "replace", "mkdir", "fstat", "listdir", "scandir", "unlink", "link")


def full() -> None:
    """What a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def dying() -> None:
    """What a dying disk does."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def die() -> None:
    """What the kernel does to a process that it has had enough of."""
    os.kill(os.getpid(), signal.SIGKILL)


class Faults:
    """Lets every system call of a commit through, but where the one numbered `fatal` would be, `strike` happens."""

    def __init__(self, patch: pytest.MonkeyPatch, fatal: int, strike: Callable[[], None] = full) -> None:
        self.calls: list[str] = []
        self.fatal = fatal
        self.strike = strike
        for name in CALLS:
            patch.setattr(os, name, self.wrapped(name, getattr(os, name)))
        patch.setattr(fcntl, "flock", self.wrapped("flock", fcntl.flock))

    def wrapped(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            self.calls.append(name)
            if len(self.calls) == self.fatal:
                if name == "close":
                    call(*args, **kwargs)
                self.strike()
            return call(*args, **kwargs)

        return counted


@pytest.mark.parametrize("fault", [full, dying])
@pytest.mark.parametrize("first", [True, False])
def test_whichever_system_call_fails_the_old_file_or_the_whole_new_one_is_there(
    tmp_path: Path, first: bool, fault: Callable[[], None]
) -> None:
    failed = []
    for fatal in range(1, 100):
        path = tmp_path / str(fatal) / "fenqi.json"
        store = Store(path)
        if not first:
            add(store, "a")
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, fatal, fault)
            try:
                add(store, "b")
                reason = ""
            except Problem as problem:
                reason = str(problem)
        if len(faults.calls) < fatal:
            break
        failed.append(faults.calls[fatal - 1])
        there = set() if first else {"a"}
        if "did not confirm" in reason or not reason:
            there |= {"b"}
        else:
            assert "nothing was changed" in reason or "cannot be read" in reason
        assert set(Store(path).load().ledger.orders) == there
        assert not list(tmp_path.rglob("*.tmp"))
        assert set(add(store, "c").ledger.orders) == there | {"c"}
    assert {"open", "write", "fsync", "replace", "flock", "close"} <= set(failed)


@pytest.mark.parametrize("first", [True, False])
def test_a_kill_at_any_system_call_leaves_the_old_file_or_the_whole_new_one(tmp_path: Path, first: bool) -> None:
    for fatal in range(1, 100):
        path = tmp_path / str(fatal) / "fenqi.json"
        if not first:
            add(Store(path), "a")
        if forked(lambda path=path, fatal=fatal: doomed(path, fatal)) == 0:
            break
        snapshot = Store(path).load()
        before = set() if first else {"a"}
        assert set(snapshot.ledger.orders) in (before, before | {"b"})
        assert snapshot.remarks == ()
        assert "c" in add(Store(path), "c").ledger.orders
        assert not list(path.parent.glob(".*"))
    assert fatal > 12


def doomed(path: Path, fatal: int) -> None:
    """Commit, and be killed at that system call."""
    with pytest.MonkeyPatch.context() as patch:
        Faults(patch, fatal, die)
        add(Store(path), "b")


def forked(task: Callable[[], None]) -> int:
    """Run the task in a process of its own; its status is 0 where it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            task()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
    return status


def test_a_full_disk_is_named(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "a")
    monkeypatch.setattr(os, "write", lambda *_: full())
    with pytest.raises(Problem, match="the disk is full, or your share of it; nothing was changed") as caught:
        add(store, "b")
    assert str(path) in str(caught.value)


def test_a_write_in_small_pieces_is_whole(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, data[:7]))
    add(store, "a")
    assert set(Store(path).load().ledger.orders) == {"a"}


def test_the_new_file_is_on_the_disk_before_it_takes_the_old_ones_place(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    faults = Faults(monkeypatch, fatal=0)
    add(store, "b")
    order = [call for call in faults.calls if call in {"flock", "write", "fsync", "replace"}]
    assert order[0] == "flock"
    assert order[1:] == ["write", "fsync", "replace", "fsync", "write", "replace"], "nobody waits for the copy"


def test_what_a_killed_writer_left_is_swept_and_nothing_else(store: Store, path: Path) -> None:
    add(store, "a")
    stale = path.with_name(f".{path.name}.4242.tmp")
    others = [path.with_name(name) for name in (".other.json.4242.tmp", f".{path.name}.swp", f".{path.name}.x.tmp")]
    for each in (stale, *others):
        each.touch()
    Store(path).load()
    assert stale.exists()
    add(store, "b")
    assert not stale.exists()
    assert all(each.exists() for each in others)


def test_a_lock_that_is_kept_ends_in_a_sentence(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "a")
    monkeypatch.setattr("models.store.lock.WAIT", (0, 0.0001))
    with locked(path), pytest.raises(Problem, match="another fenqi is writing"):
        add(Store(path), "b")
    assert set(add(store, "c").ledger.orders) == {"a", "c"}


@pytest.mark.parametrize("spoil", [os.mkdir, lambda lock: lock.symlink_to("/dev/null")], ids=["directory", "symlink"])
def test_a_lock_that_cannot_be_used_is_named_and_nothing_is_written(
    store: Store, path: Path, spoil: Callable[[Path], None]
) -> None:
    add(store, "a")
    lock = lock_of(path)
    lock.unlink()
    spoil(lock)
    with pytest.raises(Problem, match="cannot be used") as caught:
        add(store, "b")
    assert str(lock) in str(caught.value)
    assert set(store.load().ledger.orders) == {"a"}


def test_a_lock_on_a_file_that_was_removed_meanwhile_does_not_count(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.lock.WAIT", (0, 0.0001))
    lock, flock, held = path.with_name("fenqi.json.lock"), fcntl.flock, []

    def removed_once(handle: int, how: int) -> None:
        if not held:
            lock.unlink()
        flock(handle, how)
        held.append(handle)

    monkeypatch.setattr(fcntl, "flock", removed_once)
    with locked(path):
        assert len(held) == 2
        assert lock.exists()
        with pytest.raises(Problem, match="another fenqi is writing"), locked(path):
            pass


def test_a_new_directory_is_on_the_disk_before_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = Faults(monkeypatch, fatal=0)
    add(store, "a")
    order = [call for call in faults.calls if call in {"mkdir", "fsync", "replace"}]
    assert order[:7] == ["mkdir", "fsync", "mkdir", "fsync", "fsync", "replace", "fsync"]


def test_a_writer_waits_as_long_as_others_write_and_no_longer_than_it_must_for_a_stuck_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow machine others come first again and again; who keeps the lock and writes nothing is stuck."""
    add(Store(path), "a")
    waits = 0

    def others_write(_: float) -> None:
        nonlocal waits
        waits += 1
        if waits % 5 == 0 and waits <= 30:
            path.touch()
        if waits == 33:
            other.__exit__(None, None, None)

    monkeypatch.setattr("models.store.lock.time.sleep", others_write)
    other = locked(path)
    other.__enter__()
    with locked(path, attempts=6):
        assert waits == 33
        with pytest.raises(Problem, match="another fenqi is writing"), locked(path, attempts=6):
            pass
    assert waits == 39


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from models.store import Store
    from tests.models.store.actions import add

    store, name = Store(Path(sys.argv[1])), sys.argv[2]
    for number in range(int(sys.argv[3])):
        add(store, f"{name}-{number}")
        print(number, flush=True)
    """
)


def writer(path: Path, name: str, count: int) -> "subprocess.Popen[str]":
    """Another process that commits `count` orders and prints a line for each that was acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_four_processes_writing_at_once_lose_nothing(path: Path) -> None:
    writers = [writer(path, name, 50) for name in "abcd"]
    assert [each.communicate(timeout=60) and each.returncode for each in writers] == [0] * 4
    snapshot = Store(path).load()
    assert set(snapshot.ledger.orders) == {f"{name}-{number}" for name in "abcd" for number in range(50)}
    assert (snapshot.revision, snapshot.remarks) == (200, ())
