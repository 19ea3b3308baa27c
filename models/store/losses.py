"""What a restore takes away: what the newest state has and the backup has not."""

from pathlib import Path

import msgspec

from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import Repayment
from models.store.listing import Backup
from models.store.snapshot import Snapshot
from models.store.store import Store
from models.values.message import Message, Problem


class Losses(msgspec.Struct, frozen=True, kw_only=True):
    """What is lost: how many `writes`, and which orders and repayments.

    `known`: the ledger that has them. `fault`: why the present file cannot be read. The newest backup that can be,
    write `against`, stands for it then; 0 where there is none.
    """

    writes: int = 0
    orders: tuple[Order, ...] = ()
    repayments: tuple[Repayment, ...] = ()
    known: Ledger = Ledger()
    against: int = 0
    fault: Message | None = None


def losses(store: Store, backup: Path) -> Losses:
    """What restoring `backup` would lose of the store's file. Problem where the backup cannot be read."""
    source = Store(backup)
    chosen, fault = source.load(), None
    try:
        newest = Store(store.path).load()
    except Problem as problem:
        newest, fault = Snapshot(ledger=chosen.ledger), problem.message
    if not newest.revision:
        newest = _newest_good(store.backups()) or newest
    known, kept = newest.ledger, chosen.ledger
    return Losses(
        writes=max(newest.revision - chosen.revision, 0),
        orders=tuple(order for ident, order in known.orders.items() if ident not in kept.orders),
        repayments=tuple(each for ident, each in known.repayments.items() if ident not in kept.repayments),
        known=known,
        against=newest.revision,
        fault=fault,
    )


def _newest_good(found: tuple[Backup, ...]) -> Snapshot | None:
    """The newest backup whose every record can be read."""
    for each in found:
        if each.fault is None:
            try:
                return Store(each.path).load()
            except Problem:
                continue
    return None
