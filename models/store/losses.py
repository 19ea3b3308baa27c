"""What a restore takes away: what the newest state has and the backup has not."""

from datetime import datetime
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

    `backup`: what takes their place. `known`: the ledger that has them. `fault`: why the present file cannot be read.
    The newest backup that can be, made `against` (UTC), stands for it then; None where there is none.
    """

    backup: Snapshot

    writes: int = 0
    orders: tuple[Order, ...] = ()
    repayments: tuple[Repayment, ...] = ()
    known: Ledger = Ledger()
    against: datetime | None = None
    fault: Message | None = None


def losses(store: Store, backup: Path) -> Losses:
    """What restoring `backup` would lose of the store's file. Problem where the backup cannot be read, or where no file
    lies in its place, but something else does."""
    store.check_replace()
    source = Store(backup)
    chosen, fault = source.load(), None
    try:
        newest = Store(store.path).load()
    except Problem as problem:
        newest, fault = Snapshot(ledger=chosen.ledger), problem.message
    against = None
    if not newest.revision:
        newest, against = _newest_good(store.backups()) or (newest, None)
    known, kept = newest.ledger, chosen.ledger
    return Losses(
        backup=chosen,
        writes=max(newest.revision - chosen.revision, 0),
        orders=tuple(order for ident, order in known.orders.items() if ident not in kept.orders),
        repayments=tuple(each for ident, each in known.repayments.items() if ident not in kept.repayments),
        known=known,
        against=against,
        fault=fault,
    )


def _newest_good(found: tuple[Backup, ...]) -> tuple[Snapshot, datetime] | None:
    """The newest backup whose every record can be read, and when it was made."""
    for each in found:
        if each.fault is None:
            try:
                return Store(each.path).load(), each.at
            except Problem:
                continue
    return None
