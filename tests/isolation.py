"""A home, a language and a zone that are nobody's, for a test or for what several tests begin with."""

import os
import pwd
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest


def isolate(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Have that `home`, English and UTC, and none of the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "FENQI_", "LC_", "TEXTUAL_"))]:
        if name != "TEXTUAL_SNAPSHOT_TEMPDIR":  # the snapshot plugin's own
            patch.delenv(name)
    for name in ("NO_COLOR", "COLORTERM", "LANGUAGE", "COLUMNS", "LINES"):
        patch.delenv(name, raising=False)
    patch.setenv("HOME", str(home))
    account = pwd.getpwuid(os.getuid())  # whose home counts where the environment is forgotten
    own = pwd.struct_passwd((*account[:5], str(home), *account[6:]))
    patch.setattr(pwd, "getpwuid", lambda _uid: own)
    patch.setenv("LANG", "C.UTF-8")
    patch.setenv("TZ", "UTC")
    patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    patch.setenv("XDG_DATA_HOME", str(home / ".local/share"))


def empty_homes(folder: Path) -> Iterator[Path]:
    """Homes in that folder with nothing in them. One that its test left empty is the next one's, too."""
    for number in count():
        home = folder / str(number)
        home.mkdir()
        while not any(home.iterdir()):
            yield home
