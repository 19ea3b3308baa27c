"""What a line of a page says."""

from textual.content import Content
from textual.widgets import Static


def say(line: Static, text: str) -> None:
    """Have the line say that; the screen is laid out again only where it said something else."""
    if line.content != text:
        line.update(Content(text))
