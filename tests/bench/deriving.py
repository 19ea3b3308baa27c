"""The book of a ledger, in this process: from the beginning, and after one change. Processor time, without the disk."""

from collections.abc import Callable, Iterator
from time import process_time

from models.actions.orders import add_orders, archive_order
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.bench.data import order
from tests.bench.programs import Bench
from tests.bench.report import Row, ms

ORDERS = 1_000


def deriving(bench: Bench) -> Iterator[Row]:
    """All schedules and bills of 1,000 orders of 12 periods, and those that one changed order makes different."""
    catalogue = builtin()
    ledger = add_orders(Ledger(), map(order, range(ORDERS)), catalogue)
    book, changed = derive(ledger, catalogue), archive_order(ledger, next(iter(ledger.orders)), archived=True)
    rounds = 5 if bench.quick else 21
    yield Row(f"derive: {ORDERS:,} orders", _taken(rounds, lambda: derive(ledger, catalogue)), "ms")
    yield Row(f"rederive: {ORDERS:,} orders", _taken(rounds, lambda: rederive(book, ledger, changed, catalogue)), "ms")


def _taken(rounds: int, act: Callable[[], object]) -> float:
    """The median of so many rounds, in milliseconds."""
    found = []
    for _ in range(rounds):
        begun = process_time()
        act()
        found.append(process_time() - begun)
    return ms(found)
