"""A line to type in."""

from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input


class TypedLine(Input):
    """An input whose cursor stands still: a blink is a repaint twice a second, which goes over the line.

    Its box has a width of its own, whatever is typed: a longer text is no reason to lay out the whole screen again.
    """

    cursor_blink = reactive(False, init=False)
    virtual_size = reactive(Size(0, 0), init=False)
