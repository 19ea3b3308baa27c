"""The last common version of two copies of a ledger: the newest state that both know of, or that one of them was merged
with since.

A copy knows its present state, the states that undo and redo lead to, and those of its backups that these lead to. Both
copies count their writes from the common one on, so only states with the same write number are compared.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import msgspec

from models.ledger.ledger import Ledger
from models.store import backups, files, layout
from models.store.digest import digest
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
    past, others = _past(ours, mine), _past(other, theirs)
    taken_in = [*_taken_in(ours.history, others), *_taken_in(other.history, past)]
    number, base = _common(past, others)
    _, last, taken = max(taken_in, key=lambda each: each[0], default=(0.0, 0, None))
    if taken is not None and last > (number or 0):  # else it is what both were before they were one for the last time
        number, base = last, taken
    return SecondVersion(other.ledger, base, number)


def state_at(path: Path) -> State:
    """What the file holds; Problem where it is not there or cannot be read."""
    readable = files.readable(path)
    found = files.read(files.real(path))
    if found is None:
        raise Problem("there is no file {path}", path=readable)
    return state_of(layout.decode(found[0], readable), readable)


def version_name(ledger: Ledger) -> str:
    """What an action that merges a version keeps of it in its label, by which it is known again: letters, as no number
    is kept there."""
    rows = [[table, sorted(getattr(ledger, table).items())] for table in ledger.__struct_fields__]
    return digest(rows).translate(_LETTERS)


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
VERSION = "version"
"""The name under which the label has it."""


_Past = dict[int, list[Ledger]]
"""What the ledger was after each write, by write number, as far as each source knows it."""


def _common(ours: _Past, others: _Past) -> tuple[int | None, Ledger | None]:
    for number in sorted(ours.keys() & others.keys(), reverse=True):
        found = next((each for each in ours[number] if each in others[number]), None)
        if found is not None:
            return number, found
    return None, None


def _taken_in(history: History, past: _Past) -> Iterator[tuple[float, int, Ledger]]:
    """The versions out of the past that were merged by an action that stands: since when, with their write numbers. All
    that they had and the ledger has no more was given up there."""
    standing = [each for each in history.values() if not each.undone and VERSION in each.label.params]
    merges = {str(each.label.params[VERSION]): each.at.timestamp() for each in standing}
    for number, ledgers in past.items() if merges else ():
        for each in ledgers:
            at = merges.get(version_name(each))
            if at is not None:
                yield at, number, each


def _past(state: State, path: Path) -> _Past:
    """Whatever undo leads to was once, and so was a backup that is as undo says: not what could be redone in it.

    No other backup counts: those of another host come to lie among its own where the folder is kept in step, or its
    version takes the ledger's place. What only that host wrote would look as if it had been deleted here.
    """
    found: _Past = {}
    _redone(found, state, path)
    _gather(found, state, [each for each in backups.found(files.real(path)) if each.number], path)
    return found


def _gather(found: _Past, state: State, kept: Sequence[backups.Kept], path: Path) -> None:
    """Add what the state was, as far as it and the backups that it leads to know it."""
    number = state.contents.generation
    later = number + 1
    first: Ledger | None = state.ledger
    _add(found, number, state.ledger)
    for ident, ledger, before in _undone(state, path):
        _add(found, ident, ledger)
        for backup in _alike(kept, ledger, ident, later):
            _add(found, backup.contents.generation, ledger)
        later, first = ident, before
    earlier = None if first is None else next(_alike(kept, first, 1, min(later, number)), None)
    if earlier is not None:
        _gather(found, earlier, kept, path)


def _add(found: _Past, number: int, ledger: Ledger) -> None:
    found.setdefault(number, []).append(ledger)


def _alike(kept: Sequence[backups.Kept], ledger: Ledger, least: int, below: int) -> Iterator[State]:
    """The backups that hold that ledger, the newest first: those of the writes from `least` on, `below` another."""
    for each in kept:
        if least <= each.number < below:
            with suppress(Problem):
                state = state_at(each.path)
                if state.ledger == ledger and state.contents.generation == each.number:
                    yield state


def _redone(found: _Past, state: State, path: Path) -> None:
    """Add the states that redo leads to, each by the number of the write that made it; from a merge on none: whoever
    undid that gave up nothing of the two versions, which may be merged again."""
    ledger = state.ledger
    undone = ((ident, entry) for ident, entry in state.history.items() if entry.undone)
    with suppress(Problem):
        for ident, entry in takewhile(lambda each: VERSION not in each[1].label.params, undone):
            ledger = applied(ledger, reverse(ledger, entry, str(path)))
            _add(found, int(ident), ledger)


def _undone(state: State, path: Path) -> Iterator[tuple[int, Ledger, Ledger | None]]:
    """The states that undo leads to, each with the number of the write that made it, and what was before that: nobody
    knows it, and they end, where something was changed outside fenqi."""
    ledger = state.ledger
    for ident in reversed([each for each in state.history if not state.history[each].undone]):
        before = None
        with suppress(Problem):
            before = applied(ledger, reverse(ledger, state.history[ident], str(path)))
        yield int(ident), ledger, before
        if before is None:
            return
        ledger = before
