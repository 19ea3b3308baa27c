"""What `make test-fast` promises: of every file something, of those on the screen little, of the whole tree nothing."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.fast import FIRST, SCREENS, TESTS, further, is_left_out


def collected() -> Counter[str]:
    """How many tests of each file are tried, by its path below `tests`."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--fast", "--collect-only", "-q"]
    said = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, check=True).stdout
    return Counter({name: int(count) for name, count in re.findall(r"^tests/(\S+\.py): (\d+)$", said, re.MULTILINE)})


def names(folder: Path, pattern: str) -> set[str]:
    """The files of a folder, by their paths below `tests`."""
    return {file.relative_to(TESTS).as_posix() for file in folder.glob(pattern)}


def test_every_file_is_tried_but_those_that_ask_the_machine_or_the_whole_tree() -> None:
    tried = collected()
    left = names(TESTS, "**/test_*.py") - tried.keys()
    rooms = ("e2e", "security", "simulator")
    of_folders = {name for name in left if name.startswith(rooms)}
    of_the_tree = {name for name in left if "/" not in name}
    assert of_folders == {f"{room}/{file.name}" for room in rooms for file in (TESTS / room).glob("test_*")}
    assert of_the_tree == {file.name for file in TESTS.glob("test_*.py")}
    assert left - of_folders - of_the_tree == {
        "tui/screens/test_snapshots.py",
        "tui/screens/test_screenshots.py",
        "tui/screens/test_tour.py",
        "tui/words/test_catalogues.py",
        "tui/terminal/test_private_names.py",
        *(f"{file.relative_to(TESTS)}" for name in ("growth", "power") for file in TESTS.rglob(f"test_{name}.py")),
    }
    on_screen = {
        name: count for name, count in tried.items() if any(room in (TESTS / name).parents for room in SCREENS)
    }
    assert on_screen
    assert max(on_screen.values()) == FIRST


def item(file: str, name: str) -> pytest.Item:
    return cast("pytest.Item", SimpleNamespace(path=TESTS / file, originalname=name, name=name))


@pytest.mark.parametrize("room", SCREENS, ids=lambda room: room.name)
def test_of_a_file_on_the_screen_the_first_tests_are_tried_with_their_first_case(room: Path) -> None:
    names = ("a", "a", "b", "c", "b", "d", "d")
    left = list(further(item(f"tui/{room.name}/test_it.py", name) for name in names))
    assert [each.name for each in left] == ["a", "b", "d", "d"]


def test_of_any_other_file_every_test_is_tried_with_every_case() -> None:
    assert list(further(item("models/plans/test_it.py", name) for name in "aabcdefg")) == []
    assert not any(is_left_out(file) for file in (TESTS / "models" / "plans").glob("test_*.py"))


def test_that_is_what_the_target_runs() -> None:
    makefile = (TESTS.parent / "Makefile").read_text("utf-8")
    assert re.search(r"^test-fast:.*\n\t\$\(PYTEST\) -n auto --fast\n\n", makefile, re.MULTILINE)
