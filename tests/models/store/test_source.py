"""A file that somebody named is opened at once or refused at once, whatever lies under its name."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from models.store import files, source
from models.values.message import Problem

MOST = 1_000_000


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))  # a socket's name has little room


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a directory": (Path.mkdir, "directory, not a regular file"),
    "a pipe": (os.mkfifo, "pipe, not a regular file"),
    "a socket": (bind, "socket, not a regular file"),
    "a device without an end": (link_to("/dev/zero"), "device, not a regular file"),
    "a device with nothing in it": (link_to("/dev/null"), "device, not a regular file"),
    "a link to itself": (lambda path: path.symlink_to(path), "cannot be read: "),
}


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_refused_at_once_and_called_what_it_is(tmp_path: Path, kind: str) -> None:
    make, sentence = NO_FILES[kind]
    path = tmp_path / "named"
    make(path)
    with pytest.raises(Problem, match=sentence) as caught:
        source.read(path, MOST)
    assert str(path) in str(caught.value)


def test_a_file_where_a_directory_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="cannot be read: "):
        source.read(tmp_path / "file" / "named", MOST)


def test_a_pipe_that_somebody_writes_to_is_refused_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    other_end = os.open(path, os.O_RDWR)
    try:
        os.write(other_end, b"title\n")
        with pytest.raises(Problem, match="pipe"):
            source.read(path, MOST)
    finally:
        os.close(other_end)


def test_where_there_is_no_file_there_is_nothing(tmp_path: Path) -> None:
    assert source.read(tmp_path / "nowhere", MOST) is None


@pytest.mark.parametrize("name", ["a\0b", "half \ud800"])
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem, match="cannot be the name of a file"):
        source.read(tmp_path / name, MOST)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read anything")
    path = tmp_path / "secret"
    path.write_text("")
    path.chmod(0)
    with pytest.raises(Problem, match="cannot be read: "):
        source.read(path, MOST)


@pytest.mark.parametrize("size", [0, 1, MOST])
def test_all_of_a_file_is_read_up_to_the_bound(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    data, status = source.read(path, MOST) or (b"", None)
    assert (len(data), status and status.st_size) == (size, size)


def test_a_larger_file_is_refused_whatever_its_size(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for size in (MOST + 1, 1 << 40):
        path.touch()
        os.truncate(path, size)  # it takes no room on the disk
        with pytest.raises(Problem, match="larger than 1 MB"):
            source.read(path, MOST)


def test_of_a_file_that_is_too_large_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.touch()
    os.truncate(path, MOST + 1)
    monkeypatch.setattr(source, "_bytes", lambda *_: pytest.fail("it was read"))
    with pytest.raises(Problem, match="larger than 1 MB"):
        source.read(path, MOST)


def test_a_file_that_hides_its_size_is_read_whole_and_no_further_than_the_bound() -> None:
    lying = Path("/proc/self/maps")
    if not lying.exists():
        pytest.skip("only Linux has such files")
    assert lying.stat().st_size == 0
    data, _ = source.read(lying, MOST) or (b"", None)
    assert data.count(b"\n") > 10
    with pytest.raises(Problem, match="larger than"):
        source.read(lying, 100)


def test_a_ledger_that_could_not_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    path = tmp_path / "ledger.json"
    files.write(path, b"x" * 10)
    with pytest.raises(Problem, match="nothing was changed"):
        files.write(path, b"y" * 11)
    assert path.read_bytes() == b"x" * 10
