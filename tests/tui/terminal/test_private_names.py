"""Private names of libraries: which fenqi uses, where, and that each is there as it is used.

An upgrade of Textual or of Python that takes one away fails here, and says which.
"""

import ast
import asyncio
import importlib.util
import inspect
import signal
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from tui.terminal.typed import left_to_run

ROOT = Path(__file__).parents[3]
OURS = ("tui", "models")
SOURCES = sorted(file for package in OURS for file in (ROOT / package).rglob("*.py"))
DOCUMENTED = frozenset({"_exit", "_typeshed", "_replace", "_fields", "_asdict", "_make", "_field_defaults"})
"""Names of Python's own that begin with a line and are public: os._exit, _typeshed, the methods of a named tuple."""
BY_NAME = frozenset({"getattr", "setattr", "hasattr", "delattr", "attrgetter", "methodcaller", "getattr_static"})


def private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("_") and name not in DOCUMENTED


def ours(module: str) -> bool:
    return module.partition(".")[0] in OURS


def text(node: ast.AST) -> str:
    """What a constant says; "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def members(of: ast.ClassDef) -> Iterator[str]:
    """The names that a class has by its own source: of its body, and what is assigned to `self`."""
    for node in of.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (each.id for each in targets if isinstance(each, ast.Name))
    for inner in ast.walk(of):
        match inner:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                yield name


def defined(tree: ast.Module) -> Iterator[str]:
    """The names that a module makes: its functions, its variables, and the members of its classes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.ClassDef(name=name):
                yield name
                yield from members(node)


def used(tree: ast.AST) -> Iterator[str]:
    """The private names of attributes that this source reads, sets or asks for by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name):
                yield name
            case ast.Call(func=ast.Name(id=how) | ast.Attribute(attr=how), args=args) if how in BY_NAME:
                yield from map(text, args)


def imported(tree: ast.AST) -> Iterator[str]:
    """The private modules and names that this source imports from elsewhere."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if not ours(module):
                yield from (*module.split("."), *(each.name for each in names))
            case ast.Import(names=names):
                yield from (part for each in names if not ours(each.name) for part in each.name.split("."))


@cache
def written(cls: type) -> ast.ClassDef:
    """The source of a class; an empty one where it has none in Python, or was made while running."""
    with suppress(OSError, TypeError):
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
        if isinstance(tree, ast.ClassDef):
            return tree
    return ast.ClassDef(cls.__name__, [], [], [], [])


@cache
def members_written(cls: type) -> frozenset[str]:
    """The names that a class has by its own source, read once for all that are made of it."""
    return frozenset(members(written(cls)))


@cache
def of_library(cls: type) -> frozenset[str]:
    """The private names that a class of ours inherits from a library: to define one is to override it."""
    foreign = (base for base in cls.__mro__ if not ours(base.__module__))
    return frozenset(name for base in foreign for name in (*vars(base), *members_written(base)) if private(name))


def classes(module: types.ModuleType) -> Iterator[type]:
    """The classes that stand in this module, those within others as well."""
    waiting = list(vars(module).values())
    for each in waiting:
        if isinstance(each, type) and each.__module__ == module.__name__:
            yield each
            waiting += [inner for inner in vars(each).values() if inner not in waiting]


def borrowed(source: str, module: types.ModuleType) -> set[str]:
    """The private names in this module that are not our own: inherited, or defined nowhere in it."""
    tree = ast.parse(source)
    found = {name for name in imported(tree) if private(name)}
    own = set(defined(tree))
    for cls in classes(module):
        body = written(cls)
        found |= {*members(body), *used(body)} & of_library(cls)
        own |= {name for base in cls.__mro__ if ours(base.__module__) for name in members_written(base)}
    return found | {name for name in used(tree) if private(name) and name not in own}


def module_of(file: Path) -> types.ModuleType:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


class Seen(NamedTuple):
    """What the libraries are now: a driver of Textual's, an app that has not begun, and asyncio's loop."""

    driver: LinuxDriver
    app: App[Any]
    loop: asyncio.AbstractEventLoop
    signals: dict[int, object]


def _parser_reads_keys(_: Seen) -> bool:
    from textual._xterm_parser import XTermParser

    parser = XTermParser(False)
    return [each.key for each in parser.feed("a")] == ["a"] and list(parser.tick()) == []


