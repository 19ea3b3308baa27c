"""How every command that writes does it: shown first, written once, one commit that one undo takes back."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import click

from models.actions.dating import dating
from models.actions.masking import MASKED, masking, named_masked, newly_masked
from models.actions.used_credit import keeping
from models.ledger.ledger import Ledger, LedgerChange
from models.values.message import Message
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.run.session import Session

Given = TypeVar("Given")

EXIT_OPEN = 10
"""Nothing was written: something is left for the user to answer."""


class How(NamedTuple):
    """How a command was asked to write."""

    yes: bool
    dry_run: bool
    as_json: bool


class Written(NamedTuple):
    """What a change comes to: the JSON of it, and the sentences for a person."""

    fields: dict[str, Any]
    sentences: tuple[str, ...] = ()


Label = Message | Callable[[Ledger, Ledger], Message]
"""What undo names the action by, or what makes that of the ledger before and after."""


def writes(command: Callable[..., int]) -> Callable[..., int]:
    """The options of a command that writes; it gets them as `how`."""

    @wraps(command)  # click keeps the other options in its __dict__
    def asked(*arguments: Any, yes: bool, dry_run: bool, as_json: bool, **rest: Any) -> int:
        return command(*arguments, how=How(yes, dry_run, as_json), **rest)

    for option in (
        click.option("--json", "as_json", is_flag=True, help=N_("Print JSON (schema 2).")),
        click.option("--dry-run", is_flag=True, help=N_("Only show what would be written.")),
        click.option("--yes", is_flag=True, help=N_("Skip the confirmation.")),
    ):
        asked = option(asked)
    return asked


def carry_out(
    session: Session,
    how: How,
    label: Label,
    change: LedgerChange,
    done: Callable[[Ledger, Ledger], Written],
    *,
    question: Message | None = None,
) -> int:
    """Do it as `carried` does; the exit code."""
    carried(session, how, label, change, done, question=question)
    return 0


def carried(
    session: Session,
    how: How,
    label: Label,
    change: LedgerChange,
    done: Callable[[Ledger, Ledger], Written],
    *,
    question: Message | None = None,
    whole: bool = False,
) -> bool:
    """Show what the change comes to, ask, and commit it; whether it was written.

    `done` says it, of the ledger before and after, as `label` may. `whole`: it brings a whole ledger, as it was
    elsewhere. Without a terminal and without `--yes` it is a dry run. Problem as `change` raises it, and where the
    ledger is gone and nothing whole comes in its place: nothing is written then.
    """
    began = session.now()
    if not whole:
        change = dating(keeping(change, session.catalogue, began), began)
    change = masking(change)
    before = session.store.load().ledger if whole else _present(session)
    changed = change(before)
    if newly_masked(before, changed):
        click.echo(session.language.say(MASKED), err=True)
    if not agreed(session, how, done(before, changed), question):
        return False
    kept: list[Ledger] = []

    def once(ledger: Ledger) -> Ledger:
        kept[:] = [ledger]
        return change(ledger)

    action = label if isinstance(label, Message) else label(before, changed)
    after = session.store.commit(named_masked(action), once, session.now()).ledger
    say(done(kept[0], after), how)
    return True


def asks(how: How) -> bool:
    """Whether somebody is there who is asked."""
    return not (how.yes or how.dry_run) and sys.stdin.isatty()


def answer_of(ask: Callable[[], Given]) -> Given:
    """What was answered; a terminal that is gone answers nothing, and then nothing is done."""
    try:
        return ask()
    except (OSError, RuntimeError):
        raise click.Abort from None


def would_only_show(how: How) -> bool:
    """Whether it is a dry run: it was asked for, or nobody is there who could be asked."""
    return how.dry_run or not (how.yes or sys.stdin.isatty())


def nothing_written(session: Session, written: Written, how: How) -> None:
    """End a dry run: what would be, and that it is not."""
    say(written, how)
    click.echo(session.language.t("nothing was written; add `--yes` to write it"), err=True)


def agreed(session: Session, how: How, written: Written, question: Message | None = None) -> bool:
    """Whether to write what was shown; False where it is a dry run. Stops where the answer is no."""
    if would_only_show(how):
        nothing_written(session, written, how)
        return False
    if not how.yes:
        for sentence in written.sentences:
            click.echo(sentence, err=True)
        words = session.language.say(question) if question else session.language.t("Write it?")
        if not click.confirm(words, err=True):
            raise click.Abort
    return True


def _present(session: Session) -> Ledger:
    """What the file holds: nothing where it is the first write that makes it; Problem where it was there once."""
    store = session.store
    was_there = not store.exists() and store.backup() is not None
    return (session if was_there else store).load().ledger


def say(written: Written, how: How) -> None:
    """The JSON on standard output, or the sentences."""
    if how.as_json:
        print_json(written.fields)
        return
    for sentence in written.sentences:
        click.echo(sentence)


"""A figure that is exact here is a number there, as the others are."""
