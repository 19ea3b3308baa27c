"""`fenqi --restricted`: an SSH forced command that opens no file but the ledger, whatever is asked of it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from unittest.mock import patch

import click
import pytest
from msgspec.structs import replace

from models.store import Store
from tests.e2e.terminal import Terminal
from tests.models.builders import ledger, order
from tests.tui.cli.shell import ORDERS, Shell
from tui.app import FenqiApp
from tui.cli import main
from tui.cli.main import SOURCES, fenqi
from tui.commands.app import no_sample
from tui.commands.host import Host
from tui.run.from_afar import KEPT, LOCALE, forget_environment
from tui.run.restricted import ALLOWED, quiet_textual
from tui.run.session import open_session
from tui.screens.main import MainScreen

ROOT = Path(__file__).parents[3]
RECIPE = re.compile(r'^restrict,pty,command="(?P<command>[^"]*)" (?P<key>ssh-ed25519 \S+.*)$', re.MULTILINE)


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(fenqi)
    for name in fenqi.list_commands(context):
        command = fenqi.get_command(context, name)
        assert command is not None
        yield name, command


def test_no_allowed_command_takes_a_path() -> None:
    for name, command in commands():
        paths = [each.name for each in command.params if isinstance(each.type, click.Path | click.File)]
        assert not paths or name not in ALLOWED, f"{name} takes {paths}"
    assert {*SOURCES} >= ALLOWED


@pytest.mark.parametrize(
    "command", [("import", "x.csv"), ("import", "--template", "csv"), ("restore", "/etc/passwd"), ("demo",)]
)
def test_a_command_that_opens_files_is_refused(shell: Shell, command: tuple[str, ...]) -> None:
    answer = shell("--restricted", *command)
    assert (answer.code, answer.out) == (1, "")
    assert f"`{command[0]}` is refused" in answer.err


@pytest.mark.parametrize("command", [("due",), ("orders",), ("export", "csv"), ("show", "101"), ("doctor",)])
def test_what_reads_only_the_ledger_works_as_ever(shell: Shell, command: tuple[str, ...]) -> None:
    assert shell("--restricted", *command) == shell(*command)


async def test_the_import_screen_does_not_open_and_says_why(shell: Shell) -> None:
    from msgspec.structs import replace

    from tui.run.session import open_session

    session = replace(open_session(db=shell.db, now=shell.now), restricted=True)
    app = FenqiApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("i")
        main = app.screen
        assert isinstance(main, MainScreen)
        assert "opens no file but its ledger" in main.message_shown
        await pilot.press("a")
        assert app.screen is not main, "everything else works"


async def test_no_key_reaches_what_textual_does_with_files_and_processes(shell: Shell) -> None:
    from tui.run.session import open_session

    app = FenqiApp(open_session(db=shell.db, now=shell.now))
    async with app.run_test() as pilot:
        await pilot.pause()
        reached = {binding.action for _, binding, *_ in app.screen.active_bindings.values()}
        reached |= {binding.action for bindings in app._bindings.key_to_bindings.values() for binding in bindings}
        for action in (
            "suspend_process",
            "save_screenshot",
            "deliver_screenshot",
            "screenshot",
            "open_url",
            "run_action",
        ):
            assert not [each for each in reached if action in each]
        assert list(app.get_system_commands(app.screen)) == []
        assert len(app.COMMANDS) == 1


def test_textuals_variables_that_write_load_or_connect_are_gone_before_it_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEXTUAL_SNAPSHOT_TEMPDIR", raising=False)  # comes back when the test is over
    for name in ("", "_LOG", "_DRIVER", "_SCREENSHOT", "_PRESS", "_DEBUG", "_DEVTOOLS_HOST", "_DISABLE_KITTY_KEY"):
        monkeypatch.setenv(f"TEXTUAL{name}", "1")
    quiet_textual(restricted=False)
    assert {name for name in os.environ if name.startswith("TEXTUAL")} == {"TEXTUAL_DISABLE_KITTY_KEY"}


@pytest.mark.parametrize(
    ("asked", "restricted", "attaches"), [("1", False, True), ("1", True, False), ("0", False, False)]
)
def test_textuals_console_can_attach_where_a_developer_asks_for_it_but_never_to_a_restricted_session(
    monkeypatch: pytest.MonkeyPatch, asked: str, restricted: bool, attaches: bool
) -> None:
    monkeypatch.delenv("TEXTUAL_SNAPSHOT_TEMPDIR", raising=False)
    monkeypatch.setenv("FENQI_DEBUG", asked)
    monkeypatch.setenv("TEXTUAL", "devtools")
    quiet_textual(restricted=restricted)
    assert ("TEXTUAL" in os.environ) is attaches


def test_the_variables_of_fenqi_say_nothing_to_a_restricted_session(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = shell("--restricted", "due", "--json")
    for name, text in (("FENQI_DB", str(tmp_path / "x.json")), ("FENQI_NOW", "wrong"), ("FENQI_DEBUG", "1")):
        monkeypatch.setenv(name, text)
    assert shell("--restricted", "due", "--json") == before


def rows(page: Path) -> list[str]:
    return [line for line in page.read_text("utf-8").splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("page", [ROOT / "docs" / "ssh.md", ROOT / "docs" / "zh-CN" / "ssh.md"], ids=str)
def test_of_all_variables_a_restricted_session_keeps_the_first_two_rows_of_the_page(page: Path) -> None:
    language, drawn, *others = ([*re.findall(r"`([^`]*)`", line.split("|")[1])] for line in rows(page))
    assert {*language, *drawn} == {*KEPT, f"{LOCALE}*"}
    forgotten = [each.replace("*", "X") for row in others for each in row]
    assert len(forgotten) > 20
    with patch.dict(os.environ, dict.fromkeys((*KEPT, *forgotten, "LC_X", "NOBODY_KNOWS"), "x"), clear=True):
        forget_environment(["due"])
        assert {*forgotten} < os.environ.keys()
        forget_environment(["--restricted"])
        assert os.environ.keys() == {*KEPT, "LC_X"}


def test_a_fault_names_no_variable_that_such_a_session_does_not_heed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = open_session(db=shell.db, now=shell.now, language="en")
    assert "FENQI_DEBUG" in FenqiApp(here).fault_in_words("KeyError")
    assert "Log in again" in FenqiApp(replace(here, restricted=True)).fault_in_words("KeyError")
    monkeypatch.setattr(main, "check_command", {}.__getitem__)
    answer = shell("--restricted", "due")
    assert (answer.code, answer.err) == (
        1,
        "fenqi: fenqi failed (KeyError); a restricted session shows no more of it\n",
    )


WATCHED = """\
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event in {"open", "os.scandir"} else None)
sys.path.insert(0, sys.argv.pop(1))
from tui.cli.streams import open_streams
from tui import __main__
end = __main__._end
def ended(code):
    print(code, [each for each in opened if "from-afar" in each], file=sys.stderr)
    end(code)
