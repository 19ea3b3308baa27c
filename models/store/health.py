"""What `fenqi doctor` checks, and what it can fix. Nothing here changes what the file holds."""

import stat
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import msgspec

from models.bills.contracts import account_faults
from models.channels.builtin import builtin
from models.channels.effective import faults
from models.ledger.ledger import Ledger
from models.store import backups, files, location
from models.store.store import Store
from models.values.message import Message, Problem, msg


class Level(IntEnum):
    """How well it is. BAD: the file cannot be read."""

    GOOD = 0
    REMARK = 1
    BAD = 2


class Finding(msgspec.Struct, frozen=True):
    """One thing that was checked."""

    level: Level
    message: Message


def examine(store: Store) -> tuple[Finding, ...]:
    """What is well and what is wrong with the store's file and with what lies beside it."""
    path = store.path
    return (*_file(path), *_lock(path), *_rights(path), *_leftovers(path), *_backups(store))


def repair(store: Store) -> None:
    """Make private what others can open, and remove what killed writers left. Problem where that is refused."""
    path = store.path
    with files.reported(path):
        if path.parent.is_dir() and (files.leftovers(path) or _exposed(path)):
            with files.locked(path):
                files.sweep(path)
                for each in _exposed(path):
                    each.chmod(files.PRIVATE_DIRECTORY if each.is_dir() else files.PRIVATE_FILE)


def _file(path: Path) -> Iterator[Finding]:
    try:
        snapshot = Store(path).load()
    except Problem as problem:
        yield Finding(Level.BAD, problem.message)
        remarks = location.remarks(path)
    else:
        shown = files.readable(path)
        if snapshot.revision:
            readable = msg(
                "{path} can be read: {orders} orders, write number {revision}",
                path=shown,
                orders=len(snapshot.ledger.orders),
                revision=snapshot.revision,
            )
            yield Finding(Level.GOOD, readable)
        elif not snapshot.remarks:
            yield Finding(Level.GOOD, msg("there is no file {path} yet", path=shown))
        remarks = (*snapshot.remarks, *(each.message for each in _rules(snapshot.ledger)))
    refusal = files.unwritable(path)
    for remark in (*remarks, *([refusal] if refusal else [])):
        yield Finding(Level.REMARK, remark)


def _rules(ledger: Ledger) -> Iterator[Problem]:
    """What is wrong with the user's own rules and accounts, which are not taken as they are."""
    yield from faults(builtin(), ledger.channels)
    yield from account_faults(ledger, builtin())


def _lock(path: Path) -> Iterator[Finding]:
    if files.token(path) is None or files.unwritable(path):
        return
    try:
        with files.locked(path):
            yield Finding(Level.GOOD, msg("the lock {path} can be used", path=files.readable(files.lock_of(path))))
    except Problem as problem:
        yield Finding(Level.REMARK, problem.message)


def _rights(path: Path) -> Iterator[Finding]:
    for each in _exposed(path):
        if each != path:  # the remarks name it
            yield Finding(Level.REMARK, location.exposure(each))


def _exposed(path: Path) -> list[Path]:
    """What is fenqi's own and can be opened by others: files, backups, and a directory where nothing else lies.

    A directory with the sticky bit is meant for everybody.
    """
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    ours = [each for each in beside if each == path or each.name.startswith((f"{path.name}.", f".{path.name}."))]
    if ours and len(ours) == len(beside) and not path.parent.stat().st_mode & stat.S_ISVTX:
        ours.insert(0, path.parent)
    return [
        each
        for each in (*ours, *(kept.path for kept in backups.found(path)))
        if not each.is_symlink() and location.exposed(each)
    ]


def _leftovers(path: Path) -> Iterator[Finding]:
    try:
        count = len(files.leftovers(path))
    except OSError:
        return
    if count:
        left = msg(
            "{count} unfinished files lie beside {path}; the next write or `fenqi doctor --fix` removes them",
            count=count,
            path=files.readable(path),
        )
        yield Finding(Level.REMARK, left)


def _backups(store: Store) -> Iterator[Finding]:
    found = store.backups()
    good = [each for each in found if each.fault is None]
    for each in found:
        if each.fault is not None and not each.replaced:
            yield Finding(Level.REMARK, each.fault)
    if not good:
        yield Finding(Level.GOOD, msg("there are no backups yet"))
        return
    newest = msg(
        "{count} backups can be read; `fenqi restore {name}` brings back the newest",
        count=len(good),
        name=good[0].path.stem,
    )
    yield Finding(Level.GOOD, newest)
