"""What a power cut can leave of what was written: the calls of a commit are recorded, and then lost in part.

A `Disk` knows a directory as it was, and what was done in it since, call by call. `losses` has for every prefix of
these calls all that a disk may have then: of what `fsync` was not called for, each name in a directory may be there or
not, whatever came before or after it, and each file may have its bytes, none, half of them, or zeros.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

EACH = 6
"""So many entries may all be there or not in every combination; of more, some are."""


class Node:
    """A file or a directory, whatever its names."""

    def __init__(self, data: bytes | None = None) -> None:
        """`data`: what the disk has of a file; None for a directory."""
        self.data = data


class Named(NamedTuple):
    """Names in one directory were given, or (None) taken, all at once."""

    directory: Node
    names: Mapping[str, Node | None]


class Wrote(NamedTuple):
    """Bytes were put to the end of a file."""

    node: Node
    data: bytes


class Synced(NamedTuple):
    """The disk was made to have a file's bytes, or the names in a directory."""

    node: Node


class Call(NamedTuple):
    """One call, and what it did; `name` is that of the system's."""

    name: str
    did: tuple[Named | Wrote | Synced, ...]


class Files(NamedTuple):
    """What a disk has: the bytes of each file, by path; `same` groups the paths that are names of one file."""

    data: Mapping[str, bytes]
    same: frozenset[frozenset[str]]
    directories: frozenset[str]

    def lay(self, root: Path) -> None:
        """Make these files in an empty directory."""
        for each in sorted(self.directories):
            (root / each).mkdir(parents=True, exist_ok=True)
        for group in self.same:
            first, *others = sorted(group)
            (root / first).write_bytes(self.data[first])
            for each in others:
                (root / each).hardlink_to(root / first)