__main__._end = ended
__main__.main()
"""


@pytest.mark.parametrize(
    ("asked", "code"), [(("due",), 0), (("--nonsense",), 2), (("due", "--help"), 0), (("show", "no such"), 1)]
)
def test_nothing_that_the_environment_names_is_opened_whatever_is_asked(
    shell: Shell, tmp_path: Path, asked: tuple[str, ...], code: int
) -> None:
    afar = tmp_path / "from-afar"
    for each in ("fenqi", ".config/fenqi"):
        (afar / each).mkdir(parents=True)
        (afar / each / "config.toml").write_text("language = 'zh_CN'\nwrong =", "utf-8")
    (afar / "zone").write_bytes(b"TZif2")
    (afar / "Asia").mkdir()
    (afar / "Asia" / "Shanghai").write_bytes(b"TZif2")
    (afar / "run").write_text(f"#!/bin/sh\ntouch {afar}/owned", "utf-8")
    (afar / "run").chmod(0o700)
    names = ("FENQI_DB", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME", "TMPDIR", "TZDIR")
    env = {**dict.fromkeys(names, str(afar)), "TZ": f":{afar}/zone", "FENQI_DEBUG": "1", "LANG": "en_US.UTF-8"}
    env |= {"PYTHONTZPATH": str(afar), "_FENQI_COMPLETE": "bash_source", "BASH_ENV": f"{afar}/run"}
    env |= {"_PYTHON_SYSCONFIGDATA_NAME": "antigravity", "BROWSER": f"{afar}/run %s"}  # a module that opens a page
    program = [sys.executable, "-I", "-c", WATCHED, str(ROOT), "--db", str(shell.db), "--restricted", *asked]
    done = subprocess.run(program, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (code, f"{code} []")
    assert "Traceback" not in done.stderr
    assert "_fenqi_completion" not in done.stdout
    assert not (afar / "owned").exists()


def recipe(name: str) -> str:
    """The command of the authorized_keys line on that page."""
    found = RECIPE.findall((ROOT / name).read_text("utf-8"))
    assert len(found) == 1, f"{name} has no line for authorized_keys"
    return str(found[0][0])


def test_the_recipe_is_the_same_in_both_languages() -> None:
    assert recipe("docs/ssh.md") == recipe("docs/zh-CN/ssh.md")


class Forced:
    """The recipe's command, as sshd starts it for somebody who asked for something else."""

    def __init__(self, tmp_path: Path) -> None:
        program, isolated, _module, name, *arguments = shlex.split(recipe("docs/ssh.md"))
        assert program.startswith("/"), "the environment must not choose the program"
        assert (isolated, name) == ("-I", "tui"), "no variable may choose the code"
        at = arguments.index("--db") + 1
        assert arguments[at].startswith("/"), "a forced command must not hang on the directory or the environment"
        self.db = tmp_path / "anna.json"
        arguments[at] = str(self.db)
        self.arguments = arguments
        self.mark = tmp_path / "owned"
        self.env = {
            "SSH_ORIGINAL_COMMAND": f"sh -c 'touch {self.mark}'; fenqi --db /etc/passwd import /etc/passwd",
            "FENQI_DB": str(tmp_path / "somebody-else.json"),
            "TEXTUAL": "devtools,debug",
            "TEXTUAL_LOG": str(self.mark),
            "TEXTUAL_DRIVER": "tests.nowhere:Driver",
            "TEXTUAL_SCREENSHOT": "0",
            "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        }


def test_the_recipe_opens_that_ledger_and_nothing_else(tmp_path: Path, empty_shell: Shell) -> None:
    forced = Forced(tmp_path)
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    empty_shell.raw("--db", forced.db, "import", "--yes", orders)
    before = {each.name for each in tmp_path.iterdir()}
    # The option for the language stands for the locale that the key's owner would have sent.
    with Terminal(*forced.arguments, "--lang", "en", "--now", empty_shell.now, env=forced.env) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.press(["i"])
        terminal.wait_for("opens no file but its ledger")
        terminal.press(["\x1a", "\x1c", "\x03"])  # ctrl+z, ctrl+backslash, ctrl+c
        terminal.wait_for("q quits")
        terminal.press(["\x10"])  # the palette
        terminal.wait_for("command, order, channel")
        terminal.press([*"import", "enter"])
        terminal.wait_until(lambda: terminal.text.count("opens no file but its ledger") >= 1, "why not")
        terminal.press(["escape"])
        terminal.wait_until(lambda: "go there" not in terminal.text, "the end of the palette")
        terminal.press(["!", ":", "q"])
        assert terminal.wait_for_end() == 0
    assert {each.name for each in tmp_path.iterdir()} == before
    assert len(Store(forced.db).load().ledger.orders) == 4


def test_a_first_start_by_the_recipe_offers_no_file_dialog_either(tmp_path: Path) -> None:
    forced = Forced(tmp_path)
    with Terminal(*forced.arguments, "--lang", "en", env=forced.env) as terminal:
        terminal.wait_for("Welcome to fenqi")
        terminal.press(["down", "enter"])
        terminal.wait_for("opens no file but its ledger")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_first_start_by_the_recipe_makes_no_sample_data(tmp_path: Path) -> None:
    forced = Forced(tmp_path)
    with Terminal(*forced.arguments, "--lang", "en", env=forced.env) as terminal:
        terminal.wait_for("Welcome to fenqi")
        terminal.press(["down", "down", "enter"])
        terminal.wait_for("data would be another one")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert list(tmp_path.iterdir()) == []


def test_beside_orders_it_names_no_command_that_it_refuses(tmp_path: Path) -> None:
    here = replace(open_session(db=tmp_path / "own.json", language="en"), restricted=True)
    host = SimpleNamespace(session=here, working=SimpleNamespace(ledger=ledger(order())))
    assert "`fenqi demo`" not in str(no_sample(cast("Host", host)))
    host.session = replace(here, restricted=False)
    assert "`fenqi demo`" in str(no_sample(cast("Host", host)))


def test_nobody_reads_what_the_other_end_asked_for() -> None:
    for package in ("tui", "models"):
        for file in (ROOT / package).rglob("*.py"):
            text = file.read_text("utf-8").replace("Nothing here reads SSH_ORIGINAL_COMMAND", "")
            assert "SSH_ORIGINAL_COMMAND" not in text, file
            for dangerous in ("os.system(", "subprocess", "os.popen(", "os.exec", "pty.spawn", "eval(", "exec("):
                assert dangerous not in text or (dangerous, file) == STARTS, f"{file} has {dangerous}"


STARTS = ("subprocess", ROOT / "tui" / "run" / "passing_on.py")
"""What starts a program: the user's own, of the settings."""


def test_what_starts_a_program_has_no_shell_and_is_asked_for_in_one_place() -> None:
    assert "shell=" not in STARTS[1].read_text("utf-8")
    users = [file for file in (ROOT / "tui").rglob("*.py") if "passing_on" in file.read_text("utf-8")]
    assert users == [ROOT / "tui" / "cli" / "remind.py"]
