"""The checklist answered by somebody who answers anything, at any time."""

from datetime import datetime, timedelta

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.orders import add_orders
from models.bills.standing import STEPS, current, standing
from models.ledger.ledger import open_checklists
from models.ledger.progress import Step, Way
from models.values.dates import today
from models.values.message import Problem
from tests.models.builders import (
    DUE,
    NOW,
    book,
    check_book,
    crowded,
    ledger,
    order,
)
from tests.often import tried

ORDERS = (order("phone"), order("robot", bought_at=datetime(2026, 11, 3)), order("card", channel="cmb"))
SHANGHAI = "Asia/Shanghai"
BILLS = ("huabei/2026-12-10", "cmb/2026-12-10")
PARTS = st.none() | st.integers(1, 4_000)
APPS = {"huabei": "支付宝", "cmb": "掌上生活"}
FIGURES = st.one_of(st.sampled_from((0, 0, 1, -1, 100, 10_100)), st.integers(-50, 50_000))


class AnyAnswers(RuleBasedStateMachine):
    """The checklists of two bills, answered at random, beside what is expected of them."""

    @initialize()
    def start(self):
        self.ledger = ledger(*ORDERS)
        self.now = NOW
        self.reached: dict[str, list[Step]] = {}
        self.decided: dict[str, tuple[int, int, datetime]] = {}

    def bill(self, ident):
        return book(self.ledger).bill(ident)

    def expected(self, ident) -> Step | None:
        """The step that must be open; None where no checklist is."""
        if ident not in self.reached:
            return None
        if self.reached[ident][2:] == [Step.AMOUNT] and not self.held(ident):
            self.reached[ident] = list(STEPS[: STEPS.index(Step.AMOUNT)])
        return STEPS[len(self.reached[ident])]

    def held(self, ident) -> bool:
        """Whether the amount that was decided may be paid: on the day, and while the bill is the same."""
        _, owed, at = self.decided[ident]
        return owed == self.bill(ident).outstanding and today(at, SHANGHAI) == today(self.now, SHANGHAI)

    def take(self, ident, wanted: Step, change) -> bool:
        """A step's answer: taken only where that step is open, else the ledger stays as it was."""
        expected, before = self.expected(ident), self.ledger
        try:
            self.ledger = change(before, self.bill(ident))
        except Problem as problem:
            assert str(problem)
            return False
        assert expected is wanted
        self.reached[ident].append(wanted)
        return True

    @rule(hours=st.integers(0, 20))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @precondition(lambda self: len(self.ledger.orders) < 6)
    @rule(one=crowded())
    def an_order_is_entered(self, one):
        self.ledger = add_orders(self.ledger, [replace(one, first_due=DUE, due_day=None)], {})

    @rule(ident=st.sampled_from(BILLS))
    def begin(self, ident):
        if self.bill(ident).outstanding:
            self.ledger = checklist.begin(self.ledger, self.bill(ident), self.now)
            self.reached.setdefault(ident, [])

    @rule(ident=st.sampled_from(BILLS))
    def answer_the_warning(self, ident):
        if ident in self.reached:
            for warn in checklist.warnings(self.ledger.checklists[ident], self.bill(ident), self.now):
                self.ledger = checklist.answer(self.ledger, self.bill(ident), warn.id, "now", self.now)

    @rule(ident=st.sampled_from(BILLS), steps=st.integers(2, 5), off=st.sampled_from((0, 1, -1, 700)), part=PARTS)
    def walk_on(self, ident, steps, off, part):
        """Some steps as they are meant to be answered; what the app shows may still be `off`, or a part be paid."""
        self.begin(ident)
        for _ in range(steps):
            self.answer_the_warning(ident)
            match self.expected(ident):
                case Step.PLATFORM:
                    self.platform(ident, APPS[self.bill(ident).channel.id])
                case Step.ENTRY:
                    self.entry(ident)
                case Step.AMOUNT:
                    way = Way.PART if part else Way.CORRECT if off else Way.MATCH
                    self.amount(ident, way, off, part)
                case Step.METHOD:
                    self.method(ident, "debit-card")
                case Step.COMPLETE:
                    self.complete(ident, 0)

    @rule(ident=st.sampled_from(BILLS), app=st.sampled_from(("支付宝", "掌上生活", "a link")))
    def platform(self, ident, app):
        if self.take(ident, Step.PLATFORM, lambda of, one: checklist.confirm_platform(of, one, app, self.now)):
            assert app in {each.name["zh_CN"] for each in self.bill(ident).channel.apps}

    @rule(ident=st.sampled_from(BILLS))
    def entry(self, ident):
        self.take(ident, Step.ENTRY, lambda of, one: checklist.confirm_entry(of, one, self.now))

    @rule(ident=st.sampled_from(BILLS), way=st.sampled_from(Way), off=FIGURES, part=st.none() | FIGURES)
    def amount(self, ident, way, off, part):
        owed = self.bill(ident).outstanding
        figure = owed + off
        pay = figure if part is None else part
        if self.take(ident, Step.AMOUNT, lambda of, one: verifying.settle_amount(of, one, figure, way, pay, self.now)):
            wanted = self.bill(ident).outstanding
            assert 0 < pay <= wanted
            assert wanted == (figure if way is Way.CORRECT else owed)
            assert way is Way.PART or pay == figure == wanted
            self.decided[ident] = (pay, wanted, self.now)

    @rule(ident=st.sampled_from(BILLS), pay=FIGURES)
    def part(self, ident, pay):
        """At the payment method: only a part after all."""
        expected, owed = self.expected(ident), self.bill(ident).outstanding
        try:
            self.ledger = verifying.pay_part(self.ledger, self.bill(ident), pay, self.now)
        except Problem:
            return
        assert expected is Step.METHOD
        assert 0 < pay < owed == self.bill(ident).outstanding
        self.decided[ident] = (pay, owed, self.decided[ident][2])

    @rule(ident=st.sampled_from(BILLS), method=st.sampled_from(("balance", "debit-card", "bank-transfer")))
    def method(self, ident, method):
        if self.take(ident, Step.METHOD, lambda of, one: checklist.choose_method(of, one, method, self.now)):
            assert self.bill(ident).channel.takes(method)

    @rule(ident=st.sampled_from(BILLS), ago=st.integers(-10, 600))
    def complete(self, ident, ago):
        before, owed = self.ledger, self.bill(ident).outstanding
        paid_at = self.now - timedelta(minutes=ago)
        held = self.reached.get(ident) == list(STEPS[:4]) and self.held(ident)
        if not self.take(ident, Step.COMPLETE, lambda of, one: payment.complete(of, one, paid_at, self.now)):
            return
        (new,) = set(self.ledger.repayments) - set(before.repayments)
        made = self.ledger.repayments[new]
        amount, _, at = self.decided.pop(ident)
        assert made.amount == amount
        assert today(paid_at, SHANGHAI) <= today(at, SHANGHAI) or self.now < paid_at
        assert self.bill(ident).outstanding == max(0, owed - made.amount)
        assert held or paid_at < self.now, "what is paid now is paid by an amount that holds"
        assert {**self.ledger.repayments, **before.repayments} == self.ledger.repayments
        del self.reached[ident]

    @rule(ident=st.sampled_from(BILLS))
    def verify_again(self, ident):
        """At the last step: nothing was paid while the amount held."""
        expected = self.expected(ident)
        try:
            self.ledger = payment.verify_again(self.ledger, self.bill(ident), self.now)
        except Problem:
            return
        assert expected is Step.COMPLETE
        self.reached[ident].pop()

    @rule(ident=st.sampled_from(BILLS))
    def step_back(self, ident):
        expected = self.expected(ident)
        try:
            self.ledger = checklist.step_back(self.ledger, self.bill(ident), self.now)
        except Problem:
            assert expected in {None, Step.PLATFORM}
        else:
            self.reached[ident].pop()

    @rule(ident=st.sampled_from(BILLS))
    def abandon(self, ident):
        if ident in self.reached:
            self.ledger = checklist.abandon(self.ledger, self.bill(ident))
            del self.reached[ident]

    @invariant()
    def every_checklist_stands_where_it_is_expected(self):
        assert set(open_checklists(self.ledger)) == set(self.reached)
        for ident, progress in open_checklists(self.ledger).items():
            assert current(progress, self.bill(ident), self.now) is self.expected(ident)
            assert [done.step for done in standing(progress, self.bill(ident), self.now)] == self.reached[ident]

    @invariant()
    def the_book_is_valid(self):
        check_book(self.ledger)


AnyAnswers.TestCase.settings = tried(1.5, steps=40)
test_any_answers_in_any_order_record_what_was_decided_once = AnyAnswers.TestCase
