"""The help page, made of the commands."""

from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Static

from models.values.message import msg
from tui.commands import COMMANDS
from tui.commands.command import GROUP_WORDS, Group, key_name
from tui.terminal.cells import Cells, fit, flow, wrap
from tui.widgets.lines import Lines
from tui.widgets.page import Page
from tui.words.present import legend

MOVING = msg("j k g G and the arrows move; enter goes in, escape comes back.")
PROMISE = msg("fenqi pays nothing, logs in nowhere and asks for no password. Everything is in this file:")

INDENT = 2 + 10 + 20
"""Cells before the explanations."""


class HelpScreen(Page[None]):
    """Every command with its key, under headings."""

    def compose(self) -> ComposeResult:
        yield Static(self.session.language.t("fenqi help · escape comes back"), classes="heading", markup=False)
        yield Lines(cursor=False)

    def on_mount(self) -> None:
        self.query_one(Lines).focus()

    def on_resize(self, event: Resize) -> None:
        self.query_one(Lines).show_lines(self.lines(event.size.width - 2))

    def lines(self, width: int) -> list[Cells]:
        """The page's text."""
        t, keymap = self.session.language, self.session.config.keymap
        text: list[Cells] = [((t.say(MOVING), ""),), ()]
        for group in Group:
            text.append(((t.say(GROUP_WORDS[group]), "bold"),))
            for command in COMMANDS:
                if command.group is group:
                    keys = fit(key_name(keymap.get(command.id, command.keys)), 10)
                    first, *rest = wrap(t.say(command.help), width - INDENT)
                    text.append(((f"  {keys}", "key"), (fit(t.say(command.label), 20), ""), (first, "dim")))
                    text += [((" " * INDENT + line, "dim"),) for line in rest]
            text.append(())
        signs = [((f"{glyph} ", style), (words, "dim")) for glyph, words, style in legend(t)]
        text += [((t.t("Signs before an order or a bill"), "bold"),)]
        text += [((("  ", ""), *line)) for line in flow(signs, width - 2, indent=0)]
        text.append(())
        where = t.t("sample data, thrown away when you quit") if self.session.demo else str(self.session.store.path)
        text += [*(((line, ""),) for line in wrap(t.say(PROMISE), width)), ((f"  {where}", "accent"),)]
        if self.session.elsewhere:
            where = t.t("also in another terminal: {command}", command=self.session.elsewhere)
            text += [((f"  {line}", "accent"),) for line in wrap(where, width - 2)]
        if self.session.scene:
            text += [((f"  {line}", "accent"),) for line in wrap(t.say(self.session.scene), width - 2)]
        return text
