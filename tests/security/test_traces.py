"""What a session leaves behind: its ledger and nothing else; no log, no line on the network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.security.terminal import written
from tests.tui.cli.shell import NOW, ORDERS

HEAR = """
import sys
from tests.security.sockets import heard
found = heard()
from tui.cli.main import run
codes = [run(["--now", sys.argv[1], *words.split()]) for words in sys.argv[2:]]
print(codes, found)
"""
FAULT = """
from tui.screens.main import MainScreen
from tui.cli.main import run
def fail(screen):
    title, amount = "secret title", "¥4,944.00"
    raise RuntimeError(f"{title} {amount}")
MainScreen.relist = fail
run(["--lang", "en", "demo"])
"""


def files(home: Path) -> set[str]:
    return {each.relative_to(home).as_posix() for each in home.rglob("*") if each.is_file()}


def test_a_session_leaves_the_ledger_its_lock_and_its_backups_and_nothing_else(home: Path, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    # Where a program may keep what it should not: the home, the temporary files, the working directory.
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    env = {"TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "tui", "--now", NOW, "import", "--yes", str(orders)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **env})
    with Terminal("--lang", "en", "--now", NOW, env=env) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.press(["p"])
        terminal.wait_for("I opened")
        terminal.press(["enter"])
        terminal.wait_for("I found it")
        terminal.press(["escape"])
        terminal.wait_for("new order")
        terminal.press(["?"])
        terminal.wait_for("go through the bill's checklist", "esc close")
        terminal.press(["escape"])
        terminal.wait_until(lambda: "fenqi help" not in terminal.text and "1 Orders" in terminal.text, "the orders")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    left = files(home)
    assert {each for each in left if ".backups/" not in each} == {
        ".local/share/fenqi/ledger.json",
        ".local/share/fenqi/ledger.json.lock",
    }
    assert all(each.startswith(".local/share/fenqi/ledger.json") for each in left)
    assert files(scratch) == set()


@pytest.mark.parametrize("asked", [False, True], ids=["usually", "with FENQI_DEBUG"])
def test_a_fault_shows_titles_and_amounts_only_where_that_is_asked_for(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))  # a demo that was broken off here is nobody else's
    if asked:
        monkeypatch.setenv("FENQI_DEBUG", "1")
    output = written([sys.executable, "-c", FAULT], "120x36", 30).decode("utf-8", "replace")
    assert ("secret title" in output, "4,944" in output) == (asked, asked)
    assert "RuntimeError" in output
    assert not [each for each in files(home) if "fenqi" in each], "nor is it written anywhere"


def test_the_shells_commands_open_no_socket(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    commands = (f"import --yes {orders}", "due", "bills --json", "orders", "show 101", "export csv", "export json")
    others = ("backup --yes", "doctor", "quote --principal 1499 --periods 12 --amounts 134.90", "--help")
    done = subprocess.run(
        [sys.executable, "-c", HEAR, NOW, *commands, *others], capture_output=True, check=True, encoding="utf-8"
    )
    codes, _, found = done.stdout.splitlines()[-1].rpartition("] [")
    assert set(codes.strip("[]").split(", ")) == {"0"}, done.stderr
    assert found == "]"


def test_a_socket_would_be_heard_of() -> None:
    program = (
        "from tests.security.sockets import heard; found = heard(); import asyncio, socket\n"
        "asyncio.run(asyncio.sleep(0)); assert found == [], found\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9)); print(len(found))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert int(done.stdout) >= 2
