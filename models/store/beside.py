"""Files beside the ledger's own: those that a person may choose to import, and those that are made for them."""

import os
import re
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import msgspec

from models.store import files, source
from models.store.files import readable, reported
from models.values.message import Problem
from models.values.text import clean

MOST = 200
"""How many files of one directory are looked at: nobody chooses among more."""
_CONFLICT = r"(?i)[ ._(（\[【-].*(?:sync-conflict-|conflicted copy|conflict(?:ed)?\b|[冲衝]突|对方版本)|\(conflict"
"""What Syncthing, Dropbox, Nextcloud, Nutstore (坚果云) and others put between a file's name and its ending."""
_NUMBERED = r"(?a) \d{1,2}| ?\(\d{1,2}\)|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{5,7}(?:-\d+)?|-.+-safeBackup-\d{4}|_conf\(\d+\)"
"""What iCloud, Google Drive and OneDrive do: a number, or the host's name as Windows makes it."""
_COPY = r"(?:[ _-]{0,3}|的)副本(?: ?\d{1,2}| ?[(（]\d{1,2}[)）])?"
"""What Finder, Explorer and Baidu's netdisk do in Chinese."""


class ChoosableFile(msgspec.Struct, frozen=True):
    """A regular file that can be chosen: its size in bytes, and when it was written, in seconds since 1970."""

    path: Path
    size: int
    written: float


def choosable(directories: Iterable[Path], endings: Iterable[str]) -> tuple[ChoosableFile, ...]:
    """The regular files with one of these endings, each once, directory by directory and the newest first.

    What cannot be read is not listed.
    """
    found: dict[Path, ChoosableFile] = {}
    wanted = tuple(f".{each}" for each in endings)
    for directory in directories:
        mine = [each for each in map(_regular, _names(directory, wanted)) if each is not None]
        for each in sorted(mine, key=lambda each: (-each.written, each.path.name))[:MOST]:
            found.setdefault(each.path.resolve(), each)
    return tuple(found.values())


def _names(directory: Path, endings: tuple[str, ...]) -> list[Path]:
    try:
        with os.scandir(directory) as entries:
            return [
                Path(each.path)
                for each in entries
                if each.name.lower().endswith(endings) and not each.name.startswith(".") and each.is_file()
            ]
    except OSError:
        return []


def _regular(path: Path) -> ChoosableFile | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return ChoosableFile(path, status.st_size, status.st_mtime)


def completed(typed: str) -> str:
    """The path that was begun, as far as it can only go on in one way; a directory ends in `/`."""
    try:
        given = Path(typed).expanduser()
    except RuntimeError:  # the home of an unknown user
        return typed
    directory, begun = (given, "") if typed.endswith("/") else (given.parent, given.name)
    try:
        with os.scandir(directory) as entries:
            names = sorted(
                f"{each.name}/" if each.is_dir() else each.name
                for each in entries
                if each.name.startswith(begun) and (begun.startswith(".") or not each.name.startswith("."))
            )
    except (OSError, ValueError):  # a NUL is in no name
        return typed
    common = _common(names)
    return typed[: len(typed) - len(begun)] + common if common else typed


def _common(names: list[str]) -> str:
    """What all of them begin with."""
    if not names:
        return ""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(names[0], names[-1], strict=False))  # the rest lies between
    return "".join(character for character, _ in alike)


def make(path: Path, data: bytes) -> None:
    """Make a new file of these bytes, whole or not at all; Problem where there is one already, or it is refused."""
    _install(path, data, _name)


def replace(path: Path, data: bytes, begins: bytes) -> bool:
    """Make the file one of these bytes, whole or not at all; whether that changed anything.

    One that is there stays as open to others as it is. It is replaced only where it is empty or begins as what is
    written here does: a slip of the hand costs no other file. Problem for that, and where it is refused.
    """
    real = files.real(path)
    found = source.read(real, files.MAX_BYTES)
    if found is not None:
        if found[0] == data:
            return False
        if found[0] and not found[0].startswith(begins):
            raise Problem("{path} is another kind of file; it was left as it is", path=readable(path))
    mode = files.PRIVATE_FILE if found is None else stat.S_IMODE(found[1].st_mode)
    _install(real, data, Path.replace, mode)
    return True


def _install(path: Path, data: bytes, put: Callable[[Path, Path], object], mode: int = files.PRIVATE_FILE) -> None:
    """Write the bytes into a file beside the path, `put` that there once the disk has them, and the name as well.

    Root gives it to the owner of the one that was there, or of the directory.
    """
    temp = files.temporary(path)
    with reported(path):
        try:
            try:
                files.fill(temp, data, path, mode=mode)
            except ValueError:  # a NUL, or half a character
                raise Problem("{path} cannot be the name of a file", path=readable(path)) from None
            put(temp, path)
        finally:
            with suppress(OSError, ValueError):
                temp.unlink()
    files.confirm(path)


def _name(temp: Path, path: Path) -> None:
    """Give the file its name; Problem where something has it."""
    try:
        path.hardlink_to(temp)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise _taken(path) from None
        temp.replace(path)


def _taken(path: Path) -> Problem:
    return Problem("{path} is there already; it was left as it is", path=readable(path))


def conflicts(ledger: Path) -> tuple[str, ...]:
    """The names of the files beside a ledger that a sync tool made of it when two hosts had changed it, cleaned.

    `ledger`: where it really is.
    """
    begins, ending = ledger.stem, ledger.suffix
    try:
        with os.scandir(ledger.parent) as entries:
            found = [each.name for each in entries if each.name != ledger.name and each.name.startswith(begins)]
    except OSError:
        return ()
    made = [name for name in found if name.endswith(ending) and _is_second(name[len(begins) :].removesuffix(ending))]
    return tuple(sorted(map(clean, made)))


def _is_second(between: str) -> bool:
    """Whether that, between a file's name and its ending, is of a sync tool."""
    return re.match(_CONFLICT, between) is not None or re.fullmatch(f"{_NUMBERED}|{_COPY}", between) is not None
