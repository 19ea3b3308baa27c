"""`fenqi` called in process, as from a shell."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from models.ledger.ledger import Ledger
from models.store import Store
from tui.cli.main import run

NOW = "2026-11-22T14:00:00+08:00"
ORDERS = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due,paid_periods,note
101,小米14 Pro 16GB+512GB,2026-08-12 20:05,huabei,4944.00,12,422.06,10.06,2026-09-10,3,送人
102,米家扫地机器人 2,2026-10-01,huabei,1200.00,6,200.00,0.00,2026-11-10,1,
2030,Redmi K70,2026-10-20,jd-baitiao,300.00,3,101.00,1.00,2026-11-25,0,
2031,小米手环 8,2026-07-01,cmb,249.00,3,83.00,0.00,2026-08-18,3,
"""
"""Due on 2026-11-25 ¥101.00 to 白条, on 2026-12-10 ¥622.06 to 花呗; the order at 招行 is settled."""


class Answer(NamedTuple):
    """What a command left: its exit code, what it printed as data and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """A user's shell: a ledger file, a clock that stands still, and English unless asked otherwise.

    `terminal`: a person reads the data, and no program.
    """

    def __init__(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.db = db
        self.now = NOW
        self.terminal = False
        self._capsys = capsys

    @property
    def options(self) -> list[str]:
        return ["--db", str(self.db), "--now", self.now]

    @property
    def ledger(self) -> Ledger:
        """What the file holds."""
        return Store(self.db).load().ledger

    def raw(self, *arguments: str | Path) -> Answer:
        """`fenqi` with nothing but these arguments."""
        self._capsys.readouterr()
        with patch.object(sys.stdout, "isatty", lambda: self.terminal), patch.dict(os.environ):
            code = run([str(each) for each in arguments])
        out, err = self._capsys.readouterr()
        return Answer(code, out, err)

    def __call__(self, *arguments: str | Path) -> Answer:
        """`fenqi` with the ledger and the clock."""
        return self.raw(*self.options, *arguments)
