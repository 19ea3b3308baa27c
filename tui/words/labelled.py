"""A label with what it is of beside it, or below it where there is little room."""

from collections.abc import Iterator

from rich.cells import cell_len

from tui.terminal.cells import Cells, fit, line_len, wrap

LABEL = 17
LEAST = 16
"""Cells beside a label in which text is still read; where there are fewer it stands below."""


def labelled(
    label: str, text: str, ink: str, width: int, before: int = LABEL, end: str = "", end_ink: str = ""
) -> list[Cells]:
    """In lines of `width` cells, the text wrapped under itself, `before` so many for labels.

    The `end`, in an ink of its own, stays together: behind the text, or in a line of its own below it.
    """
    return [*_with_end(_labelled(label, text, ink, width, before), end, end_ink, width, before)]


def _with_end(lines: list[Cells], end: str, ink: str, width: int, before: int) -> Iterator[Cells]:
    *others, last = lines
    yield from others
    if not end:
        yield last
    elif line_len(last) + cell_len(end) + 3 <= width:
        yield (*last, (f" · {end}", ink))
    else:
        room = before if width - before >= LEAST else 2
        yield last
        yield from (((" " * room, ""), (line, ink)) for line in wrap(end, width - room))


def _labelled(label: str, text: str, ink: str, width: int, before: int) -> list[Cells]:
    if width - before >= LEAST:
        first, *rest = wrap(text, width - before)
        return [((fit(label, before), "dim"), (first, ink)), *(((" " * before, ""), (line, ink)) for line in rest)]
    above: list[Cells] = [((line, "dim"),) for line in wrap(label, width)] if label else []
    return [*above, *((("  ", ""), (line, ink)) for line in wrap(text, width - 2))]
