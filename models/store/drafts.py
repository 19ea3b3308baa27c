"""What was typed into forms and is not saved yet, in `<ledger>.drafts`: no part of the ledger, its undo or its backups.

A draft is kept by the form that it is of (`order/new`, `order/<id>`) and by the process that holds it: two terminals
that enter a new order at the same time have a draft each. The ledger's own lock keeps their writes apart.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from models.store import files
from models.store.lock import locked
from models.values.message import Inner, Message, Problem
from models.values.text import harmless

MOST_DRAFTS = 50
"""More are not kept: the oldest goes."""
MOST_TYPED = 20_000
"""Characters of one draft: an order's note and title have hundreds."""
MOST_BYTES = 10_000_000
"""No file of drafts is larger."""
ATTEMPTS = 8
"""To lock, about an eighth of a second in all: a form does not stand still for a draft, the next one is soon made."""


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of the fields that were typed into, kept `at` that instant, and what stood there `before`."""

    at: Annotated[datetime, msgspec.Meta(tz=True)]
    cells: dict[str, str]
    before: dict[str, str] = msgspec.field(name="shown")

    def cleaned(self) -> "Draft":
        """The draft without what could steer a terminal: a file comes from outside."""
        texts = [{name: harmless(text) for name, text in each.items()} for each in (self.cells, self.before)]
        return Draft(self.at, *texts)

    def overtaken(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """The fields in which the form shows something else `now` than it did then, and that is not what was typed."""
        return tuple(
            name
            for name, text in self.cells.items()
            if name in now and now[name] not in {text, self.before.get(name, now[name])}
        )


def draft_of(before: Mapping[str, str], cells: Mapping[str, str], at: datetime) -> Draft:
    """The draft of a form: what differs in its `cells` from what stood there `before`."""
    typed = {name: text for name, text in cells.items() if text != before.get(name, "")}
    return Draft(datetime.fromtimestamp(at.timestamp(), UTC), typed, {name: before.get(name, "") for name in typed})


DraftsByForm = dict[str, dict[str, Draft]]
"""Drafts by form, and in each by who holds them."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Literal[1] = msgspec.field(name="fenqi-drafts")
    drafts: DraftsByForm


class Drafts:
    """The drafts beside one ledger. Problem where their file cannot be read or written: it is left as it is then."""

    def __init__(self, ledger: Path, me: str = "") -> None:
        """`ledger` may be a symlink, and so may the file of the drafts. `me`: who holds the drafts that are kept."""
        self._ledger = ledger.absolute()
        self._me = me or holder(os.getpid())

    @property
    def path(self) -> Path:
        """Where the file really is, or would be."""
        return files.real(path_of(files.real(self._ledger)))

    def find(self, form: str) -> Draft | None:
        """The newest draft of a form that no other terminal is at; None where there is none."""
        held = self._read().get(form, {})
        free = [each for who, each in held.items() if who == self._me or not _runs(who)]
        return max(free, key=lambda each: each.at, default=None)

    def keep(self, form: str, draft: Draft, found: Draft | None = None) -> None:
        """Keep the draft of a form, in place of the one that was `found`; one without cells is none."""
        if not draft.cells:
            self.drop(form, found)
            return
        if sum(map(len, (*draft.cells.values(), *draft.before.values()))) > MOST_TYPED:
            raise Problem("what is typed is longer than {limit} characters", limit=MOST_TYPED)
        try:
            self._change(form, found, {self._me: draft})
        except UnicodeEncodeError:
            raise Problem("what is typed holds half a character") from None

    def drop(self, form: str, found: Draft | None = None) -> None:
        """Let go this terminal's draft of a form, and the one that was `found`; the file goes with the last one."""
        if any(who == self._me or each == found for who, each in self._read().get(form, {}).items()):
            self._change(form, found, {})

    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self._read().values()))

    def _change(self, form: str, found: Draft | None, mine: Mapping[str, Draft]) -> None:
        with locked(files.real(self._ledger), attempts=ATTEMPTS):
            kept = self._read()
            others = {who: each for who, each in kept.get(form, {}).items() if who != self._me and each != found}
            self._write(self.path, _newest({**kept, form: {**others, **mine}}))

    def _write(self, path: Path, kept: DraftsByForm) -> None:
        if kept:
            from models.store import aside  # noqa: PLC0415  # hardly a start has a form that was left

            aside.write(path, _File(1, kept))
            return
        with files.reported(path):
            path.unlink(missing_ok=True)

    def _read(self) -> DraftsByForm:
        from models.store import aside  # noqa: PLC0415  # as where it is written

        kept = aside.read(self.path, _File, MOST_BYTES, _no_drafts)
        if kept is None:
            return {}
        return {form: {who: each.cleaned() for who, each in drafts.items()} for form, drafts in kept.drafts.items()}


def _no_drafts(path: str, reason: Message | None) -> Problem:
    if reason is None:
        return Problem(
            "{path} is not a file of drafts; it was left as it is; remove it, and drafts are kept again", path=path
        )
    return Problem(
        "{path} is not a file of drafts: {reason}; it was left as it is; remove it, and drafts are kept again",
        path=path,
        reason=Inner(reason),
    )


def path_of(ledger: Path) -> Path:
    """The file of the drafts beside a ledger."""
    return ledger.with_name(f"{ledger.name}.drafts")


def holder(process: int) -> str:
    """A process of this host, `host 123 45678`: its number and when it began, for numbers come again.

    The 0 says that the system does not say when: then it cannot be known from a later one.
    """
    began = "0"
    with suppress(OSError, IndexError):
        status = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
        began = status.rpartition(")")[2].split()[19]
    return f"{os.uname().nodename} {process} {began}"


def _runs(who: str) -> bool:
    """Whether that is a process of this host which is known to run still."""
    process = who.split(" ")[1:2]
    if not process or not process[0].isdecimal() or who.endswith(" 0"):
        return False
    return holder(int(process[0])) == who


def _newest(kept: DraftsByForm) -> DraftsByForm:
    """The newest drafts, as many as are kept."""
    everyone = [(draft.at, form, who) for form, drafts in kept.items() for who, draft in drafts.items()]
    staying = {(form, who) for _, form, who in sorted(everyone)[-MOST_DRAFTS:]}
    newest = {
        form: {who: draft for who, draft in drafts.items() if (form, who) in staying} for form, drafts in kept.items()
    }
    return {form: drafts for form, drafts in newest.items() if drafts}
