"""What the screens on top of the main one have in common."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.session import Session

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A screen that escape leaves with nothing done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
