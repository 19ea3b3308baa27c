"""Every action can be taken back and made again, from any terminal, as long as nothing rests on it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger, drop
from models.ledger.promise import Promise
from models.store import Snapshot, Store, Undoable
from models.store.history import KEPT
from models.values.message import Message, Problem
from tests.models.store.actions import NOW, add, label, order, repay, with_order
from tests.often import tried


def edit(path: Path, change: Callable[[dict[str, dict[str, object]]], object]) -> None:
    """Change the file by hand."""
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), "utf-8")


def test_nothing_can_be_undone_or_redone_at_the_beginning(store: Store) -> None:
    for act in (store.undo, store.redo):
        with pytest.raises(Problem, match="nothing to"):
            act(NOW)
    assert not store.exists()


def test_undo_and_redo_say_what_they_would_do(store: Store) -> None:
    add(store, "a")
    add(store, "b")
    once = store.undo(NOW)
    assert (set(once.ledger.orders), once.undo, once.redo) == ({"a"}, label("a"), label("b"))
    twice = store.undo(NOW)
    assert (set(twice.ledger.orders), twice.undo, twice.redo) == (set(), None, label("a"))
    again = store.redo(NOW)
    assert (set(again.ledger.orders), again.undo, again.redo, again.revision) == ({"a"}, label("a"), label("b"), 5)


def test_another_terminal_can_undo_what_it_has_seen(store: Store, path: Path) -> None:
    add(store, "a")
    add(store, "a", note="gift")
    assert Store(path).undo(NOW).ledger.orders == {"a": order("a")}
    assert Store(path).redo(NOW).ledger.orders == {"a": order("a", note="gift")}


def test_an_action_that_was_not_seen_here_is_not_undone(store: Store, path: Path) -> None:
    add(store, "a")
    mine, theirs = Store(path), Store(path)
    mine.load()
    add(theirs, "b")
    with pytest.raises(Problem, match="another terminal"):
        mine.undo(NOW)
    assert mine.load().undo == label("b")
    assert set(mine.undo(NOW).ledger.orders) == {"a"}


def taken(found: Undoable | None) -> tuple[Message, bool] | None:
    """What undo or redo takes, and whether it is the run's own."""
    return found and (found.label, found.own)


