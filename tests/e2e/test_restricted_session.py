"""Over a real sshd a restricted session is asked every command: it opens no file but the ledger."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.store import Store
from tests.e2e.conftest import FIRST, NOW
from tests.e2e.sshd import ROOT, App, Sshd
from tests.e2e.terminal import PATIENCE
from tests.e2e.test_repaying import home
from tests.e2e.test_sshd import sshd
from tui.cli.main import SOURCES
from tui.run.language import language_of
from tui.run.restricted import ALLOWED

__all__ = ["sshd"]

TRIED = (
    *("due", "bills", "orders", "show 101", "month", "agenda", "payoff", "report --year 2026", "accounts"),
    *("export json", "export beancount", "early 101", f"proof {FIRST}", "check", "doctor", "calendar"),
    *("calendar --out OUT", "remind", "remind --print cron", "quote --amounts 34 --periods 3", "channels"),
    *(f"record {FIRST} --amount 234.90 --method balance --yes", "undo --yes", "redo --yes", "undo --yes"),
    *(f"confirm {FIRST} --taken --yes", f"correct {FIRST} --total 230 --yes", f"defer {FIRST} --yes"),
    *(f"convert {FIRST} --amount 100 --periods 3 --fee 3 --yes", "refund 101 --amount 1 --yes", "capture --text x"),
    *(f"promise {FIRST} --on 2026-12-20 --yes", "budget --income 100 --yes", "balance card 5 --yes", "backup --yes"),
    "order add --title x --bought-at today --channel huabei --periods 3 --amount-per-period 9 --yes",
    *("order set 101 --note n --yes", "order delete x --yes", "account add cmb --last4 1234 --yes"),
    *("account set cmb-1234 --label mine --yes", "account move huabei --since 2027-01-01 --due-day 20 --yes"),
    *("channel set huabei due_day=20 --yes", "import OUT", "import --template csv", "reconcile OUT", "merge OUT"),
    *("restore OUT", "demo", "import /etc/passwd", "show /etc/passwd", "proof /etc/passwd"),
)
REFUSED = frozenset({"import", "reconcile", "merge", "restore", "demo", "calendar --out OUT"})
TRYING = """\
import io, json, os, sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from tui.cli.main import run
tried, options = json.loads(sys.argv[1]), sys.argv[2:]
said = {"sent": sorted(each for each in os.environ if each.startswith(("FENQI", "TEXTUAL")))}
for each in tried:
    words, error = io.StringIO(), io.StringIO()
    sys.stdout, sys.stderr, opened[:] = io.TextIOWrapper(io.BytesIO(), "utf-8"), error, []
    code = run([*options, *each.split()])
    said[each] = [code, error.getvalue(), sorted({*opened})]
sys.__stdout__.write(json.dumps(said))
"""


@pytest.fixture
def app(tmp_path: Path) -> App:
    kept = {name: os.environ[name] for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TZ")}
    return App(tmp_path, {**kept, "LANG": "en_US.UTF-8"})


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the other end sends; nothing of it may be heeded."""
    yield {
        "FENQI_DB": str(tmp_path / "other.json"),
        "FENQI_NOW": "1970-01-01T00:00:00Z",
        "FENQI_DEBUG": "1",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_DRIVER": "tests.nowhere:Driver",
    }


def try_all(sshd: Sshd, db: Path, folder: Path, sent: dict[str, str]) -> dict[str, Any]:
    """All commands one after the other, in one session and one process."""
    out = str(folder / "bait.csv")
    tried = json.dumps([each.replace("OUT", out) for each in TRIED])
    options = ["--restricted", "--db", str(db), "--now", NOW, "--lang", "en"]
    kept = [f"{name}={os.environ[name]}" for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TZ")]
    command = ["env", *kept, f"PYTHONPATH={ROOT}", sys.executable, "-c", TRYING, tried, *options]
    done = subprocess.run(
        sshd.command(sshd.port, shlex.join(command), tty=False, sent=sent),
        capture_output=True,
        check=False,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE * 4,
    )
    assert done.returncode == 0, done.stderr
    return {each.replace(out, "OUT"): said for each, said in json.loads(done.stdout).items()}


def test_every_command_opens_nothing_but_the_ledger(
    sshd: Sshd, db: Path, tmp_path: Path, hostile: dict[str, str]
) -> None:
    assert {each.split()[0] for each in TRIED} >= {*SOURCES, "demo"}, "a new command is tried, too"
    bait = tmp_path / "bait.csv"
    bait.write_text("title\nx\n", "utf-8")
    before = {each.name for each in tmp_path.iterdir()}
    said = try_all(sshd, db, tmp_path, hostile)
    assert {*said.pop("sent")} >= hostile.keys(), "it came through sshd"
    for each, (code, error, opened) in said.items():
        refused = each in REFUSED or each.split()[0] in REFUSED
        assert "failed (" not in error, (each, error)
        assert not refused or (code in {1, 2} and (code == 2 or "restricted session" in error)), (each, code, error)
        assert refused or code in {0, 1, 3, 10, 20}, (each, code, error)
        here = {path for path in opened if path.startswith(str(tmp_path)) and not path.startswith(f"{tmp_path}/.")}
        assert all(path == str(tmp_path) or path.startswith(str(db)) for path in here), (each, here)
        assert "/etc/passwd" not in opened, each
    left = {name for name in {path.name for path in tmp_path.iterdir()} - before if not name.startswith(db.name)}
    assert left == set()
    assert bait.read_text("utf-8") == "title\nx\n"
    assert ALLOWED.isdisjoint(REFUSED)


def test_the_palette_the_import_and_the_settings_of_a_restricted_session_open_nothing(
    sshd: Sshd, app: App, db: Path, tmp_path: Path
) -> None:
    words = language_of("en")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "fenqi" / "config.toml"
    was = config.read_text("utf-8") if config.exists() else None
    with sshd.login(sshd.line(), app, "--restricted", "--db", db, "--now", NOW, "--lang", "en") as terminal:
        home(terminal, words)
        for wish, said in (("import", "opens no file but its ledger"), ("theme", "writes no settings")):
            terminal.press(["\x10"])
            terminal.wait_for("command, order, channel")
            terminal.press([*wish, "enter"])
            terminal.wait_for(said)
            if "go there" in terminal.text:  # where a command cannot run the palette stays
                terminal.press(["escape"])
                terminal.wait_until(lambda: "go there" not in terminal.text, "its end")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert (config.read_text("utf-8") if config.exists() else None) == was
    assert len(Store(db).load().ledger.orders) == 3
