"""Files beside the ledger's own: those that a person may choose to import, and one that is made for them."""

import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import msgspec

from models.store import files
from models.store.files import readable, reported
from models.values.message import Problem

MOST = 200
"""How many files of one directory are looked at: nobody chooses among more."""


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
    temp = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with reported(path):
        try:
            handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, files.PRIVATE_FILE)
        except ValueError:  # a NUL, or half a character
            raise Problem("{path} cannot be the name of a file", path=readable(path)) from None
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _name(temp, path)
        except FileExistsError:
            raise Problem("{path} is there already; it was left as it is", path=readable(path)) from None
        finally:
            with suppress(OSError):
                temp.unlink()


def _name(temp: Path, path: Path) -> None:
    """Give the file its name, unless something has it."""
    try:
        path.hardlink_to(temp)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        temp.replace(path)
