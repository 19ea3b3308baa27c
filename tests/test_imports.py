"""What is loaded when: commands of the shell never pay for the screens, and the models know neither."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.models.exchange.test_workbook import book_of
from tests.tui.cli.shell import ORDERS, Shell
from tui.cli.main import SOURCES

BEFORE = (
    "correct huabei/2026-12-10 --total 900 --yes",
    "record jd-baitiao/2026-11-25 --amount 101 --method balance --unconfirmed --yes",
    "account add icbc --yes",
    "order delete 2031 --yes",
    "undo --yes",
)
"""What was done before, so that each of the commands has something to do."""
STATEMENT = Path(__file__).parent / "data" / "statements" / "09-two-sources-one-payment" / "2-cmb.csv"
COMMANDS = (
    *("due", "bills --json", "orders", "show 101", "month", "payoff --extra 500", "doctor", "accounts", "check"),
    "agenda --json",
    "quote --principal 1200 --periods 3 --interest-free",
    *(
        "export json",
        "export csv",
        "export beancount",
        "import --template csv",
        "import --dry-run {orders}",
        "import --yes {orders}",
    ),
    *("backup --yes", "restore 1 --yes", "undo --yes", "redo --yes"),
    "record huabei/2026-12-10 --amount 900 --method balance --yes",
    "reconcile {statement} --yes",
    "merge {second} --yes",
    "confirm jd-baitiao/2026-11-25 --yes",
    "correct huabei/2026-12-10 --total 600 --yes",
    "convert huabei/2026-12-10 --amount 100 --periods 3 --fee 0 --dry-run",
    "defer huabei/2026-12-10 --yes",
    "promise huabei/2026-12-10 --on 2026-12-20 --yes",
    *("refund 101 --full --yes", "early 101"),
    *("balance 1234 100 --yes", "budget --income 8000 --yes"),
    *("account set huabei --label mine --yes", "account delete icbc --yes", "order set 101 --note x --yes"),
    *("capture --text 花呗本期应还581.20元", "capture --text 花呗本期应还581.20元 --json"),
    *("calendar", "remind", "remind --print systemd"),
    *("channels", "channel set huabei grace_days=1 --yes"),
    *("proof jd-baitiao", "report --year 2026", "report --month 2026-11 --csv"),
    "--help",
)
"""Every command, in the ways that load most."""
RUN = """
import json, sys
from tui.cli.main import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""
EACH = """
import json, os, sys
from tui.cli.main import run
for call in json.load(open(sys.argv[1])):
    if not os.fork():
        code = run(call)
        modules = sorted({name.partition(".")[0] for name in sys.modules})
        print(json.dumps([code, modules]), file=sys.stderr, flush=True)
        os._exit(0)
    os.wait()
"""
"""Each command in a process that has loaded what all of them do, and what none of them did before."""
LEAN = """
from tui.run.lean import lean
lean()
import json, sys
from tui.cli.main import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(name for name, module in sys.modules.items() if module)]), file=sys.stderr)
"""
MODELS = """
import importlib, json, pkgutil, sys
import models
for module in pkgutil.walk_packages(models.__path__, "models."):
    importlib.import_module(module.name)
print(json.dumps([0, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded(program: str, *arguments: str) -> set[str]:
    """The top-level modules that the program has loaded at its end; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, check=True, encoding="utf-8"
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


