"""Two versions of one ledger made one: in either order the same, nothing lost, and only what both changed is asked."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from zlib import crc32

import hypothesis.strategies as st
import pytest
from hypothesis import given
from msgspec.structs import replace

from models.actions.merging import Disagreement, Side, merged
from models.actions.merging import made_one as made_of
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.promise import promise
from models.actions.used_credit import keeping
from models.bills.ledger_faults import ledger_faults
from models.exchange.merging import merged_json
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.bills.test_ledger_faults import EVERY
from tests.models.builders import NOW, book, by_hand, crowded, ledger, order
from tests.models.store.actions import repayment
from tests.models.store.test_undo_of_acts import begun
from tests.models.whole_strategies import whole_ledgers
from tests.often import tried

BILL = "huabei/2026-12-10"
DONE = st.lists(st.tuples(st.sampled_from(sorted(EVERY)), st.integers(1, 9_000)), max_size=4)
SIDES, LOTS = st.sampled_from(Side), st.integers(0, 999)


def after(of: Ledger, done, minutes: int) -> Ledger:
    """What was done to it from so many minutes on."""
    for name, number in done:
        minutes += 1
        now = NOW + timedelta(minutes=minutes)
        with suppress(Problem):
            of = keeping(partial(EVERY[name], now=now, n=number), by_hand(), now)(of)
    return of


def made_one(mine, theirs, base=None, side=None, answers=MappingProxyType({})) -> Ledger:
    return made_of(merged(mine, theirs, base, side, answers), by_hand())


def other(side: Side) -> Side:
    return Side.THEIRS if side is Side.MINE else Side.MINE


def by_lot(mine: Ledger, theirs: Ledger, base: Ledger | None, lot: int) -> dict[str, Side]:
    """An answer to each record that both changed, on one side or the other."""
    asked = merged(mine, theirs, base).asked
    return {each.key: [*Side][crc32(f"{lot} {each.key}".encode()) % 2] for each in asked}


def turned(answers: dict[str, Side]) -> dict[str, Side]:
    """The same answers, as they are from the other side."""
    return {key: other(side) for key, side in answers.items()}


@tried()
@given(whole_ledgers(), whole_ledgers(), SIDES, LOTS)
def test_of_two_ledgers_the_one_is_the_same_in_either_order_and_has_all_that_both_have(mine, theirs, side, lot):
    answers = by_lot(mine, theirs, None, lot)
    one = merged(mine, theirs, prefer=side, answers=answers)
    back = merged(theirs, mine, prefer=other(side), answers=turned(answers))
    assert one.ledger == back.ledger
    asked = {(each.table, each.id) for each in one.asked}
    assert asked == {(each.table, each.id) for each in back.asked}
    assert one.removed == back.removed == {}
    alike = {
        (table, ident): Disagreement(table, ident, record, getattr(theirs, table)[ident]).alike
        for table in mine.__struct_fields__
        for ident, record in getattr(mine, table).items()
        if ident in getattr(theirs, table)
    }
    for of in (mine, theirs):
        for table in of.__struct_fields__:
            for ident, record in getattr(of, table).items():
                kept = getattr(one.ledger, table)[ident]
                assert (table, ident) in asked or kept in (record, alike.get((table, ident)))
    assert {each.key for each in merged(mine, theirs, answers=answers).open} & answers.keys() == set()
    assert merged(one.ledger, theirs, prefer=side, answers=answers).ledger == one.ledger
    assert merged(one.ledger, one.ledger).count == 0


@tried()
@given(DONE, DONE, st.lists(crowded(), max_size=2), SIDES, LOTS)
def test_with_what_both_were_once_nothing_that_was_done_on_either_side_is_lost(here, there, bought, side, lot):
    base = begun()
    mine, theirs = after(base, here, 0), after(base, there, 100)
    with suppress(Problem):
        theirs = add_orders(theirs, bought, by_hand())
    answers = by_lot(mine, theirs, base, lot)
    one = merged(mine, theirs, base, side, answers)
    back = merged(theirs, mine, base, other(side), turned(answers))
    assert one.ledger == back.ledger
    asked = {(each.table, each.id) for each in one.asked}
    for of, otherwise in ((mine, theirs), (theirs, mine)):
        for table in of.__struct_fields__:
            was, now, there_, made = (getattr(each, table) for each in (base, of, otherwise, one.ledger))
            for ident in {**was, **now}:
                if now.get(ident) != was.get(ident) and (table, ident) not in asked:
                    assert made.get(ident) in (now.get(ident), there_.get(ident))
    assert merged(one.ledger, theirs, base, side, answers).ledger == one.ledger
    assert merged(mine, mine, base).ledger == mine
    assert merged(base, theirs, base).ledger == theirs
    with suppress(Problem):
        assert not any(each.impossible for each in ledger_faults(made_one(mine, theirs, base, side), by_hand()))


def edited(of: Ledger, **fields) -> Ledger:
    return replace(of, orders={**of.orders, "phone": replace(of.orders["phone"], **fields)})


def rows(made) -> list[tuple]:
    return [tuple(each.values())[:-1] for each in merged_json(made, None, 0)["conflicts"]]


def test_what_both_changed_is_asked_field_by_field_and_nothing_is_made_of_it():
    base = ledger(order("phone"))
    mine, theirs = edited(base, title="mine", note="x"), edited(base, title="theirs")
    made = merged(mine, theirs, base)
    assert rows(made) == [("orders", "phone", "title", "mine", "theirs"), ("orders", "phone", "note", "x", None)] or (
        rows(made) == [("orders", "phone", "title", "mine", "theirs"), ("orders", "phone", "note", "x", "")]
    )
    with pytest.raises(Problem, match="say of each which counts"):
        made_one(mine, theirs, base, None)
    assert made_one(mine, theirs, base, Side.THEIRS) == theirs
    assert made_one(mine, theirs, base, Side.MINE) == mine


def test_each_record_that_both_changed_is_answered_by_itself():
    base = ledger(order("phone"), order("tv"))
    mine, theirs = (
        replace(base, orders={ident: replace(each, title=f"{side} {ident}") for ident, each in base.orders.items()})
        for side in Side
    )
    answers = {"orders/phone": Side.MINE}
    assert [each.key for each in merged(mine, theirs, base, None, answers).open] == ["orders/tv"]
    with pytest.raises(Problem, match="say of each which counts"):
        made_one(mine, theirs, base, None, answers)
    one = made_one(mine, theirs, base, None, {**answers, "orders/tv": Side.THEIRS})
    assert {each.title for each in one.orders.values()} == {"mine phone", "theirs tv"}
    assert made_one(mine, theirs, base, Side.THEIRS, answers) == one


def test_what_only_one_changed_is_taken_from_it():
    base = ledger(order("phone"))
    assert merged(edited(base, note="x"), edited(base, note=""), base).ledger == edited(base, note="x")
    assert merged(base, edited(base, note="x"), base).changed == {"orders": 1}
    assert len(merged(base, edited(base, note="x")).asked) == 1


def test_what_one_deleted_is_gone_where_it_is_known_that_both_had_it_and_else_comes_back():
    base = ledger(order("phone"), order("tv"))
    less = order_deleted(base, "tv", by_hand())
    for mine, theirs in ((base, less), (less, base)):
        assert merged(mine, theirs, base).ledger == less
        assert merged(mine, theirs).ledger == base
    assert merged(base, less, base).removed == {"orders": 1}


def test_an_order_that_one_deleted_and_the_other_repaid_is_asked_about():
    base = ledger(order("phone"), order("tv"))
    less, paid = order_deleted(base, "tv", by_hand()), repayment("r", "tv")
    more = replace(base, repayments={"r": paid})
    made = merged(more, less, base)
    assert [(each.table, each.id, each.fields) for each in made.asked] == [("orders", "tv", ())]
    assert merged(more, less, base, Side.MINE).ledger == more
    assert merged(less, more, base, Side.THEIRS).ledger == more
    with pytest.raises(Problem, match="would say what cannot be"):
        made_one(more, less, base, Side.THEIRS)


def test_the_same_that_both_said_at_two_times_was_said_at_the_first():
    of = ledger(order("phone"))
    early, late = (
        promise(of, book(of).bill(BILL), NOW.date() + timedelta(9), at) for at in (NOW, NOW + timedelta(hours=1))
    )
    assert merged(late, early).ledger == merged(early, late).ledger == early
    assert merged(late, early).asked == ()


def test_of_an_account_of_which_only_one_said_anything_that_counts():
    mine = add_orders(Ledger(), [order("phone")], by_hand())
    assert mine.accounts["huabei"].by_order
    named = replace(mine.accounts["huabei"], label="红", by_order=False)
    theirs = replace(mine, accounts={"huabei": named})
    for made in (merged(mine, theirs), merged(theirs, mine)):
        assert (made.asked, made.ledger.accounts["huabei"].label) == ((), "红")


def test_one_order_that_was_entered_on_both_sides_is_named():
    base = ledger(order("phone"))
    mine = add_orders(base, [order("a", title="tv", order_no="XM-1")], by_hand())
    theirs = add_orders(base, [order("b", title="电视", order_no="ＸＭ-１")], by_hand())
    (same,) = merged(mine, theirs, base).same
    assert {same.id, str(same.message.params["other"])} == {"a", "b"}
    assert made_one(mine, theirs, base, None).orders.keys() == {"phone", "a", "b"}


def test_one_payment_that_both_recorded_under_two_ids_is_not_counted_twice():
    base = ledger(order("phone"))
    share = replace(repayment("r", "phone").allocations[0], fee=1_00, principal=100_00)
    mine, theirs = (
        replace(base, repayments={ident: replace(repayment(ident, "phone"), amount=101_00, allocations=(share,))})
        for ident in ("r", "s")
    )
    with pytest.raises(Problem, match="would say what cannot be"):
        made_one(mine, theirs, base, None)