class Disk:
    """All that lies in `root`, and what `recorded` saw done to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls: list[Call] = []
        self._opened: dict[int, Node] = {}
        self._named: dict[Node, dict[str, Node]] = {}
        self._top = self._found(root, {})
        self._before = {node: dict(names) for node, names in self._named.items()}
        self._made: set[Node] = set()

    def _found(self, path: Path, known: dict[tuple[int, int], Node]) -> Node:
        status = path.lstat()
        if path.is_dir():
            node = Node()
            self._named[node] = {each.name: self._found(each, known) for each in sorted(path.iterdir())}
            return node
        return known.setdefault((status.st_dev, status.st_ino), Node(path.read_bytes()))

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Record the calls made inside."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "mkdir", "rmdir"):
                patch.setattr(os, name, getattr(self, f"_{name}")(getattr(os, name)))
            yield

    def _open(self, call: Callable[..., int]) -> Callable[..., int]:
        def opened(path: str | Path, flags: int, *rest: int, **named: int) -> int:
            new = not os.path.lexists(path)
            handle = call(path, flags, *rest, **named)
            place = self._at(path)
            if place is not None:
                directory, name = place
                if new:
                    made = Node(b"")
                    self._made.add(made)
                    self._do("open", Named(directory, {name: made}))
                self._opened[handle] = self._named[directory][name] if name else directory
            return handle

        return opened

    def _write(self, call: Callable[[int, bytes], int]) -> Callable[[int, bytes], int]:
        def wrote(handle: int, data: bytes) -> int:
            count = call(handle, data)
            if handle in self._opened:
                node = self._opened[handle]
                assert node in self._made, "a file was written in place"
                self._do("write", Wrote(node, bytes(data[:count])))
            return count

        return wrote

    def _fsync(self, call: Callable[[int], None]) -> Callable[[int], None]:
        def synced(handle: int) -> None:
            call(handle)
            if handle in self._opened:
                self._do("fsync", Synced(self._opened[handle]))

        return synced

    def _close(self, call: Callable[[int], None]) -> Callable[[int], None]:
        def closed(handle: int) -> None:
            self._opened.pop(handle, None)
            call(handle)

        return closed

    def _replace(self, call: Callable[..., None]) -> Callable[..., None]:
        def replaced(old: str | Path, new: str | Path) -> None:
            call(old, new)
            (there, was), (here, name) = self._place(old), self._place(new)
            node = self._named[there][was]
            if there is here:
                self._do("replace", Named(here, {was: None, name: node}))
            else:
                self._do("replace", Named(here, {name: node}), Named(there, {was: None}))

        return replaced

    _rename = _replace

    def _link(self, call: Callable[..., None]) -> Callable[..., None]:
        def linked(old: str | Path, new: str | Path, **named: bool) -> None:
            call(old, new, **named)
            (there, was), (here, name) = self._place(old), self._place(new)
            self._do("link", Named(here, {name: self._named[there][was]}))

        return linked

    def _unlink(self, call: Callable[..., None]) -> Callable[..., None]:
        def unlinked(path: str | Path) -> None:
            call(path)
            directory, name = self._place(path)
            self._do("unlink", Named(directory, {name: None}))

        return unlinked

    _rmdir = _unlink

    def _mkdir(self, call: Callable[..., None]) -> Callable[..., None]:
        def made(path: str | Path, *rest: int) -> None:
            call(path, *rest)
            directory, name = self._place(path)
            node = Node()
            self._named[node] = {}
            self._do("mkdir", Named(directory, {name: node}))

        return made

    def _do(self, name: str, *did: Named | Wrote | Synced) -> None:
        for each in did:
            if isinstance(each, Named):
                _name(self._named, each)
        self.calls.append(Call(name, did))

    def _at(self, path: str | Path) -> tuple[Node, str] | None:
        """The directory and the name in it; no name for the root itself, None for what lies elsewhere."""
        with suppress(ValueError):
            parts = Path(path).relative_to(self.root).parts
            node = self._top
            for each in parts[:-1]:
                node = self._named[node][each]
            return node, parts[-1] if parts else ""
        return None

    def _place(self, path: str | Path) -> tuple[Node, str]:
        found = self._at(path)
        assert found is not None, f"{path} lies elsewhere"
        return found

    def losses(self, calls: Sequence[Call]) -> Iterator[tuple[int, Files]]:
        """For every prefix of these calls, its length and what the disk may have then; each of that once."""
        for length in range(len(calls) + 1):
            seen: list[Files] = []
            for files in self._after(calls[:length]):
                if files not in seen:
                    seen.append(files)
                    yield length, files

    def whole(self) -> Files:
        """What the disk has once everything reached it."""
        return self._files(self._named, _bytes(self.calls))

    def _after(self, calls: Sequence[Call]) -> Iterator[Files]:
        done = [each for call in calls for each in call.did]
        named = {node: dict(names) for node, names in self._before.items()}
        pending: list[Named] = []
        for each in done:
            if isinstance(each, Named):
                pending.append(each)
            elif isinstance(each, Synced):
                for one in [one for one in pending if one.directory is each.node]:
                    _name(named, one)
                pending = [one for one in pending if one.directory is not each.node]
        sure, written = _sure(done), _bytes(calls)
        for kept in _some(pending):
            there = {node: dict(names) for node, names in named.items()}
            for one in kept:
                _name(there, one)
            for lose in LOSSES:
                yield self._files(there, {node: _lost(sure.get(node, b""), written[node], lose) for node in written})

    def _files(self, named: Mapping[Node, Mapping[str, Node]], written: Mapping[Node, bytes]) -> Files:
        data: dict[str, bytes] = {}
        names: dict[Node, set[str]] = {}
        directories: set[str] = set()

        def walk(directory: Node, above: str) -> None:
            for name, node in named.get(directory, {}).items():
                path = f"{above}{name}"
                if node.data is None:
                    directories.add(path)
                    walk(node, f"{path}/")
                else:
                    data[path] = written.get(node, node.data)
                    names.setdefault(node, set()).add(path)

        walk(self._top, "")
        return Files(data, frozenset(map(frozenset, names.values())), frozenset(directories))


LOSSES: tuple[Callable[[bytes], bytes], ...] = (
    lambda rest: rest,
    lambda _: b"",
    lambda rest: rest[: len(rest) // 2],
    lambda rest: bytes(len(rest)),
)
"""What becomes of bytes that the disk was not made to have."""


def _lost(sure: bytes, written: bytes, lose: Callable[[bytes], bytes]) -> bytes:
    return sure + lose(written[len(sure) :])


def _name(named: dict[Node, dict[str, Node]], done: Named) -> None:
    names = named.setdefault(done.directory, {})
    for name, node in done.names.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _bytes(calls: Iterable[Call]) -> dict[Node, bytes]:
    """What was written into each new file."""
    found: dict[Node, bytes] = {}
    for each in (each for call in calls for each in call.did):
        if isinstance(each, Wrote):
            found[each.node] = found.get(each.node, b"") + each.data
    return found


def _sure(done: Iterable[Named | Wrote | Synced]) -> dict[Node, bytes]:
    """What the disk surely has of each new file."""
    written: dict[Node, bytes] = {}
    sure: dict[Node, bytes] = {}
    for each in done:
        if isinstance(each, Wrote):
            written[each.node] = written.get(each.node, b"") + each.data
        elif isinstance(each, Synced) and each.node in written:
            sure[each.node] = written[each.node]
    return sure


def _some(pending: list[Named]) -> Iterator[tuple[Named, ...]]:
    """Those that are there, in every way that is tried."""
    count = len(pending)
    sizes = range(count + 1) if count <= EACH else (0, 1, 2, count - 2, count - 1, count)
    for size in sizes:
        yield from combinations(pending, size)
    if count > EACH:
        yield from (tuple(pending[:size]) for size in range(3, count - 2))
