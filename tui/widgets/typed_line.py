"""A line to type in."""

from textual.reactive import reactive
from textual.widgets import Input


class TypedLine(Input):
    """An input whose cursor stands still: a blink is a repaint twice a second, which goes over the line."""

    cursor_blink = reactive(False, init=False)
