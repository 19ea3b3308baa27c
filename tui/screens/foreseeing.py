"""The main screen's pictures of what is ahead: under the list, or below all, where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Resize

from models.actions.budget import budget_of
from tui.screens.opening import OpeningScreen
from tui.widgets.arranged import Arrangement

if TYPE_CHECKING:
    from tui.panes.ahead import AheadPane

LEFT, BELOW = "ahead-left", "ahead-below"
HIGH_BELOW = 44
"""Rows from which on they stand below all three panes, over the whole width."""
HIGH_LEFT = 34
"""Rows from which on the months stand under the list."""


class ForeseeingScreen(OpeningScreen):
    """A screen that looks ahead once its panes are painted, and again when what follows from the ledger changes."""

    _foresees = False

    def begin_to_foresee(self) -> None:
        """The panes are painted: what is ahead comes after them."""
        self._foresees = True
        self.watch(self.app, "theme", self._foresee_soon, init=False)
        self._foresee()

    def watch_proportion(self) -> None:
        self._foresee_soon()

    def on_resize(self, _event: Resize) -> None:
        self.rearrange()  # this comes before that of the frame
        self._foresee_soon()

    def _foresee_soon(self) -> None:
        """Keep the room for it, so that nothing moves when it comes."""
        self._make_room()
        if self._foresees:
            self.call_after_refresh(self._foresee)

    def _make_room(self) -> str:
        """Below all, under the list, or nowhere: where there is room, and something is owed."""
        rows, corner = self.app.size.height, ""
        if self.working.book.open_bills:
            if self.arranged is Arrangement.THREE and rows >= HIGH_BELOW:
                corner = BELOW
            elif self.arranged in {Arrangement.STACKED, Arrangement.THREE} and rows >= HIGH_LEFT:
                corner = LEFT
        for each in (LEFT, BELOW):
            self.query_one(f"#{each}").display = each == corner
        return corner

    def _foresee(self) -> None:
        """Show what is ahead."""
        corner = self._make_room()
        if not corner:
            return
        from models.bills.agenda import agenda  # nothing of it is loaded before the first screen

        ledger, now = self.working.ledger, self.session.now()
        found = agenda(self.working.book, ledger, budget_of(ledger), now)
        self._pane_ahead(corner).foresee(found, self.working.channels())

    def _pane_ahead(self, corner: str) -> AheadPane:
        """The pane there, made when it is first needed."""
        from tui.panes.ahead import AheadPane

        room = self.query_one(f"#{corner}")
        for each in room.query(AheadPane):
            return each
        made = AheadPane(self.session, f"{corner}-months")
        room.mount(made)
        return made
