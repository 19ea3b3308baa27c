"""Standard input as bytes, whoever stands behind it: a file, a program, or a person who pastes."""

import os
import sys
from contextlib import suppress
from io import UnsupportedOperation

import click

from models.values.message import Problem


def piped(hint: str, most: int) -> bytes:
    """What comes from there, up to so many bytes; a person is given the `hint`. Problem where it cannot be read."""
    if sys.stdin.isatty():
        click.echo(hint, err=True)
    try:
        with suppress(UnsupportedOperation):  # a stream that is none of the system's
            os.set_blocking(sys.stdin.fileno(), True)  # or its end would be taken for the data's
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise Problem("standard input cannot be read: {reason}", reason=error.strerror or str(error)) from None
