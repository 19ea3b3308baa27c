"""An extra of an action is undone and redone with it, whatever was done since."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ledger import Ledger, drop
from models.store import Snapshot, Store
from models.store.history import KEPT
from models.values.message import Problem
from tests.models.store.actions import NOW, add, label, order, repay, repayment, with_order, with_repayment
from tests.often import tried

ORDERS = {ident: order(ident) for ident in "abc"}


def refer(store: Store, ident: str, reference: str) -> Snapshot:
    """A reference as an extra of a repayment."""

    def change(ledger: Ledger) -> Ledger:
        return with_repayment(ledger, replace(ledger.repayments[ident], reference=reference))

    return store.commit(label("reference"), change, NOW, extra=True)


def test_one_undo_takes_off_a_repayment_with_its_reference_and_redo_brings_both_back(store: Store, path: Path) -> None:
    add(store, "a")
    repay(store, "r", "a")
    after = refer(store, "r", "A1")
    assert (after.undo, after.ledger.repayments["r"].reference) == (label("r"), "A1")
    undone = Store(path).undo(NOW)
    assert (undone.ledger.repayments, undone.undo, undone.redo) == ({}, label("a"), label("r"))
    assert Store(path).redo(NOW).ledger == after.ledger


def test_what_was_done_in_between_is_undone_by_itself(store: Store, path: Path) -> None:
    add(store, "a")
    repay(store, "r", "a")
    add(Store(path), "b")
    store.load()
    refer(store, "r", "A1")
    once = Store(path).undo(NOW)
    store.load()
    assert (set(once.ledger.orders), once.ledger.repayments["r"].reference) == ({"a"}, "A1")
    assert not store.undo(NOW).ledger.repayments


def test_an_extra_belongs_to_the_last_action_on_its_record(store: Store) -> None:
    add(store, "a")
    unseen = replace(repayment("r", "a"), confirmed=False)
    store.commit(label("r"), lambda each: with_repayment(each, unseen), NOW)
    store.commit(label("seen"), lambda each: with_repayment(each, replace(unseen, confirmed=True)), NOW)
    refer(store, "r", "A1")
    assert store.undo(NOW).ledger.repayments == {"r": unseen}
    assert store.undo(NOW).ledger.repayments == {}


def test_an_extra_of_an_action_that_is_no_longer_remembered_is_one_of_its_own(store: Store) -> None:
    add(store, "a")
    repay(store, "r", "a")
    for number in range(KEPT):
        add(store, "b", note=str(number))
    assert refer(store, "r", "A1").undo == label("reference")
    assert store.undo(NOW).ledger.repayments["r"].reference == ""


def test_an_extra_that_was_not_seen_here_is_not_undone_with_its_action(store: Store, path: Path) -> None:
    theirs = Store(path)
    add(store, "a")
    repay(store, "r", "a")
    theirs.load()
    refer(theirs, "r", "A1")
    with pytest.raises(Problem, match="another terminal changed the file meanwhile"):
        store.undo(NOW)
    store.load()
    assert not store.undo(NOW).ledger.repayments


@tried(0.5)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 3), st.booleans()), max_size=8))
def test_whatever_was_done_with_whatever_extras_can_be_undone_to_nothing_and_redone(
    actions: list[tuple[str, int | None, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "fenqi.json")
        for ident, note, extra in actions:
            here = store.load().ledger

            def change(each: Ledger, ident: str = ident, note: int | None = note) -> Ledger:
                if note is None:
                    return replace(each, orders=drop(each.orders, ident))
                return with_order(each, replace(ORDERS[ident], note=str(note)))

            after = store.commit(label(ident), change, NOW, extra=extra).ledger
            assert after == change(here)
        whole, snapshot, undone = store.load().ledger, store.load(), 0
        while snapshot.undo:
            snapshot, undone = store.undo(NOW), undone + 1
        assert snapshot.ledger == Ledger()
        for _ in range(undone):
            snapshot = store.redo(NOW)
        assert snapshot.ledger == whole
