"""The full-screen app: keymap, palette; everything else is the main screen's."""

from collections.abc import Callable, Collection, Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input

from models.values.message import msg
from tui.commands import COMMANDS
from tui.commands.hiding import HIDE
from tui.run.debugging import debugging
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.state.arrangement import Selection
from tui.terminal.ahead import Ahead, Press, Responder
from tui.terminal.harmless import Harmless
from tui.terminal.paced import HURRIED
from tui.terminal.replies import Replied
from tui.widgets.calm import Calm
from tui.widgets.choices import NUMBERS
from tui.widgets.hidden import Hiding

if TYPE_CHECKING:
    from tui.state.finding import Findable

HARMLESS = Harmless()
LEAVING = frozenset({"escape", "ctrl+c", "ctrl+q"})
"""Keys that answer nothing: they are heard at any time."""

TOO_EARLY = msg("keys typed before the question was shown do not count")
CHANGED = msg("the question has changed: the key answered nothing")


class FenqiApp(Hiding):
    """fenqi on a terminal. It returns a wish: "demo" for sample data, or the language to begin again in."""

    CSS_PATH = "styles/fenqi.tcss"
    TITLE = "fenqi"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[Any]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+l", "repaint", show=False, priority=True),
        Binding(HIDE.keys, "hide_amounts", show=False, id=HIDE.id),
    ]

    def __init__(self, session: Session, driver: type[Driver] | None = None, left: Selection | None = None) -> None:
        """`left`: what was selected where it goes on in another language; None where it begins."""
        super().__init__(driver_class=driver)
        self.session = session
        self._left = left
        self.ahead = Ahead()
        self._request_status: Callable[[], None] | None = None
        self.set_class(session.surface.plain, "-plain")
        self.animation_level = "none"
        self.begin_in(session.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return (*super().get_line_filters(), HARMLESS)

    def get_system_commands(self, _screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own: they are in English only, and ours cover them."""
        return ()

    def get_default_screen(self) -> Screen[Any]:
        self._first = MainScreen(self.session, self._left)
        return self._first

    @property
    def selection(self) -> Selection:
        """What is selected on the main screen, or was when it ended."""
        return self._first.selection

    def on_mount(self) -> None:
        if self.is_headless:
            self.ahead = Ahead(responder=Responder.NONE)
        self.set_keymap(dict(self.session.config.keymap))

    def connect(self, responder: Responder, request_status: Callable[[], None]) -> None:
        """There is a terminal, and who answers for it; see at once whether a status request is answered."""
        self.ahead = Ahead(responder=responder).requested()
        self._request_status = request_status
        request_status()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Replied):
            self.ahead = self.ahead.replied()
        elif not isinstance(event, Key | Paste) or event.is_forwarded or self._counts(event):
            await super().on_event(event)

    def _counts(self, event: Key | Paste) -> bool:
        """Whether a key or a paste is handled; says so where it came before its question could be read."""
        key = event.key if isinstance(event, Key) else ""
        main = self._main()
        question = main.question if main is not None and main is self.screen and key not in LEAVING else None
        before = self.ahead.asking(question) if question else self.ahead
        hurried = self.typed is not None and self.typed.hurried(event)
        together = self.typed is not None and self.typed.together(event)
        on_question, press = question is not None, self._press(event)
        how: dict[str, Any] = {"on_question": on_question, "press": press, "hurried": hurried, "together": together}
        self.ahead = before.typed(event.time, **how)
        if key in LEAVING or before.counts(event.time, **how):
            if main is not None and main is self.screen:
                main.tell(None)  # what was said stands until the next key
            return True
        if self.typed is not None:
            self.typed.let_go(event)
        if main is not None:
            main.tell(CHANGED if before.replaced else HURRIED if hurried else TOO_EARLY, bad=True)
        return False

    def _press(self, event: Key | Paste) -> Press:
        """What the key does where it goes."""
        focused = self.screen.focused
        if isinstance(event, Paste):
            return Press.TYPED if isinstance(focused, Input) else Press.OTHER
        if event.key == "enter":
            return Press.ENTER
        typed = isinstance(focused, Input) and focused.check_consume_key(event.key, event.character)
        if event.key in NUMBERS:
            return Press.TYPED_DIGIT if typed else Press.DIGIT
        return Press.TYPED if typed else Press.OTHER

    def waiting(self, keys: Collection[str]) -> list[str]:
        taken = super().waiting(keys)
        if taken:  # they break the quiet, too
            self.ahead = self.ahead.typed(monotonic(), on_question=False)
        return taken

    def waiting_text(self, takes: Callable[[str, str], bool]) -> str:
        text, at = self.typed.take_text(takes) if self.typed else ("", 0.0)
        if text:  # typed behind the key that was handled: it leads nowhere, either
            self.ahead = self.ahead.typed(at, on_question=False, press=Press.TYPED)
        return text

    def post_display_hook(self) -> None:
        """When the checklist's question has been painted, have the terminal say when it shows it."""
        main = self._main()
        question = main.question if main is not None and main is self.screen else None
        if main is None or question is None:
            return
        self.ahead = self.ahead.asking(question)
        if self.ahead.unpainted and main.question_painted and not self.held.under_way:
            self.ahead = self.ahead.was_painted(monotonic())
            if self._request_status is not None:
                self._request_status()

    def _main(self) -> MainScreen | None:
        screen = self.screen_stack[0] if self.is_running and self.screen_stack else None
        return screen if isinstance(screen, MainScreen) and screen.is_mounted else None

    def action_command_palette(self) -> None:
        """The palette over any screen but itself. What is about the main screen comes with leaving those over it."""
        from tui.commands.finding import entries  # noqa: PLC0415  # loaded when it is first asked for
        from tui.screens.palette import Palette  # noqa: PLC0415

        main, over = self._main(), self.screen_stack[1:]
        if main is None or isinstance(self.screen, Palette):
            return
        waits = not all(isinstance(each, Calm) and each.to_read for each in over)
        self.push_screen(Palette(self.session, list(entries(main, COMMANDS, waits=waits))), self._go)

    def _go(self, chosen: "Findable | None") -> None:
        """Do what was chosen in the palette; all but the theme is about the main screen."""
        from tui.state.finding import Category  # noqa: PLC0415

        main = self._main()
        if chosen is None or main is None:
            return
        while chosen.kind is not Category.THEME and self.screen is not main:
            self.pop_screen()
        main.call_later(chosen.act)

    def action_page_help(self) -> None:
        """Show the help page over the page that is shown."""
        main = self._main()
        if main is not None:
            main.show_help()

    def action_repaint(self) -> None:
        """Send the whole screen again: what another program wrote into the terminal goes."""
        self.picture.forget()
        self.refresh()

    def action_hide_amounts(self) -> None:
        """Hide the amounts of the screens over the main one, or show them again; there the command does."""
        self.hide_amounts(hidden=not self.amounts_hidden)

    def action_help_quit(self) -> None:
        """ctrl+c: say which key quits."""
        screen = self.screen_stack[0]
        if isinstance(screen, MainScreen):
            screen.tell(msg("q quits, escape comes back"))

    def fault_in_words(self, name: str) -> str:
        """A sentence; the trace only where it is asked for."""
        if debugging():
            return ""
        if self.session.restricted:  # which heeds no FENQI_DEBUG
            return self.session.language.t(
                "fenqi failed ({name}) and stopped. What was done is saved. Log in again to go on.", name=name
            )
        return self.session.language.t(
            "fenqi failed ({name}) and stopped. What was done is saved. FENQI_DEBUG=1 shows more.",
            name=name,
        )

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """A key that the config gave to two commands is said, not silently lost."""
        if isinstance(node, MainScreen):
            names = ", ".join(sorted(binding.id or binding.key for binding in clashed_bindings))
            node.call_after_refresh(
                node.tell, msg("config: these lost their key to another command: {names}", names=names), bad=True
            )
