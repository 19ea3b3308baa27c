"""Auto-debit: the day before, the window, and what somebody saw afterwards."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.actions.early import early_bill
from models.actions.enough import confirm_balance, take_from
from models.actions.refusal import refusal
from models.bills.auto_debit_window import auto_debit_window
from models.bills.debit_phase import AutoDebitStep, Phase, may_have_taken, next_step, phase, tried_again, window_near
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import AutoDebit, Switch
from models.ledger.auto_debit import Outcome
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import NOW, at, book, ledger, order, repaid, up_to_amount

ID = "huabei/2026-12-10"
BEFORE = at("2026-12-08T23:59:59+08:00")
DAY_BEFORE = at("2026-12-09T00:00:00+08:00")
AFTER = at("2026-12-11T00:00:01+08:00")
PHONE, ROBOT = order("phone"), order("robot", bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE)
ZONES = sorted(available_timezones())


def channels(default: Switch, **rest) -> Catalogue:
    """The catalogue with 花呗's auto-debit set."""
    return {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=AutoDebit(default=default, **rest))}


ALWAYS, ON, OFF = (channels(switch) for switch in (Switch.ALWAYS, Switch.ON, Switch.OFF))


def bill(of: Ledger = OF, catalogue: Catalogue = ON):
    return book(of, catalogue).bill(ID)


def with_balance_seen(of: Ledger = OF) -> Ledger:
    """The balance was looked at, and the account."""
    of = take_from(of, ON, bill(of), "招行储蓄卡 1234", DAY_BEFORE)
    return confirm_balance(of, ON, bill(of), 10_100, DAY_BEFORE)


@pytest.mark.parametrize(
    ("own", "catalogue", "takes"),
    [
        (None, ALWAYS, True),
        (None, ON, True),
        (None, OFF, False),
        (Switch.OFF, ON, False),
        (Switch.ON, OFF, True),
        (Switch.ALWAYS, OFF, True),
        (Switch.OFF, ALWAYS, True),
    ],
)
def test_an_orders_own_setting_wins_where_the_channel_lets_it(own, catalogue, takes):
    window = auto_debit_window(bill(ledger(replace(PHONE, auto_debit=own)), catalogue))
    assert (window is not None) is takes


def test_the_window_is_from_the_days_before_until_the_hour_or_the_cut_off_and_names_the_account():
    window = auto_debit_window(bill(OF, channels(Switch.ON, days_before=1, until=time(20), pay_account="招行 1234")))
    assert window is not None
    assert (window.start, window.end) == (at("2026-12-09T00:00:00+08:00"), at("2026-12-10T20:00:00+08:00"))
    assert (window.amount, window.pay_account) == (10_100, "招行 1234")
    own = auto_debit_window(
        bill(ledger(replace(PHONE, pay_account="工行 5678")), channels(Switch.ON, pay_account="招行 1234"))
    )
    assert own is not None
    assert own.pay_account == "工行 5678"
    assert own.end == at("2026-12-10T23:59:59+08:00")


def test_only_the_orders_that_it_is_on_for_are_taken():
    of = ledger(replace(PHONE, auto_debit=Switch.ON), ROBOT)
    window = auto_debit_window(bill(of, OFF))
    assert window is not None
    assert window.amount == 10_100
    done = auto_debit.taken(of, bill(of, OFF), 10_100, AFTER)
    one = bill(done, OFF)
    assert [line.outstanding for line in one.lines] == [0, 10_100]
    assert one.auto_debit is not None
    assert one.auto_debit.outcome is Outcome.TAKEN
    assert phase(one, AFTER) is Phase.NONE
    assert status(one, Moment(AFTER)) is Status.OVERDUE, "the other order is repaid by hand"


def test_what_was_taken_goes_to_the_orders_that_it_is_on_for_first():
    of = ledger(PHONE, replace(ROBOT, auto_debit=Switch.ON))
    done = auto_debit.taken(of, bill(of, OFF), 4_000, AFTER)
    assert [line.paid for line in bill(done, OFF).lines] == [0, 4_000]


def test_an_order_repaid_by_hand_leaves_nothing_to_take():
    of = ledger(replace(PHONE, auto_debit=Switch.ON), ROBOT)
    of = up_to_amount(of, ID, NOW, OFF)
    of = verifying.settle_amount(of, bill(of, OFF), 20_200, checklist.Way.PART, 10_100, NOW)
    of = checklist.choose_method(of, bill(of, OFF), "balance", NOW)
    one = bill(payment.complete(of, bill(of, OFF), NOW, NOW), OFF)
    assert auto_debit_window(one) is None
    assert status(one, Moment(AFTER)) is Status.OVERDUE


