"""The bottom line: which keys do what here."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from tui.widgets.inks import INKS

KeyLabel = tuple[str, str]
"""A key and what it does here."""
Keys = Sequence[KeyLabel]


class NotNow(str):
    """The label of a key that is muted because it does nothing now; who presses it is answered why."""

    __slots__ = ()


def in_a_row(keys: Iterable[KeyLabel], *, plain: bool) -> Content:
    """(key, label) pairs; on a terminal without our glyphs (`plain`) the enter key by its name."""
    if plain:
        keys = [(key.replace("⏎", "enter"), label) for key, label in keys]
    parts = (((f" {key} ", ink_of(label)), (label, INKS["dim"])) for key, label in keys)
    return Content(" ").join(Content.assemble(*pair) for pair in parts)


def with_room(keys: Keys, width: int, *, plain: bool) -> Content:
    """As many of the keys as have room in a row of so many cells, whole; the way out stays longest."""
    rows = (in_a_row(some, plain=plain) for some, _ in _choices(keys, ()))
    return next((row for row in rows if row.cell_length <= width), Content(""))


def ink_of(label: str) -> str:
    """The style of a key with that label."""
    return INKS["dim" if isinstance(label, NotNow) else "key"]


def _same(one: str, other: str) -> int:
    """How many cells at the beginning are the same."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(cell_len(character) for character, _ in pairs)


class KeyBar(Static):
    """Keys and their labels: those of the place at the left, those of every place at the right end.

    What has no room goes whole, the last at the left first; the way out of the place stays longest.
    """

    _left: Keys = ()
    _right: Keys = ()
    _drawn = ""

    @property
    def shown(self) -> Keys:
        """All keys that are shown, and those that have no room."""
        return (*self._left, *self._right)

    def show(self, left: Iterable[KeyLabel], right: Iterable[KeyLabel] = ()) -> None:
        """Show (key, label) pairs."""
        before = self.shown
        self._left, self._right = [*left], [*right]
        after = self.shown
        if any(isinstance(label, NotNow) for _, label in (*before, *after)):
            self.refresh()  # only the ink may be another
        elif before != after:
            self._draw_what_differs()

    def _draw_what_differs(self) -> None:
        """Repaint the cells that are not as they were drawn."""
        drawn, whole = self._drawn, max(self.size.width, 1)
        shown = self._row().plain if self.size else ""
        start = _same(drawn, shown)
        end = _same(drawn[::-1], shown[::-1]) if cell_len(drawn) == cell_len(shown) else 0
        self.refresh(Region(min(start, whole - 1), 0, max(1, whole - start - end), 1))

    def render(self) -> Content:
        row = self._row()
        self._drawn = row.plain
        return row

    def _row(self) -> Content:
        plain, width = self.app.has_class("-plain"), self.size.width
        for left, right in _choices(self._left, self._right):
            begin, end = in_a_row(left, plain=plain), in_a_row(right, plain=plain)
            gap = width - begin.cell_length - end.cell_length - bool(right)
            if gap >= bool(left and right):
                return Content.assemble(begin, " " * gap, end) if right else begin
        return Content("")


OUT = "esc"
"""The key that leaves a place."""
LEAST = 2
"""Keys of the place that are kept before one of those of every place goes."""


def _choices(left: Keys, right: Keys) -> Iterable[tuple[Keys, Keys]]:
    """All keys, and then ever fewer of them."""
    if not right:
        others = [each for each in left if each[0] != OUT]
        for count in range(len(others), -1, -1):
            yield [each for each in left if each[0] == OUT or each in others[:count]], ()
        return
    for count in range(len(left), min(LEAST, len(left)) - 1, -1):
        yield left[:count], right
    kept = left[:LEAST]
    # Of those of every place the first and the last stay longest.
    ends = [*right[:1], *right[1:][-1:]]
    yield kept, ends
    yield kept, ends[-1:]
    for count in range(len(kept), -1, -1):
        yield kept[:count], right[-1:]
    for count in range(len(kept), -1, -1):
        yield kept[:count], ()
