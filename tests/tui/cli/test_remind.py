"""`fenqi remind`: what is worth a message since it last said so; the user's own command; what has it run by itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.reminded import Reminded
from models.values.message import Problem
from tests.tui.cli.shell import Shell
from tui.cli.remind import FORMS
from tui.run.passing_on import pass_on
from tui.run.session import config_path

ROOT = Path(__file__).parents[3]
JD = "jd-baitiao/2026-11-25"
FIRST = "JD Baitiao 京东白条: ¥101.00 is due in 3 days, by 11-25 23:59\n"


@pytest.fixture
def quiet(shell: Shell) -> Shell:
    """A shell that names no precautions, so that its sentences are of bills."""
    settings("checks = false")
    return shell


def settings(*lines: str) -> None:
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text("\n".join(lines) + "\n", "utf-8")


def command(program: str, *arguments: str) -> str:
    """The setting of a command that is a program of Python."""
    return f"remind_command = {json.dumps([sys.executable, '-c', program, *arguments])}"


def keeps(to: Path) -> str:
    """The setting of a command that adds what it is given to a file."""
    return command("import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())", str(to))


def test_each_thing_is_said_once_and_nothing_otherwise(quiet: Shell) -> None:
    assert quiet("remind") == (0, FIRST, "")
    assert quiet("remind") == (0, "", "")
    assert quiet("remind", "--json").json == {"schema": 2, "items": []}
    quiet.now = "2026-11-24T09:00:00+08:00"
    assert quiet("remind", "--json").json["items"] == [
        {
            "id": f"due:{JD}:1d",
            "kind": "due",
            "bill": JD,
            "text": "JD Baitiao 京东白条: ¥101.00 is due tomorrow, by 11-25 23:59",
        }
    ]
    assert quiet("remind") == (0, "", "")


def test_who_only_looks_is_given_the_same_again(quiet: Shell) -> None:
    assert quiet("remind", "--peek") == quiet("remind", "--peek") == (0, FIRST, "")
    assert not Reminded(quiet.db).path.exists()


def test_its_exit_code_says_what_stands_said_or_not(quiet: Shell) -> None:
    assert quiet("remind", "--exit-code").code == 10
    assert quiet("remind", "--exit-code") == (10, "", "")
    quiet.now = "2026-11-26T09:00:00+08:00"
    assert quiet("remind", "--exit-code").code == 20
    assert quiet("remind", "--exit-code") == (20, "", "")
    quiet("record", JD, "--amount", "101", "--method", "balance", "--yes")
    assert quiet("remind", "--exit-code") == (0, "", "")


def test_what_was_said_is_no_part_of_undo(quiet: Shell) -> None:
    quiet("remind")
    assert quiet("undo", "--yes", "--json").json["undone"] == "import of 4"
    assert quiet("redo", "--yes").code == 0
    assert quiet("remind").out == ""


def test_it_speaks_chinese(quiet: Shell) -> None:
    assert quiet("--lang", "zh_CN", "remind").out == "京东白条：3 天后到期，请在 11-25 23:59 前还 ¥101.00\n"


def test_a_precaution_is_said_on_its_day_and_a_version_of_a_sync_tool_once(shell: Shell) -> None:
    shell.now = "2026-11-25T09:00:00+08:00"
    other = shell.db.with_name("ledger.sync-conflict-20261125-080000-ABCDEFG.json")
    other.touch()
    items = shell("remind", "--json").json["items"]
    assert [each["kind"] for each in items] == ["due", "check", "conflict"]
    assert [each["bill"] for each in items[1:]] == [None, None]
    assert "fenqi check" in items[1]["text"]
    assert items[2]["id"] == f"conflict:{other.name}" and other.name in items[2]["text"]
    assert shell("remind") == (0, "", "")


def test_without_a_ledger_there_is_nothing_to_say(empty_shell: Shell) -> None:
    answer = empty_shell.raw("--now", empty_shell.now, "remind", "--exit-code")
    assert answer == (0, "", "")


def test_the_command_has_the_text_and_no_shell_reads_it(quiet: Shell, tmp_path: Path) -> None:
    got = tmp_path / "got $(touch x); *"
    settings("checks = false", keeps(got))
    assert quiet("remind", "--peek").out == FIRST
    assert not got.exists()
    assert quiet("remind") == (0, FIRST, "")
    assert got.read_text("utf-8") == FIRST
    assert quiet("remind") == (0, "", "")
    assert got.read_text("utf-8") == FIRST


def test_what_the_command_did_not_take_is_said_and_said_again(quiet: Shell, tmp_path: Path) -> None:
    settings("checks = false", command("import sys; print('no such topic', file=sys.stderr); sys.exit(3)"))
    answer = quiet("remind")
    assert (answer.code, answer.out) == (1, FIRST)
    assert "failed (3): no such topic" in answer.err
    peeked = quiet("remind", "--peek")
    assert peeked.err.startswith("no message went out at 2026-11-22 ") and "failed (3): no such topic" in peeked.err
    settings("checks = false", keeps(tmp_path / "got"))
    again = quiet("remind")
    assert (again.code, again.out) == (0, FIRST)
    assert (tmp_path / "got").read_text("utf-8") == FIRST
    assert quiet("remind") == (0, "", "")


def test_a_restricted_session_runs_no_command_and_leaves_it_unsaid(quiet: Shell, tmp_path: Path) -> None:
    got = tmp_path / "got"
    settings("checks = false", keeps(got))
    answer = quiet("--restricted", "remind")
    assert (answer.code, answer.out) == (0, FIRST)
    assert "runs no command" in answer.err
    assert not got.exists()
    assert quiet("remind").out == FIRST


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["/nowhere/at/all"], "could not be started: no such file or directory"),
        ([sys.executable, "-c", "import sys; sys.exit(2)"], "failed (2)"),
        ([sys.executable, "-c", "import os, time\nif os.fork(): os.wait()\ntime.sleep(60)"], "took longer than 0 s"),
    ],
)
def test_a_command_that_cannot_take_it_is_named_with_the_reason(given: list[str], said: str) -> None:
    with pytest.raises(Problem) as problem:
        pass_on(given, "text", 0.3 if "sleep" in given[-1] else 30)
    assert said in str(problem.value)


def test_a_command_that_reads_nothing_has_taken_it() -> None:
    pass_on([sys.executable, "-c", "pass"], "text" * 100_000)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_how_it_is_installed_and_says_nothing(shell: Shell, form: str) -> None:
    answer = shell("remind", "--print", form)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert any(f"--print {form}" in line for line in lines if line.startswith("# "))
    assert str(shell.db) in answer.out and "--lang en" in answer.out
    assert not Reminded(shell.db).path.exists()
    assert shell("--lang", "zh_CN", "remind", "--print", form).out != answer.out


def test_the_line_of_cron_is_one_line_of_five_fields_and_the_command(shell: Shell) -> None:
    (line,) = [each for each in shell("remind", "--print", "cron").out.splitlines() if not each.startswith("#")]
    assert line.split()[:5] == ["0", "9,20", "*", "*", "*"]
    assert line.endswith(f"--lang en --db {shell.db} remind")


@pytest.mark.parametrize("name", ["ledger.json", "my 100% 'own' $HOME.json"])
def test_systemd_takes_the_units(shell: Shell, tmp_path: Path, name: str) -> None:
    if shutil.which("systemd-analyze") is None or shutil.which("awk") is None:
        pytest.skip("there is no systemd here")
    shell.db = shell.db.rename(shell.db.with_name(name))
    (tmp_path / "units").mkdir()
    split = ["awk", "-v", f"d={tmp_path / 'units'}", '/^#> /{f = d "/" $2; next} f {print > f}']
    units = shell("remind", "--print", "systemd").out
    assert split[-1] in units, "as its comment says"
    subprocess.run(split, input=units, text=True, check=True)
    files = sorted((tmp_path / "units").iterdir())
    assert [each.name for each in files] == ["fenqi-remind.service", "fenqi-remind.timer"]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_script_of_the_login_is_one_that_sh_reads(shell: Shell) -> None:
    script = shell("remind", "--print", "motd").out
    assert subprocess.run(["sh", "-n"], input=script, text=True, capture_output=True, check=True).stderr == ""
    assert subprocess.run(["sh"], input=script, text=True, capture_output=True, check=True).stdout == "", "no terminal"


CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then cat "$HOME/table"; else cat > "$HOME/new" && mv "$HOME/new" "$HOME/table"; fi
"""


@pytest.mark.parametrize(("form", "kept"), [("cron", "table"), ("motd", ".profile")])
def test_what_is_installed_twice_is_there_once_and_all_else_stays(
    shell: Shell, tmp_path: Path, form: str, kept: str
) -> None:
    home = tmp_path / "my home"
    home.mkdir()
    (home / "crontab").write_text(CRONTAB)
    (home / "crontab").chmod(0o755)
    shell.db = shell.db.rename(shell.db.with_name("my 100% 'own' $HOME.json"))
    (install,) = (each for each in shell("remind", "--print", form).out.splitlines() if "--print" in each)
    env = {**os.environ, "HOME": str(home), "PATH": f"{home}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    (home / kept).write_text("# mine\n")
    for _ in range(2):
        subprocess.run(["sh", "-c", install.removeprefix("# ")], env=env, check=True, capture_output=True)
    assert (home / kept).read_text("utf-8") == "# mine\n" + shell("remind", "--print", form).out
