"""The last check of what is drawn: whatever widget it is from, no text steers the terminal."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from models.values.text import harmless


class Harmless(LineFilter):
    """Replaces control characters in drawn text, cell for cell: what takes no cell is left out.

    Most text was cleaned where it came in; what is typed or pasted into a line is shown before anybody took it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(_drawn(segment.text), segment.style, segment.control) for segment in segments]


def _drawn(text: str) -> str:
    safe = harmless(text)
    return "".join(new * cell_len(old) if new != old else old for old, new in zip(text, safe, strict=True))
