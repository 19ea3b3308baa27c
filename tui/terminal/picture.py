"""What stands on the terminal, by what was sent to it: of what shall stand there only what differs is sent."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

SentCell = tuple[str, Style | None, int]
"""A character, its style, and which of its cells it is."""
APART = 8
"""Cells between two runs that differ from which on each is sent by itself: to go there takes as many bytes."""


def cells(strip: Strip) -> list[SentCell]:
    """The cells of a line, or of a piece of it."""
    found: list[SentCell] = []
    for text, style, _ in strip:
        if text.isascii():
            found += [(character, style, 0) for character in text]
        else:
            found += [(character, style, cell) for character in text for cell in range(cell_len(character))]
    return found


def differing(before: Sequence[SentCell | None], after: Sequence[SentCell]) -> Iterator[tuple[int, int]]:
    """The runs of cells that are not what they were, from one column to before another; both are equally many."""
    start = end = -1
    for column, (was, now) in enumerate(zip(before, after, strict=True)):
        if was == now:
            continue
        if start >= 0 and column - end >= APART:
            yield start, end
            start = -1
        start, end = (column if start < 0 else start), column + 1
    if start >= 0:
        yield start, end


class Picture:
    """The cells as they were sent last, by line; what is not known there is sent."""

    def __init__(self) -> None:
        self._lines: dict[int, list[SentCell | None]] = {}

    def forget(self) -> None:
        """Know nothing of what stands there: all of it is sent when it is painted next."""
        self._lines.clear()

    def sent(self, y: int, left: int, strip: Strip, console: Console) -> str:
        """What makes the cells of a line, from the column `left` on, those of the strip."""
        line, wanted, width = self._lines.setdefault(y, []), cells(strip), strip.cell_length
        line += [None] * (left + width - len(line))
        if len(wanted) != width:  # several characters are drawn as one
            line[left : left + width] = [None] * width
            return f"\x1b[{y + 1};{left + 1}H{strip.render(console)}"
        out: list[str] = []
        for start, end in differing(line[left : left + len(wanted)], wanted):
            begin, stop = _whole(wanted, start, end)
            out.append(f"\x1b[{y + 1};{left + begin + 1}H{strip.crop(begin, stop).render(console)}")
        if out:
            self._write(line, left, wanted)
        return "".join(out)

    def _write(self, line: list[SentCell | None], left: int, wanted: list[SentCell]) -> None:
        """Half of a character that the other half was written over is gone as well."""
        right = left + len(wanted)
        if left and (was := line[left - 1]) is not None and cell_len(was[0]) - was[2] > 1:
            line[left - 1] = None
        if right < len(line) and (was := line[right]) is not None and was[2]:
            line[right] = None
        line[left:right] = wanted


def _whole(wanted: Sequence[SentCell], start: int, end: int) -> tuple[int, int]:
    """The run with the other half of a character that begins before it or goes on behind it."""
    while start and wanted[start][2]:
        start -= 1
    while end < len(wanted) and wanted[end][2]:
        end += 1
    return start, end


class PartSent(ChopsUpdate):
    """A part of the screen that is painted again."""

    def __init__(self, update: ChopsUpdate, picture: Picture) -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self._picture = picture

    def render_segments(self, console: Console) -> str:
        return "".join(self._sent(console))

    def _sent(self, console: Console) -> Iterable[str]:
        for y, start, end in self.spans:
            for right, (left, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and left < end and start < right:
                    yield self._picture.sent(y, left, strip, console)


class WholeSent(LayoutUpdate):
    """The whole screen, painted again."""

    def __init__(self, update: LayoutUpdate, picture: Picture) -> None:
        super().__init__(update.strips, update.region)
        self._picture = picture

    def render_segments(self, console: Console) -> str:
        return "".join(self._sent(console))

    def _sent(self, console: Console) -> Iterable[str]:
        for y, line in enumerate(self.strips, self.region.y):
            left = self.region.x
            for strip in line:
                yield self._picture.sent(y, left, strip, console)
                left += strip.cell_length
