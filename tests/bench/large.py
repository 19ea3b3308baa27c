"""Large ledgers: the slowest of all kinds of keys, and what a commit takes."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.data import SIZES
from tests.bench.programs import REPOSITORY, STEPS, Bench, Program
from tests.bench.report import Row, at_most, ms

KEYS = {
    "down": "j",
    "page down": "\x04",
    "to the end": "G",
    "to the top": "g",
    "sort": "s",
    "view": "v",
    "filter": "/",
    "letter in the filter": "1",
    "leave the filter": "\x1b",
    "later bill": "]",
    "help": "?",
    "leave help": "\x1b",
    "undo": "u",
    "redo": "\x12",
}
STEP_NAMES = tuple(f"checklist step {number}" for number in range(len(STEPS)))
KEY_AIMS = {1_000: 100, 10_000: 100}
"""The slowest key, in milliseconds, by orders."""
COMMIT_AIMS = {1_000: 25}
"""Milliseconds, by orders."""


def slowest(bench: Bench) -> Iterator[Row]:
    """Every kind of key, the checklist's too, on growing ledgers: the slowest one, and which it was."""
    for size in SIZES[1:]:
        rounds = [_times(bench, size) for _ in range(1 if bench.quick else 3)]
        yield slowest_of(rounds, f"slowest key: {size:,} orders", KEY_AIMS.get(size))


def slowest_of(rounds: Sequence[Mapping[str, float]], name: str, limit: float | None) -> Row:
    """The key with the greatest median of its seconds in these rounds, and those after it."""
    medians = {key: ms(each[key] for each in rounds) for key in rounds[0]}
    ranked = sorted(medians, key=lambda key: -medians[key])
    note = ", ".join(f"{key} {medians[key]:.0f}" for key in ranked[:5])
    value = medians[ranked[0]]
    return Row(name, value, "ms", aim=at_most(value, limit, "ms") if limit else None, note=note)


def _times(bench: Bench, size: int) -> dict[str, float]:
    """Seconds from each key to its last byte. The checklist comes first, so that there is something to undo."""
    return times(bench, bench.copied(size), dict(zip(STEP_NAMES, STEPS, strict=True)) | KEYS)


def times(bench: Bench, program: Program, keys: Mapping[str, str]) -> dict[str, float]:
    """Seconds from each key to its last byte."""
    with bench.opened(program) as terminal:
        return {name: terminal.press(key).last for name, key in keys.items()}


def commit(bench: Bench) -> Iterator[Row]:
    """One small change made and on the disk, by the store alone."""
    taken: dict[int, list[float]] = {size: [] for size in SIZES[1:]}
    for _ in range(2 if bench.quick else 5):
        for size in taken:
            taken[size] += _commits(bench, bench.copy(size))
    for size, each in taken.items():
        limit = COMMIT_AIMS.get(size)
        value = ms(each)
        yield Row(f"commit: {size:,} orders", value, "ms", aim=at_most(value, limit, "ms") if limit else None)


def _commits(bench: Bench, path: Path) -> list[float]:
    command = (sys.executable, "-m", "tests.bench.commits", str(path))
    printed = subprocess.run(command, cwd=REPOSITORY, env=bench.env, check=True, capture_output=True, text=True).stdout
    return [float(line) for line in printed.split()]