def test_from_the_day_before_the_account_is_asked_and_then_its_balance():
    assert phase(bill(), BEFORE) is Phase.AHEAD
    assert phase(bill(), DAY_BEFORE) is Phase.CHECK
    assert next_step(bill()) is AutoDebitStep.ACCOUNT
    of = take_from(OF, ON, bill(), " 招行\x1b储蓄卡 1234", DAY_BEFORE)
    assert (phase(bill(of), DAY_BEFORE), next_step(bill(of))) == (Phase.CHECK, AutoDebitStep.BALANCE)
    short = confirm_balance(of, ON, bill(of), 10_099, DAY_BEFORE)
    assert next_step(bill(short)) is AutoDebitStep.BALANCE, "¥0.01 is missing"
    of = confirm_balance(short, ON, bill(short), 10_100, DAY_BEFORE)
    assert phase(bill(of), DAY_BEFORE) is Phase.READY
    assert of.debits[ID].pay_account == "招行\ufffd储蓄卡 1234"
    assert phase(bill(of), AFTER) is Phase.UNSEEN


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("6222020200112345", "last four digits"),
        ("6222 0202 0011 2345", "last four digits"),
        ("６２２２０", "last four digits"),
        ("6222.0202", "last four digits"),
        ("招行 1234 5678", "last four digits"),
        ("", "give the account a label"),
        (" \n", "give the account a label"),
    ],
)
def test_an_account_is_a_label_with_four_digits_at_most(label, said):
    with pytest.raises(Problem, match=said) as refused:
        auto_debit.confirm_account(OF, bill(), label, DAY_BEFORE)
    assert refused.value.field == "pay_account"


def test_the_ends_of_two_numbers_make_one_label():
    of = auto_debit.confirm_account(OF, bill(), "招行 1234 和 建行 5678", DAY_BEFORE)
    assert of.debits[ID].pay_account == "招行 1234 和 建行 5678"


def test_after_its_window_it_is_to_be_confirmed_until_somebody_looked():
    one = bill()
    assert status(one, Moment(one.due_at)) is Status.DUE_TODAY
    for days in (0, 1, 400):
        assert status(one, Moment(AFTER + timedelta(days=days))) is Status.TO_CONFIRM
    assert status(bill(OF, OFF), Moment(AFTER)) is Status.OVERDUE
    early = channels(Switch.ON, until=time(12))
    assert status(bill(OF, early), Moment(at("2026-12-10T12:00:01+08:00"))) is Status.TO_CONFIRM


def test_taken_whole_settles_the_bill():
    of = auto_debit.taken(OF, bill(), 10_100, AFTER)
    one = bill(of)
    assert status(one, Moment(AFTER)) is Status.SETTLED
    (made,) = one.repayments
    assert (made.amount, made.method, made.paid_at) == (10_100, auto_debit.AUTO_DEBIT, one.due_at)
    assert "by auto-debit" in str(refusal(one))


def test_taken_in_part_leaves_the_rest_to_repay_by_hand():
    of = auto_debit.taken(OF, bill(), 4_000, AFTER)
    one = bill(of)
    assert (one.outstanding, phase(one, AFTER), status(one, Moment(AFTER))) == (6_100, Phase.FAILED, Status.OVERDUE)
    assert of.debits[ID].outcome is Outcome.PART
    of = checklist.begin(of, one, AFTER)
    assert not checklist.warnings(of.checklists[ID], one, AFTER)


def test_a_failed_one_is_repaid_by_hand_at_once():
    of = auto_debit.failed(OF, bill(), AFTER)
    one = bill(of)
    assert (phase(one, AFTER), status(one, Moment(AFTER))) == (Phase.FAILED, Status.OVERDUE)
    assert window_near(one, AFTER) is None
    assert not checklist.warnings(checklist.begin(of, one, AFTER).checklists[ID], one, AFTER)


NOON = at("2026-12-10T12:30:00+08:00")


@pytest.mark.parametrize("catalogue", [ON, ALWAYS])
def test_one_that_failed_while_it_runs_is_repaid_by_hand_before_the_cut_off_and_may_be_tried_again(catalogue):
    assert phase(bill(OF, catalogue), NOON) is Phase.RUNNING
    of = auto_debit.failed(OF, bill(OF, catalogue), NOON)
    one = bill(of, catalogue)
    assert (phase(one, NOON), status(one, Moment(NOON))) == (Phase.FAILED, Status.DUE_TODAY)
    assert tried_again(one, NOON)
    (warn,) = checklist.warnings(checklist.begin(of, one, NOON).checklists[ID], one, NOON)
    assert str(warn.message) == (
        "auto-debit did not take all, and may be tried again until 12-10 23:59: repay by hand before the cut-off, "
        "12-10 23:59, then check that it is not taken twice"
    )
    assert not tried_again(one, AFTER)


