"""An amount in digits of three rows, to be read at arm's length."""

from collections.abc import Sequence

_GLYPHS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    "¥": ("█ █", "▀█▀", "▀█▀"),
    ",": ("  ", "  ", "▄▀"),
    ".": (" ", " ", "▀"),
}
ROWS = 3


_LEAST = len("█ █ █▀█ ▀ █▀█ █▀█")
"""Cells of the shortest amount."""
BIG_ROW = f"(?:{'|'.join(sorted({*_GLYPHS['¥']}))})(?= [█▀▄ ]{{{_LEAST - 4}}})(?: *[█▀▄])+"
"""A row of an amount in big digits, which begins with the sign of the yuan."""


def big(text: str, width: int, *, ascii_only: bool = False) -> Sequence[str]:
    """`text`, an amount like `¥1,190.96`, in three rows of at most `width` cells; as it is where they have no room, a
    character has no such form, or `ascii_only`.
    """
    if ascii_only or any(mark not in _GLYPHS for mark in text):
        return (text,)
    rows = [" ".join(_GLYPHS[mark][row] for mark in text) for row in range(ROWS)]
    return rows if len(rows[0]) <= width else (text,)