def test_of_two_terminals_each_undoes_its_own_last_action_first(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    add(mine, "a")
    add(theirs, "b")
    add(mine, "c")
    add(theirs, "d")
    assert (mine.load().undo, mine.undoable and mine.undoable.own) == (label("c"), True)
    assert set(mine.undo(NOW).ledger.orders) == {"a", "b", "d"}
    assert (mine.undoable and mine.undoable.label) == label("a")
    assert set(mine.redo(NOW).ledger.orders) == {"a", "b", "c", "d"}
    assert set(mine.undo(NOW).ledger.orders) == {"a", "b", "d"}
    assert set(mine.undo(NOW).ledger.orders) == {"b", "d"}
    assert taken(mine.undoable) == (label("d"), False), "what is another's is known as such"
    assert set(theirs.undo(NOW).ledger.orders) == {"b"}
    assert set(theirs.undo(NOW).ledger.orders) == set()
    assert [set(theirs.redo(NOW).ledger.orders) for _ in range(4)] == [{*"b"}, {*"bd"}, {*"abd"}, {*"abcd"}]


def test_another_hosts_version_in_the_files_place_has_nothing_that_was_done_here(store: Store, path: Path) -> None:
    add(Store(path), "a")
    store.load()
    other = path.with_name("synced.json")
    other.write_bytes(path.read_bytes())
    add(store, "here")
    there = Store(other)
    there.load()
    there.commit(label("there"), lambda each: with_order(each, order("there")), NOW + timedelta(seconds=1))
    other.replace(path)
    assert store.load().undo == label("there")
    assert store.undoable is not None
    assert not store.undoable.own, "though the entry has the number of the one that was made here"


def test_an_own_action_on_which_anothers_rests_waits_until_that_is_undone(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    add(mine, "a")
    repay(theirs, "r", "a")
    mine.load()
    assert taken(mine.undoable) == (label("r"), False)
    assert not mine.undo(NOW).ledger.repayments
    assert taken(mine.undoable) == (label("a"), True)


@pytest.mark.parametrize(
    ("act", "waits"), [({"first_due": date(2026, 10, 8)}, True), ({"note": "a present", "archived": True}, False)]
)
def test_what_gives_bills_other_dates_waits_until_what_was_said_of_one_of_them_since_is_undone(
    path: Path, act: dict[str, object], waits: bool
) -> None:
    mine, theirs = Store(path), Store(path)
    add(theirs, "a")
    mine.commit(label("edit"), lambda of: replace(of, orders={"a": replace(of.orders["a"], **act)}), NOW)
    account, due = (getattr(mine.load().ledger.orders["a"], name) for name in ("account_id", "first_due"))
    said = Promise(id=bill_id(account, due), on=due, at=NOW)
    theirs.commit(label("a promise"), lambda of: replace(of, promises={said.id: said}), NOW)
    mine.load()
    assert taken(mine.undoable) == ((label("a promise"), False) if waits else (label("edit"), True))


def test_of_two_terminals_each_redoes_first_what_it_undid_last(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    add(mine, "a")
    add(theirs, "b")
    for each in (mine, theirs, mine):
        each.load()
        if each.undoable and each.undoable.own:
            each.undo(NOW)
    assert mine.load().redo == label("a"), "the other's was undone later, and is passed by"
    assert (taken(mine.redoable), taken(theirs.redoable)) == ((label("a"), True), (label("b"), True))
    assert Store(path).load().redo == label("b"), "for whoever undid none it is what was undone last"
    assert set(mine.redo(NOW).ledger.orders) == {"a"}
    assert taken(mine.redoable) == (label("b"), False), "what another undid is known as such"
    assert taken(mine.undoable) == (label("a"), True), "and what was redone here is the own one again"
    theirs.load()
    assert set(theirs.redo(NOW).ledger.orders) == {"a", "b"}
    assert (taken(theirs.undoable), theirs.redoable) == ((label("b"), True), None)


def test_an_own_undone_action_that_rests_on_what_another_undid_waits_until_that_is_redone(path: Path) -> None:
    mine, theirs = Store(path), Store(path)
    add(theirs, "a")
    repay(mine, "r", "a")
    mine.undo(NOW)
    theirs.load()
    theirs.undo(NOW)
    mine.load()
    assert taken(mine.redoable) == (label("a"), False)
    assert set(mine.redo(NOW).ledger.orders) == {"a"}
    assert taken(mine.redoable) == (label("r"), True)
    assert mine.redo(NOW).ledger.repayments


@tried(0.5)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["a", "b", "c", "undo", "redo"])), max_size=14))
def test_whoever_does_and_undoes_what_the_file_goes_back_to_nothing_and_again(steps: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        stores = [Store(Path(folder) / "fenqi.json") for _ in range(2)]
        for number, (who, what) in enumerate(steps):
            stores[who].load()
            try:
                add(stores[who], what, note=str(number)) if len(what) == 1 else run(stores[who], what, "", "")
            except Problem as problem:
                assert "nothing to" in str(problem)
        whole = stores[0].load().ledger
        third, count = Store(Path(folder) / "fenqi.json"), 0
        while third.load().undo is not None:
            third.undo(NOW)
            count += 1
        assert third.load().ledger == Ledger()
        for _ in range(count):
            third.redo(NOW)
        assert third.load().ledger == whole


def test_a_new_action_ends_what_could_be_redone(store: Store, path: Path) -> None:
    add(store, "a")
    store.undo(NOW)
    assert add(store, "b").redo is None
    with pytest.raises(Problem, match="nothing to redo"):
        store.redo(NOW)
    assert list(json.loads(path.read_text("utf-8"))["history"]) == ["3"]


def test_a_removed_record_comes_back(store: Store) -> None:
    add(store, "a")
    store.commit(label("-"), lambda ledger: replace(ledger, orders=drop(ledger.orders, "a")), NOW)
    assert store.undo(NOW).ledger.orders == {"a": order("a")}


def test_the_last_hundred_actions_are_kept(store: Store, path: Path) -> None:
    for number in range(KEPT + 5):
        add(store, "a", note=str(number))
    fresh = Store(path)
    for number in reversed(range(4, KEPT + 4)):
        assert fresh.undo(NOW).ledger.orders["a"].note == str(number)
    with pytest.raises(Problem, match="nothing to undo"):
        fresh.undo(NOW)


def test_a_record_that_was_changed_by_hand_since_is_not_undone(store: Store, path: Path) -> None:
    add(store, "a")
    edit(path, lambda tables: tables["orders"].update(a={**tables["orders"]["a"], "title": "my phone"}))  # type: ignore[dict-item] # JSON
    kept = path.read_bytes()
    assert Store(path).load().undo == label("a")
    with pytest.raises(Problem, match="my phone was changed outside fenqi"):
        Store(path).undo(NOW)
    assert path.read_bytes() == kept


def test_reformatting_by_hand_does_not_end_undo(store: Store, path: Path) -> None:
    add(store, "a")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2, sort_keys=True), "utf-8")
    assert Store(path).undo(NOW).ledger == Ledger()


