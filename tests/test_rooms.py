"""The rooms: what each may do. That arrows point down only, import-linter says."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
ROOMS = sorted(file.parent for package in ("models", "tui") for file in (ROOT / package).glob("*/__init__.py"))
SOURCES = sorted(file for package in ("models", "tui") for file in (ROOT / package).rglob("*.py"))
WRITERS = ("tui/commands", "tui/cli")
MOST_LINES = 300


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_each_room_says_its_rule_in_one_sentence(room: Path) -> None:
    rule = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert rule.endswith(".") and rule.count(". ") == 0 and len(rule) > 20


@pytest.mark.parametrize("package", ["models", "tui"])
def test_the_tests_of_a_room_lie_in_a_folder_of_its_name(package: str) -> None:
    folders = {
        file.parent.relative_to(ROOT / "tests").as_posix() for file in (ROOT / "tests" / package).rglob("test_*.py")
    }
    assert folders and folders <= {named(room) for room in ROOMS}


def test_no_files_import_each_other_in_a_circle_not_even_for_their_types() -> None:
    graph = grimp.build_graph("models", "tui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        list(TopologicalSorter(imports).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


@pytest.mark.parametrize("room", ["tui.state", "tui.words"])
def test_what_is_shown_and_its_words_are_made_without_textual(room: str) -> None:
    program = f"""
import importlib, pkgutil, sys
import {room} as room
for module in pkgutil.walk_packages(room.__path__, "{room}."):
    importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] == "textual"))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == ""


def writes(file: Path) -> Iterator[str]:
    """The calls by which something is written into a ledger's file, whatever the store is called there."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        call = node.func if isinstance(node, ast.Call) else None
        if isinstance(call, ast.Attribute) and call.attr in {"commit", "undo", "redo", "put_back", "restore"}:
            yield ast.unparse(call)


def test_only_commands_and_the_shell_commit_undo_and_redo() -> None:
    found = {named(file): list(writes(file)) for file in SOURCES if named(file).startswith("tui/")}
    assert {name for name, calls in found.items() if calls and not name.startswith(WRITERS)} == set()
    assert found["tui/commands/commit.py"], "otherwise this test looks for what nobody does"


def test_how_the_id_of_an_early_settlement_begins_is_known_to_the_ids_alone() -> None:
    assert [named(file) for file in SOURCES if '"early/' in file.read_text("utf-8")] == ["models/ledger/ids.py"]


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_file_is_long(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= MOST_LINES
