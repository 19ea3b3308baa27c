"""What a command needs to run is loaded when it runs: each of its imports must be there, though no start makes it."""

import ast
from importlib import import_module
from pathlib import Path

import tui.commands

LATE = [
    (path.name, each.module, name.name)
    for folder in ("commands", "screens", "panes", "state")
    for path in sorted((Path(tui.commands.__file__).parents[1] / folder).glob("*.py"))
    for function in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    for each in ast.walk(function)
    if isinstance(each, ast.ImportFrom) and each.module is not None
    for name in each.names
]


def test_every_import_that_waits_in_a_function_finds_what_it_names() -> None:
    assert len(LATE) > 50
    for file, module, name in LATE:
        loaded = import_module(module)
        assert hasattr(loaded, name) or import_module(f"{module}.{name}"), f"{file}: {module} has no {name}"
