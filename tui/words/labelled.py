"""A label with what it is of beside it, or below it where there is little room."""

from tui.terminal.cells import Cells, fit, wrap

LABEL = 17
LEAST = 16
"""Cells beside a label in which text is still read; where there are fewer it stands below."""


def labelled(label: str, text: str, ink: str, width: int) -> list[Cells]:
    """In lines of `width` cells, the text wrapped under itself."""
    if width - LABEL >= LEAST:
        first, *rest = wrap(text, width - LABEL)
        return [((fit(label, LABEL), "dim"), (first, ink)), *(((" " * LABEL, ""), (line, ink)) for line in rest)]
    above: list[Cells] = [((line, "dim"),) for line in wrap(label, width)] if label else []
    return [*above, *((("  ", ""), (line, ink)) for line in wrap(text, width - 2))]


def ending(lines: list[Cells], end: str, ink: str) -> list[Cells]:
    """The lines with what they end with, however it is wrapped, in an ink of its own."""
    left = len(end.replace(" ", ""))
    inked: list[Cells] = []
    for line in reversed(lines):
        *before, (text, plain) = line
        at = len(text)
        while at and left:
            at -= 1
            left -= text[at] != " "
        inked.append((*before, (text[:at], plain), (text[at:], ink)) if at < len(text) else line)
    return inked[::-1]
