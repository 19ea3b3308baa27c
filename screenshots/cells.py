"""An exported picture with each character in its own cell, as a terminal draws it, whatever font shows it.

Textual gives each run of text one place and a length, over which a viewer spreads the glyphs or does not: a Chinese
character then has the width of its font, and all that stands behind it is moved.
"""

import re
from html import escape, unescape
from itertools import accumulate

from rich.cells import cell_len

CELL = 12.2
"""The width of a cell in the units of the picture."""
RUN = re.compile(
    r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" (clip-path="[^"]+")>([^<]*)</text>'
)
WORD = re.compile(r"[^\xa0]+(?:\xa0[^\xa0]+)*")
"""What stands together; of more than one blank nothing needs to be drawn."""


def in_cells(svg: str) -> str:
    """The picture with a place for each character of its text."""
    return RUN.sub(_spread, svg)


def _spread(run: re.Match[str]) -> str:
    style, left, top, clip, escaped = run.groups()
    text = unescape(escaped)
    starts = list(accumulate((CELL * cell_len(char) for char in text), initial=float(left)))
    drawn = []
    for word in WORD.finditer(text):
        xs = " ".join(f"{starts[at]:.1f}".removesuffix(".0") for at in range(*word.span()))
        said = escape(word[0], quote=False).replace("\xa0", "&#160;")
        drawn.append(f'<text class="{style}" x="{xs}" y="{top}" {clip}>{said}</text>')
    return "".join(drawn)
