"""What `fenqi --restricted`, an SSH forced command, may not do: it opens no file that is named to it.

Nothing here reads SSH_ORIGINAL_COMMAND: what the other end asked for is not obeyed.
"""

import os

from models.values.message import Message, Problem, msg
from tui.run.debugging import debugging
from tui.run.from_afar import HARMLESS
from tui.run.session import Session

ALLOWED = frozenset(
    {"due", "bills", "orders", "show", "quote", "export", "backup", "doctor", "month"}
    | {"agenda", "payoff", "proof", "report"}
    | {"record", "confirm", "correct", "refund", "early", "undo", "redo"}
    | {"convert", "defer", "promise", "balance", "budget", "check", "capture"}
    | {"calendar", "remind"}
    | {"accounts", "account", "order", "channels", "channel"}
)
"""The subcommands that take no path. One that is not here is refused, so that a new one has to be thought about."""


def check_command(name: str | None) -> None:
    """Problem where a restricted session does not run that subcommand; None is the app itself."""
    if name is not None and name not in ALLOWED:
        raise Problem("a restricted session opens no file but its ledger; `{command}` is refused", command=name)


def no_import(session: Session) -> Message | None:
    """Why orders cannot be imported in this session; None where they can."""
    if session.restricted:
        return msg("a restricted session opens no file but its ledger; enter the order with the a key")
    return None


def no_statement(session: Session) -> Message | None:
    """Why no statement can be read in this session; None where one can."""
    if session.restricted:
        return msg("a restricted session opens no file but its ledger; a statement is another one")
    return None


def no_merge(session: Session) -> Message | None:
    """Why no other version of the ledger is merged into it in this session; None where one is."""
    if session.restricted:
        return msg("a restricted session opens no file but its ledger; another version of it is another file")
    return None


def no_file_out(session: Session) -> Message | None:
    """Why nothing can be written into a file that is named in this session; None where it can."""
    if session.restricted:
        return msg("a restricted session opens no file but its ledger; leave out `--out`, and it is printed")
    return None


def no_remind_command(session: Session) -> Message | None:
    """Why the user's command is not run in this session; None where it is."""
    if session.restricted:
        return msg("a restricted session runs no command; `remind_command` does not have these, and they stay unsaid")
    return None


def no_demo(session: Session) -> Message | None:
    """Why sample data cannot be looked at in this session; None where it can."""
    if session.restricted:
        return msg("a restricted session opens no file but its ledger; sample data would be another one")
    return None


def quiet_textual(*, restricted: bool) -> None:
    """Take away the variables by which Textual would log, save pictures, load a driver or call its console.

    With FENQI_DEBUG=1 a developer may use them; never in a restricted session, whose environment comes from afar.
    """
    if debugging() and not restricted:
        return
    for name in [each for each in os.environ if each.startswith("TEXTUAL") and each not in HARMLESS]:
        del os.environ[name]