def test_an_order_that_a_repayment_rests_on_is_not_undone(store: Store, path: Path) -> None:
    add(store, "a")
    repay(store, "r", "a")
    edit(path, lambda tables: tables["history"].pop("2"))  # so that the order's action is the last
    with pytest.raises(Problem, match="the repayment for 2026-10-10 rests on the order 小米14 Pro"):
        Store(path).undo(NOW)
    assert set(Store(path).load().ledger.orders) == {"a"}


def test_a_repayment_does_not_come_back_without_its_order(store: Store, path: Path) -> None:
    add(store, "a")
    repay(store, "r", "a")
    store.undo(NOW)
    edit(path, lambda tables: tables["orders"].pop("a"))
    with pytest.raises(Problem, match="rests on the order a"):
        Store(path).redo(NOW)
    assert Store(path).load().ledger == Ledger()


def test_a_repayment_whose_order_was_lost_before_does_not_stop_undo(store: Store, path: Path) -> None:
    repay(store, "r", "lost")
    add(store, "a")
    assert set(store.undo(NOW).ledger.repayments) == {"r"}


def test_a_document_to_put_back_is_read_strictly(store: Store, path: Path) -> None:
    add(store, "a")
    add(store, "a", note="gift")
    edit(path, lambda tables: tables["history"]["2"]["docs"][0][2].update(title=""))  # type: ignore[index] # JSON
    with pytest.raises(Problem, match="the title is missing"):
        Store(path).undo(NOW)
    assert Store(path).load().ledger.orders["a"].note == "gift"


def test_a_generation_turned_back_by_hand_keeps_the_order_of_actions(store: Store, path: Path) -> None:
    for ident in "abc":
        add(store, ident)
    edit(path, lambda tables: tables["fenqi"].update({"1": {"schema": 3, "generation": 1}}))
    fresh = Store(path)
    add(fresh, "d")
    assert [set(fresh.undo(NOW).ledger.orders) for _ in range(4)] == [{*"abc"}, {*"ab"}, {*"a"}, set()]


def test_a_clock_set_back_keeps_the_order_of_actions(store: Store, path: Path) -> None:
    add(store, "a")
    for days, ident in enumerate("bc", 1):
        store.commit(label(ident), lambda each, ident=ident: with_order(each, order(ident)), NOW - timedelta(days=days))
    fresh = Store(path)
    assert [fresh.undo(NOW - timedelta(days=9)).redo for _ in range(3)] == [label("c"), label("b"), label("a")]


ACTIONS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from("abc"), st.sampled_from(("", "gift", "late"))),
    st.tuples(st.just("drop"), st.sampled_from("abc"), st.just("")),
    st.tuples(st.sampled_from(("undo", "redo")), st.just(""), st.just("")),
)


def run(store: Store, what: str, ident: str, note: str) -> Snapshot:
    """One action of a person."""
    if what == "put":
        return add(store, ident, note=note)
    if what == "drop":
        return store.commit(label("-"), lambda each: replace(each, orders=drop(each.orders, ident)), NOW)
    return store.undo(NOW) if what == "undo" else store.redo(NOW)


@tried(0.5)
@given(st.lists(ACTIONS, max_size=12))
def test_whatever_was_done_undone_and_redone_a_model_of_two_stacks_agrees(actions: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "fenqi.json")
        past: list[Ledger] = []
        future: list[Ledger] = []
        now = Ledger()
        for what, ident, note in actions:
            source, sink = (past, future) if what == "undo" else (future, past)
            if what in {"undo", "redo"} and not source:
                with pytest.raises(Problem, match="nothing to"):
                    run(store, what, ident, note)
                continue
            snapshot = run(store, what, ident, note)
            if what in {"undo", "redo"}:
                sink.append(now)
                now = source.pop()
            elif snapshot.ledger != now:
                past.append(now)
                future.clear()
                now = snapshot.ledger
            assert snapshot.ledger == now == Store(Path(folder) / "fenqi.json").load().ledger
            assert (snapshot.undo is None, snapshot.redo is None) == (not past, not future)
        while past:
            assert store.undo(NOW).ledger == past.pop()
        assert store.load().ledger == Ledger()
