"""What a key costs: bytes, repaints, and the time until the last of them is there."""

from collections.abc import Iterator, Sequence
from statistics import median
from time import perf_counter

from tests.bench.programs import BASELINE, STEPS, Bench
from tests.bench.report import Aim, Row, at_most, ms, p99_ms
from tests.bench.terminal import Answer, Terminal, seen

NEEDED = 1.3
"""Times as many bytes as the cells need that change, at most."""
RATE = 30
"""Presses a second of a key that is held."""
RECORDED = "recorded"
"""Is said at the end of a checklist."""
HELD = 75
STEADY = 15
"""Presses after which a held key gives way to the other direction: the minimal app has 20 rows."""


def cursor(bench: Bench) -> Iterator[Row]:
    """A cursor key, pressed in turn in the minimal app and in fenqi with 20 orders."""
    base, beside, inside, scroll = list[Answer](), list[Answer](), list[Answer](), list[Answer]()
    with (
        bench.opened(BASELINE) as minimal,
        bench.opened(bench.fenqi(20)) as orders,
        bench.opened(bench.copied(20)) as checklist,
        bench.opened(bench.fenqi(20)) as bill,
    ):
        checklist.press("p")
        bill.press("2")
        for index in range(bench.presses):
            key = "j" if index // STEADY % 2 == 0 else "k"
            base.append(minimal.press(key))
            beside.append(orders.press(key))
            inside.append(checklist.press("j" if index % 2 == 0 else "k"))
            scroll.append(bill.press("j" if index % 2 == 0 else "k"))
    yield from _cost("cursor key: minimal app (b)", base, base, None, None)
    yield from _cost("cursor key that changes the detail", beside, base, 3 * 1024, 1)
    yield from _cost("cursor key inside a pane (options)", inside, base, 700, None)
    yield from _cost("scrolling key in the bill pane", scroll, base, None, None)


def _cost(
    name: str, answers: list[Answer], base: list[Answer], most: int | None, repaints: int | None
) -> Iterator[Row]:
    b = None if answers is base else median(each.size for each in base)
    size = median(each.size for each in answers)
    yield Row(f"{name}: bytes", size, "B", b=b, aim=at_most(size, most, "B") if most else None)
    if b is not None:
        yield needs(name, answers)
    paints = median(each.repaints for each in answers)
    if repaints:
        yield Row(f"{name}: repaints", paints, "", aim=at_most(paints, repaints, "repaint"))
    last = [each.last for each in answers]
    b = None if answers is base else ms(each.last for each in base)
    aim = at_most(ms(last), 15, "ms") if most else None
    yield Row(f"{name}: to last byte", ms(last), "ms", b=b, aim=aim, note=f"p99 {p99_ms(last):.1f} ms")
    first = ms(each.first for each in answers)
    if ms(last) > 2 * first:
        yield Row(f"{name}: to first byte", first, "ms")


def needs(name: str, answers: Sequence[Answer]) -> Row:
    """The bytes beside those that the cells which change need; how many change is said behind it."""
    times = sum(each.size for each in answers) / max(1, sum(each.changed.needed for each in answers))
    cells = median(each.changed.cells for each in answers)
    return Row(
        f"{name}: bytes of those needed", times, "x", aim=at_most(times, NEEDED, "x"), note=f"{cells:g} cells change"
    )


def held(bench: Bench) -> Iterator[Row]:
    """Keys at the pace of a held one, on 1,000 orders: does fenqi keep up, and leave the detail until they rest."""
    with bench.opened(BASELINE) as minimal, bench.opened(bench.fenqi(1_000)) as orders:
        b_sent, b = _hold(minimal)
        sent, rest = _hold(orders)
    size, late = sent / (HELD - 1), rest.last * 1000
    yield Row("held key: bytes a press", size, "B", b=b_sent / (HELD - 1), aim=at_most(size, 700, "B"))
    yield Row("held key: last press to last byte", late, "ms", b=b.last * 1000, aim=at_most(late, 250, "ms"))
    repaints = Aim("<= 2: cursor, detail", rest.repaints <= 2)
    yield Row("held key: repaints at rest", rest.repaints, "", aim=repaints, note=f"{rest.size:,} B")


def _hold(terminal: Terminal) -> tuple[int, Answer]:
    """Bytes written until the last press, and what came after it."""
    begin, start = len(terminal.output), perf_counter()
    for index in range(HELD):
        while (left := start + index / RATE - perf_counter()) > 0:
            terminal.read(left)
        sent = len(terminal.output) - begin
        terminal.send("j" if index // STEADY % 2 == 0 else "k")
    return sent, terminal.answer()


def steps(bench: Bench) -> Iterator[Row]:
    """The checklist of a bill from beginning to end; every step is a commit."""
    names = ("begin", "platform", "entry", "amount", "method", "down", "paid just now", "recorded")
    rounds = [_go_through(bench, 20) for _ in range(bench.rounds)]
    for name, answers in zip(names, zip(*rounds, strict=True), strict=True):
        size, time = median(each.size for each in answers), ms(each.last for each in answers)
        repaints = median(each.repaints for each in answers)
        yield Row(f"checklist step: {name}: bytes", size, "B", note=f"{time:.1f} ms, {repaints:g} repaints")
        yield needs(f"checklist step: {name}", answers)


def _go_through(bench: Bench, size: int) -> list[Answer]:
    with bench.opened(bench.copied(size)) as terminal:
        answers = [terminal.press(key) for key in STEPS]
    if RECORDED not in seen(answers[-1].data):
        raise RuntimeError("the way through the checklist is another one now: correct STEPS")
    return answers
