"""The last common version of two copies of a ledger: the newest state that both know of.

A copy knows its present state, the states that undo and redo lead to, and its backups. Both copies count their writes
from the common one on, so only states with the same write number are compared.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from models.ledger.ledger import Ledger
from models.store import backups, files, layout
from models.store.history import History, reverse
from models.store.records import applied
from models.store.state import State, state_of
from models.values.message import Problem


class SecondVersion(msgspec.Struct, frozen=True):
    """Another version of a ledger, and the last common version of both with its write number; None where that is not
    known."""

    ledger: Ledger
    base: Ledger | None = None
    number: int | None = None


def second_version(mine: Path, theirs: Path) -> SecondVersion:
    """The version of the ledger `mine` that the file `theirs` has; nothing is written.

    Problem where one of the two is not there or cannot be read, or where both are one file.
    """
    if files.identity(mine) is not None and files.identity(mine) == files.identity(theirs):
        raise Problem("{path} is the ledger itself", path=files.readable(theirs))
    ours, other = state_at(mine), state_at(theirs)
    number, base = _common(_past(ours, mine), _past(other, theirs))
    return SecondVersion(other.ledger, base, number)


def state_at(path: Path) -> State:
    """What the file holds; Problem where it is not there or cannot be read."""
    readable = files.readable(path)
    found = files.read(files.real(path))
    if found is None:
        raise Problem("there is no file {path}", path=readable)
    return state_of(layout.decode(found[0], readable), readable)


_Past = dict[int, list[Callable[[], Ledger | None]]]
"""What the ledger was after each write, by write number, as far as each source knows it."""


def _common(ours: _Past, others: _Past) -> tuple[int | None, Ledger | None]:
    for number in sorted(ours.keys() & others.keys(), reverse=True):
        there = [made for made in (each() for each in others[number]) if made is not None]
        for each in ours[number]:
            made = each()
            if made is not None and made in there:
                return number, made
    return None, None


def _past(state: State, path: Path) -> _Past:
    found: _Past = {state.contents.generation: [lambda: state.ledger]}
    for number, ledger in _undone(state, path):
        found.setdefault(number, []).append(partial(_itself, ledger))
    for kept in backups.found(files.real(path)):
        if kept.number:
            found.setdefault(kept.number, []).append(partial(_backed_up, kept.path))
    return found


def _itself(ledger: Ledger) -> Ledger:
    return ledger


def _backed_up(path: Path) -> Ledger | None:
    try:
        return state_at(path).ledger
    except Problem:
        return None


def _undone(state: State, path: Path) -> Iterator[tuple[int, Ledger]]:
    """The states that undo and redo lead to, each with the number of the write that made it; they end where something
    was changed outside fenqi."""
    history: History = state.history
    try:
        ledger = state.ledger
        for ident in (each for each in history if history[each].undone):
            ledger = applied(ledger, reverse(ledger, history[ident], str(path)))
            yield int(ident), ledger
    except Problem:
        pass
    try:
        ledger = state.ledger
        for ident in reversed([each for each in history if not history[each].undone]):
            yield int(ident), ledger
            ledger = applied(ledger, reverse(ledger, history[ident], str(path)))
    except Problem:
        pass
