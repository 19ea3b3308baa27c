"""The commands of fenqi, as `fenqi order add` is one, and their options."""

from collections.abc import Iterator

import click

from tui.cli.main import fenqi


def commands() -> dict[str, click.Command]:
    """What can be called, by the words behind `fenqi`."""
    return dict(_below(fenqi, ()))


def _below(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from _below(found, (*words, name))
        elif found:
            yield " ".join((*words, name)), found


def options(of: click.Command) -> dict[str, click.Option]:
    """The long options of a command that its help shows."""
    shown = (each for each in of.params if isinstance(each, click.Option) and not each.hidden)
    each_name = ((name, each) for each in shown for name in each.opts)
    return {name: each for name, each in each_name if name.startswith("--")}
