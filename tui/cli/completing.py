"""What a shell asks for by a variable, where a line is completed or the script for that is wanted."""

import os

from models.values.message import Problem

ASKED = "_FENQI_COMPLETE"
"""The variable that click reads it from."""
_WANTED = frozenset({"source", "complete"})
SOURCES = "bash_source, zsh_source, fish_source"
"""What somebody may ask for; the rest is for the scripts that these give."""


def is_asked() -> bool:
    """Whether a shell asks: what is said then may stand in the line that is typed."""
    return bool(os.environ.get(ASKED))


def check_asked() -> None:
    """Raise Problem where what is asked for is not there, of which click says nothing."""
    asked = os.environ.get(ASKED)
    if not asked:
        return
    from click.shell_completion import get_completion_class  # few ask

    shell, _, wanted = asked.partition("_")
    if get_completion_class(shell) is None or wanted not in _WANTED:
        raise Problem("{variable} must be one of {known}", variable=ASKED, known=SOURCES)
