"""Undo of everything that a person can say is exact: the ledger is as it was before, and redo brings it back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import set_up
from models.actions.account_changes import AccountDetails, changed, moved
from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.editing import edited
from models.actions.minimum_paid import minimum_paid
from models.actions.order_page import page_seen
from models.actions.orders import delete_order
from models.actions.payment import never_arrived
from models.actions.promise import promise
from models.actions.reconcile import reconciled
from models.actions.seen import figure_seen, sighted
from models.actions.total import set_total
from models.actions.used_credit import keeping, with_used
from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.channels.cycle import DueMove
from models.channels.rules import Extent
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.store import Store
from models.store.records import TABLES
from models.values.message import Problem, msg
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import NOW, book, by_hand, ledger, order, plan, refund, settled_early, with_more
from tests.models.looking import looked
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


def some(records: Mapping[str, object], number: int) -> str:
    """The id of one of the records."""
    idents = list(records)
    return idents[number % len(idents)] if idents else ""


def paid_as(of: Ledger, now: datetime, number: int, way: PaidAs) -> Ledger:
    """Something repaid of one of the bills, which the institution does not show yet."""
    bill = bill_of(of, number)
    said = ReportedRepayment(amount=number, method="balance", paid_at=now, way=way, confirmed=False)
    return repay(of, bill, answered(said, warnings(bill, said, now)), now)


def statement_of(bill: Bill, now: datetime) -> Statement:
    """One that shows that the bill was repaid."""
    line = StatementLine(
        id="0123456789ab",
        row=1,
        kind=SightingKind.REPAID,
        at=now,
        amount=max(1, bill.outstanding),
        channel=bill.channel.institution or bill.channel.id,
        label=bill.due,
    )
    return Statement(source="alipay", lines=(line,))


ACTS: dict[str, Act] = {
    "convert": lambda of, now, n: convert(of, by_hand(), bill_of(of, n), n, 1 + n % 12, n // 10, now, "账单分期"),
    "delete": lambda of, now, n: delete_order(of, list(of.orders)[n % len(of.orders)]),
    "credit": lambda of, now, n: with_used(of, by_hand(), now + timedelta(days=100 * (n % 200))),
    "defer": lambda of, now, n: defer(of, bill_of(of, n), now),
    "promise": lambda of, now, n: promise(of, bill_of(of, n), now.date() + timedelta(days=n % 30), now),
    "balance": lambda of, now, n: read_balance(of, f"招行 {n % 3}", n, now),
    "budget": lambda of, now, n: set_budget(of, income=n, payday=1 + n % 31, fixed=None if n % 2 else n),
    "budget-back": lambda of, now, n: set_budget(of, unset=("income", "payday", "fixed")[n % 4 :]),
    "look": lambda of, now, n: looked(of, contracts(of, by_hand()), "credit-report", now, off=bool(n % 2)),
    "page": lambda of, now, n: page_seen(of, sorted(of.orders)[: 1 + n % 3], now.date()),
    "minimum": lambda of, now, n: minimum_paid(of, bill_of(of, n), now, n),
    "reduction": lambda of, now, n: set_total(
        of, bill_of(of, n), max(1, bill_of(of, n).amount - n), now, target=list(Target)[n % 3], reason="coupon"
    ),
    "set-up": lambda of, now, n: set_up.begin(of, by_hand(), "cmb" if n % 2 else "huabei", now),
    "set-up-app": lambda of, now, n: set_up.open_app(of, by_hand(), "cmb", "掌上生活", now),
    "set-up-back": lambda of, now, n: set_up.step_back(of, "cmb" if n % 2 else "huabei"),
    "set-up-drop": lambda of, now, n: set_up.dropped(of, "cmb" if n % 2 else "huabei"),
    "set-up-whole": lambda of, now, n: with_set_up(of, "cmb", now, list(Extent)[n % 2], off=not n % 7),
    "figure": lambda of, now, n: figure_seen(of, bill_of(of, n), n, now),
    "more": lambda of, now, n: set_total(of, bill_of(of, n), bill_of(of, n).amount + n, now),
    "again": lambda of, now, n: paid_as(of, now, n, PaidAs.AGAIN),
    "least": lambda of, now, n: paid_as(of, now, n, PaidAs.MINIMUM),
    "unseen": lambda of, now, n: paid_as(of, now, n, PaidAs.PART),
    "failed": lambda of, now, n: never_arrived(of, some(of.repayments, n)),
    "returned": lambda of, now, n: refund(of, some(of.orders, n), n, now, full=bool(n % 2)),
    "early": lambda of, now, n: settled_early(of, some(of.orders, n), now=now),
    "price": lambda of, now, n: edited(
        of, replace(of.orders[some(of.orders, n)], plan=plan(300_00 - n, 3, 100)), by_hand()
    ),
    "days": lambda of, now, n: changed(of, by_hand(), "huabei", AccountDetails(bill_day=1 + n % 28), now.date()),
    "move": lambda of, now, n: moved(
        of, by_hand(), "huabei", DueMove(since=now.date(), bill_day=1 + n % 28, due_day=(10, 15, 20)[n % 3])
    ),
    "statement": lambda of, now, n: reconciled(of, by_hand(), statement_of(bill_of(of, n), now), {}, now),
    "sighting": lambda of, now, n: sighted(
        of, Sighting(id=f"alipay:{n % 3}", source="alipay", at=now, amount=n, ignored=bool(n % 2))
    ),
}
FURTHER = {"again", "days", "early", "failed", "least", "more", "move", "price", "returned", "statement", "unseen"}
"""Those that have no table of their own."""

SAID = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 9_000)), min_size=1, max_size=8)


def done(store: Store, said: list[tuple[str, int]]) -> list[Ledger]:
    """The ledgers that there were, from what was said and could be."""
    past = [store.load().ledger]
    for minutes, (name, number) in enumerate(said):
        now = NOW + timedelta(minutes=minutes)
        try:
            act = keeping(partial(ACTS[name], now=now, n=number), by_hand(), now)
            after = store.commit(msg("act"), act, now).ledger
        except Problem:
            continue
        if after != past[-1]:
            past.append(after)
    return past


@tried(0.5)
@given(SAID)
def test_whatever_was_said_each_undo_gives_the_ledger_from_before_it_and_redo_the_one_after(said):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fenqi.json"
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
    numbers = dict.fromkeys(ACTS, 3) | {"minimum": 1, "convert": 300_00}
    for name in ("minimum", *sorted(ACTS.keys() - FURTHER - {"minimum", "defer", "delete"}), "defer"):
        act = partial(ACTS[name], now=NOW, n=numbers[name])
        store.commit(msg("act"), act, NOW)
    of = store.load().ledger
    written = {name for name in TABLES if getattr(of, name)} - {"orders", "repayments", "corrections", "accounts"}
    assert written == {
        *("balances", "budget", "conversions", "credits", "deferrals", "figures", "minimums", "precautions"),
        *("pages", "promises", "reductions", "set_ups", "sightings"),
    }


@pytest.mark.parametrize("name", sorted(FURTHER))
def test_each_further_act_can_be_done(name: str) -> None:
    of = ACTS["unseen"](begun(), NOW, 3)
    assert any(is_done(of, name, number) for number in (1, 2, 3, 4, 51_52, 700_01))


def is_done(of: Ledger, name: str, number: int) -> bool:
    try:
        return ACTS[name](of, NOW, number) != of
    except Problem:
        return False
