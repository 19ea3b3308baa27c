"""What the environment of a restricted session says is from the other end, as far as `AcceptEnv` lets it in: it is
forgotten before anything is read by it.
"""

import os
from collections.abc import Sequence

OPTION = "--restricted"
OWN = ("FENQI_", "XDG_")
"""What begins so says which file is opened, what time it is, what is shown of a fault, and where settings lie."""
OTHERS = frozenset({"HOME", "TZ", "TZDIR", "LANGUAGE", "TMPDIR"})
"""Where settings and rules of time zones lie. Without HOME it is that of the account."""


def forget_environment(arguments: Sequence[str]) -> None:
    """Take those variables away where the arguments ask for a restricted session.

    Where the option stands is not looked at: as the value of another one it takes away no more than settings. Those of
    Textual go where it is begun: `quiet_textual`.
    """
    if OPTION in arguments:
        for name in [each for each in os.environ if each.startswith(OWN) or each in OTHERS]:
            del os.environ[name]
