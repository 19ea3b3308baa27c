"""`fenqi`, and `python -m tui`."""

import sys


def main() -> None:
    """Run the command line; the exit code is the process's."""
    from tui.cli.main import run  # noqa: PLC0415  # nothing is imported before it is needed

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
