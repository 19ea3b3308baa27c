"""What of a line is as it was drawn last, and need not be repainted."""

from itertools import takewhile

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip


def alike(drawn: Strip, strip: Strip) -> tuple[int, int]:
    """How many cells are the same at the beginning of two lines, and how many at the end."""
    before, after = _cells(drawn), _cells(strip)
    return _same(before, after), _same(before[::-1], after[::-1])


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """The characters of a line, each with its style."""
    return [(character, segment.style) for segment in strip for character in segment.text]


def _same(one: list[tuple[str, Style | None]], other: list[tuple[str, Style | None]]) -> int:
    """How many cells at the beginning are the same."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(cell_len(before[0]) for before, _after in pairs)
