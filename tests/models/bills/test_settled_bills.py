"""Nothing that happens later rewrites a bill that was settled, and was seen to be."""

from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta

import hypothesis.strategies as st
import msgspec
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from models.actions.account_changes import AccountDetails, changed, moved
from models.actions.accounts import opened
from models.actions.convert import convert
from models.actions.defer import defer, deferred_to
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.minimum_paid import minimum_paid
from models.actions.order_deletion import order_deleted
from models.actions.orders import add_orders
from models.actions.payment import never_arrived
from models.actions.refund import refund
from models.actions.total import set_total
from models.actions.used_credit import as_they_are, keeping, with_used
from models.bills.bill import Bill, past_due
from models.bills.book import Book
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.channels.cycle import DueMove
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from tests.models.builders import NOW, book, by_hand, ledger, order, plan, settled_early
from tests.often import tried

ORDERS = (
    order("phone", terms=plan(60_000, 6, 500)),
    order("robot", terms=plan(30_000, 3, 0), bought_at=datetime(2026, 11, 3)),
    order("lamp", terms=plan(12_000, 4, 100), bought_at=datetime(2026, 11, 5), due=date(2027, 1, 10)),
)
LESS = st.none() | st.integers(1, 400) | st.integers(400, 9_999)
"""What was taken off a bill, if anything: about as much as its fees, or more."""


LATE = order("late", terms=plan(20_000, 4, 50), bought_at=datetime(2026, 11, 2))
"""An older order that is entered when its account has bills that are settled."""


def is_settled(bill: Bill, now: datetime) -> bool:
    """By repayments that were seen, and by credit that was there by then; all other credit is used when it is due.

    Of what went over to another bill the rest is settled there.
    """
    last = max((each.paid_at for each in bill.repayments), default=None)
    used = past_due(bill, now) or (last is not None and all(each.came <= last for each in bill.credited))
    paid = bool(bill.repayments or bill.credited)
    return bill.outstanding <= 0 and paid and used and bill.confirmed and bill.over is None


def said_of(bill: Bill, gone: Set[str] = frozenset()) -> object:
    """What of a bill nothing may change: what it came to, with what, and what its correction changed.

    An order of which all was taken off the bill and nothing was repaid may be `gone`: its correction knows less then.
    """
    lines = [said_of_line(line) for line in bill.lines if line.order_id not in gone]
    changed = bill.corrected + sum(line.reduced for line in bill.lines if line.order_id in gone)
    # Why credit went to it may change: by other days of the account it would have been for later bills, but is not.
    credit = [(each.of, each.amount, each.came, each.late) for each in bill.credited]
    return bill.amount, changed, bill.reason, credit, lines


def said_of_line(line: Line) -> object:
    of_it = (line.order_id, line.number, line.principal, line.fee, line.paid)
    return *of_it, line.reduced, line.reduced_fee, line.carried


def without_cover(line: Line) -> object:
    """The same but for what credit covers of it: that is of the whole bill, and may be of what came to it since."""
    return said_of_line(msgspec.structs.replace(line, carried=0))


def without_credit(lines: Iterable[Line]) -> list[object]:
    """The same of all lines but that of credit, which may cover what is new, too."""
    return [without_cover(line) for line in lines if line.kind is not LineKind.CREDIT]


def key(line: Line) -> tuple[str, int]:
    return line.order_id, line.number


def heir(bill: Bill, after: Book) -> Bill:
    """The bill as it is now, on whatever date."""
    line = next((line for line in bill.lines if line.order_id in after.schedules), None)
    if line is None:  # it has only what another one left to it
        return after.bill(bill.id)
    return after.bill_of(after.schedules[line.order_id][line.number - 1])


def may_change(bill: Bill, gone: Set[str]) -> bool:
    """Whether what credit paid of a settled bill may be less: an order on it is `gone`. What was repaid stays."""
    return bool(bill.credited) and any(line.order_id in gone for line in bill.lines)


def where_it_is(ident: str, of: Book) -> set[str]:
    """The bill, and those that it went over to: what is said of the one is said of the others, too."""
    found = {ident}
    while ident in of.bills and (over := of.bills[ident].over):
        ident = over.to
        found.add(ident)
    return found


