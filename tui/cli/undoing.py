"""`fenqi undo` and `fenqi redo`: the last action of anybody, here or on a screen."""

import click

from models.values.message import Message, Problem, msg
from tui.cli.noop import N_
from tui.cli.writing import How, Written, agreed, say, writes
from tui.run.session import Session
from tui.run.viewers_clock import by_viewer


@click.command(help=N_("Undo the last action, wherever it was done."))
@writes
@click.pass_obj
def undo(session: Session, /, how: How) -> int:
    action = _action(session, session.load().undo, msg("there is nothing to undo"))
    t, found = session.language.t, session.store.undoable
    if found is not None:
        at = by_viewer(found.at, session.zone)
        click.echo(t("the last action, done {at}, here or on another terminal", at=at), err=True)
    if agreed(session, how, Written({"undone": action}, (t("to be undone: {action}", action=action),))):
        session.store.undo(session.now())
        say(Written({"undone": action}, (t("undone: {action}", action=action),)), how)
    return 0


@click.command(help=N_("Redo what was undone last."))
@writes
@click.pass_obj
def redo(session: Session, /, how: How) -> int:
    action = _action(session, session.load().redo, msg("there is nothing to redo"))
    t, found = session.language.t, session.store.redoable
    if found is not None:
        at = by_viewer(found.at, session.zone)
        click.echo(t("the action undone last, {at}, here or on another terminal", at=at), err=True)
    if agreed(session, how, Written({"undone": action}, (t("to be redone: {action}", action=action),))):
        session.store.redo(session.now())
        say(Written({"undone": action}, (t("redone: {action}", action=action),)), how)
    return 0


def _action(session: Session, label: Message | None, nothing: Message) -> str:
    """What the action was called; Problem where there is none."""
    if label is None:
        raise Problem.of(nothing)
    return session.language.say(label)


COMMANDS: dict[str, click.Command] = {"undo": undo, "redo": redo}
