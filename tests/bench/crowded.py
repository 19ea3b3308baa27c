"""All orders unpaid and due on one day: what the shell's questions and the keys cost, and how that grows."""

from collections.abc import Iterator, Mapping

from tests.bench.data import CROWDED
from tests.bench.large import KEYS, slowest_of, times
from tests.bench.programs import Bench
from tests.bench.report import Row, at_most, ms

QUESTIONS: Mapping[tuple[str, ...], float | None] = {
    ("due",): 600,
    ("due", "--json"): None,
    ("bills", "--json"): 2_500,
    ("orders",): None,
    ("export", "csv"): None,
}
"""Questions, and the milliseconds of processor time that the largest ledger should take."""
GROWTH = 11
KEY_AIM = 100
CROWDED_KEYS = {"begin": "p", "drop": "x", "next pane": "\t", "orders pane": "1"} | KEYS


def one_bill(bench: Bench) -> Iterator[Row]:
    """Processor time of each question, its growth from the small ledger to the large one, and the slowest key."""
    for question, limit in QUESTIONS.items():
        taken = {size: ms(_cpu(bench, size, question) for _ in range(3)) for size in CROWDED}
        name = f"one bill: {' '.join(question)}"
        small, large = (taken[size] for size in CROWDED)
        yield Row(f"{name}: {CROWDED[0]:,} orders", small, "ms")
        aim = at_most(large, limit, "ms") if limit else None
        yield Row(f"{name}: {CROWDED[1]:,} orders", large, "ms", aim=aim)
        yield Row(f"{name}: growth", large / small, "x", aim=at_most(large / small, GROWTH, "x"))
    for size in CROWDED:
        rounds = [times(bench, bench.copied(size, one_bill=True), CROWDED_KEYS) for _ in range(1 if bench.quick else 3)]
        yield slowest_of(rounds, f"one bill: slowest key: {size:,} orders", KEY_AIM)


def _cpu(bench: Bench, size: int, question: tuple[str, ...]) -> float:
    with bench.terminal(bench.asked(size, *question)) as terminal:
        return terminal.wait().cpu
