"""`python -m tests.bench [--quick] [--only NAME]`."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from tests.bench import crowded, deriving, history, keys, large, starting, statements, waiting
from tests.bench.programs import Bench
from tests.bench.report import Row, table

PARTS: Mapping[str, Callable[[Bench], Iterator[Row]]] = {
    "start": starting.start,
    "due": starting.due,
    "cursor": keys.cursor,
    "held": keys.held,
    "steps": keys.steps,
    "slowest": large.slowest,
    "commit": large.commit,
    "derive": deriving.deriving,
    "statements": statements.statements,
    "one-bill": crowded.one_bill,
    "history": history.history,
    "distance": waiting.distance,
    "idle": waiting.idle,
}


def main() -> None:
    """Measure, part by part, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="How long fenqi takes, what it sends.")
    parser.add_argument("--quick", action="store_true", help="fewer runs, and no idle minute")
    parser.add_argument("--only", choices=PARTS, metavar="NAME", help=f"one part: {', '.join(PARTS)}")
    wanted = parser.parse_args()
    chosen = [wanted.only] if wanted.only else [name for name in PARTS if name != "idle" or not wanted.quick]
    print(f"Python {platform.python_version()}, textual {version('textual')}, 100 x 30, byte-code warm")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="fenqi-bench-") as home:
        bench = Bench(Path(home), wanted.quick)
        bench.prepare()
        for name in chosen:
            print(f"measuring: {name}", file=sys.stderr)
            rows += PARTS[name](bench)
    print(table(rows))


if __name__ == "__main__":
    main()