def test_what_was_taken_in_part_while_it_runs_may_be_taken_whole_later():
    of = auto_debit.taken(OF, bill(), 4_000, NOON)
    assert tried_again(bill(of), NOON)
    (warn,) = checklist.warnings(checklist.begin(of, bill(of), NOON).checklists[ID], bill(of), NOON)
    assert set(warn.reasons) == {"check", "told", "empty"}


def test_huabei_is_looked_at_once_its_evening_run_is_over_while_it_can_still_be_repaid_in_time():
    (window, one) = (auto_debit_window(bill(OF, builtin())), bill(OF, builtin()))
    assert window is not None
    assert window.end < one.due_at
    assert phase(one, at("2026-12-10T22:00:01+08:00")) is Phase.UNSEEN
    assert "auto_debit" in one.channel.uncertain


@pytest.mark.parametrize("amount", [0, -1, 10**15])
def test_nothing_or_more_than_any_bill_cannot_have_been_taken(amount):
    with pytest.raises(Problem) as refused:
        auto_debit.taken(OF, bill(), amount, AFTER)
    assert refused.value.field == "amount"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda: auto_debit.confirm_account(OF, bill(), "card", BEFORE), "the balance is checked from 12-09 on"),
        (lambda: auto_debit.taken(OF, bill(), 10_100, BEFORE), "the balance is checked from 12-09 on"),
        (lambda: auto_debit.taken(OF, bill(), 10_100, DAY_BEFORE), "auto-debit begins at 12-10 00:00"),
        (lambda: auto_debit.failed(OF, bill(), DAY_BEFORE), "auto-debit begins at 12-10 00:00"),
        (
            lambda: auto_debit.taken(with_balance_seen(), bill(with_balance_seen()), 10_100, DAY_BEFORE),
            "the balance was checked; from 12-10 00:00",
        ),
    ],
)
def test_what_it_is_too_early_for_is_refused_with_from_when_on(answer, said):
    with pytest.raises(Problem, match=said):
        answer()


@pytest.mark.parametrize(
    "answer",
    [
        lambda: auto_debit.confirm_account(OF, bill(), "card", AFTER),
        lambda: auto_debit.confirm_account(OF, bill(), "card", bill().due_at),
        lambda: auto_debit.confirm_account(OF, bill(OF, OFF), "card", DAY_BEFORE),
        lambda: confirm_balance(OF, ON, bill(), 10_100, DAY_BEFORE),
        lambda: auto_debit.confirm_account(with_balance_seen(), bill(with_balance_seen()), "card", DAY_BEFORE),
        lambda: confirm_balance(with_balance_seen(), ON, bill(with_balance_seen()), 10_100, DAY_BEFORE),
        lambda: auto_debit.taken(OF, bill(OF, OFF), 10_100, AFTER),
        lambda: auto_debit.failed(OF, bill(auto_debit.taken(OF, bill(), 10_100, AFTER)), AFTER),
    ],
)
def test_what_is_not_asked_cannot_be_answered(answer):
    with pytest.raises(Problem, match="nothing to look at now; another terminal may have answered"):
        answer()


def at_the_end(of: Ledger, now: datetime) -> Ledger:
    """The checklist of the bill answered to its last step; what it warns of is answered."""
    of = up_to_amount(of, ID, now, ON)
    owed = bill(of).outstanding
    of = verifying.settle_amount(of, bill(of), owed, checklist.Way.MATCH, owed, now)
    return checklist.choose_method(of, bill(of), "balance", now)


@pytest.mark.parametrize("now", [at("2026-12-10T13:00:00+08:00"), AFTER])
def test_a_checklist_ends_with_what_auto_debit_took_meanwhile(now):
    of = at_the_end(OF, now)
    assert may_have_taken(bill(of), now)
    done = payment.taken_meanwhile(of, bill(of), 10_100, now)
    (made,) = done.repayments.values()
    assert (made.amount, made.method, made.paid_at) == (10_100, auto_debit.AUTO_DEBIT, min(now, bill().due_at))
    assert done.debits[ID].outcome is Outcome.TAKEN
    assert (done.checklists, phase(bill(done), now), status(bill(done), Moment(now))) == (
        {},
        Phase.NONE,
        Status.SETTLED,
    )
    with pytest.raises(Problem, match="has been repaid"):
        payment.taken_meanwhile(done, bill(done), 10_100, now)


