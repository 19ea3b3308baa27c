"""What `--fast` tries: while one works, within three minutes on two cores. CONTRIBUTING.md states the same for people.

Every test file is tried, but for those that ask the whole tree or the machine; of a file that opens the app for nearly
every test, only the first few tests; of each of these, only the first case; properties with few examples.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FIRST = 3
"""Tests of a file on the screen."""
SCREENS = tuple(TESTS / "tui" / room for room in ("commands", "forms", "panes", "screens", "terminal"))
"""Where the app is opened for nearly every test: these take most of the time."""
LEFT_OUT = re.compile(
    r"e2e/.*"  # a real terminal, a real sshd
    r"|security/.*"  # every text of every table
    r"|tui/screens/test_(snapshots|screenshots|tour)\.py"  # pictures, and all screens in all sizes
    r"|test_\w+\.py|tui/words/test_catalogues\.py|tui/terminal/test_private_names\.py"  # what reads the whole tree
    r"|simulator/.*|.*/test_(growth|power)\.py"  # lives of 400 days, large ledgers, every cut of the power
)
"""The test files that are not tried, below `tests`."""


def is_left_out(file: Path) -> bool:
    """Whether no test of that file is tried."""
    return TESTS in file.parents and bool(LEFT_OUT.fullmatch(file.relative_to(TESTS).as_posix()))


def further(tests: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """The tests on the screen that are not tried: further ones of their file, and further cases."""
    seen: dict[Path, set[str]] = {}
    for test in tests:
        if any(room in test.path.parents for room in SCREENS):
            names = seen.setdefault(test.path, set())
            name = getattr(test, "originalname", test.name)
            if name in names or len(names) >= FIRST:
                yield test
            names.add(name)
