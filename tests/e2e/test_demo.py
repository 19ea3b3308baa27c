"""The sample data, reached twice: after a dropped connection, and from another terminal."""

import re
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW
from tests.e2e.terminal import Terminal

GO_ON = "A demo was interrupted. Go on with it?"
DEMO = ("--lang", "en", "--now", NOW, "demo")
OTHER = re.compile(r"(/\S+/ledger\.json)")
"""The file of the command that another terminal is to give, which may be broken before it."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A temporary folder of one's own, whose name is as short as such names are."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def demo(folder: Path, columns: int = 120, rows: int = 36) -> Terminal:
    """`fenqi demo` of somebody whose temporary folder that is."""
    return Terminal(*DEMO, env={"TMPDIR": str(folder)}, columns=columns, rows=rows)


def to_the_second_step(terminal: Terminal) -> None:
    terminal.wait_for("sample data")
    terminal.press(["p", "enter"])
    terminal.wait_for("I found it")


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGKILL])
def test_an_interrupted_demo_is_gone_on_with_where_its_checklist_stopped(folder: Path, end: signal.Signals) -> None:
    with demo(folder) as terminal:
        to_the_second_step(terminal)
        terminal.kill(end)
    with demo(folder) as terminal:
        terminal.wait_for(GO_ON)
        terminal.press(["enter"])
        terminal.wait_for("step 2 (", "go on there")
        terminal.press(["down", "enter"])
        terminal.wait_until(lambda: "go on there" not in terminal.text, "the end of the question")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert list(folder.iterdir()) == [], "a demo that was quit is thrown away"


def test_an_interrupted_demo_that_is_not_wanted_is_thrown_away(folder: Path) -> None:
    with demo(folder) as terminal:
        to_the_second_step(terminal)
        terminal.kill(signal.SIGHUP)
    (left,) = folder.iterdir()
    with demo(folder) as terminal:
        terminal.wait_for(GO_ON)
        terminal.press(["n", "enter"])
        terminal.wait_for("sample data")
        assert "stopped at step" not in terminal.text
        assert not left.exists()


def test_the_command_on_the_screen_opens_the_same_bill_in_another_terminal(folder: Path) -> None:
    with demo(folder, 160, 48) as one:  # in which it takes no row of the list
        one.wait_for("shell: fenqi --db")
        found = OTHER.search(one.text)
        assert found is not None
        assert Path(found[1]).stat().st_mode & 0o077 == 0
        one.press(["p"])
        one.wait_for("myself")
        with Terminal("--lang", "en", "--now", NOW, "--db", found[1]) as other:
            other.wait_for("step 1 (", "go on there")
            other.press(["enter"])
            other.wait_until(lambda: "go on there" not in other.text and "myself" in other.text, "the checklist")
            other.press(["enter"])
            one.wait_for("another terminal went on")


def test_help_tells_the_command_too(folder: Path) -> None:
    with demo(folder) as terminal:
        terminal.wait_for("sample data")
        terminal.press(["?"])
        terminal.wait_for("fenqi help")
        terminal.press(["\t", "G"])
        terminal.wait_for("also in another terminal: fenqi --db")
        terminal.press(["k"])
        terminal.wait_for("sample data, thrown away")


def test_a_scene_says_what_it_shows_and_is_no_demo_to_go_on_with(folder: Path) -> None:
    with demo(folder) as terminal:
        to_the_second_step(terminal)
        terminal.kill(signal.SIGHUP)
    (left,) = folder.iterdir()
    with Terminal(*DEMO, "--scene", "6", env={"TMPDIR": str(folder)}) as terminal:
        terminal.wait_for("scene 6: paying after the cut-off on the due day", "Press:", "17:30")
        terminal.press(["p"])
        terminal.wait_for("it is past the cut-off 17:00", "drop the checklist")
        terminal.press(["escape"])
        terminal.wait_for("new order")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert list(folder.iterdir()) == [left], "what is left of the demo stays, and nothing of the scene"
