"""From where on a text is not of the form that it should have, as the reader of that form says in English."""

import re
from typing import NamedTuple

_AT = r"\(at line (\d+), column (\d+)\)\Z"
_AT_END = "(at end of document)"


class TextPosition(NamedTuple):
    """A character in a text, its line and its column counted from 1."""

    line: int
    column: int


def not_toml_from(text: str, said: str) -> TextPosition | None:
    """Where a text is no TOML, of which the reader of it has `said` so; None where that names no position."""
    if at := re.search(_AT, said):
        return TextPosition(int(at[1]), int(at[2]))
    if not said.endswith(_AT_END):  # a number with more digits than Python reads
        return None
    lines = text.split("\n")
    return TextPosition(len(lines), len(lines[-1]) + 1)
