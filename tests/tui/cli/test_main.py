"""The command line as a whole: global options, help, languages, and that no input ends in a traceback."""

import os
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from unittest.mock import patch

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui.cli
from tests.often import tried
from tests.tui.cli.shell import NOW, ORDERS, Shell
from tui.cli.group import translated
from tui.cli.main import SOURCES, fenqi, steer_textual
from tui.run.language import language_of

COMMANDS = fenqi.list_commands(click.Context(fenqi))


def as_process(*arguments: str | Path | bytes, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The real process, with its output as bytes."""
    command = [sys.executable, "-m", "tui", *(each if isinstance(each, bytes) else str(each) for each in arguments)]
    return subprocess.run(
        command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **env}
    )


@pytest.mark.parametrize(("said", "seconds"), [(None, "0.025 0.025"), ("100", "0.1 0.1")])
def test_a_lone_escape_is_known_at_once_unless_the_environment_gives_it_longer(
    said: str | None, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    if said:
        monkeypatch.setenv("ESCDELAY", said)
    code = "from tui.cli.main import steer_textual; steer_textual(); from tui.terminal.driver import TICK, constants; "
    command = [sys.executable, "-c", code + "print(TICK, constants.ESCAPE_DELAY)"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == seconds


@pytest.mark.parametrize(
    ("said", "heeded"),
    [
        ({"TEXTUAL_FPS": "30", "TEXTUAL_COLOR_SYSTEM": "256"}, {"TEXTUAL_FPS": "30", "TEXTUAL_COLOR_SYSTEM": "256"}),
        ({"TEXTUAL_FPS": "999999999", "TEXTUAL_COLOR_SYSTEM": ""}, {"TEXTUAL_FPS": "240"}),
        ({"TEXTUAL_FPS": "0", "TEXTUAL_COLOR_SYSTEM": "nonsense", "COLUMNS": "60"}, {"TEXTUAL_FPS": "240"}),
    ],
)
def test_a_value_by_which_nothing_would_be_painted_and_an_exported_size_are_forgotten(
    said: dict[str, str], heeded: dict[str, str]
) -> None:
    names = ("TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "COLUMNS", "LINES")
    with (
        patch.dict(os.environ, {"LINES": "18", **said}, clear=True),
        patch.object(sys.stdout, "isatty", lambda: True),
        patch.object(os, "get_terminal_size", lambda: (80, 24)),
    ):
        steer_textual()
        assert {name: os.environ[name] for name in names if name in os.environ} == heeded


def test_the_commands_are_those_that_are_promised() -> None:
    assert {"due", "bills", "orders", "show", "export", "import"} <= set(COMMANDS)


def test_every_command_of_a_module_is_named_with_its_module() -> None:
    modules = [f"{tui.cli.__name__}.{each.name}" for each in iter_modules(tui.cli.__path__)]
    there = {name: module for module in modules for name in getattr(import_module(module), "COMMANDS", ())}
    assert there == SOURCES


def test_the_version_is_the_packages(empty_shell: Shell) -> None:
    answer = empty_shell.raw("--version")
    assert answer.code == 0
    assert answer.out.strip().endswith(version("fenqi"))


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_command_explains_itself_in_both_languages(empty_shell: Shell, name: str, language: str) -> None:
    answer = empty_shell.raw("--lang", language, *([name] if name else []), "--help")
    assert (answer.code, answer.err) == (0, "")
    command = fenqi.get_command(click.Context(fenqi), name) if name else fenqi
    said = translated(command, language_of(language)).help
    assert said and "{" not in said
    shown = "".join(answer.out.split())
    assert "".join(said.split()) in shown
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            assert param.help, f"{param.name} explains itself"
            assert "".join(language_of(language).t(param.help).split()) in shown


def test_help_after_one_language_is_not_left_in_it(empty_shell: Shell) -> None:
    before = empty_shell.raw("--lang", "en", "due", "--help")
    empty_shell.raw("--lang=zh_CN", "due", "--help")
    assert empty_shell.raw("--lang", "en", "due", "--help") == before


def test_the_exit_codes_are_documented(empty_shell: Shell) -> None:
    whole, due = (" ".join(empty_shell.raw(*of, "--help").out.split()) for of in ([], ["due"]))
    assert "Exit codes: 0 done, 1 a problem" in whole
    assert "0 nothing due, 10 due within the days or not seen repaid, 20" in due


@pytest.mark.parametrize(
    "now", ["tomorrow", "2026-11-22", "2026-11-22T14:00:00", "2026-02-30T14:00:00+08:00", "9999-12-31T23:59:59-12:00"]
)
def test_a_wrong_now_is_refused_with_an_example(shell: Shell, now: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = shell.raw("--db", shell.db, "--now", now, "due")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("fenqi: ")
    monkeypatch.setenv("FENQI_NOW", now)
    assert shell.raw("--db", shell.db, "due") == answer


def test_the_file_and_the_clock_also_come_from_the_environment(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENQI_DB", str(shell.db))
    monkeypatch.setenv("FENQI_NOW", NOW)
    assert shell.raw("due", "--json") == shell("due", "--json")
    late = shell.raw("--now", "2026-11-26T09:00:00+08:00", "due", "--json")
    assert late.json["now"] == "2026-11-26T09:00:00+08:00", "an option wins over the environment"


def test_the_language_comes_from_the_option_then_the_config_then_the_locale(
    shell: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "JD " in shell("orders").out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "白条" in shell("orders").out
    config = home / ".config" / "fenqi" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('language = "en"\n', "utf-8")
    assert "JD " in shell("orders").out
    assert "白条" in shell.raw("--lang", "zh_CN", *shell.options, "orders").out


def test_a_wrong_setting_is_named_and_the_command_still_answers(shell: Shell, home: Path) -> None:
    config = home / ".config" / "fenqi" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('theme = "pink"\ncolour = 1\n', "utf-8")
    answer = shell("due")
    assert answer.code == 0
    assert "2026-11-25" in answer.out
    assert "theme" in answer.err
    assert "high-contrast" in answer.err
    assert "colour" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "fr", "due"], ["due", "--days", "-1"], ["due", "--days", "x"], ["nosuch"], ["export", "xml"], ["show"]],
)
def test_wrong_usage_exits_with_2(shell: Shell, arguments: list[str]) -> None:
    answer = shell(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_the_app_needs_a_terminal_and_says_what_does_not(empty_shell: Shell) -> None:
    for arguments in ([], ["demo"]):
        answer = empty_shell(*arguments)
        assert (answer.code, answer.out) == (1, "")
        assert "fenqi due" in answer.err
    assert not empty_shell.db.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\x00\xff\xfe",
        lambda data: b"[]",
        lambda data: data.replace(b'"schema":3', b'"schema":99', 1),
        lambda data: data.replace(b'"principal":494400', b'"principal":"many"'),
    ],
    ids=["empty", "cut off", "binary", "a list", "newer", "wrong"],
)
@pytest.mark.parametrize("command", [["due"], ["bills"], ["orders"], ["show", "101"], ["export", "json"], ["import"]])
def test_a_file_that_cannot_be_read_gives_a_sentence_and_is_left_as_it_is(
    shell: Shell, tmp_path: Path, damage, command: list[str]
) -> None:
    shell.db.write_bytes(damage(shell.db.read_bytes()))
    before = shell.db.read_bytes()
    more = ["--yes", str(tmp_path / "orders.csv")] if command == ["import"] else []
    answer = shell(*command, *more)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"fenqi: {shell.db}")
    assert len(answer.err.splitlines()) == 1
    assert shell.db.read_bytes() == before


def test_a_ledger_that_is_no_file_gives_a_sentence(shell: Shell, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "orders.csv" / "ledger.json", tmp_path / ("x" * 300)):
        answer = shell.raw("--db", path, "--now", NOW, "due")
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("fenqi: ")


words = st.text(st.characters(blacklist_characters="\0"), max_size=30)
options = st.sampled_from(
    ["--json", "--days", "3", "--view", "due", "--open", "--exit-code", "--dry-run", "--template", "csv", "--", "-h"]
)
globals_late = st.sampled_from(["--lang", "--lang=", "en", "--now", "--db"])


@given(st.sampled_from([*COMMANDS, "--lang", "--now"]), st.lists(words | options | globals_late, max_size=4))
@tried(3, one_fixture=True)
def test_no_arguments_end_in_a_traceback(shell: Shell, command: str, arguments: list[str]) -> None:
    before = shell.db.read_bytes()
    answer = shell(command, *arguments)
    assert answer.code in {0, 1, 2, 10, 20}
    assert answer.err or answer.code in {0, 10, 20}
    assert "\x1b" not in answer.err
    assert shell.db.read_bytes() == before


@given(words)
@tried(one_fixture=True)
def test_no_now_ends_in_a_traceback(shell: Shell, now: str) -> None:
    assert shell.raw("--db", shell.db, f"--now={now}", "due").code in {0, 1}


@given(
    st.datetimes(timezones=st.timezones()).map(lambda at: at.replace(microsecond=0)),
    st.sampled_from([["due"], ["bills", "--json"], ["orders"], ["show", "101"]]),
)
@tried(one_fixture=True)
def test_any_instant_gets_an_answer(shell: Shell, now, command: list[str]) -> None:
    assert shell.raw("--db", shell.db, "--now", now.isoformat(), *command).code in {0, 1}


def test_bytes_that_are_no_text_end_in_a_sentence(shell: Shell) -> None:
    for arguments in ([b"show", b"\xff\xfe"], [b"due", b"--days", b"\xff"], [b"--now", b"\xff", b"due"], [b"\xff"]):
        done = as_process("--db", shell.db, *arguments)
        assert done.returncode in {1, 2}
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "gbk", "latin-1"])
def test_a_terminal_that_lacks_our_characters_gets_others(shell: Shell, encoding: str) -> None:
    for command in (["orders"], ["bills"], ["show", "101"]):
        done = as_process(*shell.options, *command, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in done.stderr
        assert done.returncode == 0
        assert done.stdout


@pytest.mark.parametrize("command", [["bills", "--json"], ["show", "101", "--json"], ["export", "csv"]])
def test_data_is_utf8_whatever_the_terminal(shell: Shell, command: list[str]) -> None:
    done = as_process(*shell.options, *command, PYTHONIOENCODING="gbk")
    assert done.stdout.decode("utf-8") == shell(*command).out
    assert "小米14 Pro" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_error_to_talk_about(shell: Shell) -> None:
    script = f'{sys.executable} -m tui --db "$1" --now {NOW} "$2" "$3" | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}'
    for command in (["bills", "--json"], ["export", "csv"], ["orders", "--view=all"]):
        done = subprocess.run(
            ["bash", "-c", script, "bash", str(shell.db), *command],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.stderr == ""
        assert done.returncode in {0, 1}


def test_a_closed_pipe_ends_quietly(shell: Shell) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *shell.options, "export", "json"],
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert done.returncode == 1
    assert done.stderr == b""


def test_a_whole_process_answers_like_a_call(shell: Shell) -> None:
    done = as_process(*shell.options, "due", "--exit-code", "--json")
    assert done.returncode == 10
    assert done.stdout.decode() == shell("due", "--json").out
    assert done.stderr == b""


def test_an_import_that_finds_the_ledger_write_protected_says_so(shell: Shell, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    orders = tmp_path / "more.csv"
    orders.write_text(ORDERS.replace("101,", "109,"), "utf-8")
    shell.db.chmod(0o400)
    before = shell.db.read_bytes()
    answer = shell("import", "--yes", orders)
    assert answer.code == 1
    assert "can only be read" in answer.err
    assert shell.db.read_bytes() == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "fenqi: No such option '--amount'. The nearest are --amounts, --bought."),
        ("zh_CN", "fenqi: 没有选项 '--amount'。最接近的是 --amounts、--bought。"),
    ],
)
def test_what_is_nearly_an_option_is_answered_with_the_nearest_in_one_language(
    shell: Shell, language: str, said: str
) -> None:
    answer = shell.raw("--lang", language, "quote", "--amount", "3")
    assert (answer.code, answer.err.splitlines()[-1]) == (2, said)


def test_where_the_directory_is_gone_a_relative_name_is_answered_with_what_to_do(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    answer = shell.raw("--db", "ledger.json", "due")
    assert (answer.code, answer.err) == (
        1,
        "fenqi: the directory that fenqi was started in is gone; change to another\n",
    )
    assert shell("due").code == 0
