"""The command line: a campaign of so many acts, or one trace again."""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tests.tui.monkey.acts import Death, Trace, events
from tests.tui.monkey.drawing import traces
from tests.tui.monkey.playing import played
from tests.tui.monkey.shrinking import as_test, shrunk


def deaths(of: Iterable[Trace]) -> Iterator[Death]:
    """The deaths in these runs, each as it is found."""
    for trace in of:
        death = played(trace)
        print(trace.seed, "ended" if death is None else "died", flush=True)
        if death is not None:
            yield death


def main(asked: str, seed: str = "") -> int:
    """What the command line asks for; the exit code is 1 where something died."""
    if asked.isdecimal():
        seed = seed or str(random.randrange(1 << 32))
        runs = list(traces(int(asked), seed))
        print(f"seed {seed}", flush=True)
    else:
        runs = [msgspec.json.decode(Path(asked).read_bytes(), type=Trace)]
    found = Counter[str]()
    for death in deaths(runs):
        print(death.reason, msgspec.json.encode(death.trace).decode(), sep="\n", flush=True)
        if death.kind not in found:
            less = shrunk(death)
            print(f"{len(less.trace.acts)} acts matter:", as_test(less), sep="\n", flush=True)
        found[death.kind] += 1
    acts = sum(len(run.acts) for run in runs)
    sent = sum(events(act) for run in runs for act in run.acts)
    print(f"{acts} acts, {sent} events in {len(runs)} runs, {found.total()} deaths", *found.items(), sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
