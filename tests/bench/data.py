"""Ledgers of a given size, the same in every run; `python -m tests.bench.data FOLDER` writes them all.

A process of its own makes them, because the peak memory of a child counts what its parent held when it was started.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from models.actions.dating import dating
from models.actions.orders import add_orders, delete_order
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.plans.plan import EqualAmounts
from models.store import Store
from models.values.dates import due_dates, months_after
from models.values.message import msg

SIZES = (0, 20, 1_000, 10_000)
CROWDED = (1_000, 10_000)
"""Sizes of the ledgers whose orders are all unpaid, of one channel and due on one day."""
NOW = datetime(2026, 12, 5, 4, tzinfo=UTC)
FIRST_BILL = "105"
"""What is owed on the first bill in the list, as one types it: order 0 is alone on it."""

CROWDED_DUE = date(2026, 11, 10)
"""Their first due date: that bill is past, and nobody has looked whether auto-debit took it."""

CHANNELS = ("jd-baitiao", "huabei", "xiaomi", "cmb")
PLAN = EqualAmounts(principal=1200_00, periods=12, amount=105_00, fee=5_00)
MONTHS = 60
"""The purchases are spread over so many months: the older ones are settled."""


def order(index: int) -> Order:
    """The order with that number. Number 0 is due on 8 December 2026, the others from the 10th of a month on."""
    day = 8 if index == 0 else 10 + index % 19
    first = months_after(date(2026, 12, day), -(index % MONTHS))
    dues = due_dates(first, PLAN.periods)
    return Order(
        id=f"{index:010d}",
        title=title(index),
        order_no=f"52026{index:08d}",
        account_id=CHANNELS[index % len(CHANNELS)],
        bought_at=datetime.combine(months_after(first, -1), datetime.min.time()),
        plan=PLAN,
        first_due=first,
        paid_periods=sum(due < NOW.date() for due in dues),
    )


def crowded(index: int) -> Order:
    """The order with that number in a ledger where all are due on one day."""
    return msgspec.structs.replace(
        order(index),
        account_id="huabei",
        bought_at=datetime(2026, 10, 1, index % 24),
        first_due=CROWDED_DUE,
        paid_periods=0,
    )


def title(index: int) -> str:
    """Its number comes first, so that it is seen in a narrow column too."""
    return f"{index:05d} 小米14 Pro 16GB+512GB"


def file_of(folder: Path, size: int, *, one_bill: bool = False) -> Path:
    """Where the ledger of `size` orders lies; `one_bill`: the one whose orders are all due on one day."""
    return folder / f"{'one-bill-' if one_bill else ''}{size}.json"


def make(path: Path, size: int, kind: Callable[[int], Order] = order) -> None:
    """Write a ledger of `size` orders; with none, the file of a user who deleted the only one."""
    store = Store(path)
    entered = dating(lambda ledger: add_orders(ledger, map(kind, range(max(size, 1))), builtin()), NOW)
    store.commit(msg("orders"), entered, NOW)
    if size == 0:
        store.commit(msg("none"), _emptied, NOW)


def _emptied(ledger: Ledger) -> Ledger:
    for ident in ledger.orders:
        ledger = delete_order(ledger, ident)
    return ledger


if __name__ == "__main__":
    for each in SIZES:
        make(file_of(Path(sys.argv[1]), each), each)
    for each in CROWDED:
        make(file_of(Path(sys.argv[1]), each, one_bill=True), each, crowded)
