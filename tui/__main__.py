"""`fenqi`, and `python -m tui`."""

import gc
import os
import sys
from typing import NoReturn

from tui.cli.streams import Undelivered, open_streams
from tui.run.from_afar import forget_environment
from tui.run.lean import lean


def main() -> None:
    """Run the command line; the exit code is the process's."""
    forget_environment(sys.argv[1:])  # before a module is chosen by it
    gc.disable()  # until the first screen stands (or the answer is printed); the app switches it on again
    open_streams()
    lean()
    from tui.cli.main import run  # noqa: PLC0415  # nothing is imported before it is needed

    _end(run(sys.argv[1:]))


def _end(code: int) -> NoReturn:
    """End with that code at once: all is on disk, and taking the interpreter apart lasts longer than many an answer."""
    try:
        sys.stdout.flush()
    except Undelivered:  # which was said
        code = code or 1
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
