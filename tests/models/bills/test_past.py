"""Periods due before their order was entered: an open question, neither overdue nor repaid, until it is answered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.auto_debit import taken
from models.actions.comparison import compare
from models.actions.past import answer_past
from models.bills.bill import is_late
from models.bills.debit_phase import Phase, phase, window_near
from models.bills.derive import derive
from models.bills.late_interest import days_late, late_interest
from models.bills.overview import View, order_rows, overview, owed_before
from models.bills.schedule import open_periods
from models.bills.status import Moment, Status, line_status, status
from models.bills.unsaid import unsaid_of
from models.channels.builtin import builtin
from models.channels.rules import Mode, Switch
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.ledger import Ledger
from models.plans.plan import Listed
from models.plans.split import Part
from models.values.message import Problem
from tests.models.builders import at, bill, book, by_hand, check_book, ledger, order, repaid, up_to_amount

ENTERED = date(2027, 1, 20)
NOW = at("2027-01-20T12:00:00+08:00")
MOMENT = Moment(NOW)
PHONE = order(entered_on=ENTERED)  # due on 10 December, 10 January and 10 February
OF = ledger(PHONE)
FIRST, SECOND, THIRD = ("huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10")


def standing(of: Ledger) -> list[Status]:
    return [status(each, MOMENT) for each in book(of).bills.values()]


def asked(of: Ledger) -> dict[str, tuple[int, ...]]:
    """The periods that are asked about, by order."""
    held = book(of)
    return {ident: periods for ident in of.orders if (periods := unsaid_of(ident, held))}


def test_what_was_due_before_the_order_was_entered_is_to_be_confirmed():
    assert standing(OF) == [Status.TO_CONFIRM, Status.TO_CONFIRM, Status.UPCOMING]
    assert asked(OF) == {"phone": (1, 2)}
    check_book(OF)


@pytest.mark.parametrize("silent", [replace(PHONE, entered_on=None), replace(PHONE, paid_periods=0)])
def test_an_order_of_an_older_version_or_with_an_answer_stays_as_it_was(silent):
    of = ledger(silent)
    assert standing(of) == [Status.OVERDUE, Status.OVERDUE, Status.UPCOMING]
    assert asked(of) == {}


@pytest.mark.parametrize("channel", ["huabei", "douyin"])  # whose auto-debit is always on, and on
def test_what_somebody_said_was_not_repaid_is_overdue_and_waits_for_no_auto_debit(channel):
    denied = replace(PHONE, account_id=channel, paid_periods=0)
    held = book(ledger(denied), builtin())
    assert [status(each, MOMENT) for each in held.bills.values()] == [
        Status.OVERDUE,
        Status.OVERDUE,
        Status.UPCOMING,
    ]
    first = next(iter(held.bills.values()))
    assert phase(first, NOW) is Phase.UNPAID
    assert window_near(first, NOW) is None
    assert overview(held, MOMENT).overdue == 202_00
    assert len(order_rows(ledger(denied), held, MOMENT, view=View.OVERDUE)) == 1


def test_an_answer_given_later_is_one_as_well():
    of = answer_past(OF, builtin(), "phone", [1])
    assert [status(each, MOMENT) for each in book(of, builtin()).bills.values()] == [
        Status.SETTLED,
        Status.OVERDUE,
        Status.UPCOMING,
    ]


def test_what_fell_due_after_it_was_entered_still_waits_for_the_auto_debit():
    moment = Moment(at("2027-02-11T12:00:00+08:00"))
    of = ledger(replace(PHONE, paid_periods=0))
    assert status(book(of, builtin()).bill(THIRD), moment) is Status.TO_CONFIRM


def test_one_who_denied_it_can_still_see_that_it_was_taken_after_all():
    of = ledger(replace(PHONE, paid_periods=0))
    after = taken(of, book(of, builtin()).bill(FIRST), 101_00, NOW, again=True)
    assert status(book(after, builtin()).bill(FIRST), MOMENT) is Status.SETTLED


def test_one_bill_for_all_orders_was_not_taken_where_one_of_them_was_not_repaid_but_orders_billed_alone_may_have_been():
    pad = order("pad")
    of = ledger(replace(PHONE, paid_periods=0), pad)
    assert status(book(of, builtin()).bill(FIRST), MOMENT) is Status.OVERDUE
    on = replace(builtin()["jd-baitiao"], mode=Mode.ORDER)
    on = replace(on, auto_debit=replace(on.auto_debit, default=Switch.ON))
    alone = ledger(*(replace(each, account_id="jd-baitiao") for each in of.orders.values()))
    found = derive(alone, {**builtin(), "jd-baitiao": on}).bill("jd-baitiao/2026-12-10")
    assert status(found, MOMENT) is Status.TO_CONFIRM


def test_what_is_due_on_the_day_itself_is_no_past():
    assert open_periods(replace(PHONE, entered_on=date(2027, 1, 10)), [date(2026, 12, 10), date(2027, 1, 10)]) == (1,)


def test_nothing_is_claimed_to_be_late_of_it():
    one = bill(OF)
    assert (is_late(one, NOW), days_late(one, NOW), late_interest(one, NOW)) == (False, 0, 0)
    assert (one.outstanding, one.certain, one.unsaid) == (101_00, 0, True)
    every = book(OF)
    assert overview(every, MOMENT).overdue == 0
    assert order_rows(OF, every, MOMENT, view=View.OVERDUE) == ()
    assert [row.order.id for row in order_rows(OF, every, MOMENT, view=View.DUE)] == ["phone"]
    said = [str(each) for each in compare(one, 105_00, every, NOW).explanations]
    assert not any("overdue" in each for each in said)


def test_what_is_known_to_be_late_on_the_same_bill_stays_so():
    of = ledger(PHONE, order("robot"))
    one = bill(of)
    assert {line.order_id: line_status(line, one, MOMENT) for line in one.lines} == {
        "phone": Status.TO_CONFIRM,
        "robot": Status.OVERDUE,
    }
    assert status(one, MOMENT) is Status.OVERDUE
    assert (one.outstanding, one.certain) == (202_00, 101_00)
    assert overview(book(of), MOMENT).overdue == 2 * 101_00
    assert late_interest(one, NOW) == late_interest(bill(ledger(order("robot"))), NOW) > 0


def test_a_repayment_is_an_answer_for_its_period():
    of = repaid(OF, FIRST, 40_00, NOW)
    assert standing(of) == [Status.OVERDUE, Status.TO_CONFIRM, Status.UPCOMING]
    assert asked(of) == {"phone": (2,)}


def test_that_auto_debit_failed_is_an_answer():
    of = replace(OF, debits={FIRST: AutoDebitSeen(id=FIRST, outcome=Outcome.FAILED, outcome_at=NOW)})
    assert standing(of) == [Status.OVERDUE, Status.TO_CONFIRM, Status.UPCOMING]
    assert asked(of) == {"phone": (2,)}


@pytest.mark.parametrize(
    ("said", "count", "stands"),
    [
        ((1, 2), 2, [Status.SETTLED, Status.SETTLED, Status.UPCOMING]),
        ((), 0, [Status.OVERDUE, Status.OVERDUE, Status.UPCOMING]),
        ((1,), 1, [Status.SETTLED, Status.OVERDUE, Status.UPCOMING]),
    ],
)
def test_all_none_or_the_first_of_them_were_repaid(said, count, stands):
    of = answer_past(OF, by_hand(), "phone", said)
    assert of.orders["phone"] == replace(PHONE, paid_periods=count)
    assert (standing(of), asked(of)) == (stands, {})
    with pytest.raises(Problem, match="nothing is to be answered"):
        answer_past(of, by_hand(), "phone", said)


def test_a_later_one_without_those_before_it_is_said_as_well_as_its_repayment():
    of = answer_past(OF, by_hand(), "phone", (2,))
    assert of.orders["phone"] == replace(PHONE, paid_periods=0, repaid_also=(2,))
    assert (standing(of), asked(of)) == ([Status.OVERDUE, Status.SETTLED, Status.UPCOMING], {})
    of = answer_past(repaid(OF, SECOND, now=NOW), by_hand(), "phone", ())
    assert standing(of) == [Status.OVERDUE, Status.SETTLED, Status.UPCOMING]


def test_a_period_that_costs_nothing_is_no_gap():
    free = replace(PHONE, plan=Listed(rows=(Part(0, 0), Part(100_00, 1_00), Part(100_00, 1_00))))
    assert asked(ledger(free)) == {"phone": (2,)}
    assert standing(answer_past(ledger(free), by_hand(), "phone", (2,)))[1] is Status.SETTLED


def test_an_answer_never_hides_a_repayment():
    of = repaid(OF, FIRST, 40_00, NOW)
    after = answer_past(of, by_hand(), "phone", (2,))
    assert standing(after) == [Status.OVERDUE, Status.SETTLED, Status.UPCOMING]
    assert [line.paid for line in derive(after, by_hand()).schedules["phone"]] == [40_00, 101_00, 0]


def test_only_what_is_asked_is_answered():
    with pytest.raises(Problem, match="period 3 of phone is not among those asked about"):
        answer_past(OF, by_hand(), "phone", (1, 2, 3))
    with pytest.raises(Problem, match="finish or drop it first"):
        answer_past(up_to_amount(OF, FIRST, NOW), by_hand(), "phone", (1,))


@given(st.sets(st.integers(1, 6)), st.dates(date(2026, 11, 1), date(2027, 7, 1)))
def test_whatever_is_answered_is_taken_exactly_or_refused(said, entered):
    of = ledger(replace(order(terms=order().plan), entered_on=entered))
    try:
        after = answer_past(of, builtin(), "phone", said)
    except Problem:
        return
    paid = [row.number for row in book(after).schedules["phone"] if not row.outstanding]
    assert set(paid) == said


def test_what_nobody_said_is_not_among_what_earlier_months_left_unpaid():
    assert owed_before(book(OF), date(2027, 1, 1), MOMENT) == 0
    assert owed_before(book(ledger(replace(PHONE, paid_periods=0))), date(2027, 1, 1), MOMENT) == 101_00
