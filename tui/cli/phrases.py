"""Chinese text in lines that end where a phrase does: the pages of `--help` are read, not filled."""

import re

from rich.cells import cell_len

from tui.terminal.cells import CLOSING, wrap

STOPS = "，。；：、！？）」"
"""Signs of Chinese, behind which a line ends rather than within a phrase."""
_END = re.compile(rf"[{STOPS}](?![{re.escape(CLOSING)}])")


def in_phrases(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, which end behind a sign where that leaves half a line or more.

    Text without such signs is wrapped between its words.
    """
    lines = []
    while text:
        line = wrap(text, width)[0]
        if len(line) < len(text.rstrip()):
            line = _to_its_last_sign(text, line, width)
        lines.append(line)
        text = text[len(line) :].lstrip()
    return lines


def cut_at_phrase(text: str, width: int) -> str:
    """The text in `width` cells; what has no room is `…`, behind a whole phrase where that leaves half of it."""
    if cell_len(text) <= width:
        return text
    line = wrap(text, width - 1)[0]
    return _to_its_last_sign(text, line, width).rstrip(STOPS[:5]) + "…"


def _to_its_last_sign(text: str, line: str, width: int) -> str:
    """The line, which `text` begins with, as far as its last sign."""
    ends = [each.end() for each in _END.finditer(text) if each.end() <= len(line)]
    return text[: ends[-1]] if ends and 2 * cell_len(text[: ends[-1]]) >= width else line
