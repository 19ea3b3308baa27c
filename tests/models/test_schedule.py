"""Repayments, corrections, refunds and early settlements in any order, by somebody who answers at random."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models import checklist, refund
from models.bill import shares_of
from models.early import early_id
from models.ledger import Ledger, Way
from models.message import Problem
from models.schedule import schedule
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
    plan,
    repaid,
    settled_early,
    walk_to_amount,
)

HUABEI = "huabei/2026-12-10"
ORDERS = (order("phone"), order("robot", bought_at=datetime(2026, 11, 3)), order("card", channel="cmb"))
LATER = NOW + timedelta(hours=1)
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
        self.act(lambda of: refund.refund(of, self.order(at), amount, self.now, full=full))

    @rule(at=st.integers(0, 5), figure=st.none() | st.integers(1, 40_000))
    def an_order_is_settled_early(self, at, figure):
        self.act(lambda of: settled_early(of, self.order(at), figure, self.now))

    @rule(at=st.integers(0, 5), figure=st.integers(1, 40_000))
    def early_settlement_is_thought_better_of(self, at, figure):
        def change(of: Ledger) -> Ledger:
            key = early_id(self.order(at))
            of = walk_to_amount(of, key, self.now)
            of = checklist.settle_amount(of, found(of, key, self.now), figure, Way.CORRECT, figure, self.now)
            return checklist.abandon(of, found(of, key, self.now))

        self.act(change)

    @rule(at=st.integers(0, 9), arrived=st.booleans())
    def somebody_looks(self, at, arrived):
        unseen = [each.id for each in self.ledger.repayments.values() if not each.confirmed]
        if unseen:
            turn = checklist.confirm if arrived else checklist.never_arrived
            self.act(lambda of: turn(of, unseen[at % len(unseen)]))

    @invariant()
    def the_book_is_valid_and_no_money_is_lost(self):
        check_book(self.ledger)
        bought = {each.id: each for each in self.ledger.orders.values()}
        shares = shares_of(self.ledger)
        credit = refund.credit_with(self.ledger, by_hand())
        beyond: dict[str, int] = {}
        for each in self.ledger.repayments.values():
            beyond[each.channel] = beyond.get(each.channel, 0) + each.credit
        for ident, one in bought.items():
            returned = [each for each in self.ledger.refunds.values() if each.order == ident and not each.full]
            if len(returned) != sum(each.order == ident for each in self.ledger.refunds.values()):
                beyond.pop(one.channel, None)
                continue
            rows = schedule(one, by_hand()[one.channel], shares, refunds=returned)
            left = sum(each.amount for each in returned) - sum(row.reduced for row in rows)
            assert left >= 0
            if one.channel in beyond or left:
                beyond[one.channel] = beyond.get(one.channel, 0) + left
        full = {bought[each.order].channel for each in self.ledger.refunds.values() if each.full}
        for channel in {*beyond, *credit} - full:
            assert credit.get(channel, 0) == beyond.get(channel, 0)


AnyEvents.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
test_repayments_corrections_refunds_and_settlements_in_any_order_conserve_money = AnyEvents.TestCase