def _comes_back(seen: Seen) -> bool:
    takes = inspect.signature(LinuxDriver._sigcont_application).parameters.values()
    bound = seen.signals[signal.SIGCONT] == seen.driver._sigcont_application
    return bound and any(each.kind is each.VAR_POSITIONAL for each in takes)


def _writes(seen: Seen) -> bool:
    """It is what Textual's writer is given; ours takes its place before that begins."""
    starts = inspect.getsource(LinuxDriver.start_application_mode)
    return "WriterThread(self._file)" in starts and callable(seen.driver._file.write)


def _measures(seen: Seen) -> bool:
    width, height = seen.driver._get_terminal_size()
    return isinstance(width, int) and isinstance(height, int)


def _ends_by_a_fault(_: Seen) -> bool:
    """It takes no argument, and what ends the app is kept before it is called."""
    source = inspect.getsource(App._handle_exception)
    kept = source.find("self._exception = error")
    return len(inspect.signature(App._fatal_error).parameters) == 1 and 0 < kept < source.find("self._fatal_error()")


def _keeps_the_exit_code(_: Seen) -> bool:
    """It takes the error alone, and it is what makes the exit code that of a fault."""
    source = inspect.getsource(App._handle_exception)
    return len(inspect.signature(App._handle_exception).parameters) == 2 and "self._return_code = 1" in source


def _is_done_before_a_question(_: Seen) -> bool:
    """A question that is waited for first does what the app was to do next, in the task of who asks."""
    does, asks = inspect.getsource(App._flush_next_callbacks), inspect.getsource(App.push_screen_wait)
    return "self._next_callbacks" in does and "await self._flush_next_callbacks()" in asks


def _paints_by_it(_: Seen) -> bool:
    """A part of a screen is made into what is sent by its own method, and nothing else of it is looked at."""
    source = inspect.getsource(App._display)
    return "renderable.render_segments(console)" in source and "self._compositor_refresh" not in source


def _paints_after_a_layout_then_all(_: Seen) -> bool:
    """What is painted of a layout comes before its mark is taken off, and all of the screen after that."""
    update = inspect.getsource(Screen._on_timer_update)
    steps = (
        "self._refresh_layout(",
        "self._layout_required = False",
        "if self._repaint_required",
        "_compositor_refresh",
    )
    found = [update.find(each) for each in steps]
    return (
        found == sorted(found)
        and -1 not in found
        and "_compositor_refresh()" in inspect.getsource(Screen._refresh_layout)
    )


def _is_marked_to_paint(_: Seen) -> bool:
    screen: Screen[None] = Screen()
    screen._layout_required = screen._repaint_required = False
    screen.refresh(layout=True)
    return screen._layout_required and screen._repaint_required


def _compares_with_the_last_map(_: Seen) -> bool:
    """A layout compares with the map that is there, whether or not it is said to be out of date, and leaves another."""
    compositor = Compositor()
    compositor._full_map = known = {}
    takes, source = inspect.signature(Screen._refresh_layout).parameters, inspect.getsource(Compositor.reflow)
    when_asked = inspect.getsource(Compositor.find_widget)
    return (
        [*takes] == ["self", "size", "scroll"]
        and "old_map = self._full_map\n" in source
        and "if not self._full_map_invalidated" in when_asked
        and compositor._full_map is known
        and isinstance(Screen()._compositor, Compositor)
    )


def _is_asked_by_what_is_hidden(_: Seen) -> bool:
    """What hears that it is hidden gives the keyboard away through its screen, which is given no other to avoid."""
    takes = inspect.signature(Screen._reset_focus).parameters
    return [*takes] == ["self", "widget", "avoiding"] and "self.screen._reset_focus(self)" in inspect.getsource(
        Widget.blur
    )


def _leaves_it_to_the_screen_in_front(_: Seen) -> bool:
    """What is to be done after painting is handed to a screen by one method, with whose it is."""
    hands = inspect.getsource(MessagePump._on_invoke_later)
    return "self.app.screen._invoke_later(" in hands and [*inspect.signature(Screen._invoke_later).parameters] == [
        *("self", "callback", "sender")
    ]


