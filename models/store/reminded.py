"""What `fenqi remind` has said, in `<ledger>.reminded`: no part of the ledger, its undo or its backups."""

import stat
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from models.store import aside, files
from models.store.lock import locked
from models.values.dates import Instant
from models.values.message import Inner, Message, Problem

MOST_SAID = 2000
"""The most that are kept: the oldest goes first, as nothing of it stands any more."""
MOST_BYTES = 2_000_000
"""The most bytes that such a file has."""


class LostMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The user's command did not take a message, `at` that instant, and why."""

    at: Instant
    reason: Message


class SaidSoFar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When each reminder was said, by its id, and how the last one was lost, if it was."""

    version: Literal[1] = msgspec.field(name="fenqi-reminded", default=1)
    said: Mapping[str, Instant] = {}
    lost: LostMessage | None = None


class Reminded:
    """What was said about one ledger. Problem where its file cannot be read or written; the file is left as it is
    then."""

    def __init__(self, ledger: Path) -> None:
        """`ledger` may be a symlink, and so may the file beside it."""
        self._ledger = ledger.absolute()

    @property
    def path(self) -> Path:
        """Where the file really is, or would be."""
        return files.real(path_of(files.real(self._ledger)))

    def read(self) -> SaidSoFar:
        """What was said so far."""
        path = self.path
        if files.kind_of(path) not in {0, stat.S_IFREG}:
            raise Problem(
                "{path} is no file, so it is not known which reminders were said; "
                "with it removed, every reminder comes again",
                path=files.readable(path),
            )
        return aside.read(path, SaidSoFar, MOST_BYTES, _none_said) or SaidSoFar()

    def keep(self, idents: Iterable[str], at: datetime) -> None:
        """Keep that these were said and delivered."""
        with locked(files.real(self._ledger)):
            said = {**self.read().said, **dict.fromkeys(idents, _plain(at))}
            newest = sorted(said.items(), key=lambda each: each[1].timestamp())[-MOST_SAID:]
            aside.write(self.path, SaidSoFar(said=dict(newest)))

    def lose(self, reason: Message, at: datetime) -> None:
        """Keep that nothing was delivered: it will be said again."""
        lost = LostMessage(_plain(at), reason)
        with locked(files.real(self._ledger)):
            aside.write(self.path, msgspec.structs.replace(self.read(), lost=lost))


def path_of(ledger: Path) -> Path:
    """The file beside a ledger."""
    return ledger.with_name(f"{ledger.name}.reminded")


def _plain(at: datetime) -> datetime:
    return datetime.fromtimestamp(at.timestamp(), UTC)


def _none_said(path: str, reason: Message | None) -> Problem:
    if reason is None:
        return Problem(
            "{path} is no file of reminders; it was left as it is; with it removed, every reminder comes again",
            path=path,
        )
    return Problem(
        "{path} is no file of reminders: {reason}; it was left as it is; with it removed, every reminder comes again",
        path=path,
        reason=Inner(reason),
    )