class LaterActs(RuleBasedStateMachine):
    """Bills are corrected, lowered and repaid, and then all that can happen to others happens."""

    @initialize(paid=st.lists(st.tuples(st.integers(0, 5), LESS), min_size=1, max_size=4))
    def start(self, paid):
        self.ledger = self.begun = opened(ledger(*ORDERS), ["huabei"], by_hand())
        self.now = NOW
        for at, less in paid:
            self.a_bill_is_repaid(at, less, Target.BILL)

    def bill(self, at: int) -> Bill:
        every = list(book(self.ledger).bills.values())
        return every[at % len(every)]

    def act(self, change, about: str = "", *, days: bool = False, to: str = "") -> None:
        """A change of anything but the settled bills, `about` one bill at most, or of the `days` of the account.

        `to`: the bill that gets lines of another one.
        """
        before = book(self.ledger)
        self.now += timedelta(minutes=7)
        on_record = book(with_used(self.ledger, by_hand(), self.now))
        assert (as_they_are(on_record), on_record.credit) == (as_they_are(before), before.credit)
        try:
            self.ledger = keeping(change, by_hand(), self.now)(self.ledger)
        except Problem:
            return
        self.check(before, book(self.ledger), about, days=days, to=to)

    def check(self, before: Book, after: Book, about: str, *, days: bool, to: str) -> None:
        gone = before.schedules.keys() - after.schedules.keys()
        touched, there_too = where_it_is(about, before) | where_it_is(about, after), where_it_is(to, before)
        self.check_repaid(before, after, about)
        for ident, bill in before.bills.items():
            if ident not in touched and is_settled(bill, self.now):
                if may_change(bill, gone):  # and is gone itself where it had nothing else
                    now = {key(line): line.paid for each in after.bills.values() for line in each.lines}
                    assert all(now[key(line)] == line.paid for line in bill.lines if line.order and line.paid)
                    continue
                one = heir(bill, after)
                assert one.due == bill.due or not bill.repayments
                # What is new can be on it, too, and what was on another bill before other days put it here.
                came_in = {key(line) for line in one.lines} - {key(line) for line in bill.lines}
                assert days or ident in there_too or not any(order in before.schedules for order, _ in came_in)
                assert came_in or said_of(one) == said_of(bill, gone)
                # A new order may be what a total stood for; it is no reason for anything else that was there to change.
                if ident in there_too or one.id not in self.ledger.corrections:
                    there = [each for each in one.lines if key(each) not in came_in]
                    assert without_credit(there) == without_credit(bill.lines)
                # Credit may cover what is new of a bill instead of what was there: it is of the whole bill.
                most = sum(each.amount for each in bill.credited) if came_in else 0
                assert sum(line.outstanding for line in one.lines if key(line) not in came_in) <= most

    def check_repaid(self, before: Book, after: Book, about: str) -> None:
        """Where an earlier bill went over to a settled one, what is said of that takes nothing off what was repaid."""
        for ident, bill in before.bills.items():
            if ident != about and bill.repayments and is_settled(bill, self.now) and not bill.credited:
                now = {key(line): line for line in heir(bill, after).lines}
                assert all(now[key(line)].paid == line.paid for line in bill.lines if line.paid)
                assert all(now[key(line)].outstanding >= 0 for line in bill.lines if line.paid)

    @rule(days=st.integers(0, 40))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(at=st.integers(0, 7), less=LESS, what=st.sampled_from(Target))
    def a_bill_is_repaid(self, at, less, what):
        """As it is, or as the app shows it: lowered."""
        bill = self.bill(at)
        if bill.outstanding <= 0:
            return

        def change(of: Ledger) -> Ledger:
            one = book(of).bill(bill.id)
            if less:
                of = set_total(of, one, max(1, one.amount - less), self.now, target=what)
                one = book(of).bill(bill.id)
            said = ReportedRepayment(amount=one.outstanding, method=one.channel.methods[0].id, paid_at=self.now)
            return repay(of, one, said, self.now)

        self.act(change, bill.id)

    @rule(at=st.integers(0, 2), amount=st.integers(1, 60_000), full=st.booleans(), days=st.integers(0, 60))
    def goods_are_returned(self, at, amount, full, days):
        """Perhaps some time ago, and it is recorded only now."""
        when = self.now - timedelta(days=days)
        self.act(lambda of: refund(of, book(of), ORDERS[at].id, amount, when, full=full))

    @rule(at=st.integers(0, 2))
    def an_order_is_settled_early(self, at):
        """What credit had paid of it is not paid again, so it is not free again."""
        free = book(self.ledger).credit
        self.act(lambda of: settled_early(of, ORDERS[at].id, now=self.now))
        assert book(self.ledger).credit == free

    @rule(at=st.integers(0, 7), more=st.integers(-5_000, 5_000))
    def another_bill_is_corrected(self, at, more):
        bill = self.bill(at)
        # As the app does, of the bill by what is on record then.
        self.act(lambda of: set_total(of, book(of).bill(bill.id), bill.amount + more, self.now), bill.id)

    @rule(at=st.integers(0, 7))
    def the_minimum_is_paid(self, at):
        bill = self.bill(at)
        self.act(lambda of: minimum_paid(of, bill, self.now), bill.id)

    @rule(at=st.integers(0, 7))
    def a_bill_is_deferred(self, at):
        bill = self.bill(at)
        to = deferred_to(bill, self.now)
        self.act(lambda of: defer(of, bill, self.now), bill.id, to=to)

    @rule(at=st.integers(0, 7), amount=st.integers(1, 60_000))
    def a_bill_is_paid_again(self, at, amount):
        """What is too much is credit, which goes to later bills."""
        bill = self.bill(at)
        method = bill.channel.methods[0].id
        said = ReportedRepayment(amount=amount, method=method, paid_at=self.now, way=PaidAs.AGAIN)
        self.act(lambda of: repay(of, bill, said, self.now), bill.id)

    @rule(at=st.integers(0, 7), part=st.integers(1, 30_000), least=st.booleans())
    def a_part_is_repaid_that_is_not_seen(self, at, part, least):
        """Perhaps the minimum, so that the rest goes over."""
        bill = self.bill(at)
        way = PaidAs.MINIMUM if least else PaidAs.PART
        said = ReportedRepayment(
            amount=part, method=bill.channel.methods[0].id, paid_at=self.now, way=way, confirmed=False
        )
        self.act(lambda of: repay(of, bill, answered(said, warnings(bill, said, self.now)), self.now), bill.id)

    @rule(at=st.integers(0, 7))
    def it_never_arrived(self, at):
        unseen = [each for each in self.ledger.repayments.values() if not each.confirmed]
        if unseen:
            gone = unseen[at % len(unseen)]
            self.act(lambda of: never_arrived(of, gone.id), bill_id(gone.account_id, gone.due))

    @rule(at=st.integers(0, 5))
    def an_order_is_deleted(self, at):
        orders = list(self.ledger.orders)
        self.act(lambda of: order_deleted(of, orders[at % len(orders)], by_hand()))

    @rule()
    def an_older_order_is_entered_late(self):
        self.act(lambda of: add_orders(of, [LATE], by_hand()))

    @rule(at=st.integers(0, 7), amount=st.integers(100, 9_000))
    def a_bill_becomes_instalments(self, at, amount):
        bill = self.bill(at)
        self.act(lambda of: convert(of, by_hand(), bill, amount, 3, 300, self.now, "bill"), bill.id)

    def is_as_begun(self) -> bool:
        return self.ledger.accounts == self.begun.accounts

    @precondition(is_as_begun)
    @rule(bill_day=st.integers(1, 28))
    def the_bill_day_is_said(self, bill_day):
        said = AccountDetails(bill_day=bill_day)
        self.act(lambda of: changed(of, by_hand(), "huabei", said, self.now.date()), days=True)

    @precondition(is_as_begun)
    @rule(days=st.integers(0, 60), bill_day=st.integers(1, 28), due_day=st.sampled_from((10, 15, 20)))
    def the_days_are_moved(self, days, bill_day, due_day):
        """Once: institutions allow it once a year or so."""
        move = DueMove(since=self.now.date() + timedelta(days=days), bill_day=bill_day, due_day=due_day)
        self.act(lambda of: moved(of, by_hand(), "huabei", move), days=True)


