"""A ledger as a user would have made it: orders imported from a file through the shell."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-12-05T12:00:00+08:00"
ORDERS = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
101,小米14 Pro 16GB+512GB,2026-08-12 20:05,huabei,1499.00,12,134.90,9.99,2026-12-10
102,米家扫地机器人,2026-11-01,huabei,600.00,6,100.00,0.00,2026-12-10
103,Redmi K70,2026-11-11,jd-baitiao,300.00,3,100.00,0.00,2026-12-20
"""
FIRST = "huabei/2026-12-10"
"""The bill that is due next: two orders on it, ¥234.90 together."""


def fenqi(*arguments: str | Path) -> str:
    """What `fenqi` prints; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported(orders: str, folder: Path) -> Path:
    """A ledger file in the folder, which is made, with the orders of that text."""
    folder.mkdir()
    file, path = folder / "orders.csv", folder / "ledger.json"
    file.write_text(orders, "utf-8")
    fenqi("--db", path, "--now", NOW, "import", "--yes", file)
    return path


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with three orders, and what lies beside it: imported once, and only to be copied."""
    return imported(ORDERS, tmp_path_factory.mktemp("three") / "imported")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with 250 orders, only to be looked at."""
    head, first = ORDERS.splitlines()[:2]
    rows = [first.replace("101", f"{n}", 1).replace("小米14", f"No{n:03d}", 1) for n in range(250)]
    return imported("\n".join((head, *rows)), tmp_path_factory.mktemp("many") / "imported")


@pytest.fixture
def db(three: Path, tmp_path: Path) -> Path:
    """A ledger file with three orders."""
    shutil.copytree(three.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / three.name


@pytest.fixture
def bills(db: Path) -> Callable[[], dict[str, Any]]:
    """Asks the shell for the bills, by id."""

    def ask() -> dict[str, Any]:
        printed = json.loads(fenqi("--db", db, "--now", NOW, "bills", "--json"))
        return {bill["id"]: bill for bill in printed["bills"]}

    return ask
