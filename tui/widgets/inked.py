"""Styles of inks, put together once: what all ancestors of a widget say of a style holds for each of its lines."""

from rich.style import Style
from textual.style import Style as VisualStyle
from textual.widget import Widget

from tui.widgets.hidden import AMOUNT
from tui.widgets.inks import INKS, TICK


class Inked(Widget):
    """A widget that writes in inks."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._ink_styles: dict[tuple[str, str], Style] = {}

    def _ink_style(self, ink: str, ground: str = "") -> Style:
        """The style of text, on the cursor's line or not."""
        style = self._ink_styles.get((ink, ground))
        if style is None:
            inks = (*(INKS.get(each, "") for each in ink.split()), ground)
            styles = (VisualStyle.parse(piece) for piece in inks if piece)
            style = sum(styles, self.visual_style).rich_style
            style = self._ink_styles[ink, ground] = style + AMOUNT if TICK in ink.split() else style
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._ink_styles.clear()
