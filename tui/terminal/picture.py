"""What stands on the terminal, by what was sent to it: of what shall stand there only what differs is sent."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import east_asian_width

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui.run.surface import GLYPHS
from tui.terminal.codes import PLAIN, Codes, change, codes, with_blank

SentCell = tuple[str, Codes, int]
"""A character, with all that is drawn in its place; its style; and which of its cells it is."""
SentLine = list[SentCell | None]
"""The cells of a line; None where it is not known what stands there."""
PaintedPiece = tuple[int, int, Strip]
"""A line's number, a column of it, and what shall stand there from that column on."""


class CellRun(NamedTuple):
    """Cells of a line, from one column to before another, that are to be written; `y`: its number."""

    y: int
    line: SentLine
    start: int
    end: int

    @property
    def style(self) -> Codes | None:
        """The one style of what is drawn in them, or of them where they are blank; None where there are several."""
        found = [cell for cell in self.line[self.start : self.end] if cell is not None]
        styles = {style for drawn, style, _ in found if drawn != " "} or {style for _, style, _ in found}
        return styles.pop() if len(styles) == 1 else None


def cells(strip: Strip, system: ColorSystem) -> list[SentCell]:
    """The cells of a line, or of a piece of it."""
    found: list[SentCell] = []
    for text, style, _ in strip:
        found += cells_of(text, codes(style, system))
    return found


@lru_cache(4096)
def cells_of(text: str, inked: Codes) -> Sequence[SentCell]:
    """The cells of a text in one style; what is alike is often painted again."""
    blank = inked.of_blank
    if text.isascii():
        return [(character, blank if character == " " else inked, 0) for character in text]
    return [
        (drawn, blank if drawn == " " else inked, cell) for drawn, width in characters(text) for cell in range(width)
    ]


def characters(text: str) -> Iterator[tuple[str, int]]:
    """What is drawn in one place, and its cells; all of the text at once where it is not sure how it is drawn."""
    spans, width = split_graphemes(text)
    if width != (room := cell_len(text)):  # as of a joiner that joins nothing
        yield text, room
        return
    for start, end, width in spans:
        yield text[start:end], width


def differing(before: Sequence[SentCell | None], after: Sequence[SentCell]) -> Iterator[tuple[int, int]]:
    """The runs of cells that are not what they were, from one column to before another; both are equally many."""
    start = -1
    for column, (was, now) in enumerate(zip(before, after, strict=True)):
        if was == now:
            if start >= 0:
                yield start, column
            start = -1
        elif start < 0:
            start = column
    if start >= 0:
        yield start, len(after)


@lru_cache(4096)
def doubtful(drawn: str) -> bool:
    """Whether some terminals give a character more cells than others; ours have one, and Chinese ones two."""
    return not (drawn.isascii() or drawn in GLYPHS or (len(drawn) == 1 and east_asian_width(drawn) in "WF"))


class Picture:
    """The cells as they were sent last, by line; what is not known there is sent."""

    def __init__(self) -> None:
        self._lines: dict[int, SentLine] = {}

    def forget(self) -> None:
        """Know nothing of what stands there: all of it is sent when it is painted next."""
        self._lines.clear()

    def sent(self, pieces: Iterable[PaintedPiece], console: Console) -> str:
        """What makes the cells of these pieces what they shall be."""
        runs, system = list[CellRun](), COLOR_SYSTEMS[console.color_system or "truecolor"]
        for y, left, strip in pieces:
            line, wanted = self._lines.setdefault(y, []), cells(strip, system)
            line += [None] * (left + len(wanted) - len(line))
            before = line[left : left + len(wanted)]
            if before != wanted:
                self._take(line, left, wanted)
                runs += [CellRun(y, line, left + start, left + end) for start, end in differing(before, wanted)]
        return written(runs)

    def _take(self, line: SentLine, left: int, wanted: list[SentCell]) -> None:
        """Half of a character that the other half was written over is gone as well."""
        right = left + len(wanted)
        if left and _goes_on(line, left):
            line[left - 1] = None
        if _goes_on(line, right):
            line[right] = None
        line[left:right] = wanted


