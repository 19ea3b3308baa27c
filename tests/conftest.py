"""Nobody's real files, settings, language or clock reach a test."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from textual import app, pilot
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

from tests.fast import further, is_left_out
from tests.handled import handled
from tests.isolation import empty_homes, isolate
from tests.often import QUICK, USUAL
from tests.sharing import CasesTogether
from tests.stylesheets import parsed_once
from tests.tui.cli.shell import ORDERS, Shell

gc.disable()  # until all tests are collected: none of it is garbage
settings.load_profile(USUAL)

LONG = 40
"""Characters: of a value in a test's name."""
TERMINALS = Path(__file__).parent / "e2e"
"""Tests on a real terminal, which wait for what they see."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--fast` is for while one works: see `tests/fast.py`."""
    parser.addoption("--fast", action="store_true", help="only what is tried while one works (tests/fast.py)")


def pytest_configure(config: pytest.Config) -> None:
    """Few examples of each property with `--fast`."""
    if config.getoption("--fast"):
        settings.load_profile(QUICK)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read the files that `--fast` leaves out."""
    return (config.getoption("--fast") and is_left_out(collection_path)) or None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three workers for each core: a test on a screen or a terminal waits for more than half of its time."""
    return 3 * len(os.sched_getaffinity(0))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadGroupScheduling:
    """Whole tests and whole groups are given out."""
    return CasesTogether(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give the tests on a terminal to two workers, which begin with them soon; leave out what `--fast` does not try.

    These mostly wait, so all workers at once would leave the cores idle. Before other plugins: the one that gives tests
    to workers reads the groups when it is its turn.
    """
    of_a_terminal = [item for item in items if TERMINALS in item.path.parents]
    for number, item in enumerate(of_a_terminal):
        item.add_marker(pytest.mark.xdist_group(f"terminal {number % 2}"))
    if config.getoption("--fast"):
        left = dict.fromkeys(further(items))
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=list(left))


def pytest_collection_finish() -> None:
    """Set aside what all tests share, so that the collector looks only at what a test makes, and less often."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()


def pytest_make_parametrize_id(val: object) -> str | None:
    """A long value is named by its beginning and its length: a test's name goes from worker to worker."""
    if isinstance(val, str | bytes) and len(val) > LONG:
        return f"{val[:LONG]!a} of {len(val)}"
    return None


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty homes, one after the other."""
    return empty_homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture(autouse=True)
def _isolated(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A home with nothing in it for every test, in English and on UTC."""
    isolate(monkeypatch, next(_homes))


@pytest.fixture(autouse=True, scope="session")
def _styled() -> Iterator[None]:
    """The apps of a worker read the same rules: parsing them was a quarter of what it took to open a form.

    Rules are known by what they are, as all objects are in Python: Textual has a slower function for the same.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed_once)
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield


@pytest.fixture(autouse=True, scope="session")
def _handled() -> Iterator[None]:
    """A busy machine changes nothing of where keys go."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (app, pilot):
            patch.setattr(module, "wait_for_idle", handled)
        yield


@pytest.fixture(autouse=True)
def _collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What an app made is garbage when its test is over: nothing is set aside for it, and no cache keeps its screens.

    Textual keeps the painted lines of the last thousand widgets, and the collector would look at them again and again.
    """
    monkeypatch.setattr(gc, "freeze", lambda: None)
    yield
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture
def home() -> Path:
    """The test's own home."""
    return Path.home()


@pytest.fixture
def empty_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell whose ledger file is not there yet."""
    return Shell(tmp_path / "ledger.json", capsys)


@pytest.fixture
def shell(empty_shell: Shell, tmp_path: Path) -> Shell:
    """A shell whose ledger has four orders."""
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    assert empty_shell("import", "--yes", orders).code == 0
    return empty_shell
