"""A label with what it is of beside it, or below it where there is little room."""

from rich.cells import cell_len

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


def named(name: str, ident: str, width: int) -> list[Cells]:
    """A name, and behind it, or below it, what it is called in the shell."""
    if cell_len(name) + 2 + cell_len(ident) <= width:
        return [((name, "bold"), (f"  {ident}", "dim"))]
    return [*(((line, "bold"),) for line in wrap(name, width)), ((ident, "dim"),)]
