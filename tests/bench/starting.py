"""Start, quit, memory, `fenqi due`: every round starts each program once, so that a busy moment hits all alike."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from tests.bench.data import SIZES
from tests.bench.programs import BASELINE, NOTHING, Bench, Program
from tests.bench.report import Aim, Row, at_most_times, ms

START_AIMS = {20: 1.2, 1_000: 1.4, 10_000: 2.5}
"""Times (b), by orders."""
DUE_AIM = 9.2
"""Times (a)."""


class Visit(NamedTuple):
    """One look at an app: seconds to its screen, bytes until it was quiet, seconds to quit, peak memory in KiB."""

    start: float
    size: int
    quit: float
    memory: int


def start(bench: Bench) -> Iterator[Row]:
    """From the command to the first usable screen, and back to the shell."""
    programs = {size: bench.fenqi(size) for size in SIZES}
    visits, base, nothing = defaultdict[int, list[Visit]](list), list[Visit](), list[float]()
    for _ in range(bench.rounds):
        nothing.append(_run(bench, NOTHING))
        base.append(_visit(bench, BASELINE))
        for size, program in programs.items():
            visits[size].append(_visit(bench, program))
    a, b = ms(nothing), ms(each.start for each in base)
    yield Row("python -c pass (a)", a, "ms")
    yield Row("start: minimal app (b)", b, "ms", a)
    for size in SIZES:
        value = ms(each.start for each in visits[size])
        aim = at_most_times(value, b, START_AIMS[size], "b") if size in START_AIMS else None
        yield Row(f"start: {size:,} orders", value, "ms", a, b, aim, _spread([each.start for each in visits[size]]))
    yield from _bytes_and_memory(base, visits)
    b = ms(each.quit for each in base)
    yield Row("quit: minimal app (b)", b, "ms", a)
    for size in SIZES:
        value = ms(each.quit for each in visits[size])
        yield Row(f"quit: {size:,} orders", value, "ms", a, b, Aim("<= (b)", value <= b) if size == 20 else None)


def _bytes_and_memory(base: list[Visit], visits: dict[int, list[Visit]]) -> Iterator[Row]:
    b = median(each.size for each in base)
    yield Row("bytes at start: minimal app (b)", b, "B")
    for size in SIZES:
        yield Row(f"bytes at start: {size:,} orders", median(each.size for each in visits[size]), "B", b=b)
    b = median(each.memory for each in base)
    yield Row("peak memory: minimal app (b)", b / 1024, "MiB")
    for size in SIZES:
        value = median(each.memory for each in visits[size])
        aim = at_most_times(value, b, 1.5, "b") if size == 20 else None
        yield Row(f"peak memory: {size:,} orders", value / 1024, "MiB", b=b / 1024, aim=aim)


def due(bench: Bench) -> Iterator[Row]:
    """`fenqi due`, as a login message runs it."""
    programs = {size: bench.due(size) for size in SIZES}
    times, nothing = defaultdict[int, list[float]](list), list[float]()
    for _ in range(bench.rounds):
        nothing.append(_run(bench, NOTHING))
        for size, program in programs.items():
            times[size].append(_run(bench, program))
    a = ms(nothing)
    for size in SIZES:
        value = ms(times[size])
        aim = at_most_times(value, a, DUE_AIM, "a") if size == 20 else None
        yield Row(f"fenqi due: {size:,} orders", value, "ms", a, aim=aim, note=_spread(times[size]))


def _run(bench: Bench, program: Program) -> float:
    with bench.terminal(program) as terminal:
        return terminal.wait().seconds


def _visit(bench: Bench, program: Program) -> Visit:
    with bench.terminal(program) as terminal:
        seconds = terminal.until(*program.ready)
        terminal.answer()
        size = len(terminal.output)
        end = terminal.quit()
        return Visit(seconds, size, end.seconds, end.memory)


def _spread(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f} ms"
