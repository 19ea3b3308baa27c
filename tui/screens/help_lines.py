"""The help page in lines: every command under its heading, in as many columns as have room."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rich.cells import cell_len

from models.values.message import Message, msg
from tui.commands import COMMANDS
from tui.commands.command import GROUP_WORDS, Command, Group, key_on_screen
from tui.run.session import Session
from tui.terminal.cells import Cells, flow, wrap
from tui.widgets.keybar import KeyLabel, NotNow, ink_of
from tui.words.checked import checks_legend
from tui.words.present import legend

MOVES = (
    ("j k ↑ ↓", msg("one line")),
    ("g G pgup pgdn", msg("first, last; a page")),
    ("⏎", msg("go in, or take the answer")),
)

KEYS = 14
"""Cells that the keys take before their words, which hang from there."""


class HelpEntry(NamedTuple):
    """A line of the page: keys, each with its ink, and a few words; `said` is all there is to say of it, and `why` it
    cannot be now."""

    keys: Cells
    words: str
    said: str
    why: str = ""
    hindered: bool = False


class HelpSection(NamedTuple):
    """A heading, and what stands under it; the `signs` are only read."""

    heading: str
    entries: Sequence[HelpEntry] = ()
    signs: Sequence[Cells] = ()


class HelpLine(NamedTuple):
    """A line as it is drawn; of what the cursor stands on, the entry."""

    cells: Cells = ()
    entry: HelpEntry | None = None


def sections(session: Session, hindered: Mapping[str, Message], page: Sequence[KeyLabel] = ()) -> Iterator[HelpSection]:
    """All that the page has. `hindered`: why a command cannot run now, by its id. `page`: the keys of the page that
    the help is shown over, which come first."""
    t = session.language
    if page:
        here = [
            HelpEntry(((key, ink_of(label)),), label, label, hindered=isinstance(label, NotNow))
            for key, label in page
            if key != "?"
        ]
        yield HelpSection(t.t("This page"), here)
    for group in Group:
        moves = [HelpEntry(((keys, "key"),), t.say(words), t.say(words)) for keys, words in MOVES]
        entries = [*(moves if group is Group.MOVE else ()), *_commands(group, session, hindered)]
        yield HelpSection(t.say(GROUP_WORDS[group]), [*entries, *(_about(session) if group is Group.APP else ())])
    signs = (*legend(t), *checks_legend(t))
    yield HelpSection(
        t.t("Signs in the list"), signs=[((glyph, ink), (f" {words}", "")) for glyph, words, ink in signs]
    )


def _commands(group: Group, session: Session, hindered: Mapping[str, Message]) -> Iterator[HelpEntry]:
    """The commands of a group; those with the same words share a line."""
    t, alike = session.language, dict[str, list[Command]]()
    for command in COMMANDS:
        if command.group is group:
            alike.setdefault(t.say(command.brief or command.label), []).append(command)
    for words, commands in alike.items():
        keys: list[tuple[str, str]] = []
        said = []
        for each in commands:
            name = key_on_screen(session.config.keymap.get(each.id, each.keys))
            keys += [(" " if keys else "", ""), (name, "dim" if each.id in hindered else "key")]
            whole = _with_reason(t.say(each.help), t.say(hindered[each.id]) if each.id in hindered else "")
            said.append(f"{name} — {whole}" if len(commands) > 1 else whole)
        whys = [hindered.get(each.id) for each in commands]
        why = t.say(whys[0]) if whys[0] is not None and len(commands) == 1 else ""
        yield HelpEntry(tuple(keys), words, "  ".join(said), why, None not in whys)


def _with_reason(words: str, why: str) -> str:
    return f"{words.rstrip('.。')} — {why}" if why else words


def _about(session: Session) -> Iterator[HelpEntry]:
    """Where all of it is, and what this run is."""
    t = session.language
    where = t.t("sample data, thrown away when you quit") if session.demo else str(session.store.path)
    promise = t.t(
        "fenqi pays nothing, logs in nowhere and asks for no password. Everything is in this file: {path}", path=where
    )
    yield HelpEntry(((t.t("file"), "key"),), t.t("where all of it is"), promise)
    if session.elsewhere:
        said = t.t("also in another terminal: {command}", command=session.elsewhere)
        yield HelpEntry(((t.t("shell"), "key"),), t.t("the same in another terminal"), said)
    if session.scene:
        yield HelpEntry(((t.t("scene"), "key"),), t.t("what is tried here"), t.say(session.scene))


def matching(found: Sequence[HelpSection], text: str) -> list[HelpSection]:
    """The sections with those entries and signs alone that have every word of the text."""
    wanted = text.casefold().split()

    def has(said: str) -> bool:
        return all(word in said.casefold() for word in wanted)

    kept = [
        HelpSection(
            each.heading,
            [entry for entry in each.entries if has(" ".join((_text(entry.keys), entry.words, entry.said)))],
            [sign for sign in each.signs if has(_text(sign))],
        )
        for each in found
    ]
    return [each for each in kept if each.entries or each.signs]


def _text(cells: Cells) -> str:
    return "".join(text for text, _ in cells)


def columns(found: Sequence[HelpSection], width: int, height: int, *, two: bool) -> list[list[HelpLine]]:
    """The lines of one column, or of two (`two`), each `width` cells wide; with room between the sections where all
    of it has room in `height` lines then. A section stands whole in one column."""
    roomy = _columns(found, width, two=two, apart=1)
    return roomy if not two or max(map(len, roomy)) <= height else _columns(found, width, two=two, apart=0)


def _columns(found: Sequence[HelpSection], width: int, *, two: bool, apart: int) -> list[list[HelpLine]]:
    drawn = [_drawn(section, width) for section in found]
    if not two:
        return [_stacked(drawn, apart)]
    halves = ([_stacked(drawn[:at], apart), _stacked(drawn[at:], apart)] for at in range(1, len(drawn)))
    return min(halves, key=lambda pair: max(map(len, pair)))


def _stacked(drawn: Iterable[list[HelpLine]], apart: int) -> list[HelpLine]:
    lines = [*chain.from_iterable((*[HelpLine()] * apart, *each) for each in drawn)]
    return lines[apart:]


def _drawn(section: HelpSection, width: int) -> list[HelpLine]:
    rule = "─" * max(0, width - cell_len(section.heading) - 1)
    lines = [HelpLine(((f"{section.heading} ", "bold"), (rule, "line")))]
    for entry in section.entries:
        ink = "dim" if entry.hindered else ""
        whole, room = _with_reason(entry.words, entry.why), width - KEYS
        first, *rest = wrap(whole if cell_len(whole) <= room else entry.words, room)
        gap = KEYS - sum(cell_len(text) for text, _ in entry.keys)
        lines.append(HelpLine((*entry.keys, (" " * gap, ""), (first, ink)), entry))
        lines += [HelpLine(((" " * KEYS, ""), (line, ink))) for line in rest]
    return [*lines, *map(HelpLine, flow(section.signs, width, indent=0))]
