"""Kill what commits, at random moments, again and again: `python -m tests.e2e.crash_loop 500`.

Two kinds of rounds. A driver changes one ledger over and over and prints every action that was acknowledged. `fenqi
import --yes` imports one order after the other and acknowledges with its exit code. After every kill the file must
read, without a remark, and hold what was acknowledged: at most the one action that was under way may be there too.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from models.store import Store, files
from tests.models.store.actions import add

ROOT = Path(__file__).parents[2]
NOW = "2026-11-22T14:00:00+08:00"
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
ORDERS = 12
"""The driver's orders: action n gives order n % ORDERS the note n."""

DRIVER = """
import sys
from itertools import count
from pathlib import Path
from models.store import Store
from tests.e2e.crash_loop import ORDERS
from tests.models.store.actions import add

store = Store(Path(sys.argv[1]))
for number in count(int(sys.argv[2])):
    add(store, f"o{number % ORDERS}", note=str(number))
    print(number, flush=True)
"""


@dataclass
class Tally:
    """What the rounds met: actions acknowledged, actions kept though nobody heard of them, writes cut in the middle."""

    rounds: int = 0
    acknowledged: int = 0
    unheard: int = 0
    unfinished: int = 0


def drive(folder: Path, rounds: int, chance: random.Random) -> Tally:
    """Kill the driver that many times."""
    path, tally, done = folder / "ledger.json", Tally(), 0
    for _ in range(rounds):
        process = _started("-c", DRIVER, path, done + 1)
        assert process.stdout is not None
        with process.stdout as printed:
            first = printed.readline()
            time.sleep(chance.uniform(0, 0.06))
            process.send_signal(chance.choice(SIGNALS))
            process.wait()
            heard = [int(line) for line in (first + printed.read()).splitlines(keepends=True) if line.endswith(b"\n")]
        assert heard, "the driver was killed before it began"
        assert heard == list(range(done + 1, heard[-1] + 1)), "an action was left out"
        kept = _driven(path)
        assert kept in {heard[-1], heard[-1] + 1}, f"{heard[-1]} was acknowledged, {kept} is kept"
        _count(tally, path, heard=len(heard), unheard=kept - heard[-1])
        done = kept
    return _closed(tally, path)


def _driven(path: Path) -> int:
    """How many actions the file holds; it must hold exactly these."""
    snapshot = Store(path).load()
    assert snapshot.remarks == ()
    kept = {ident: int(order.note) for ident, order in snapshot.ledger.orders.items()}
    last = snapshot.revision
    assert kept == {f"o{number % ORDERS}": number for number in range(max(1, last - ORDERS + 1), last + 1)}
    return last


def import_on(folder: Path, rounds: int, chance: random.Random) -> Tally:
    """Kill `fenqi import` that many times, most of them late, when it writes."""
    path, tally = folder / "ledger.json", Tally()
    acknowledged: set[str] = set()
    duration = 0.0
    while tally.rounds < rounds:
        number = str(tally.rounds + len(acknowledged) + 1)
        with _importing(folder, path, number) as process:
            begun = time.monotonic()
            try:
                process.wait(duration * chance.uniform(0.4, 1.05) if duration else None)
                duration = duration or time.monotonic() - begun
            except subprocess.TimeoutExpired:
                process.send_signal(chance.choice(SIGNALS))
            ended = process.wait()
        assert ended == 0 or -ended in SIGNALS, f"fenqi ended with {ended}"
        kept = _imported(path)
        heard = {number} if ended == 0 else set()
        assert acknowledged | heard <= kept <= acknowledged | {number}
        if ended:
            _count(tally, path, heard=0, unheard=len(kept - acknowledged))
        else:
            tally.acknowledged += 1
        acknowledged = kept
    return _closed(tally, path)


def _importing(folder: Path, path: Path, number: str) -> "subprocess.Popen[bytes]":
    orders = folder / "order.csv"
    orders.write_text(
        "order_no,title,bought_at,channel,periods,amount_per_period,first_due\n"
        f"{number},耳机 {number},2026-11-01,huabei,3,100.00,2026-12-10\n",
        "utf-8",
    )
    return _started("-m", "tui", "--db", path, "--now", NOW, "import", "--yes", orders)


def _started(*arguments: str | int | Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=_heed_signals,  # noqa: PLW1509  # no other thread runs here
    )


def _heed_signals() -> None:
    """Under nohup, and some runners of tests, SIGHUP would be ignored."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _imported(path: Path) -> set[str]:
    """The order numbers in the file; every one was a write of its own."""
    snapshot = Store(path).load()
    assert snapshot.remarks == ()
    numbers = {order.order_no for order in snapshot.ledger.orders.values()}
    assert len(numbers) == snapshot.revision
    return numbers


def _count(tally: Tally, path: Path, *, heard: int, unheard: int) -> None:
    left = len(files.leftovers(path))
    assert left <= 1, "the next write did not sweep what the last one left"
    tally.rounds += 1
    tally.acknowledged += heard
    tally.unheard += unheard
    tally.unfinished += left


def _closed(tally: Tally, path: Path) -> Tally:
    """One more action, after which nothing unfinished may lie there."""
    before = set(Store(path).load().ledger.orders)
    assert set(add(Store(path), "last").ledger.orders) == {*before, "last"}
    assert {each.name for each in path.parent.iterdir()} <= {
        *(path.name, f"{path.name}.lock", f"{path.name}.backups", "order.csv"),
    }
    assert all(each.fault is None for each in Store(path).backups())
    return tally


def main() -> None:
    rounds = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print(f"seed {seed}")
    for kind in (drive, import_on):
        with tempfile.TemporaryDirectory() as folder:
            print(kind.__name__, kind(Path(folder), rounds, random.Random(seed)))


if __name__ == "__main__":
    main()
