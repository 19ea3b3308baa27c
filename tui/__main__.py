"""`fenqi`, and `python -m tui`."""

import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

from tui.lean import lean


def main() -> None:
    """Run the command line; the exit code is the process's."""
    gc.disable()  # until the first screen stands (or the answer is printed); the app switches it on again
    lean()
    from tui.cli.main import run  # noqa: PLC0415  # nothing is imported before it is needed

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # tables on a terminal that lacks our characters
    _end(run(sys.argv[1:]))


def _end(code: int) -> NoReturn:
    """End with that code at once: all is on disk, and taking the interpreter apart lasts longer than many an answer."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
