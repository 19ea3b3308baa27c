"""What one can go to or do, found by what is typed: commands, panes, orders, channels, themes, languages."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from models.values.message import msg


class Category(StrEnum):
    """What is found, in its order."""

    ORDER = "order"
    CHANNEL = "channel"
    COMMAND = "command"
    PANE = "pane"
    THEME = "theme"
    LANGUAGE = "language"


CATEGORY_WORDS = {
    Category.ORDER: msg("orders and bills"),
    Category.CHANNEL: msg("channels"),
    Category.COMMAND: msg("commands"),
    Category.PANE: msg("panes"),
    Category.THEME: msg("themes"),
    Category.LANGUAGE: msg("language"),
}
UNASKED = (Category.COMMAND, Category.PANE, Category.ORDER, Category.CHANNEL, Category.THEME, Category.LANGUAGE)
"""The order of the kinds while nothing is typed: what one can do comes first."""


class EntryDetails(msgspec.Struct, frozen=True):
    """How an entry stands in the list: a sign with its ink, and what stands at the right; `why` it cannot be now."""

    sign: tuple[str, str] = ("", "")
    beside: str = ""
    ink: str = "dim"
    why: str = ""


class Findable(msgspec.Struct, frozen=True):
    """Something to go to or to do. It is found by its words, and by those that are `also` said of it."""

    kind: Category
    words: str
    act: Callable[[], object]
    also: str = ""
    details: Callable[[], EntryDetails] = EntryDetails

    @property
    def text(self) -> str:
        """All that it is found by."""
        return f"{self.words}\n{self.also}".casefold()


def found(entries: Iterable[Findable], typed: str) -> list[Findable]:
    """Those that have all the words typed, by kind; first of each kind those that have them in their own words."""
    wanted = typed.casefold().split()
    if not wanted:
        return sorted(entries, key=lambda entry: UNASKED.index(entry.kind))
    kinds = list(Category)
    fitting = [entry for entry in entries if all(word in entry.text for word in wanted)]

    def rank(entry: Findable) -> tuple[int, bool]:
        own = entry.words.casefold()
        return kinds.index(entry.kind), not all(word in own for word in wanted)

    return sorted(fitting, key=rank)


FoundRow = Findable | Category | None
"""A line of the list: an entry, the heading of a kind, or nothing."""


def in_rows(entries: Sequence[Findable]) -> list[FoundRow]:
    """The entries under the headings of their kinds, with an empty line between two kinds."""
    rows: list[FoundRow] = []
    for before, entry in zip((None, *entries), entries, strict=False):
        if before is None or before.kind is not entry.kind:
            rows += [*([None] if rows else []), entry.kind]
        rows.append(entry)
    return rows
