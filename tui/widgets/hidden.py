"""Amounts that are hidden on the screen while others can see it: the one switch, and the last thing done to each line.

Whatever draws an amount, it is a figure with two decimals, its big digits, or a piece that says so of itself, by the
time that it reaches the screen.
What is typed stays: a line to type in leaves this filter out.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.paced import Paced
from tui.widgets.big_digits import BIG_ROW

HIDDEN = "•"
AMOUNT = Style.from_meta({"amount": True})
"""The mark of a piece of a line that is an amount in other figures: `12k` at a chart."""
_AMOUNT = r"(?<![\d.])\d[\d,]*\.\d\d(?![\d%])"
"""`1,234.50`, with or without what stands before it; no rate, no time, no date."""
_FIGURE = r"\w"


class HiddenAmounts(LineFilter):
    """Draws `•` in each cell of an amount: nothing moves, and no digit of it is sent."""

    def hidden(self, text: str) -> str:
        """The text as it is drawn."""
        text = re.sub(_AMOUNT, lambda found: HIDDEN * len(found[0]), text)
        return re.sub(BIG_ROW, lambda found: HIDDEN * len(found[0]), text)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        text = "".join(segment.text for segment in segments)
        hidden = self.hidden("".join(map(_unmarked, segments)))
        if hidden == text:
            return segments
        ends = [0, *accumulate(len(segment.text) for segment in segments)]
        return [
            Segment(hidden[start:end], segment.style, segment.control)
            for segment, (start, end) in zip(segments, pairwise(ends), strict=True)
        ]


def _unmarked(segment: Segment) -> str:
    """The text of a segment, hidden where it is marked as an amount."""
    marked = segment.style is not None and segment.style.meta.get("amount")
    return re.sub(_FIGURE, HIDDEN, segment.text) if marked else segment.text


HIDING = HiddenAmounts()


class Hiding(Paced):
    """An app whose amounts can be hidden, on all its screens."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.amounts_hidden = False

    def hide_amounts(self, *, hidden: bool) -> None:
        """Hide them, or show them again."""
        self.amounts_hidden = hidden
        for screen in self.screen_stack:
            for widget in screen.walk_children(Widget, with_self=True):
                widget.refresh()

    def ring(self, texts: Sequence[str]) -> None:
        """Ring, and have the terminal show these as the screen would."""
        self.ringing.ring([HIDING.hidden(each) if self.amounts_hidden else each for each in texts])

    def get_line_filters(self) -> Sequence[LineFilter]:
        return (*super().get_line_filters(), *([HIDING] if self.amounts_hidden else []))


def as_shown(strip: Strip, widget: Widget) -> Strip:
    """A line that a widget puts onto the screen beside Textual, as the app shows it."""
    app, (_, background) = widget.app, widget.background_colors
    return strip.apply_filter(HIDING, background) if isinstance(app, Hiding) and app.amounts_hidden else strip
