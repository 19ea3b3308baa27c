"""The help page, made of the commands."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult

from models.values.message import Message, msg
from tui.commands import COMMANDS
from tui.commands.command import GROUP_WORDS, Command, Group, key_name
from tui.run.session import Session
from tui.terminal.cells import Cells, fit, line_len, wrap
from tui.widgets.ends import Ends
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import INKS, Lines
from tui.widgets.page import Page
from tui.words.checked import checks_legend
from tui.words.present import legend

MOVING = msg("Moving")
MOVES = (
    ("j k ↑ ↓", msg("One line down or up.")),
    ("pgdn pgup", msg("One page down or up.")),
    ("g G", msg("To the first line, to the last.")),
    ("⏎", msg("Go in, or take the answer.")),
)
PROMISE = msg("fenqi pays nothing, logs in nowhere and asks for no password. Everything is in this file:")

KEYS = 12
"""Cells that the keys take before their words, which hang from there."""
MARGIN, GAP = 2, 4
"""Cells before the page's text, and between its two columns."""
TWO = 90
"""From how many cells on there is room for two columns."""


class Section(NamedTuple):
    """A heading, and what stands under it: keys, or signs, with their ink and their words; `why` they cannot be now."""

    heading: str
    entries: Sequence[tuple[str, str, str, str]]


class HelpScreen(Page[None]):
    """Every command with its key, under headings; what cannot be done now says why."""

    to_read = True

    def __init__(self, session: Session, hindered: Mapping[str, Message]) -> None:
        """`hindered`: why a command cannot run now, by its id."""
        super().__init__(session)
        self._hindered = hindered

    def compose(self) -> ComposeResult:
        yield Ends(id="about")
        yield Ends(fill="─", id="under")
        yield Lines(cursor=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        t = self.session.language.t
        self.query_one("#about", Ends).show(
            (t("fenqi help"), INKS["key"]), more=(t("grey: not possible now, and why"), INKS["dim"])
        )
        self.query_one(KeyBar).show([("j k", t("scroll")), ("esc", t("close"))])
        lines = self.query_one(Lines)
        lines.show_text(self.lines)
        lines.focus()

    def lines(self, width: int) -> list[Cells]:
        """The page's text: in two columns where there is room, and each section whole in one of them."""
        room = width - 2 * MARGIN
        if room < TWO:
            text = [line for section in self._sections() for line in _drawn(section, room)]
        else:
            column = (room - GAP) // 2
            drawn = [_drawn(section, column) for section in self._sections()]
            halves = ([[*chain(*part)] for part in (drawn[:at], drawn[at:])] for at in range(1, len(drawn)))
            left, right = min(halves, key=lambda pair: max(map(len, pair)))
            text = [(*_filled(one, column + GAP), *other) for one, other in zip_longest(left, right, fillvalue=())]
        return [((" " * MARGIN, ""), *line) for line in (*text, *self._about(room))]

    def _sections(self) -> Iterator[Section]:
        t = self.session.language
        yield Section(t.say(MOVING), [(keys, "key", t.say(words), "") for keys, words in MOVES])
        for group in Group:
            entries = [self._entry(command) for command in COMMANDS if command.group is group]
            yield Section(t.say(GROUP_WORDS[group]), entries)
        signs = [(glyph, ink, words, "") for glyph, words, ink in (*legend(t), *checks_legend(t))]
        yield Section(t.t("Signs in the list"), signs)

    def _entry(self, command: Command) -> tuple[str, str, str, str]:
        t, keys = self.session.language, self.session.config.keymap.get(command.id, command.keys)
        why = self._hindered.get(command.id)
        return key_name(keys), "key", t.say(command.help), t.say(why) if why else ""

    def _about(self, width: int) -> Iterator[Cells]:
        """Where all of it is."""
        t, session = self.session.language, self.session
        where = t.t("sample data, thrown away when you quit") if session.demo else str(session.store.path)
        said = [(t.say(PROMISE), ""), (where, "bold")]
        if session.elsewhere:
            said.append((t.t("also in another terminal: {command}", command=session.elsewhere), "bold"))
        if session.scene:
            said.append((t.say(session.scene), "bold"))
        for text, ink in said:
            yield from (((line, ink),) for line in wrap(text, width, indent=2))


def _drawn(section: Section, width: int) -> list[Cells]:
    """The lines of a section, and an empty one after it."""
    rule = "─" * max(0, width - cell_len(section.heading) - 1)
    lines: list[Cells] = [((f"{section.heading} ", "bold"), (rule, "line"))]
    for keys, ink, words, why in section.entries:
        said = f"{words.rstrip('.。')} — {why}" if why else words
        first, *rest = wrap(said, width - KEYS)
        lines.append(((fit(keys, KEYS), "dim" if why else ink), (first, "dim" if why else "")))
        lines += [((" " * KEYS, ""), (line, "dim" if why else "")) for line in rest]
    return [*lines, ()]


def _filled(line: Cells, width: int) -> Cells:
    """The line, filled up with spaces."""
    return (*line, (" " * (width - line_len(line)), ""))
