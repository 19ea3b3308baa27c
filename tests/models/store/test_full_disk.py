"""A disk that is really full: what was acknowledged stays, and with room again it goes on."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.store import Store
from models.store.health import examine
from models.store.remark import Code
from models.values.message import Problem
from tests.models.store.actions import NOW, add
from tests.models.store.test_crashes import forked


def filled(store: Store) -> tuple[set[str], str]:
    """Commit until it is refused: the acknowledged orders, and the reason."""
    acknowledged: set[str] = set()
    while True:
        ident = f"o{len(acknowledged)}"
        try:
            add(store, ident, note="满" * 400)
        except Problem as problem:
            return acknowledged, str(problem)
        acknowledged.add(ident)


def test_a_full_disk_loses_nothing_and_with_room_again_it_goes_on(small_disk: Path) -> None:
    path, ballast = small_disk / "fenqi.json", small_disk / "ballast"
    ballast.write_bytes(bytes(50_000))
    acknowledged, reason = filled(Store(path))
    assert "could not be written: the disk is full, or your share of it; nothing was changed" in reason
    assert len(acknowledged) > 5
    assert set(Store(path).load().ledger.orders) == acknowledged
    assert not list(small_disk.rglob("*.tmp"))
    found = {each.code: str(each.message) for each in examine(Store(path), builtin(), NOW).findings}
    assert found[Code.FULL] == f"the disk of {path} is full: nothing can be recorded until there is room"
    ballast.unlink()
    assert Code.FULL not in {each.code for each in examine(Store(path), builtin(), NOW).findings}
    assert set(add(Store(path), "last").ledger.orders) == {*acknowledged, "last"}


def test_a_disk_that_turned_read_only_can_be_read_and_says_why_it_cannot_be_written(small_disk: Path) -> None:
    path = small_disk / "fenqi.json"
    add(Store(path), "a")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = Store(path)
    snapshot = store.load()
    assert set(snapshot.ledger.orders) == {"a"}
    assert "is not writable" in str(snapshot.read_only)
    for attempt in (lambda: add(store, "b"), lambda: store.keep(NOW), lambda: store.restore(path, NOW)):
        with pytest.raises(Problem, match="is not writable"):
            attempt()
    assert any("is not writable" in str(each.message) for each in examine(store, builtin(), NOW).findings)


def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(path: Path) -> None:
    report = path.parent.parent / "report"
    report.parent.mkdir(parents=True)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        acknowledged, reason = filled(Store(path))
        report.write_text(f"{len(acknowledged)} {reason}")

    assert os.WIFEXITED(forked(limited))
    count, reason = report.read_text().split(" ", 1)
    assert "the file is too large; nothing was changed" in reason
    assert set(Store(path).load().ledger.orders) == {f"o{number}" for number in range(int(count))}
    assert "last" in add(Store(path), "last").ledger.orders
    assert not list(path.parent.glob(".*"))
