"""A setting that was chosen in the app is written into the config file."""

import re
import tomllib
from pathlib import Path
from typing import Any

from models.store import files
from models.store.lock import locked
from models.values.message import Problem
from tui.run.config import MAX_BYTES

_THEME = re.compile(r"""^([ \t]*(["']?)theme\2[ \t]*=[ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s"'#][^\n#]*)""", re.MULTILINE)


def keep_theme(path: Path, name: str) -> None:
    """Have the next run begin in that theme; all else that the config file says stays as it stands there.

    Problem where the file cannot be written, or cannot be read as it is: then it is left so.
    """
    real = files.real(path)
    with locked(real):
        found = files.read(real)
        files.write(real, with_theme(found[0] if found else b"", name, real).encode())


def with_theme(data: bytes, name: str, path: Path) -> str:
    """The text of that config file with another theme in it, and with nothing else that is another."""
    readable = files.readable(path)
    try:
        text = data.decode()
        before = tomllib.loads(text) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        before = None
    if before is None:
        raise Problem("the config file {path} is not valid, so it was left as it is", path=readable)
    line = f'theme = "{name}"'
    replaced = [text[: found.end(1)] + f'"{name}"' + text[found.end() :] for found in _THEME.finditer(text)]
    for changed in (*replaced, f"{line}\n{text}"):
        if _differs_in_theme(changed, before, name):
            return changed
    raise Problem("the theme in {path} could not be changed; write this there: {line}", path=readable, line=line)


def _differs_in_theme(text: str, before: dict[str, Any], name: str) -> bool:
    try:
        after = tomllib.loads(text)
    except ValueError:
        return False
    # By what they look like: a number that is none is not equal to itself.
    others = [repr({key: value for key, value in each.items() if key != "theme"}) for each in (before, after)]
    return after.get("theme") == name and others[0] == others[1]
