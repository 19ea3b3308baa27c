"""`python -m tests.bench.commits FILE`: archive orders of that ledger one by one; prints the seconds of each commit."""

import sys
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from models.actions.orders import archive_order
from models.store import Store
from models.values.message import msg
from tests.bench.data import NOW

COMMITS = 7


def main(path: Path) -> None:
    """The first commit also makes the directory of the backups; it is made and not counted."""
    store = Store(path)
    for index, ident in enumerate(list(islice(store.load().ledger.orders, COMMITS + 1))):
        start = perf_counter()
        store.commit(msg("archive"), partial(archive_order, ident=ident, archived=True), NOW)
        if index:
            print(perf_counter() - start)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
