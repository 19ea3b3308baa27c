"""What is measured, and how it is started: always with the interpreter that runs the benchmark, and warm byte-code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.data import FIRST_BILL, NOW, file_of, title
from tests.bench.terminal import Terminal

REPOSITORY = Path(__file__).parents[2]
STEPS = ("p", "\r", "\r", f"{FIRST_BILL}\r", "\r", "j", "\r", "\r")
"""The way through the first bill's checklist: begin, app, entry, amount, method, down to paid now, no reference."""


class Program(NamedTuple):
    """A command, and the texts that all stand on its first usable screen."""

    command: Sequence[str]
    ready: tuple[str, ...] = ()


NOTHING = Program((sys.executable, "-c", "pass"))
BASELINE = Program((sys.executable, str(Path(__file__).with_name("baseline.py"))), ("order 01", "order 20"))


class Bench(NamedTuple):
    """One run of the benchmark: a throw-away home with the ledgers in it, and how often things are repeated."""

    home: Path
    quick: bool

    @property
    def rounds(self) -> int:
        """How often a program is started."""
        return 3 if self.quick else 11

    @property
    def presses(self) -> int:
        """How often a key is pressed."""
        return 10 if self.quick else 100

    def prepare(self) -> None:
        """Make the ledgers; run every program once, which also writes the byte-code that is missing."""
        subprocess.run(
            (sys.executable, "-m", "tests.bench.data", str(self.home)), cwd=REPOSITORY, env=self.env, check=True
        )
        for program in (NOTHING, self.due(20)):
            with self.terminal(program) as terminal:
                if terminal.wait().code:
                    raise RuntimeError(terminal.output.decode(errors="replace"))
        for program in (BASELINE, self.fenqi(20)):
            with self.opened(program) as terminal:
                terminal.quit()

    @property
    def env(self) -> dict[str, str]:
        """Nobody's own settings; a terminal with all colours, which takes the most bytes; a host on UTC."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }

    def fenqi(self, size: int) -> Program:
        """The app on a ledger of that size."""
        first = title(0)[:5] if size else "Here you will see"
        return Program(self._command(file_of(self.home, size)), (first, *(["to pay"] if size else []), "quit"))

    def due(self, size: int) -> Program:
        """`fenqi due` on a ledger of that size."""
        return Program((*self._command(file_of(self.home, size)), "due"))

    def asked(self, size: int, *question: str) -> Program:
        """A question of the shell, on a ledger whose orders are all due on one day."""
        return Program((*self._command(file_of(self.home, size, one_bill=True)), *question))

    def on(self, path: Path, *question: str, ready: tuple[str, ...] = ()) -> Program:
        """The app, or a question of the shell, on the ledger that lies there."""
        return Program((*self._command(path), *question), ready)

    def copied(self, size: int, *, one_bill: bool = False) -> Program:
        """The app on a copy of a ledger, which it may change."""
        return Program(self._command(self.copy(size, one_bill=one_bill)), self.fenqi(size).ready)

    def copy(self, size: int, *, one_bill: bool = False) -> Path:
        """A fresh copy of a ledger, in the place of the last one."""
        source = file_of(self.home, size, one_bill=one_bill)
        path = self.home / "copy" / source.name
        path.parent.mkdir(exist_ok=True)
        return Path(shutil.copy(source, path))

    def _command(self, path: Path) -> Sequence[str]:
        start = "from tui.__main__ import main; main()"  # what the installed command does
        return (sys.executable, "-c", start, "--db", str(path), "--lang", "en", "--now", NOW.isoformat())

    def terminal(self, program: Program, delay: float = 0.0) -> Terminal:
        """The program on a terminal."""
        return Terminal(program.command, self.env, delay)

    def opened(self, program: Program, delay: float = 0.0) -> Terminal:
        """The program with its first screen there, and quiet."""
        terminal = self.terminal(program, delay)
        terminal.until(*program.ready)
        terminal.answer()
        return terminal