LaterActs.TestCase.settings = tried(steps=20)
test_whatever_happens_later_a_bill_that_was_settled_stays_as_it_was = LaterActs.TestCase


def test_a_refund_of_an_earlier_day_takes_nothing_off_a_bill_that_was_deferred_and_repaid_since():
    state = LaterActs()
    state.start([(0, None)])
    state.a_bill_is_repaid(at=1, less=None, what=Target.FEE)
    state.a_bill_is_deferred(at=2)
    state.a_bill_is_repaid(at=3, less=400, what=Target.FEE)
    state.goods_are_returned(amount=100, at=1, days=1, full=False)
    april = book(state.ledger).bill("huabei/2027-04-10")
    assert [each.amount for each in april.credited] == [100], "and the credit is not lost"


def test_nor_off_what_was_deferred_and_settled_early_since():
    state = LaterActs()
    state.start([(0, None)])
    state.an_order_is_settled_early(at=1)
    state.goods_are_returned(amount=1, at=0, days=0, full=True)
    state.a_bill_is_deferred(at=1)
    state.an_order_is_settled_early(at=2)
    state.goods_are_returned(amount=100, at=1, days=1, full=True)


def test_what_credit_paid_of_a_bill_that_has_goods_again_is_the_same_once_it_is_on_record():
    state = LaterActs()
    state.start([(0, None), (3, None)])
    state.goods_are_returned(amount=46_892, at=0, days=0, full=True)
    state.another_bill_is_corrected(at=2, more=1)
    state.a_bill_is_deferred(at=2)
    state.goods_are_returned(amount=1, at=1, days=0, full=True)
    state.a_bill_becomes_instalments(amount=100, at=0)


