"""Small actions on a ledger, for the tests of the store."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from models.ledger.ledger import Ledger, put
from models.ledger.order import Order
from models.ledger.repayment import Allocation, Repayment
from models.plans.plan import EqualAmounts
from models.store import Snapshot, Store
from models.values.message import Message, msg

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PLAN = EqualAmounts(principal=120_000, periods=12, amount=10_060, fee=60)


def order(ident: str, title: str = "小米14 Pro", note: str = "") -> Order:
    """An order with that id."""
    return Order(
        id=ident,
        title=title,
        account_id="huabei",
        bought_at=datetime(2026, 9, 3),
        plan=PLAN,
        first_due=date(2026, 10, 10),
        note=note,
    )


def repayment(ident: str, of: str) -> Repayment:
    """A repayment of the first period of the order `of`."""
    return Repayment(
        id=ident,
        account_id="huabei",
        due=date(2026, 10, 10),
        amount=10_060,
        paid_at=NOW,
        method="balance",
        allocations=(Allocation(of, 1, 60, 10_000),),
    )


def with_order(ledger: Ledger, one: Order) -> Ledger:
    """The ledger with that order, new or replaced."""
    return replace(ledger, orders=put(ledger.orders, one.id, one))


def with_repayment(ledger: Ledger, one: Repayment) -> Ledger:
    """The ledger with that repayment."""
    return replace(ledger, repayments=put(ledger.repayments, one.id, one))


def label(what: str) -> Message:
    """What an action is called."""
    return msg("add {what}", what=what)


def add(store: Store, ident: str, title: str = "小米14 Pro", note: str = "") -> Snapshot:
    """Commit an order."""
    return store.commit(label(ident), lambda ledger: with_order(ledger, order(ident, title, note)), NOW)


def repay(store: Store, ident: str, of: str) -> Snapshot:
    """Commit a repayment."""
    return store.commit(label(ident), lambda ledger: with_repayment(ledger, repayment(ident, of)), NOW)
