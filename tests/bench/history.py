"""Ten years of orders beside one: what was settled long ago costs next to nothing at start, in `due` and at a key."""

from collections.abc import Iterator

from models.store import Store
from tests.bench.data import NOW
from tests.bench.lived import lived
from tests.bench.programs import Bench, Program
from tests.bench.report import Row, at_most_times, ms

YEARS = (1, 10)
LIMIT = 1.5
"""Times one year's."""
TIMES = ("start", "due", "key")


def history(bench: Bench) -> Iterator[Row]:
    """Start, `fenqi due` and a cursor key after ten years, against those after one."""
    programs = {years: _programs(bench, years) for years in YEARS}
    for opened, asked in programs.values():
        _once(bench, opened, asked)
    rounds = [{years: _once(bench, *programs[years]) for years in YEARS} for _ in range(bench.rounds)]
    for index, name in enumerate(TIMES):
        one, ten = (ms(each[years][index] for each in rounds) for years in YEARS)
        yield Row(f"history: {name}, one year", one, "ms")
        yield Row(f"history: {name}, ten years", ten, "ms", aim=at_most_times(ten, one, LIMIT, "one year"))
        yield Row(f"history: {name}, ratio", ten / one, "x")


def _programs(bench: Bench, years: int) -> tuple[Program, Program]:
    """The app and `fenqi due`, on a ledger of so many years."""
    path = bench.home / f"{years}-years.json"
    Store(path).begin(lived(years), NOW)
    return bench.on(path, ready=("quit",)), bench.on(path, "due")


def _once(bench: Bench, opened: Program, asked: Program) -> tuple[float, float, float]:
    """Seconds to the first screen, of `due`, and from a key to its last byte."""
    with bench.terminal(opened) as terminal:
        start = terminal.until(*opened.ready)
        terminal.answer()
        key = max(terminal.press(each).last for each in "jkj")
        terminal.quit()
    with bench.terminal(asked) as terminal:
        return start, terminal.wait().seconds, key