def test_one_that_failed_may_have_been_taken_later():
    of = auto_debit.failed(OF, bill(), AFTER)
    later = AFTER + timedelta(hours=5)
    done = payment.taken_meanwhile(at_the_end(of, later), bill(of), 10_100, later)
    (made,) = done.repayments.values()
    assert (made.paid_at, done.debits[ID].outcome) == (later, Outcome.TAKEN)
    with pytest.raises(Problem, match="nothing to look at now"):
        auto_debit.taken(of, bill(of), 10_100, later)


def test_what_auto_debit_took_ends_no_checklist_before_its_last_step_nor_where_it_cannot_have():
    of = up_to_amount(OF, ID, AFTER, ON)
    with pytest.raises(Problem, match="that step cannot be done now"):
        payment.taken_meanwhile(of, bill(of), 10_100, AFTER)
    of = at_the_end(OF, NOW)
    assert not may_have_taken(bill(of), NOW)
    with pytest.raises(Problem, match="the balance is checked from 12-09 on"):
        payment.taken_meanwhile(of, bill(of), 10_100, NOW)


def test_the_money_that_auto_debit_took_closes_a_checklist_that_was_open():
    of = up_to_amount(OF, ID, NOW, ON)
    assert auto_debit.taken(of, bill(of), 10_100, AFTER).checklists == {}


def test_repaying_by_hand_after_the_window_is_warned_of_until_somebody_looked():
    of = checklist.begin(OF, bill(), AFTER)
    (warn,) = checklist.warnings(of.checklists[ID], bill(), AFTER)
    assert str(warn.message) == (
        "auto-debit ended at 12-10 23:59 and may have taken ¥101.00: look in the app first, or it may be paid twice"
    )
    with pytest.raises(Problem, match="a warning has to be answered first"):
        checklist.confirm_platform(of, bill(), "支付宝", AFTER)
    of = checklist.answer(of, bill(), warn.id, "looked", AFTER)
    assert not checklist.warnings(of.checklists[ID], bill(), AFTER)


def test_no_auto_debit_takes_early_settlement():
    for catalogue in (ALWAYS, ON, OFF):
        of = ledger(replace(PHONE, auto_debit=Switch.ON))
        one = early_bill(of, book(of, catalogue), catalogue, "phone", NOW)
        assert phase(one, NOW) is Phase.NONE
        assert phase(one, AFTER) is Phase.NONE


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 3),
    st.times().map(lambda each: each.replace(microsecond=0)),
    st.integers(-200, 200),
)
def test_the_phases_follow_each_other_whatever_the_zone_and_wherever_one_looks_from(
    zone, seen_from, due, days, until, hours
):
    lender = replace(
        builtin()["huabei"], zone=zone, auto_debit=AutoDebit(default=Switch.ON, days_before=days, until=until)
    )
    of = ledger(order(due=due, bought_at=datetime(2025, 1, 1)))
    one = book(of, {**builtin(), "huabei": lender}).bill(f"huabei/{due}")
    window = auto_debit_window(one)
    assert window is not None
    assert window.start.astimezone(UTC) <= window.end.astimezone(UTC) <= one.due_at.astimezone(UTC)
    now = datetime.combine(due, time(12), UTC) + timedelta(hours=hours)
    assert phase(one, now.astimezone(ZoneInfo(seen_from))) is phase(one, now)
    assert phase(one, now.astimezone(ZoneInfo(zone))) is phase(one, now)
    order_of = (Phase.AHEAD, Phase.CHECK, Phase.RUNNING, Phase.UNSEEN)
    later = phase(one, now + timedelta(hours=7))
    assert order_of.index(phase(one, now)) <= order_of.index(later)
    assert (phase(one, now) is Phase.RUNNING) is (window.start.astimezone(UTC) <= now <= window.end.astimezone(UTC))
    assert (phase(one, now) is Phase.UNSEEN) is (now > window.end.astimezone(UTC))


@pytest.mark.parametrize("of", [OF, repaid(OF, ID, now=NOW)], ids=["once", "after it was repaid by hand"])
def test_what_it_took_was_taken_within_its_hours_though_that_is_seen_later(of):
    hours = channels(Switch.ON, until=time(22))
    done = auto_debit.taken(of, bill(of, hours), 10_100, AFTER)
    assert max(each.paid_at for each in done.repayments.values()) == at("2026-12-10T22:00:00+08:00")
