"""The rooms: what each may do. That arrows point down only, import-linter says."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import msgspec
import pytest

from models.store.records import TABLES

ROOT = Path(__file__).parents[1]
ROOMS = sorted(file.parent for package in ("models", "tui") for file in (ROOT / package).glob("*/**/__init__.py"))
SOURCES = sorted(file for package in ("models", "tui") for file in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MODELS = [file for file in SOURCES if ROOT / "models" in file.parents]
WRITERS = ("tui/commands", "tui/cli")
MOST_LINES = 300
OUTSIDE = {
    **dict.fromkeys(("errno", "fcntl", "os", "random", "stat", "time"), ("store",)),
    **dict.fromkeys(("csv", "icalendar", "openpyxl"), ("exchange",)),
    **dict.fromkeys(("io", "json"), ("exchange", "store")),
    "pathlib": ("channels", "store"),
    "tomllib": ("channels",),
}
"""What reaches beyond the models, or is the form of a file, by the rooms that may load it; the catalogue is a file."""
NEVER = frozenset({"locale", "platform", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "urllib"})
TYPE_NAME = re.compile(r"_?[A-Z]\w*[a-z]\w*|[A-Z]")
"""How a class, an alias or a type variable is called; a constant is in capitals."""
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""A part of a name: `bill` and `place` of `BillPlace`."""
ONE_MEANING = {
    "joined": r"",
    "joining": r"",
    "look": r"tui/(state/set_up_(app|end)|words/(cannot_pay|when))\.py",
    "merged": r"models/(actions/(bills|dates|orders)_of_both|(actions|exchange)/merging)\.py|"
    r"tui/(cli/merge|(run|words)/merging)\.py",
    "near": r"models/bills/debit_phase\.py|models/actions/warnings\.py|tui/state/set_up_end\.py",
    "place": r"models/bills/\w+\.py",
    "places": r"",
    "shown": r"tui/(commands|forms|panes|screens|widgets|words)/\w+\.py",
    "told": r"",
    "word": r"tui/\w+/\w+\.py",
}
"""Words that meant several things in names, and the files in which they mean one: nothing; that somebody looks into an
app; that two versions of a ledger become one; the window of an auto-debit; where a bill stands in its account; what the
screen shows; a part of a text."""
NOT_IN_TESTS = frozenset({"joining", "look", "told"})
"""Those of them that mean nothing else in the names of tests, either."""
CLOCKS = frozenset({"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns"})


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


@pytest.mark.parametrize("room", ["tui.state", "tui.words", "tui.run"])
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


def loaded_by(file: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in whole | parts}


def test_only_the_store_reaches_the_disk_and_only_exchange_knows_the_forms_of_other_files() -> None:
    found = {(module, file.relative_to(ROOT / "models").parts[0]) for file in MODELS for module in loaded_by(file)}
    assert {(module, room) for module, room in found if room not in OUTSIDE.get(module, (room,))} == set()
    assert {module for module, _ in found} & NEVER == set()
    assert {(module, room) for module, rooms in OUTSIDE.items() for room in rooms} <= found


def test_the_models_ask_no_clock_and_no_environment() -> None:
    nodes = [node for file in MODELS for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    called = [node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    assert {ast.unparse(call) for call in called if call.attr in CLOCKS} == set()
    assert {ast.unparse(call) for call in called} & {"time.time", "time.localtime", "time.gmtime"} == set()
    assert {node.attr for node in nodes if isinstance(node, ast.Attribute)} & {"environ", "environb", "getenv"} == set()


def structs() -> Iterator[type[msgspec.Struct]]:
    """Every value of the models that has fields."""
    for file in MODELS:
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, msgspec.Struct) and each.__module__ == module.__name__:
                yield each


def test_no_value_of_the_models_is_changed_in_place() -> None:
    found = list(structs())
    assert set(TABLES.values()) <= set(found)
    assert [each for each in found if not each.__struct_config__.frozen] == []


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
def test_a_record_is_what_the_user_said_and_has_no_field_that_is_not_known(kind: type[msgspec.Struct]) -> None:
    assert kind.__module__.startswith(("models.ledger.", "models.channels.")), "what follows is never stored"
    assert kind.__struct_config__.frozen and kind.__struct_config__.forbid_unknown_fields


def test_how_the_id_of_an_early_settlement_begins_is_known_to_the_ids_alone() -> None:
    assert [named(file) for file in SOURCES if '"early/' in file.read_text("utf-8")] == ["models/ledger/ids.py"]


def test_no_file_is_long() -> None:
    assert [named(file) for file in SOURCES if len(file.read_text("utf-8").splitlines()) > MOST_LINES] == []


def named_types(file: Path) -> Iterator[tuple[str, bool]]:
    """The classes, the aliases and the type variables that a file defines for all to see; whether it is a variable."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, False
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and TYPE_NAME.fullmatch(target.id):
                yield target.id, isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "TypeVar"


def test_a_class_or_an_alias_has_a_name_that_no_other_and_no_type_variable_has() -> None:
    found = [(name, variable, named(file)) for file in SOURCES for name, variable in named_types(file)]
    variables = {name for name, variable, _ in found if variable}
    where: dict[str, list[str]] = {}
    for name, variable, file in found:
        if not variable and not name.startswith("_"):
            where.setdefault(name, []).append(file)
    assert {name: files for name, files in where.items() if len(files) > 1} == {}
    assert variables & where.keys() == set()
    assert "RecordT" in variables, "otherwise this test looks for what is not written so"
    assert {"Bill", "LedgerChange"} <= where.keys()


def names(file: Path) -> Iterator[str]:
    """Every name in a file, of whatever it is: as it is defined, given, asked for or loaded."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        for field in ("id", "attr", "arg", "name", "asname"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield name


def test_in_names_a_word_of_several_meanings_has_one() -> None:
    parts = {named(file): {part.lower() for name in names(file) for part in PART.findall(name)} for file in SOURCES}
    for word, files in ONE_MEANING.items():
        assert [name for name, there in parts.items() if word in there and not re.fullmatch(files, name)] == [], word
        assert not files or any(word in there for there in parts.values()), f"no name has {word} any more"


def test_the_tests_use_them_in_the_same_sense() -> None:
    """But for what a test is called by, which is a sentence."""
    for file in TESTS:
        found = {part.lower() for name in names(file) if not name.startswith("test_") for part in PART.findall(name)}
        assert NOT_IN_TESTS & found == set(), named(file)


def test_auto_debit_is_called_so_in_full_but_for_its_table_in_the_file() -> None:
    found = {" ".join(PART.findall(name)).lower() for file in SOURCES for name in names(file)}
    assert {name for name in found if re.search(r"(?<!auto )\bdebits?\b", name)} == {"debits"}
