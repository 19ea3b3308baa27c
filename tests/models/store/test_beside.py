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
    with pytest.raises(Problem, match="No space left"):
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
