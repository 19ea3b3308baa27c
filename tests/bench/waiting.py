"""What happens when nobody does anything, and when the reader is far away."""

from collections.abc import Iterator
from contextlib import ExitStack
from time import perf_counter

from tests.bench.data import title
from tests.bench.programs import BASELINE, Bench
from tests.bench.report import Aim, Row, ms, p99_ms
from tests.bench.terminal import Answer, Terminal

IDLE = 60.0
"""Seconds."""
EACH_WAY = 0.075
TYPED = 11
"""Keys that are typed ahead, without waiting for what they show."""


def idle(bench: Bench) -> Iterator[Row]:
    """Nothing for 60 seconds, in both apps at the same time."""
    with bench.opened(BASELINE) as minimal, bench.opened(bench.fenqi(20)) as orders:
        both = (minimal, orders)
        begin, before = perf_counter(), [(len(each.output), each.cpu()) for each in both]
        while (left := begin + IDLE - perf_counter()) > 0:
            for each in both:
                each.read(min(left, 0.5))
        (b_size, b), (size, used) = (
            (len(each.output) - old, (each.cpu() - cpu) / IDLE * 100)
            for each, (old, cpu) in zip(both, before, strict=True)
        )
    yield Row("idle 60 s: bytes", size, "B", b=b_size, aim=Aim("0 B", size == 0))
    yield Row("idle 60 s: of a core", used, "%", b=b, aim=Aim("< 0.2 %", used < 0.2))


def distance(bench: Bench) -> Iterator[Row]:
    """A round trip of 150 ms: what a key takes then, and whether keys typed ahead arrive, all and in order."""
    programs = {"minimal app (b)": BASELINE, "20 orders": bench.fenqi(20)}
    for name, program in programs.items():
        with ExitStack() as stack:
            at_once, delayed = (stack.enter_context(bench.opened(program, delay)) for delay in (0.0, EACH_WAY))
            pairs = [_pair(at_once, delayed, "j" if index % 2 == 0 else "k") for index in range(bench.presses // 2)]
        last = [there.last for _, there in pairs]
        extra = ms(there.last - here.last for here, there in pairs)
        note = f"{extra:.0f} ms more than without, p99 {p99_ms(last):.0f} ms"
        yield Row(f"150 ms away: cursor key, {name}", ms(last), "ms", note=note)
    with bench.opened(bench.fenqi(20), EACH_WAY) as terminal:
        answer = terminal.press("j" * TYPED)
        arrived = any("▸" in line and title(TYPED)[:5] in line for line in terminal.lines)
        yield Row(f"150 ms away: {TYPED} keys typed ahead", answer.last * 1000, "ms", aim=Aim("none lost", arrived))


def _pair(at_once: Terminal, delayed: Terminal, key: str) -> tuple[Answer, Answer]:
    return at_once.press(key), delayed.press(key)
