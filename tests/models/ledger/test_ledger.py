from datetime import date, datetime

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from models.actions.editing import edited
from models.actions.orders import add_orders, archive_order, delete_order
from models.ledger.auto_debit import AutoDebitSeen
from models.ledger.closing import Closing, Refund
from models.ledger.correction import Correction
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger, drop, order_of, put, repayments_of
from models.ledger.order import Order
from models.ledger.progress import Answered, Done, Progress
from models.ledger.repayment import Repayment
from models.values.message import Problem
from tests.models.builders import book, by_hand, check_book, corrected, crowded, ledger, order, plan, repaid
from tests.often import tried

PHONE, ROBOT = order("phone", order_no="A-1"), order("robot", order_no="A-2", bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE, ROBOT)
HUABEI = "huabei/2026-12-10"


class AnyOrderOfCommits(RuleBasedStateMachine):
    """Orders are added, edited, deleted, put away, and their bills corrected and repaid, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()

    def commit(self, change) -> None:
        """The change, or a problem that leaves the ledger as it was."""
        before = (dict(self.ledger.orders), dict(self.ledger.repayments), dict(self.ledger.corrections))
        held = self.ledger
        try:
            self.ledger = change(held)
        except Problem as problem:
            assert str(problem)
        assert (held.orders, held.repayments, held.corrections) == before

    @precondition(lambda self: len(self.ledger.orders) < 6)
    @rule(one=crowded())
    def add(self, one):
        self.commit(lambda of: add_orders(of, [one], {}))

    @precondition(lambda self: self.ledger.orders)
    @rule(data=st.data(), other=crowded())
    def edit(self, data, other):
        ident = data.draw(st.sampled_from(sorted(self.ledger.orders)))
        self.commit(lambda of: edited(of, replace(other, id=ident), by_hand()))

    @precondition(lambda self: self.ledger.orders)
    @rule(data=st.data())
    def delete(self, data):
        ident = data.draw(st.sampled_from(sorted(self.ledger.orders)))
        self.commit(lambda of: delete_order(of, ident))

    @precondition(lambda self: self.ledger.orders)
    @rule(data=st.data(), archived=st.booleans())
    def archive(self, data, archived):
        ident = data.draw(st.sampled_from(sorted(self.ledger.orders)))
        self.commit(lambda of: archive_order(of, ident, archived=archived))

    @precondition(lambda self: book(self.ledger).open_bills)
    @rule(data=st.data())
    def repay(self, data):
        one = data.draw(st.sampled_from(book(self.ledger).open_bills))
        pay = data.draw(st.none() | st.integers(1, one.outstanding))
        self.commit(lambda of: repaid(of, one.id, pay))
        assert book(self.ledger).bill(one.id).outstanding == one.outstanding - (pay or one.outstanding)

    @precondition(lambda self: book(self.ledger).open_bills)
    @rule(data=st.data(), figure=st.integers(1, 6_000))
    def correct(self, data, figure):
        one = data.draw(st.sampled_from(book(self.ledger).open_bills))
        self.commit(lambda of: corrected(of, one.id, figure))
        assert book(self.ledger).bill(one.id).outstanding == figure

    @invariant()
    def the_ledger_is_valid(self):
        check_book(self.ledger)
        for each in self.ledger.repayments.values():
            assert all(share.order in self.ledger.orders for share in each.allocations if share.order)


AnyOrderOfCommits.TestCase.settings = tried(steps=25)
test_any_order_of_commits_gives_a_valid_ledger = AnyOrderOfCommits.TestCase


def test_a_bill_is_named_by_its_channel_and_day():
    assert bill_id("huabei", date(2026, 12, 1)) == "huabei/2026-12-01"


def test_records_are_copied_and_never_changed_in_place():
    records = {"a": 1}
    assert (put(records, "b", 2), drop(records, "a"), drop(records, "z")) == ({"a": 1, "b": 2}, {}, {"a": 1})
    assert records == {"a": 1}


@pytest.mark.parametrize("twin", [PHONE, replace(PHONE, id="other")])
def test_an_order_that_is_there_already_is_refused_by_its_id_or_its_number(twin):
    with pytest.raises(Problem, match="this order is there already: phone") as refused:
        add_orders(OF, [twin], {})
    assert refused.value.field == "order_no"


def test_orders_are_added_all_or_none():
    band, twin = order("band", order_no="A-3"), order("again", order_no="A-3")
    with pytest.raises(Problem, match="there already: band"):
        add_orders(OF, [band, twin], {})
    assert list(OF.orders) == ["phone", "robot"]


def test_orders_without_a_number_are_no_twins():
    assert len(ledger(order("one"), order("two")).orders) == 2


def test_an_order_cannot_take_anothers_number():
    with pytest.raises(Problem, match="order number A-2 belongs to robot") as refused:
        edited(OF, replace(PHONE, order_no="A-2"), by_hand())
    assert refused.value.field == "order_no"


@pytest.mark.parametrize(
    "change",
    [
        lambda: edited(OF, order("gone"), by_hand()),
        lambda: archive_order(OF, "gone", archived=True),
        lambda: delete_order(OF, "gone"),
        lambda: order_of(OF, "gone"),
    ],
)
def test_an_order_that_another_terminal_deleted_is_a_problem(change):
    with pytest.raises(Problem, match="order gone is no longer there; another terminal may have deleted it"):
        change()


@pytest.mark.parametrize(
    "terms",
    [
        {"account_id": "cmb"},
        {"plan": plan(30_000, 6)},
        {"first_due": date(2026, 12, 11)},
        {"due_day": 31},
        {"paid_periods": 1},
    ],
)
def test_what_nothing_rests_on_can_be_edited_at_will(terms):
    assert edited(OF, replace(PHONE, **terms), by_hand()).orders["phone"] == replace(PHONE, **terms)


def test_another_account_cannot_have_lent_what_was_repaid():
    with pytest.raises(Problem, match="phone has recorded repayments or an open checklist, so its channel stays; undo"):
        edited(repaid(OF, HUABEI), replace(PHONE, account_id="cmb"), by_hand())


def test_title_number_and_note_can_be_edited_after_a_repayment():
    renamed = replace(PHONE, title="小米14", order_no="B-1", note="returned?")
    assert edited(repaid(OF, HUABEI), renamed, by_hand()).orders["phone"] == renamed


def test_an_order_with_recorded_repayments_is_archived_instead_of_deleted():
    of = repaid(OF, HUABEI, 10_100)
    with pytest.raises(Problem, match="phone has recorded repayments or an open checklist; archive it instead"):
        delete_order(of, "phone")
    assert list(delete_order(of, "robot").orders) == ["phone"]
    put_away = archive_order(of, "phone", archived=True)
    assert put_away.orders["phone"].archived
    assert archive_order(put_away, "phone", archived=False) == of


def test_an_orders_repayments_are_those_that_reached_it():
    of = repaid(OF, HUABEI, 10_100)
    assert len(repayments_of(of, "phone")) == 1
    assert repayments_of(of, "robot") == ()


@pytest.mark.parametrize(
    "kind", [Answered, AutoDebitSeen, Closing, Correction, Done, Order, Progress, Refund, Repayment]
)
def test_a_record_with_a_field_that_nobody_knows_is_refused_rather_than_cut(kind):
    with pytest.raises(msgspec.ValidationError, match="unknown field `since`"):
        msgspec.convert({"since": 1}, kind)


def test_a_repayment_is_read_back_as_it_was_and_refused_without_the_zone_of_its_time():
    (one,) = repaid(ledger(PHONE), HUABEI).repayments.values()
    stored = msgspec.to_builtins(one)
    assert msgspec.convert(stored, Repayment) == one
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        msgspec.convert({**stored, "paid_at": "2026-12-05T12:00:00"}, Repayment)
