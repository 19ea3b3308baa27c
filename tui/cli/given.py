"""What comes from standard input, for commands that read a file or `-`."""

import os
import sys
from contextlib import suppress
from io import UnsupportedOperation

import click

from models.exchange.encoding import MAX_BYTES
from models.store.source import reason_of
from models.values.message import Message, Problem
from tui.run.session import Session

STANDARD_INPUT = "-"


def standard_input(session: Session, ask: Message, most: int = MAX_BYTES) -> bytes:
    """What comes from there, up to a byte more than `most`; Problem where it cannot be read.

    `ask` says to a person at a terminal what to paste.
    """
    if sys.stdin.isatty():
        click.echo(session.language.say(ask), err=True)
    try:
        with suppress(UnsupportedOperation):  # a stream that is none of the system's
            os.set_blocking(sys.stdin.fileno(), True)  # or its end would be taken for the data's
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise Problem("standard input cannot be read: {reason}", reason=reason_of(error)) from None
