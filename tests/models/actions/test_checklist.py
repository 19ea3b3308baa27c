"""The mistakes that the checklist is to catch: a test for each."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.comparison import compare
from models.actions.refusal import refusal
from models.bills.bill import days_left
from models.bills.checked import Agreement, checked
from models.bills.standing import STEPS, to_pay
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.ledger.figure import APP
from models.ledger.ids import bill_id
from models.ledger.progress import Step, Way
from models.values.message import Problem
from tests.models.builders import (
    DUE,
    NOW,
    at,
    bill,
    book,
    check_book,
    ledger,
    order,
    plan,
    repaid,
    settled,
    step,
    through_the_file,
    up_to_amount,
)

CHANNELS = tuple(builtin())
HUABEI, CARD = "huabei/2026-12-10", "cmb/2026-12-10"
PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE, ROBOT)
AFTER_CUTOFF = at("2026-12-10T17:00:01+08:00")


@pytest.mark.parametrize("paid", [0, 4_000])
def test_a_match_is_kept_as_the_institutions_figure_with_its_instant(paid):
    of = OF if not paid else repaid(OF, HUABEI, paid)
    of = up_to_amount(of, HUABEI)
    one = bill(of)
    done = verifying.settle_match(of, one, NOW)
    assert step(done, HUABEI) == Step.METHOD
    seen = checked(bill(done), done)
    assert seen is not None and seen.agreement is Agreement.AGREES
    assert (seen.figure.total, seen.figure.seen_at, seen.figure.source) == (one.amount, NOW, APP)
    assert done.corrections == of.corrections


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("figure", [10_000, 10_101])
def test_the_amount_in_the_institutions_app_is_not_the_bills(channel, figure):
    ident = bill_id(channel, DUE)
    of = up_to_amount(ledger(order(channel=channel)), ident)
    one = bill(of, channel)
    found = compare(one, figure, book(of), NOW)
    assert (found.figure, found.owed, found.difference) == (figure, 10_100, figure - 10_100)
    assert found.explanations
    with pytest.raises(Problem, match="correct the bill, pay a part or stop"):
        verifying.settle_amount(of, one, figure, Way.MATCH, figure, NOW)
    right = verifying.settle_amount(of, one, figure, Way.CORRECT, figure, NOW)
    assert (bill(right, channel).amount, step(right, ident)) == (figure, Step.METHOD)
    part = verifying.settle_amount(of, one, figure, Way.PART, 4_000, NOW)
    assert (bill(part, channel).amount, to_pay(part.checklists[ident], one, NOW)) == (10_100, 4_000)
    assert checklist.abandon(of, one) == ledger(order(channel=channel))


@pytest.mark.parametrize("more", [1, 100, 20_200])
def test_no_figure_over_what_is_owed_is_paid_unless_the_bill_is_corrected_to_it_or_it_pays_several(more):
    of = repaid(ledger(order(terms=plan(60_000))), HUABEI, 100)
    one = bill(of)
    of = up_to_amount(of, one.id)
    with pytest.raises(Problem, match="correct the bill, pay a part or stop"):
        verifying.settle_amount(of, one, one.outstanding + more, Way.SEVERAL, one.outstanding + more, NOW)


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_bill_has_already_been_repaid(channel):
    ident = bill_id(channel, DUE)
    of = repaid(ledger(order(channel=channel)), ident, now=at("2026-12-05T16:30:00+00:00"))
    one = bill(of, channel)
    method = one.channel.methods[0].name["en"]
    refused_with = f"this bill has been repaid: ¥101.00 on 2026-12-06 00:30 by {method}"
    assert str(refusal(one)) == refused_with
    for again in (
        lambda: checklist.begin(of, one, NOW),
        lambda: checklist.confirm_entry(of, one, NOW),
        lambda: payment.complete(of, one, NOW, NOW),
    ):
        with pytest.raises(Problem) as refused:
            again()
        assert str(refused.value) == refused_with


@pytest.mark.parametrize("channel", [each.id for each in builtin().values() if each.cutoff.hour == 17])
def test_paying_after_the_cut_off_on_the_due_day(channel):
    of = ledger(order(channel=channel))
    one = bill(of, channel)
    begun = checklist.begin(of, one, NOW).checklists[one.id]
    assert not checklist.warnings(begun, one, AFTER_CUTOFF - timedelta(seconds=1))
    assert not checklist.warnings(begun, one, at("2026-12-11T00:00:00+08:00"))
    (warn,) = checklist.warnings(begun, one, AFTER_CUTOFF.astimezone(at("2026-01-01T00:00:00+00:00").tzinfo))
    assert "past the cut-off 17:00 on the due date: a payment now may count as tomorrow's" in str(warn.message)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("opened", ["a link from a message", "支付宝.com", "", "支付宝 "])
def test_a_link_from_a_message_the_wrong_app(channel, opened):
    of = ledger(order(channel=channel))
    one = bill(of, channel)
    of = checklist.begin(of, one, NOW)
    with pytest.raises(Problem, match="close it") as refused:
        checklist.confirm_platform(of, one, opened, NOW)
        assert app.name["en"] in str(refused.value)
        assert app.name["zh_CN"] in str(refused.value)
        assert app.domain in str(refused.value)
        right = checklist.confirm_platform(of, one, app.name["zh_CN"], NOW)
        assert step(right, one.id) is Step.ENTRY


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_method_which_the_channel_does_not_take(channel):
    ident = bill_id(channel, DUE)
    of = up_to_amount(ledger(order(channel=channel)), ident)
    of = verifying.settle_amount(of, bill(of, channel), 10_100, Way.MATCH, 10_100, NOW)
    offered = {each.id for each in bill(of, channel).channel.methods}
    for method in offered:
        assert step(checklist.choose_method(of, bill(of, channel), method, NOW), ident) is Step.COMPLETE
    for method in {each.id for other in builtin().values() for each in other.methods} - offered | {"", "cash"}:
        with pytest.raises(Problem, match="does not take this method") as refused:
            checklist.choose_method(of, bill(of, channel), method, NOW)
        assert refused.value.field == "method"


@pytest.mark.parametrize("channel", CHANNELS)
def test_paying_one_orders_instalment_where_the_institution_bills_all_of_them_together(channel):
    of = ledger(replace(PHONE, account_id=channel), replace(ROBOT, account_id=channel))
    one = bill(of, channel)
    assert [(line.order_id, line.amount) for line in one.lines] == [("phone", 10_100), ("robot", 20_100)]
    of = up_to_amount(of, one.id)
    with pytest.raises(Problem, match=r"the app shows ¥101\.00, the bill ¥302\.00"):
        verifying.settle_amount(of, one, 10_100, Way.MATCH, 10_100, NOW)
    assert "it is the instalment of phone alone" in str(compare(one, 10_100, book(of), NOW).explanations[0])


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_hosts_clock_says_the_10th_in_shanghai_it_is_the_11th(channel):
    one = bill(ledger(order(channel=channel)), channel)
    host = at("2026-12-10T16:00:00+00:00")
    assert status(one, Moment(host)) is Status.OVERDUE
    assert days_left(one, host) == -1


@pytest.mark.parametrize("channel", CHANNELS)
def test_due_on_the_31st_in_a_short_month(channel):
    of = ledger(order(channel=channel, due=date(2027, 1, 31)))
    dues = [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    assert [one.due for one in book(of).bills.values()] == dues
    for due in dues:
        of = repaid(of, bill_id(channel, due))
    assert [one.outstanding for one in check_book(of).bills.values()] == [0, 0, 0]


@pytest.mark.parametrize("reached", range(len(STEPS)))
def test_the_connection_dropped_half_way(reached):
    of = checklist.begin(OF, bill(OF), NOW)
    first_steps = (
        lambda: checklist.confirm_platform(of, bill(of), "支付宝", NOW),
        lambda: checklist.confirm_entry(of, bill(of), NOW),
        lambda: settled(of, 30_000, Way.CORRECT),
        lambda: checklist.choose_method(of, bill(of), "yuebao", NOW),
    )
    for go_on in first_steps[:reached]:
        of = go_on()
    back = through_the_file(of)
    later = NOW + timedelta(hours=2)
    assert checklist.begin(back, bill(back), later) == back == of
    assert step(back, HUABEI) is STEPS[reached]
    of = back
    for go_on in first_steps[reached:]:
        of = go_on()
    done = payment.complete(of, bill(of), NOW, later)
    (made,) = done.repayments.values()
    assert (made.amount, made.method) == (30_000, "yuebao")
    with pytest.raises(Problem, match="has been repaid"):
        payment.complete(done, bill(done), NOW, later)
