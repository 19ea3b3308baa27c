"""Dialogs: a box in the middle of the screen that it is about, which stands dimmed around it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from tui.terminal.cells import cut, wrap
from tui.widgets.calm import styles
from tui.widgets.choices import Choices
from tui.widgets.keybar import KeyLabel, with_room
from tui.widgets.page import OneAnswer

Result = TypeVar("Result")

MOST = 10
"""How many answers are in sight at once."""


AROUND = 5
"""Cells of the lower border that no key stands in: its corners and what is drawn beside them, but for a space."""


class Dimmed(BackgroundScreen):
    """The screen below in one ink: it is sent once, in few bytes, whatever colours it has."""

    def __init__(self, below: BackgroundScreen, ink: Style) -> None:
        super().__init__(below.screen, below.color)
        self._ink = ink

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        below = cast("Iterable[Segment]", super().__rich_console__(console, options))
        return Segment.apply_style(below, post_style=self._ink)


class Dialog(OneAnswer[Result], ModalScreen[Result]):
    """A screen that asks something about the one below it. Its own colour is the ink of what is dimmed."""

    CSS_PATH = styles("pages", "forms")
    DEFAULT_CLASSES = "-dialog"

    def render(self) -> RenderableType:
        below = super().render()
        if not isinstance(below, BackgroundScreen):
            return below
        page, ink = self.app.styles.background, self.styles.color
        return Dimmed(
            below,
            Style(
                color=ink.rich_color,
                bgcolor=page.rich_color,
                bold=False,
                dim=ink == page,  # the terminal's own colours, which one weight tells apart
                italic=False,
                underline=False,
                reverse=False,
                strike=False,
            ),
        )


class Box(Vertical):
    """The frame of a dialog: what it is about stands in its upper border, its keys in the lower one."""

    def __init__(self, title: str, keys: Iterable[KeyLabel]) -> None:
        super().__init__(classes="dialog")
        self._about = title
        self._keys = tuple(keys)

    def on_mount(self) -> None:
        self.border_title = Content(self._about)
        self.keys(self._keys)

    def keys(self, keys: Iterable[KeyLabel]) -> None:
        """Name these keys."""
        self._keys = tuple(keys)
        room = self.outer_size.width - AROUND
        self.border_subtitle = with_room(self._keys, room, plain=self.app.has_class("-plain"))[1:]

    def on_resize(self) -> None:
        self.keys(self._keys)


class AnswerList(Choices):
    """The answers of a question, each with all of its words where there is room for the lines of all."""

    clicked = True

    def __init__(self, labels: Sequence[str], cursor: int = 0) -> None:
        super().__init__(classes="choices")
        self.labels = labels
        self._first = cursor

    def on_mount(self) -> None:
        self.offer(
            len(self.labels),
            lambda index, width: ((cut(self.labels[index], width), ""),),
            self._first,
            whole=lambda index, width: [((line, ""),) for line in wrap(self.labels[index], width)],
        )

    @property
    def _roomy(self) -> bool:
        return self._high(self.size.width) <= self.size.height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual's
        return self._high(width) if len(self.labels) <= MOST else MOST

    def _high(self, width: int) -> int:
        """How many lines all of them take."""
        return sum(len(wrap(each, self.words_within(width))) for each in self.labels)
