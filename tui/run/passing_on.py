"""Hands messages to the user's own command, on its standard input. No shell reads them; fenqi itself opens no
socket."""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from models.store.source import reason_of
from models.values.message import Message, Problem, msg
from models.values.text import clean

PATIENCE = 30.0
"""Seconds that the command may take."""


def pass_on(command: Sequence[str], text: str, patience: float = PATIENCE) -> None:
    """Run the command with the text as UTF-8 on its standard input. Problem where it does not take it, with the reason.

    It runs in the home directory, in a process group of its own, which is ended where it takes too long. Its output is
    thrown away, but for the last line of its errors.
    """
    from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired  # noqa: PLC0415  # 15 ms, only where one is set

    name = clean(command[0], 40)
    try:
        started = Popen(  # noqa: S603  # it is the user's own, out of the user's own settings
            command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, cwd=Path.home(), start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else type(error).__name__
        raise Problem("{command} could not be started: {reason}", command=name, reason=reason) from None
    try:
        _, errors = started.communicate(text.encode(), timeout=patience)
    except TimeoutExpired:
        with suppress(OSError):
            os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
        raise Problem(
            "{command} took longer than {seconds} s and was ended", command=name, seconds=int(patience)
        ) from None
    if started.returncode:
        raise Problem.of(_failed(name, started.returncode, errors))


def _failed(name: str, code: int, errors: bytes) -> Message:
    said = errors[-2000:].decode("utf-8", "replace").strip().splitlines()
    if said:
        return msg("{command} failed ({code}): {reason}", command=name, code=code, reason=clean(said[-1], 120))
    return msg("{command} failed ({code})", command=name, code=code)