def _rings_late(_: Seen) -> bool:
    return Timer(MessagePump(), 1)._skip is True and "self._skip and" in inspect.getsource(Timer._run)


def _has_spans(_: Seen) -> bool:
    made = ChopsUpdate([{0: Strip([Segment("ab")])}], [(0, 0, 2)], [[2]])
    return made.spans == [(0, 0, 2)] and len(made.chops) == len(made.chop_ends) == 1


def _lists_what_is_left(seen: Seen) -> bool:
    probe = seen.loop.call_soon(lambda: None)
    return probe in seen.loop._ready and left_to_run(seen.loop) is seen.loop._ready


def _replaces_rows(_: Seen) -> bool:
    table = TinyDB(storage=MemoryStorage).table("rows")
    table.insert(Document({"a": 1}, doc_id=1))
    table._update_table(lambda rows: rows.update({1: {"b": 2}}))
    return table.all() == [{"b": 2}]


class Borrowed(NamedTuple):
    """A private name, the file of ours that uses it, whose it is, and whether it is there as it is used."""

    name: str
    file: str
    whose: str
    holds: Callable[[Seen], bool]


BORROWED = (
    Borrowed("_xterm_parser", "tui/terminal/driver.py", "textual", _parser_reads_keys),
    Borrowed("_xterm_parser", "tui/terminal/runs.py", "textual", _parser_reads_keys),
    Borrowed("_app", "tui/terminal/driver.py", "textual.driver.Driver", lambda seen: seen.driver._app is seen.app),
    Borrowed("_loop", "tui/terminal/driver.py", "textual.driver.Driver", lambda seen: seen.driver._loop is seen.loop),
    Borrowed("_debug", "tui/terminal/driver.py", "textual.driver.Driver", lambda seen: seen.driver._debug is False),
    Borrowed("_size", "tui/terminal/driver.py", "textual.driver.Driver", lambda seen: seen.driver._size is None),
    Borrowed("_file", "tui/terminal/driver.py", "textual.drivers.LinuxDriver", _writes),
    Borrowed("_get_terminal_size", "tui/terminal/driver.py", "textual.drivers.LinuxDriver", _measures),
    Borrowed("_sigcont_application", "tui/terminal/driver.py", "textual.drivers.LinuxDriver", _comes_back),
    Borrowed(
        "_in_band_window_resize",
        "tui/terminal/driver.py",
        "textual.drivers.LinuxDriver",
        lambda seen: seen.driver._in_band_window_resize is False,
    ),
    Borrowed(
        "_must_signal_resume",
        "tui/terminal/driver.py",
        "textual.drivers.LinuxDriver",
        lambda seen: seen.driver._must_signal_resume is False,
    ),
    Borrowed(
        "_key_thread",
        "tui/terminal/driver.py",
        "textual.drivers.LinuxDriver",
        lambda seen: seen.driver._key_thread is None,
    ),
    Borrowed(
        "_next_callbacks", "tui/terminal/paced.py", "textual.app.App", lambda seen: seen.app._next_callbacks == []
    ),
    Borrowed("_flush_next_callbacks", "tui/terminal/paced.py", "textual.app.App", _is_done_before_a_question),
    Borrowed("_handle_exception", "tui/terminal/paced.py", "textual.app.App", _keeps_the_exit_code),
    Borrowed("_fatal_error", "tui/terminal/paced.py", "textual.app.App", _ends_by_a_fault),
    Borrowed("_exception", "tui/terminal/paced.py", "textual.app.App", lambda seen: seen.app._exception is None),
    Borrowed("_display", "tui/terminal/paced.py", "textual.app.App", _paints_by_it),
    Borrowed("_compositor", "tui/terminal/paced.py", "textual", _has_spans),
    Borrowed("_compositor", "tui/terminal/picture.py", "textual", _has_spans),
    Borrowed(
        "_compositor_refresh", "tui/terminal/painting.py", "textual.screen.Screen", _paints_after_a_layout_then_all
    ),
    Borrowed("_layout_required", "tui/terminal/painting.py", "textual.widget.Widget", _is_marked_to_paint),
    Borrowed("_repaint_required", "tui/terminal/painting.py", "textual.widget.Widget", _is_marked_to_paint),
    Borrowed("_refresh_layout", "tui/terminal/painting.py", "textual.screen.Screen", _compares_with_the_last_map),
    Borrowed("_compositor", "tui/terminal/painting.py", "textual.screen.Screen", _compares_with_the_last_map),
    Borrowed("_full_map", "tui/terminal/painting.py", "textual.compositor", _compares_with_the_last_map),
    Borrowed("_full_map_invalidated", "tui/terminal/painting.py", "textual.compositor", _compares_with_the_last_map),
    Borrowed("_reset_focus", "tui/terminal/painting.py", "textual.screen.Screen", _is_asked_by_what_is_hidden),
    Borrowed(
        "_on_invoke_later",
        "tui/terminal/painting.py",
        "textual.message_pump.MessagePump",
        _leaves_it_to_the_screen_in_front,
    ),
    Borrowed("_invoke_later", "tui/terminal/painting.py", "textual.screen.Screen", _leaves_it_to_the_screen_in_front),
    Borrowed("_skip", "tui/terminal/timers.py", "textual.timer.Timer", _rings_late),
    Borrowed("_ready", "tui/terminal/typed.py", "asyncio.BaseEventLoop", _lists_what_is_left),
    Borrowed("_update_table", "models/store/database.py", "tinydb.table.Table", _replaces_rows),
)
ROOMS = ("tui/terminal/", "models/store/")
"""Where they may stand: Textual's and asyncio's in the first, TinyDB's in the second."""


