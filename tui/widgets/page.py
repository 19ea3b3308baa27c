"""What the screens on top of the main one have in common."""

from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import ScreenResume

from tui.run.session import Session
from tui.terminal.held import DEADLINE
from tui.terminal.paced import Paced
from tui.widgets.calm import BREAKPOINTS, Calm, Result, styles


class OneAnswer(Calm[Result]):
    """A screen that takes one answer: a key that was pressed twice must not answer what comes after it."""

    CSS_PATH = styles("pages")

    def __init__(self) -> None:
        super().__init__()
        self._hold()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done on a screen that does not stand yet: what it would be done with may be missing."""
        return super().check_action(action, parameters) if self.is_mounted else False

    def _hold(self) -> None:
        """One screen follows another in several steps, each of which would be painted."""
        if isinstance(self.app, Paced):
            self.app.held.hold(DEADLINE)

    def on_compose(self) -> None:
        """Style it before there is anything in it: it was made before the rules of its own file were read."""
        self.app.stylesheet.apply(self)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """It stands: paint it, once. What is in it was styled as it was put there, and needs it no second time."""
        event.refresh_styles = False
        if isinstance(self.app, Paced):
            self.call_after_refresh(self.app.held.release)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        if not self.is_active:
            return AwaitComplete()
        self._hold()
        return super().dismiss(result)


class Page(OneAnswer[Result]):
    """A screen that escape leaves with nothing done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def on_compose(self) -> None:
        """Have the class of its width before there is anything in it: else all of it is styled again, and laid out."""
        classes = self.HORIZONTAL_BREAKPOINTS or []
        width = max(at for at, _ in classes if at <= self.app.size.width)
        self.update_classes({name: at == width for at, name in classes}, update=False)


class Helped(Page[Result]):
    """A page into which nothing is typed: `?` shows the help page, with the keys of this page first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "app.page_help", show=False)]