def loaded_each(calls: Sequence[Sequence[str]], folder: Path) -> list[set[str]]:
    """The top-level modules that a process has loaded after each of these commands; all must succeed."""
    asked = folder / "calls.json"
    asked.write_text(json.dumps(calls), "utf-8")
    done = subprocess.run([sys.executable, "-c", EACH, asked], capture_output=True, check=True, encoding="utf-8")
    answers = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[")]
    assert [code for code, _ in answers] == [0] * len(calls), done.stderr
    return [set(modules) for _, modules in answers]


def test_a_command_of_the_shell_loads_no_textual(
    shell: Shell, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    orders = written(tmp_path)
    assert [shell(*each.split()).code for each in BEFORE] == [0] * len(BEFORE)
    second = tmp_path / "second.json"
    shutil.copy(shell.db, second)
    calls = []
    for command in COMMANDS:
        db = tmp_path_factory.mktemp("copy") / "of" / shell.db.name
        shutil.copytree(shell.db.parent, db.parent)
        given = command.format(orders=orders, statement=STATEMENT, second=second)
        calls.append(["--db", str(db), "--now", shell.now, *given.split()])
    modules = dict(zip(COMMANDS, loaded_each(calls, tmp_path), strict=True))
    assert [command for command in COMMANDS if "textual" in modules[command]] == []
    assert all("tui" in each for each in modules.values())


def written(folder: Path) -> Path:
    """The orders as a file of text."""
    orders = folder / "again.csv"
    orders.write_text(ORDERS, "utf-8")
    return orders


WORKBOOKS = {"openpyxl", "defusedxml", "et_xmlfile"}


def test_what_reads_workbooks_is_loaded_only_when_one_is_there(shell: Shell, tmp_path: Path) -> None:
    book = tmp_path / "orders.xlsx"
    rows = [line.split(",") for line in ORDERS.splitlines()]
    book.write_bytes(book_of(rows))
    assert not loaded(RUN, *shell.options, "import", "--dry-run", str(written(tmp_path))) & WORKBOOKS
    assert loaded(RUN, *shell.options, "import", "--dry-run", str(book)) >= {"openpyxl"}


def test_what_writes_calendars_is_loaded_by_that_command_alone(shell: Shell) -> None:
    assert "icalendar" in loaded(RUN, *shell.options, "calendar")
    for other in ("due", "remind", "--help"):
        assert "icalendar" not in loaded(RUN, *shell.options, other)
    of_remind, of_due = (loaded(RUN, *shell.options, each) for each in ("remind", "due"))
    assert of_remind - of_due == set(), "no library is loaded for reminders that is not for `due`"


def test_no_command_is_left_out() -> None:
    assert {each.split()[0] for each in COMMANDS} - {"--help"} == SOURCES.keys()


def test_tinydb_is_loaded_with_the_first_change(shell: Shell) -> None:
    assert not loaded(RUN, *shell.options, "due") & {"tinydb"}
    assert loaded(RUN, *shell.options, "budget", "--payday", "9", "--yes") >= {"tinydb"}


def test_the_models_load_no_screen_and_no_command_line() -> None:
    modules = loaded(MODELS)
    assert "tinydb" in modules, "the store was loaded, too"
    assert not modules & {"tui", "textual", "click", "rich", "platformdirs", *WORKBOOKS}


def test_the_app_and_the_demo_load_no_scene_until_one_is_asked_for() -> None:
    program = """
import json, sys
import tui.app, tui.cli.demo, tui.cli.main
print(json.dumps([0, sorted(sys.modules)]), file=sys.stderr)
"""
    modules = loaded(program)
    assert "tui.run.demo" in modules
    assert not [name for name in modules if name.startswith("tui.run.scenes")]


READERS = """
import json, sys
import tui.screens.main
late = ("models.exchange.statement.", "models.exchange.formats", "models.exchange.import_plan")
print(json.dumps([0, [each for each in sys.modules if each.startswith(late)]]), file=sys.stderr)
"""


AHEAD = """
import json, sys
import tui.screens.main
late = ("models.bills.agenda", "models.bills.running", "tui.panes.ahead", "tui.screens.agenda", "tui.words.agenda_page")
print(json.dumps([0, [each for each in late if each in sys.modules]]), file=sys.stderr)
"""


START = """
import json, sys
import tui.cli.main, tui.app, tui.commands.app, tui.terminal.driver
print(json.dumps([0, [each for each in sys.modules if each.startswith(("models.", "tui."))]]), file=sys.stderr)
"""
AT_START = 280
"""Our own modules that the app loads before its first screen: each is a third of a millisecond that everybody waits."""
WHEN_RUN = (
    *("tui.commands.dialogs", "tui.commands.commit", "tui.commands.done", "tui.commands.finding"),
    *("tui.commands.order_acts", "tui.commands.repay", "tui.state.auto_debit", "tui.state.repaying"),
    *("tui.panes.bill_text", "models.exchange.formats", "models.exchange.columns", "models.actions.set_up"),
)
"""What commands, questions and pages load."""


def test_the_app_loads_before_its_first_screen_only_what_that_shows() -> None:
    modules = loaded(START)
    assert modules & set(WHEN_RUN) == set()
    assert {each for each in modules if each.startswith("tui.forms.")} == set()
    assert len(modules) <= AT_START, "let what is not on the first screen load where it is used, or say a new bound"


def test_the_app_loads_what_looks_ahead_after_its_first_screen() -> None:
    assert loaded(AHEAD) == set()


def test_the_app_loads_what_reads_files_and_messages_when_the_first_is_there() -> None:
    assert loaded(READERS) == set()


def test_what_libraries_load_for_uses_that_fenqi_never_makes_stays_out(shell: Shell) -> None:
    modules = loaded(LEAN, *shell.options, "due")
    assert {"click.core", "pendulum.parsing"} <= modules
    assert not modules & {"ssl", "dateutil.parser._parser"}


def test_a_module_that_waits_is_there_when_it_is_asked_for() -> None:
    program = """
from tui.run.lean import lean
lean()
import pendulum
print(pendulum.parse("11 November 2026", strict=False).date())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "2026-11-11\n"
