"""Repayments, corrections, refunds and early settlements in any order, by somebody who answers at random."""

from datetime import date, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.own_rules import set_override
from models.actions.refund import credit_with
from models.bills.derive import derive
from models.bills.repaid_again import billed_again
from models.bills.schedule import outstanding_of, schedule, shares_of
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.progress import Way
from models.values.message import Problem
from tests.models.builders import (
    NOW,
    book,
    by_hand,
    check_book,
    completed,
    corrected,
    crowded,
    found,
    ledger,
    order,
    refund,
    repaid,
    settled_early,
    up_to_amount,
)
from tests.models.strategies import ledgers
from tests.often import tried

ORDERS = (order("phone"), order("robot", bought_at=datetime(2026, 11, 3)), order("card", channel="cmb"))
FIGURES = st.integers(1, 12_000)


class AnyEvents(RuleBasedStateMachine):
    """Whatever is recorded, in whatever order: what holds of every book holds of this one."""

    @initialize(more=st.lists(crowded(), max_size=2))
    def start(self, more):
        self.ledger = ledger(*ORDERS, *more)
        self.now = NOW

    def act(self, change) -> None:
        """A change that may be refused with a sentence; nothing else may be raised."""
        self.now += timedelta(minutes=7)
        try:
            self.ledger = change(self.ledger)
        except Problem as refused:
            assert str(refused)

    def bill(self, at: int) -> str:
        every = list(book(self.ledger).bills)
        return every[at % len(every)]

    def order(self, at: int) -> str:
        every = sorted(self.ledger.orders)
        return every[at % len(every)]

    @rule(days=st.integers(0, 40))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(at=st.integers(0, 20), figure=st.none() | FIGURES, seen=st.booleans())
    def a_bill_is_repaid(self, at, figure, seen):
        ident = self.bill(at)
        owed = found(self.ledger, ident).outstanding
        self.act(lambda of: completed(of, ident, figure or owed, self.now, confirmed=seen))

    @rule(at=st.integers(0, 20), pay=FIGURES)
    def a_part_is_repaid(self, at, pay):
        self.act(lambda of: repaid(of, self.bill(at), pay, self.now))

    @rule(at=st.integers(0, 20), figure=FIGURES)
    def a_bill_is_corrected(self, at, figure):
        self.act(lambda of: corrected(of, self.bill(at), figure, self.now))

    @rule(at=st.integers(0, 5), amount=st.integers(-1, 31_000), full=st.booleans())
    def goods_are_returned(self, at, amount, full):
        self.act(lambda of: refund(of, self.order(at), amount, self.now, full=full))

    @rule(at=st.integers(0, 5), figure=st.none() | st.integers(1, 40_000))
    def an_order_is_settled_early(self, at, figure):
        self.act(lambda of: settled_early(of, self.order(at), figure, self.now))

    @rule(at=st.integers(0, 5), figure=st.integers(1, 40_000))
    def early_settlement_is_thought_better_of(self, at, figure):
        def change(of: Ledger) -> Ledger:
            key = early_id(self.order(at))
            of = up_to_amount(of, key, self.now)
            of = verifying.settle_amount(of, found(of, key, self.now), figure, Way.CORRECT, figure, self.now)
            return checklist.abandon(of, found(of, key, self.now))

        self.act(change)

    @rule(
        channel=st.sampled_from(("huabei", "jd-baitiao", "cmb")),
        since=st.dates(date(2026, 11, 1), date(2027, 4, 30)),
        bill_day=st.none() | st.integers(1, 31),
        due_day=st.sampled_from((8, 15, 20)),
    )
    def days_are_moved(self, channel, since, bill_day, due_day):
        moves = [{"since": since.isoformat(), "bill_day": bill_day, "due_day": due_day}]
        self.act(lambda of: set_override(of, by_hand(), ChannelOverride(id=channel, values={"due_moves": moves})))

    @rule(at=st.integers(0, 9), arrived=st.booleans())
    def somebody_looks(self, at, arrived):
        unseen = [each.id for each in self.ledger.repayments.values() if not each.confirmed]
        if unseen:
            turn = payment.confirm if arrived else payment.never_arrived
            self.act(lambda of: turn(of, unseen[at % len(unseen)]))

    @invariant()
    def the_book_is_valid(self):
        check_book(self.ledger)

    @invariant()
    def what_was_paid_or_refunded_is_on_a_line_or_stays_as_credit(self):
        credit = credit_with(self.ledger, by_hand())
        whole = {each.order for each in self.ledger.refunds.values() if each.full}
        for channel in sorted({one.account_id for one in self.ledger.orders.values()}):
            bought = [one for one in self.ledger.orders.values() if one.account_id == channel]
            if any(one.id in whole for one in bought):
                continue
            beyond = sum(each.credit for each in self.ledger.repayments.values() if each.account_id == channel)
            bills = [one for one in book(self.ledger).bills.values() if one.channel.id == channel]
            beyond += sum(each.amount for one in bills for each in one.beyond)
            most = beyond + sum(self.not_needed(one) for one in bought)
            assert most - self.waived(bought) <= credit.get(channel, 0) <= most + self.most_billed_again(bought)

    def most_billed_again(self, bought: list[Order]) -> int:
        """What of what was returned bills have all the same, at most: that is credit, too."""
        idents, said = {one.id for one in bought}, self.ledger.corrections.values()
        return sum(line.amount for each in said for line in each.returned if line.order in idents)

    def waived(self, bought: list[Order]) -> int:
        """What of what was returned nobody had paid: coupons."""
        idents = {one.id for one in bought}
        return sum(each.waived for each in self.ledger.refunds.values() if each.order in idents)

    def not_needed(self, one: Order) -> int:
        """What was refunded of an order beyond the principal that its lines wanted."""
        returned = [each for each in self.ledger.refunds.values() if each.order == one.id]
        again = billed_again(self.ledger).get(one.id, {})
        rows = schedule(one, by_hand()[one.account_id], shares_of(self.ledger), refunds=returned, again=again)
        left = sum(each.amount for each in returned) - sum(row.reduced for row in rows)
        assert left >= 0
        return left


AnyEvents.TestCase.settings = tried(steps=25)
test_repayments_corrections_refunds_and_settlements_in_any_order_conserve_money = AnyEvents.TestCase


@given(ledgers())
def test_whatever_a_file_holds_makes_a_book(of):
    every = derive(of, builtin())
    assert every.schedules.keys() == of.orders.keys()
    assert all(one.amount == one.paid + one.outstanding + one.carried for one in every.bills.values())
    assert all(credit > 0 for credit in credit_with(of, builtin()).values())


@given(ledgers())
def test_what_is_outstanding_of_lines_together_is_what_is_of_each(of):
    for one in derive(of, builtin()).bills.values():
        assert outstanding_of(one.lines) == [line.outstanding for line in one.lines]


@given(ledgers())
def test_no_correction_refund_or_closing_makes_a_line_owe_less_than_nothing(of):
    check_book(replace(of, repayments={}))
