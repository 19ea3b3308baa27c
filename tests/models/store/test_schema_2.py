"""A file that was written with schema 2, or 1, gives the bills that it gave then, and so does every undo in it.

But for credit: it lay with an account then, and no bill had it.
"""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive, derive_apart
from models.bills.status import Moment
from models.channels.builtin import builtin
from models.exchange.contract import bill_json
from models.ledger.ledger import Ledger
from models.store import Snapshot, Store
from models.store.layout import schema_of
from models.values.money import plain

DATA = Path(__file__).parents[2] / "data" / "schema-2"
NOW = datetime.fromisoformat("2026-11-25T20:00:00+08:00")
FILES = {"ledger": (2, DATA, 100), "schema-1": (1, DATA / "schema-1", 28)}
"""By its name: the schema of a file, where the answers about it are, and how many actions can be undone."""

Kept = tuple[Store, Path, int]


@pytest.fixture(params=FILES)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """A copy of a file, the answers about it, and how many actions can be undone."""
    schema, answers, actions = FILES[request.param]
    original = DATA / f"{request.param}.json"
    assert schema_of(original.read_bytes()) == schema
    return Store(Path(shutil.copy(original, tmp_path / "fenqi.json"))), answers, actions


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def book(ledger: Ledger) -> Book:
    return derive_apart(ledger, builtin())


def sums_of(bill: Bill) -> tuple[int, int, int]:
    return bill.amount, bill.paid, bill.outstanding


def sums(snapshot: Snapshot) -> list[list[str]]:
    """What `undone.json` says of each bill."""
    return [[bill.id, *map(plain, sums_of(bill))] for bill in book(snapshot.ledger).bills.values()]


def by_names_of(then: Any, now: Any) -> Any:
    """`now` with only the names that `then` has: a later version may say more."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {name: by_names_of(each, now[name]) for name, each in then.items() if name in now}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [by_names_of(*pair) for pair in zip(then, now, strict=True)]
    return now


def test_its_bills_are_what_they_were(kept: Kept) -> None:
    store, answers, _ = kept
    then = read(answers / "bills.json")["bills"]
    ledger = store.load().ledger
    now = [bill_json(bill, Moment(NOW), ledger) for bill in book(ledger).bills.values()]
    assert [bill["id"] for bill in now] == [bill["id"] for bill in then]
    for was, found in zip(then, now, strict=True):
        assert by_names_of(was, json.loads(json.dumps(found))) == was


def test_nothing_but_credit_makes_them_other_than_they_were(kept: Kept) -> None:
    ledger = kept[0].load().ledger
    apart, now = book(ledger), derive(ledger, builtin())
    assert now.bills.keys() == apart.bills.keys()
    for ident, bill in now.bills.items():
        used = sum(each.amount for each in bill.credited)
        assert (bill.amount + used, bill.paid, bill.outstanding + used) == sums_of(apart.bills[ident])
        assert replace(bill, spare=()) == apart.bills[ident] or used > 0
    came = sum(each.amount for mine in now.credits.values() for each in mine)
    assert came == sum(now.credit.values()) + sum(each.amount for bill in now.bills.values() for each in bill.credited)


def test_every_action_in_it_can_be_undone_and_redone_as_it_was(kept: Kept) -> None:
    store, answers, actions = kept
    steps = read(answers / "undone.json")
    assert sum(step["turn"] == "undo" for step in steps) == actions
    for step in steps:
        snapshot = getattr(store, step["turn"])(NOW)
        assert sums(snapshot) == step["bills"], (step["turn"], step["label"])
    assert snapshot.undo is None
    whole = next(step for step in reversed(steps) if step["turn"] == "redo")
    while snapshot.redo is not None:
        snapshot = store.redo(NOW)
    assert sums(snapshot) == whole["bills"]