def written(runs: Sequence[CellRun]) -> str:
    """What writes the runs: row by row, or first those of one style, where that is shorter.

    Of two frames side by side, for one, each row would change the style four times.
    """
    styles: dict[Codes | None, list[CellRun]] = {}
    for run in runs:
        styles.setdefault(run.style, []).append(run)
    orders = [runs, [*chain.from_iterable(styles.values())]] if len(styles) > 1 else [runs]
    return min(map(_in_turn, orders), key=len)


def _in_turn(runs: Sequence[CellRun]) -> str:
    pen = Pen()
    for run in runs:
        pen.write(*run)
    return pen.lifted()


def _goes_on(line: SentLine, column: int) -> bool:
    """Whether a character that begins before the column goes on there."""
    return column < len(line) and (cell := line[column]) is not None and cell[2] > 0


class Pen:
    """What is written, the shortest way: a place or a style is said only where it is another one."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._y = self._x = -1  # where the next character comes; a column of -1 is not known
        self._codes = PLAIN

    def write(self, y: int, line: SentLine, start: int, end: int) -> None:
        """Write the cells of the line from one column to before another.

        Where the terminal may have given a character more cells than one thinks, the next one is put into its place,
        and written again even behind the end: half of it may have been covered.
        """
        while start and _goes_on(line, start):
            start -= 1
        self._go(y, line, start)
        while start < end or (self._x < 0 and start < len(line)):
            if (cell := line[start]) is None:  # half of a character, the other half of which was written over meanwhile
                start += 1
                continue
            if start != self._x:
                self._go(y, line, start)
            drawn, wanted, _ = cell
            if drawn == " ":
                wanted = with_blank(self._codes, wanted)
            if wanted is not self._codes:
                self._out.append(change(self._codes, wanted))
                self._codes = wanted
            self._out.append(drawn)
            self._x = start = start + 1
            if not drawn.isascii():
                while _goes_on(line, start):
                    start += 1
                self._x = -1 if doubtful(drawn) else start

    def lifted(self) -> str:
        """All that was written; the terminal has its plain style then."""
        return "".join((*self._out, change(self._codes, PLAIN)))

    def _go(self, y: int, line: SentLine, x: int) -> None:
        """Go to a cell, or over those before it by writing them once more where that is shorter."""
        if (y, x) == (self._y, self._x):
            return
        way = f"\x1b[{y + 1};{x + 1}H" if y != self._y else f"\x1b[{x + 1}G"
        if y == self._y and 0 <= self._x < x < self._x + len(way):
            way = self._over(line[self._x : x], way)
        self._out.append(way)
        self._y, self._x = y, x

    def _over(self, between: SentLine, way: str) -> str:
        """These cells as text, if that needs no style and fewer bytes."""
        text = ""
        for cell in between:
            if cell is None or doubtful(cell[0]):
                return way
            drawn, wanted, part = cell
            if (with_blank(self._codes, wanted) if drawn == " " else wanted) != self._codes:
                return way
            text += "" if part else drawn
        return min(text, way, key=lambda each: len(each.encode()))


class Sent(CompositorUpdate):
    """What Textual paints, of which what differs from what stands there is sent."""

    def __init__(self, update: ChopsUpdate | LayoutUpdate, picture: Picture) -> None:
        self._update = update
        self._picture = picture

    def render_segments(self, console: Console) -> str:
        return self._picture.sent(pieces(self._update), console)


def pieces(update: ChopsUpdate | LayoutUpdate) -> Iterator[PaintedPiece]:
    """What is painted of the screen, or all of it."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            left = update.region.x
            for strip in line:
                yield y, left, strip
                left += strip.cell_length
    else:
        for y, start, end in update.spans:
            for right, (left, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and left < end and start < right:
                    yield y, left, chop
