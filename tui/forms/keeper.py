"""Who keeps the draft of a form, as the form knows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from models.store import Draft


class Keeper(Protocol):
    """Keeps what was typed until it is saved. `trouble`: why it cannot, as a sentence; "" for nothing to say.

    `kept`: since when what is typed is kept; None where nothing is.
    """

    trouble: str
    kept: datetime | None

    def begin(self, before: Mapping[str, str]) -> Draft | None:
        """The draft to go on with in a form that had these texts `before`; None where there is none."""

    def keep(self, cells: Mapping[str, str]) -> None:
        """Keep what was typed."""

    def drop(self) -> None:
        """Let it go."""
