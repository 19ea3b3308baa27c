"""Files beside the ledger's own: listed to choose from, and one that is made, whole or not at all."""

import os
from pathlib import Path

import pytest

from models.store import beside
from models.values.message import Problem


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def test_a_file_is_made_whole_and_nothing_else(tmp_path: Path):
    beside.make(tmp_path / "a.csv", b"x,y\n")
    assert (tmp_path / "a.csv").read_bytes() == b"x,y\n"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("kind", ["a file", "a directory", "a link to nowhere"])
def test_what_is_there_is_left_as_it_is(tmp_path: Path, kind: str):
    path = tmp_path / "a.csv"
    if kind == "a file":
        path.write_bytes(b"mine")
    elif kind == "a directory":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Problem, match="is there already"):
        beside.make(path, b"x")
    assert names(tmp_path) == ["a.csv"]
    assert kind != "a file" or path.read_bytes() == b"mine"


def test_what_can_be_no_name_is_refused_in_words(tmp_path: Path):
    for name in ("a\0.csv", "\ud800.csv"):
        with pytest.raises(Problem, match="cannot be the name of a file"):
            beside.make(tmp_path / name, b"x")


def test_where_the_disk_is_full_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="the disk is full"):
        beside.make(tmp_path / "a.csv", b"x")
    assert names(tmp_path) == []


def test_where_links_are_not_known_it_is_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def unknown(_path: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    beside.make(tmp_path / "a.csv", b"x")
    with pytest.raises(Problem, match="is there already"):
        beside.make(tmp_path / "a.csv", b"y")
    assert (tmp_path / "a.csv").read_bytes() == b"x"


def test_a_path_goes_on_as_far_as_there_is_one_way(tmp_path: Path):
    for name in ("orders-1.csv", "orders-2.csv", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert beside.completed(f"{tmp_path}/o") == f"{tmp_path}/orders-"
    assert beside.completed(f"{tmp_path}/orders-2") == f"{tmp_path}/orders-2.csv"
    assert beside.completed(f"{tmp_path}/fo") == f"{tmp_path}/folder/"
    assert beside.completed(f"{tmp_path}/folder/") == f"{tmp_path}/folder/"
    assert beside.completed(f"{tmp_path}/x") == f"{tmp_path}/x"
    assert beside.completed("~nobody-is-called-so/x") == "~nobody-is-called-so/x"


def test_a_directory_that_cannot_be_read_has_nothing_to_choose(tmp_path: Path):
    assert beside.choosable([tmp_path / "nowhere"], ["csv"]) == ()


@pytest.mark.parametrize("there", [None, b"", b"BEGIN older"])
def test_a_file_of_our_own_is_replaced_whole(tmp_path: Path, there: bytes | None):
    path = tmp_path / "a.ics"
    if there is not None:
        path.write_bytes(there)
        path.chmod(0o640)
    assert beside.replace(path, b"BEGIN newer", b"BEGIN")
    assert path.read_bytes() == b"BEGIN newer"
    assert path.stat().st_mode & 0o777 == (0o600 if there is None else 0o640)
    assert names(tmp_path) == ["a.ics"]


def test_another_file_is_left_and_one_that_is_the_same_is_not_written(tmp_path: Path):
    path = tmp_path / "a.ics"
    path.write_bytes(b"mine")
    with pytest.raises(Problem, match="another kind of file"):
        beside.replace(path, b"BEGIN", b"BEGIN")
    assert path.read_bytes() == b"mine"
    path.write_bytes(b"BEGIN")
    written = path.stat().st_mtime_ns
    assert not beside.replace(path, b"BEGIN", b"BEGIN")
    assert path.stat().st_mtime_ns == written


def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path):
    real = tmp_path / "served" / "a.ics"
    real.parent.mkdir()
    real.write_bytes(b"BEGIN older")
    link = tmp_path / "a.ics"
    link.symlink_to(real)
    assert beside.replace(link, b"BEGIN newer", b"BEGIN")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"BEGIN newer")


def test_where_the_disk_is_full_the_older_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.ics"
    path.write_bytes(b"BEGIN older")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="the disk is full"):
        beside.replace(path, b"BEGIN newer", b"BEGIN")
    assert (names(tmp_path), path.read_bytes()) == (["a.ics"], b"BEGIN older")


def test_the_versions_that_sync_tools_put_beside_a_ledger_are_found_and_nothing_else(tmp_path: Path):
    ledger = tmp_path / "ledger.json"
    made = (
        "ledger.sync-conflict-20261122-140000-ABCDEFG.json",
        "ledger (anna's conflicted copy 2026-11-22).json",
        "ledger (conflicted copy 2026-11-22 140000).json",
        "ledger (Case Conflict).json",
        "ledger_conflict-20261122-140000.json",
        "ledger(冲突副本).json",
        "ledger [conflicted].json",
        "ledger (SFConflict anna@example.com 2026-11-22-14-00-00).json",
        "ledger 2.json",
        "ledger (1).json",
        "ledger-DESKTOP-AB12CD3.json",
        "ledger-annas-host-safeBackup-0001.json",
        "ledger - 副本.json",
        "ledger - 副本 (2).json",
        "ledger 副本.json",
        "ledger的副本.json",
        "ledger (anna 的衝突副本 2026-11-22).json",
        "ledger 副本 2.json",
        "ledger [对方版本].json",
        "ledger (对方版本).json",
        "ledger（对方版本 2026-11-22）.json",
    )
    others = (
        "ledger.json.lock",
        "ledger.json.drafts",
        "ledger-2.json",
        "ledger 2026.json",
        "ledger-old.json",
        "notes.sync-conflict-1.json",
        "ledger2.json",
        "ledger 副本说明.json",
    )
    for name in ("ledger.json", *made, *others):
        (tmp_path / name).touch()
    assert set(beside.conflicts(ledger)) == set(made)
    assert beside.conflicts(tmp_path / "nowhere" / "ledger.json") == ()


def test_the_name_of_such_a_version_steers_no_terminal_and_can_be_written(tmp_path: Path):
    (tmp_path / os.fsdecode(b"ledger.sync-conflict-\x1b[2J\xff.json")).touch()
    (name,) = beside.conflicts(tmp_path / "ledger.json")
    assert name.isprintable() and name.encode()
