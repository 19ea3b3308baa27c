"""Whenever the power goes, the file is the old one or the new one, and what was acknowledged is there."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from models.actions.merging import Side, made_one, merged
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.store import Store, backups, beside, layout, migrations
from models.store.common_base import second_version
from models.store.drafts import draft_of
from models.store.migration import HISTORY
from models.store.reminded import Reminded
from models.store.retention import LAST
from models.values.message import Problem, msg
from tests.models.store.actions import NOW, add
from tests.models.store.power import Call, Disk, Files, Synced

SPOILT = b'{"spoilt'
OLD = Path(__file__).parents[2] / "data" / "schema-2" / "schema-1.json"
NAME = "share/fenqi/fenqi.json"
SECOND = "fenqi.sync-conflict-20261122-093000-ABCDEFG.json"
Act = Callable[[Store], object]


def commit(store: Store) -> None:
    add(store, "new", note="招行" * 40)


def undo(store: Store) -> None:
    store.undo(NOW)


def keep(store: Store) -> None:
    store.keep(NOW)


def restore(store: Store) -> None:
    store.restore(backups.found(store.path)[-1].path, NOW)


def restore_older(store: Store) -> None:
    store.restore(OLD, NOW)


def put_back(store: Store) -> None:
    store.put_back(NOW)


def draft(store: Store) -> None:
    store.drafts.keep("order/new", draft_of({"title": ""}, {"title": "x"}, NOW))


def remind(store: Store) -> None:
    Reminded(store.path).keep(["a"], NOW)


def merge(store: Store) -> None:
    other = second_version(store.path, store.path.with_name(SECOND))
    store.commit(
        msg("merge"), lambda mine: made_one(merged(mine, other.ledger, other.base, Side.THEIRS), builtin()), NOW
    )


def nothing(_: Path) -> None:
    """No file, and no directory for it."""


def few(path: Path) -> None:
    """Three writes."""
    for ident in "abc":
        add(Store(path), ident)


def two(path: Path) -> None:
    """Three writes, and a second version with two more, of which one is of what was changed here, too."""
    few(path)
    second = path.with_name(SECOND)
    second.write_bytes(path.read_bytes())
    for each, title in ((path, "mine"), (second, "theirs")):
        store = Store(each)
        titled = replace(store.load().ledger.orders["a"], title=title)
        store.commit(msg("edit"), lambda of, titled=titled: replace(of, orders={**of.orders, "a": titled}), NOW)
    add(Store(second), "there")


def many(path: Path) -> None:
    """So many writes that the next one lets a backup go."""
    for number in range(LAST + 3):
        add(Store(path), f"o{number}")


def old(path: Path) -> None:
    """What an older fenqi wrote, without its undo: that takes long to bring along."""
    path.parent.mkdir(parents=True)
    path.write_bytes(older())


@cache
def older() -> bytes:
    """The bytes of that file."""
    tables = {**json.loads(OLD.read_bytes()), HISTORY: {}}
    del tables[layout.META]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", ())
        return layout.Encoder().encode(tables, 3)


def killed(path: Path) -> None:
    """Three writes, and what a killed writer left."""
    few(path)
    path.with_name(f".{path.name}.4242.tmp").write_bytes(SPOILT)


def spoil(store: Store) -> None:
    store.load()
    store.path.write_bytes(SPOILT)


class Case(NamedTuple):
    """A ledger, and what is done with it."""

    begin: Callable[[Path], None]
    act: Act
    spoilt: bool = False


CASES = (
    *(Case(begin, commit) for begin in (nothing, few, many, old, killed)),
    *(Case(few, act) for act in (undo, keep, restore, restore_older, draft, remind)),
    Case(two, merge),
    *(Case(old, act) for act in (keep, restore_older)),
    *(Case(many, act, spoilt=True) for act in (restore, put_back)),
)


def named(case: Case) -> str:
    return "-".join((case.begin.__name__, *(("spoilt",) if case.spoilt else ()), case.act.__name__))


class Run(NamedTuple):
    """A case, done on a recorded disk: what was held before and after, None where that cannot be read."""

    case: Case
    disk: Disk
    was: bytes
    before: Ledger | None
    after: Ledger | None


def done(case: Case, folder: Path) -> Run:
    """Do it, and record it."""
    root = folder / "real"
    root.mkdir()
    path = root / NAME
    case.begin(path)
    store = Store(path)
    if case.spoilt:
        spoil(store)
    was, before = path.read_bytes() if path.exists() else b"", held(path)
    disk = Disk(root)
    with disk.recorded():
        case.act(store)
    assert disk.whole() == Disk(root).whole(), "a call was not recorded"
    return Run(case, disk, was, before, held(path))


def held(path: Path) -> Ledger | None:
    """The ledger in the file; None where it cannot be read."""
    try:
        snapshot = Store(path).load()
    except Problem:
        return None
    assert "outside" not in str(snapshot.remarks)
    return snapshot.ledger


def wrong(run: Run, calls: tuple[Call, ...], length: int, files: Files, root: Path) -> str:
    """What is not as it must be after that power cut; "" where all is."""
    files.lay(root)
    path = root / NAME
    here = held(path)
    is_new = (path.read_bytes() if path.exists() else b"") != run.was
    if here != (run.after if is_new else run.before):
        return "the file is neither the old one nor the new one"
    if length == len(calls) and here != run.after:
        return "what was acknowledged is lost"
    found = Store(path).backups()
    if any(each.fault is not None and "newest" not in each.path.name for each in found if not is_spoilt(each.path)):
        return "a backup is torn"
    must_stay = run.case.spoilt or run.case.begin is old or run.case.act in {restore, restore_older}
    if is_new and must_stay and run.was not in {each.path.read_bytes() for each in found}:
        return "the new file is there, and the old one nowhere"
    if run.case.act is keep and length == len(calls) and not any("by-hand" in each.path.name for each in found):
        return "the backup that was acknowledged is lost"
    return "" if here is None else next_write(path, here)


def is_spoilt(path: Path) -> bool:
    return path.read_bytes() == SPOILT


def next_write(path: Path, here: Ledger) -> str:
    """What the write after the power cut finds wrong."""
    there = add(Store(path), "next").ledger
    if set(there.orders) != {*here.orders, "next"} or held(path) != there:
        return "the next write is not whole"
    if list(path.parent.rglob("*.tmp")):
        return "the next write leaves what was not finished"
    return ""


def tried(run: Run, calls: tuple[Call, ...], folder: Path) -> Iterator[str]:
    """For every power cut that is tried, what is wrong after it."""
    for number, (length, files) in enumerate(run.disk.losses(calls)):
        root = folder / str(number)
        root.mkdir(parents=True)
        reason = wrong(run, calls, length, files, root)
        yield reason and f"{reason}, after {[each.name for each in calls[:length]]}: {sorted(files.data)}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_after_a_power_cut_the_file_is_the_old_one_or_the_new_one(case: Case, tmp_path: Path) -> None:
    run = done(case, tmp_path)
    found = list(tried(run, tuple(run.disk.calls), tmp_path / "lost"))
    print(f"{named(case)}: {len(run.disk.calls)} calls, {len(found)} power cuts")  # `pytest -s` shows them
    assert set(found) == {""}
    assert len(found) > len(run.disk.calls) >= 5


@pytest.mark.parametrize(
    ("case", "of_directories", "reason"),
    [
        (Case(few, commit), False, "the file is neither the old one nor the new one"),
        (Case(few, commit), True, "what was acknowledged is lost"),
        (Case(few, keep), False, "a backup is torn"),
        (Case(few, keep), True, "the backup that was acknowledged is lost"),
        (Case(old, commit), True, "the new file is there, and the old one nowhere"),
    ],
)
def test_where_the_disk_was_not_waited_for_that_is_noticed(
    case: Case, of_directories: bool, reason: str, tmp_path: Path
) -> None:
    run = done(case, tmp_path)
    lazy = tuple(each for each in run.disk.calls if not waits(each, of_directories))
    assert len(lazy) < len(run.disk.calls)
    assert any(each.startswith(reason) for each in tried(run, lazy, tmp_path / "lost"))


def waits(call: Call, of_directories: bool) -> bool:
    """Whether it has the disk take names, or else bytes."""
    return any(isinstance(each, Synced) and (each.node.data is None) is of_directories for each in call.did)


def made(path: Path) -> None:
    beside.make(path, b"BEGIN newer")


def replaced(path: Path) -> None:
    beside.replace(path, b"BEGIN newer", b"BEGIN")


@pytest.mark.parametrize(("act", "was"), [(made, None), (replaced, None), (replaced, b"BEGIN older")])
def test_after_a_power_cut_a_file_beside_it_is_the_old_one_or_the_new_one(
    act: Callable[[Path], None], was: bytes | None, tmp_path: Path
) -> None:
    root = tmp_path / "real"
    root.mkdir()
    if was is not None:
        (root / "a.ics").write_bytes(was)
    disk = Disk(root)
    with disk.recorded():
        act(root / "a.ics")
    assert disk.whole() == Disk(root).whole(), "a call was not recorded"
    cuts = list(disk.losses(disk.calls))
    print(f"{act.__name__}: {len(disk.calls)} calls, {len(cuts)} power cuts")
    assert {each.data.get("a.ics") for _, each in cuts} == {was, b"BEGIN newer"}
    assert {each.data.get("a.ics") for length, each in cuts if length == len(disk.calls)} == {b"BEGIN newer"}