def test_what_a_bill_took_less_of_by_its_total_is_not_on_record_in_place_of_what_an_earlier_one_has():
    state = LaterActs()
    state.start([(4, 24)])
    state.a_bill_is_paid_again(amount=60_000, at=4)
    state.an_order_is_settled_early(at=2)
    state.another_bill_is_corrected(at=2, more=12_90)
    state.an_older_order_is_entered_late()


def test_what_a_total_lowered_before_it_was_deferred_frees_no_credit_once_it_is_settled_early():
    state = LaterActs()
    state.start([(4, 105), (2, 4_844), (5, 87), (3, None)])
    state.a_bill_is_deferred(at=0)
    state.another_bill_is_corrected(at=6, more=-335)
    state.a_bill_is_paid_again(amount=25_237, at=3)
    state.an_order_is_settled_early(at=2)
    state.an_order_is_settled_early(at=1)


def test_what_a_total_lowered_frees_no_credit_once_the_rest_of_its_order_is_settled_early():
    state = LaterActs()
    state.start([(1, None), (2, None)])
    state.goods_are_returned(amount=207, at=1, days=0, full=False)
    state.goods_are_returned(amount=2_020, at=0, days=48, full=True)
    state.another_bill_is_corrected(at=3, more=-811)
    state.an_order_is_settled_early(at=2)


def test_credit_that_came_after_the_last_repayment_is_used_only_when_the_bill_is_due():
    state = LaterActs()
    state.start([(0, None)])
    state.an_order_is_settled_early(at=0)
    state.an_older_order_is_entered_late()
    state.a_bill_is_paid_again(amount=23_200, at=0)
    state.goods_are_returned(amount=1, at=0, days=1, full=False)


def test_a_deleted_order_takes_the_use_of_credit_for_its_bill_along():
    state = LaterActs()
    state.start([(1, None), (2, None)])
    state.the_days_are_moved(bill_day=1, days=0, due_day=15)
    state.an_older_order_is_entered_late()
    state.time_passes(days=39)
    state.goods_are_returned(amount=207, at=1, days=0, full=False)
    state.time_passes(days=3)
    state.an_order_is_deleted(at=3)
    assert not state.ledger.credits


def test_a_refund_that_its_bill_has_in_part_all_the_same_is_off_no_other_period_once_that_is_repaid():
    state = LaterActs()
    state.start([(0, None)])
    state.goods_are_returned(at=0, amount=3_553, days=0, full=False)
    state.another_bill_is_corrected(at=5, more=694)
    state.a_bill_is_repaid(at=1, less=None, what=Target.FEE)
    state.an_order_is_settled_early(at=0)
    assert sum(each.amount for each in book(state.ledger).bill("huabei/2027-01-10").credited) == 694


def test_an_order_that_is_deleted_and_entered_again_is_no_part_of_what_a_bill_left_to_one_that_was_settled():
    state = LaterActs()
    state.start([(0, None)])
    state.an_older_order_is_entered_late()
    state.another_bill_is_corrected(at=0, more=1)
    state.a_bill_is_deferred(at=0)
    state.an_order_is_deleted(at=3)
    state.a_bill_is_repaid(at=1, less=None, what=Target.FEE)
    state.an_older_order_is_entered_late()
    assert book(state.ledger).bill("huabei/2026-12-10").outstanding == 50_50, "and is asked about there"
