"""Keeping the draft of a form: it is on the disk when the keyboard moves on, and gone when it is saved or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from models.store import Draft, Drafts, draft_of
from models.values.long_numbers import masked
from models.values.message import Problem

if TYPE_CHECKING:
    from tui.commands.host import Host


EXACT = frozenset({"order_no"})
"""Fields whose numbers are what they are."""


class Drafting:
    """The draft of one form, for as long as a command is at it. Nothing that goes wrong here stops the form.

    `trouble`: why no draft could be kept; "" where it could, and where that has been said in this run. `kept`: since
    when the one on the disk is there.
    """

    def __init__(self, host: Host, form: str) -> None:
        """`form` is what the draft is kept by, and the same when the same is entered or edited again: `order/new`."""
        self.trouble = ""
        self.kept: datetime | None = None
        self._host = host
        self._form = form
        self._before: dict[str, str] | None = None
        self._found: Draft | None = None
        self._kept: dict[str, str] = {}

    def begin(self, before: Mapping[str, str]) -> Draft | None:
        """The draft to go on with in a form that had these texts `before`.

        None where there is none, and where the form is open again for what it made: that is newer.
        """
        if self._before is not None:
            return None
        self._before = dict(before)
        with self._saying():
            self._found = self._drafts.find(self._form)
            self._kept = dict(self._found.cells) if self._found else {}
            self.kept = self._found.at if self._found else None
        return self._found

    def keep(self, cells: Mapping[str, str]) -> None:
        """Keep what was typed; nothing is written where it is what was kept last."""
        texts = {name: text if name in EXACT else masked(text) for name, text in cells.items()}
        draft = draft_of(self._before or {}, texts, self._host.session.now())
        if draft.cells != self._kept:
            with self._saying():
                self._drafts.keep(self._form, draft, self._found)
                self._kept, self._found = draft.cells, None
                self.kept = draft.at if draft.cells else None

    def drop(self) -> None:
        """Let it go."""
        with self._saying():
            self._drafts.drop(self._form, self._found)
            self._kept, self._found, self.kept = {}, None, None

    @property
    def _drafts(self) -> Drafts:
        return self._host.session.store.drafts

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """What goes wrong inside is said, once in a run."""
        try:
            yield
        except Problem as problem:
            reason = self._host.session.language.say(problem.message)
            if reason not in self._host.said:
                self._host.said.add(reason)
                self.trouble = self._host.session.language.t("no draft is kept: {reason}", reason=reason)
