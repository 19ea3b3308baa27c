"""What of the screen is sent: the cells that are to be painted again, and no others."""

from rich.cells import cell_len
from rich.console import Console
from textual._compositor import ChopsUpdate
from textual.strip import Strip


class Spans(ChopsUpdate):
    """A part of the screen that is painted again. Textual also sends what stands before it in its widget."""

    def render_segments(self, console: Console) -> str:
        sent: list[str] = []
        for y, start, end in self.spans:
            for right, (left, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and left < end and start < right:
                    begin, stop = whole_characters(strip, max(start, left) - left, min(end, right) - left)
                    sent.append(f"\x1b[{y + 1};{left + begin + 1}H{strip.crop(begin, stop).render(console)}")
        return "".join(sent)


def whole_characters(strip: Strip, start: int, end: int) -> tuple[int, int]:
    """The cells from `start` to before `end` with the other half of a character that begins before them or goes on."""
    column = 0
    for segment in strip:
        for character in segment.text:
            after = column + cell_len(character)
            start = column if column < start < after else start
            end = after if column < end < after else end
            column = after
    return start, end
