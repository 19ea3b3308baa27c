"""A group whose commands load when they are asked for, and speak the user's language."""

import copy
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from models.values.message import Words
from tui.run.language import Language

BRIEF = 64
"""Cells that a command's line has in the list of commands at 80 columns."""


class Filled(click.Command):
    """A command whose help has placeholders: `given` has what stands for them."""

    def __init__(self, *, given: Mapping[str, Words], **how: Any) -> None:
        super().__init__(**how)
        self.given = given


class LazyGroup(click.Group):
    """`sources`: the module of each command, by its name; the command is the module's attribute of `COMMANDS`."""

    def __init__(self, *, sources: Mapping[str, str], **how: Any) -> None:
        super().__init__(**how)
        self.sources = sources
        self.language: Language | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return sorted({*self.commands, *self.sources})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        command = self.commands.get(cmd_name)
        if command is None and cmd_name in self.sources:
            command = import_module(self.sources[cmd_name]).COMMANDS[cmd_name]
        return translated(command, self.language) if command and self.language else command


def translated(command: click.Command, words: Language) -> click.Command:
    """A copy of the command with its help and its options' help in that language."""
    command = copy.copy(command)
    given = command.given if isinstance(command, Filled) else {}
    command.help = command.help and words.t(command.help, **given)
    command.short_help = command.short_help or _brief(command.help or "")
    command.epilog = command.epilog and words.t(command.epilog)
    command.params = [copy.copy(param) for param in command.params]
    for param in command.params:
        if isinstance(param, click.Option):
            param.help = param.help and words.t(param.help)
    if isinstance(command, LazyGroup):
        command.language = words
    elif isinstance(command, click.Group):
        command.commands = {name: translated(each, words) for name, each in command.commands.items()}
    return command


def _brief(text: str) -> str | None:
    """The first sentence in Chinese, as far as a line goes: click cuts between words, which have no space there. None
    where click does it well."""
    sentence, mark, _ = text.partition("。")
    if not mark:
        return None
    from tui.cli.phrases import cut_at_phrase

    return cut_at_phrase(sentence + mark, BRIEF)
