"""Undo of everything that a person can say is exact: the ledger is as it was before, and redo brings it back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.actions.convert import convert
from models.actions.credit import use_credit
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.order_page import page_seen
from models.actions.orders import delete_order
from models.actions.precautions import look
from models.actions.promise import promise
from models.actions.seen import figure_seen, sighted
from models.actions.total import set_total
from models.bills.contracts import contracts
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.sighting import Sighting
from models.store import Store
from models.store.records import TABLES
from models.values.message import Problem, msg
from tests.models.builders import NOW, book, by_hand, ledger, order, with_more
from tests.models.store.actions import repayment
from tests.often import tried

Act = Callable[[Ledger, datetime, int], Ledger]
"""What is done to a ledger at that time with that number, an amount or whatever it is made of."""


def begun() -> Ledger:
    """Two orders at 花呗, its first bill with more on it, and its second repaid in part and with credit."""
    of = with_more(ledger(order("phone"), order("robot", due=date(2027, 1, 10))), "huabei/2026-12-10", 500_00)
    paid = repayment("huabei/2027-01-10#1", "phone")
    shares = (replace(paid.allocations[0], number=2),)
    return replace(of, repayments={paid.id: replace(paid, due=date(2027, 1, 10), amount=200_00, allocations=shares)})


def bill_of(of: Ledger, number: int):
    """One of the bills."""
    bills = list(book(of).bills.values())
    return bills[number % len(bills)]


ACTS: dict[str, Act] = {
    "convert": lambda of, now, n: convert(of, by_hand(), bill_of(of, n), n, 1 + n % 12, n // 10, now, "账单分期"),
    "delete": lambda of, now, n: delete_order(of, list(of.orders)[n % len(of.orders)]),
    "defer": lambda of, now, n: defer(of, bill_of(of, n), now),
    "promise": lambda of, now, n: promise(of, bill_of(of, n), now.date() + timedelta(days=n % 30), now),
    "balance": lambda of, now, n: read_balance(of, f"招行 {n % 3}", n, now),
    "budget": lambda of, now, n: set_budget(of, income=n, payday=1 + n % 31, fixed=None if n % 2 else n),
    "look": lambda of, now, n: look(of, contracts(of, by_hand()), "credit-report", now, off=bool(n % 2)),
    "page": lambda of, now, n: page_seen(of, sorted(of.orders)[: 1 + n % 3], now.date()),
    "minimum": lambda of, now, n: minimum_paid(of, bill_of(of, n), now, n),
    "credit": lambda of, now, n: use_credit(of, by_hand(), bill_of(of, n), "huabei/2027-01-10#1", n, now),
    "reduction": lambda of, now, n: set_total(
        of, bill_of(of, n), max(1, bill_of(of, n).amount - n), now, target=list(Target)[n % 3], reason="coupon"
    ),
    "figure": lambda of, now, n: figure_seen(of, bill_of(of, n), n, now),
    "sighting": lambda of, now, n: sighted(
        of, Sighting(id=f"alipay:{n % 3}", source="alipay", at=now, amount=n, ignored=bool(n % 2))
    ),
}
SAID = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 9_000)), min_size=1, max_size=8)


def done(store: Store, said: list[tuple[str, int]]) -> list[Ledger]:
    """The ledgers that there were, from what was said and could be."""
    past = [store.load().ledger]
    for minutes, (name, number) in enumerate(said):
        now = NOW + timedelta(minutes=minutes)
        try:
            after = store.commit(msg("act"), lambda of, act=ACTS[name], n=number, at=now: act(of, at, n), now).ledger
        except Problem:
            continue
        if after != past[-1]:
            past.append(after)
    return past


@tried(0.5)
@given(SAID)
def test_whatever_was_said_each_undo_gives_the_ledger_from_before_it_and_redo_the_one_after(said):
    with TemporaryDirectory() as place:
        path = Path(place) / "fenqi.json"
        Store(path).commit(msg("begin"), lambda _: begun(), NOW)
        past = done(Store(path), said)
        store = Store(path)
        for before in reversed(past[:-1]):
            assert store.undo(NOW).ledger == before
            assert Store(path).load().ledger == before
        for after in past[1:]:
            assert store.redo(NOW).ledger == after


def test_every_act_can_be_done_and_each_writes_its_table(tmp_path: Path) -> None:
    store = Store(tmp_path / "fenqi.json")
    store.commit(msg("begin"), lambda _: begun(), NOW)
    numbers = dict.fromkeys(ACTS, 3) | {"minimum": 1, "credit": 2, "convert": 300_00}
    for name in ("minimum", *sorted(ACTS.keys() - {"minimum", "defer", "delete"}), "defer"):
        act = partial(ACTS[name], now=NOW, n=numbers[name])
        store.commit(msg("act"), act, NOW)
    of = store.load().ledger
    written = {name for name in TABLES if getattr(of, name)} - {"orders", "repayments", "corrections", "accounts"}
    assert written == {
        *("balances", "budget", "conversions", "credits", "deferrals", "figures", "minimums", "precautions"),
        *("pages", "promises", "reductions", "sightings"),
    }
