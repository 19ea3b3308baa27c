"""`fenqi`, and `python -m tui`."""

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line; the exit code is the process's."""
    from tui.cli.main import run  # noqa: PLC0415  # nothing is imported before it is needed

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # tables on a terminal that lacks our characters
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