@pytest.mark.parametrize("each", BORROWED, ids=lambda each: f"{each.whose}.{each.name}")
async def test_a_private_name_of_a_library_is_there_as_it_is_used(
    each: Borrowed, monkeypatch: pytest.MonkeyPatch
) -> None:
    signals: dict[int, object] = {}
    monkeypatch.setattr(signal, "signal", signals.__setitem__)
    app: App[Any] = App()
    assert each.holds(Seen(LinuxDriver(app), app, asyncio.get_running_loop(), signals))


def test_private_names_of_libraries_stand_in_their_rooms_alone_and_each_is_listed_here() -> None:
    found = {
        (name, file.relative_to(ROOT).as_posix())
        for file in SOURCES
        for name in borrowed(file.read_text("utf-8"), module_of(file))
    }
    assert found == {(each.name, each.file) for each in BORROWED}
    for each in BORROWED:
        assert each.file.startswith(ROOMS[each.whose.startswith("tinydb")])


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("class One(App):\n    def _fatal_error(self): ...", "_fatal_error"),
        ("class One(App):\n    def f(self):\n        return self._running", "_running"),
        ("class One(App):\n    def f(self):\n        self._exception = None", "_exception"),
        ("class One(App):\n    _thread_id = 1", "_thread_id"),
        ("class One(App):\n    class Two(App):\n        def _fatal_error(self): ...", "_fatal_error"),
        ("def f(app):\n    return app._driver", "_driver"),
        ("def f(loop):\n    return getattr(loop, '_ready', ())", "_ready"),
        ("from textual._xterm_parser import XTermParser", "_xterm_parser"),
        ("from textual.app import _screen", "_screen"),
        ("import textual._time", "_time"),
        ("def f():\n    import rich._win32_console", "_win32_console"),
    ],
)
def test_no_way_to_use_a_private_name_is_overlooked(
    source: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert borrowed_by(f"from textual.app import App\n{source}\n", tmp_path, monkeypatch) == {name}


def borrowed_by(source: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What a module of ours with that source would borrow; what it imports need not be there."""
    file = folder / "tried.py"
    file.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location("tui.tried", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "tui.tried", module)
    with suppress(ImportError):
        spec.loader.exec_module(module)
    return borrowed(source, module)


def test_our_own_private_names_and_the_public_ones_of_python_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = """
import os
from textual.message_pump import MessagePump
from textual.screen import Screen

def _mine(): ...

class One(Screen):
    _kept: int = 0

    def __init__(self):
        self._order = 1  # Textual has a local variable of that name

    def _f(self, other):
        return _mine(), self._f, other._kept, self._order, os._exit
"""
    assert borrowed_by(source, tmp_path, monkeypatch) == set()
