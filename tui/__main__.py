"""`fenqi`, and `python -m tui`."""

import gc
import sys
from io import TextIOWrapper

from tui.lean import lean


def main() -> None:
    """Run the command line; the exit code is the process's."""
    gc.disable()  # until the first screen stands (or the answer is printed); the app switches it on again
    lean()
    from tui.cli.main import run  # noqa: PLC0415  # nothing is imported before it is needed

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # tables on a terminal that lacks our characters
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
