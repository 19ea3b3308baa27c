"""The mistakes about auto-debit, lateness, early settlement, refunds and two terminals: a test for each."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.actions.comparison import compare
from models.actions.early import early_quote
from models.actions.enough import confirm_balance, take_from
from models.actions.find_bill import find_bill
from models.actions.refund import credit_with
from models.bills.bill import Bill
from models.bills.debit_phase import AutoDebitStep, Phase, next_step, phase
from models.bills.derive import derive
from models.bills.late_interest import cost_a_day, late_interest
from models.bills.minimum import minimum_of
from models.bills.posting import posted_on
from models.bills.standing import current, to_pay
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Early, EarlyRule, LateBase, LateSince, Switch
from models.ledger.correction import LATE
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.store import Store
from models.values.message import Problem, msg
from tests.models.builders import (
    DUE,
    NOW,
    at,
    bill,
    book,
    by_hand,
    check_book,
    completed,
    found,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
    up_to_amount,
)

CHANNELS = tuple(builtin())
HUABEI = "huabei/2026-12-10"
EVE = at("2026-12-09T20:00:00+08:00")
AFTER = at("2026-12-11T09:00:00+08:00")


def on_auto_debit() -> Catalogue:
    """The catalogue with auto-debit on everywhere, in each channel's own window."""
    return {
        ident: replace(each, auto_debit=replace(each.auto_debit, default=Switch.ON))
        for ident, each in builtin().items()
    }


def debited(of: Ledger, channel: str) -> Bill:
    """The bill of that channel, which is on auto-debit."""
    return book(of, on_auto_debit()).bill(bill_id(channel, DUE))


@pytest.mark.parametrize("channel", CHANNELS)
def test_paying_by_hand_while_auto_debit_is_on_and_near(channel):
    of = ledger(order(channel=channel))
    one = debited(of, channel)
    begun = checklist.begin(of, one, NOW)
    assert not checklist.warnings(begun.checklists[one.id], one, NOW), "it is five days off"
    (warn,) = checklist.warnings(begun.checklists[one.id], one, EVE)
    first = "12-09" if one.channel.auto_debit.days_before else "12-10"
    last = one.channel.auto_debit.until or one.channel.cutoff
    assert str(warn.message) == (
        f"auto-debit takes ¥101.00 between {first} 00:00 and {'12-10 ' * (first != '12-10')}{last:%H:%M}: "
        "pay by hand as well, and it may be paid twice"
    )
    with pytest.raises(Problem, match="a warning has to be answered first"):
        checklist.confirm_platform(begun, one, one.channel.apps[0].name["zh_CN"], EVE)
    warned = checklist.answer(begun, one, warn.id, "told", EVE)
    assert checklist.confirm_platform(warned, one, one.channel.apps[0].name["zh_CN"], EVE)


@pytest.mark.parametrize("channel", CHANNELS)
def test_auto_debit_on_but_nobody_looked_at_the_cards_balance(channel):
    of = ledger(order(channel=channel))
    one = debited(of, channel)
    eve = at("2026-12-09T00:00:00+08:00") - timedelta(days=one.channel.auto_debit.days_before)
    assert phase(one, eve - timedelta(seconds=1)) is Phase.AHEAD
    assert (phase(one, eve), next_step(one)) == (Phase.CHECK, AutoDebitStep.ACCOUNT)
    of = take_from(of, on_auto_debit(), one, "储蓄卡 1234", eve)
    assert next_step(debited(of, channel)) is AutoDebitStep.BALANCE
    of = confirm_balance(of, on_auto_debit(), debited(of, channel), 10_100, eve)
    assert phase(debited(of, channel), eve) is Phase.READY
    assert debited(of, channel).outstanding == 10_100, "nothing was repaid by looking"


def in_part(one: Bill) -> Status:
    """How the bill stands once it is past due and repaid in part: what no source says may have been its minimum."""
    return Status.TO_CONFIRM if one.channel.minimum and minimum_of(one) is None else Status.OVERDUE


@pytest.mark.parametrize("channel", CHANNELS)
def test_auto_debit_assumed_to_have_worked(channel):
    of = ledger(order(channel=channel))
    one = debited(of, channel)
    assert (one.outstanding, status(one, Moment(AFTER))) == (10_100, Status.TO_CONFIRM)
    assert status(one, Moment(AFTER + timedelta(days=100))) is Status.TO_CONFIRM
    taken = debited(auto_debit.taken(of, one, 10_100, AFTER), channel)
    assert (taken.outstanding, status(taken, Moment(AFTER))) == (0, Status.SETTLED)
    part = debited(auto_debit.taken(of, one, 100, AFTER), channel)
    assert (part.outstanding, status(part, Moment(AFTER))) == (10_000, in_part(one))
    failed = auto_debit.failed(of, one, AFTER)
    assert status(debited(failed, channel), Moment(AFTER)) is Status.OVERDUE
    by_hand_now = checklist.begin(failed, debited(failed, channel), AFTER)
    assert current(by_hand_now.checklists[one.id], one, AFTER) is Step.PLATFORM


@pytest.mark.parametrize("channel", CHANNELS)
def test_overdue_the_amount_has_grown(channel):
    ident = bill_id(channel, DUE)
    of = ledger(order(channel=channel, terms=plan(3_000_000)))
    late = at("2026-12-15T09:00:00+08:00")
    one = bill(of, channel)
    days = (late.date() - posted_on(one.lines[0], one)).days if one.channel.late.since is LateSince.POSTING else 5
    bearing = 1_000_000 if one.channel.late.base is LateBase.PRINCIPAL else 1_000_100
    assert late_interest(one, late) == round(bearing * days * 5 / 10_000)
    explained = [str(each) for each in compare(one, 1_003_000, book(of), late).explanations]
    assert any("for 5 days (an estimate)" in each for each in explained)
    of = up_to_amount(of, ident, late)
    with pytest.raises(Problem, match="correct the bill, pay a part or stop"):
        verifying.settle_amount(of, one, 1_003_000, Way.MATCH, 1_003_000, late)
    of = verifying.settle_amount(of, one, 1_003_000, Way.CORRECT, 1_003_000, late)
    lines = [(line.order_id, line.amount) for line in check_book(of).bill(ident).lines]
    assert lines == [("phone", 1_000_100), ("", 2_900)]
    assert of.corrections[ident].reason == LATE


@pytest.mark.parametrize(
    ("early", "saved"),
    [
        (None, None),
        (Early(rule=EarlyRule.REMAINING_FEES), 0),
        (Early(rule=EarlyRule.PERCENT_OF_REST, percent="3"), -400),
        (Early(rule=EarlyRule.NEXT_FEE), 100),
        (Early(rule=EarlyRule.NONE_CHARGED), 200),
    ],
)
def test_early_settlement_that_saves_nothing(early, saved):
    of = ledger(order())
    channel = replace(by_hand()["huabei"], early=early)
    catalogue = {**by_hand(), "huabei": channel}
    quote = early_quote(of.orders["phone"], book(of, catalogue), channel, NOW)
    assert (quote.principal, quote.fees, quote.saved) == (30_000, 300, saved)
    one = find_bill(of, book(of, catalogue), catalogue, "early/phone", NOW)
    assert one.outstanding == quote.total == 30_300 - (saved or 0)
    assert of.checklists == {}, "all of it is known before the first step"
    done = settled_early(of, "phone", 30_111)
    assert (done.closings["phone"].figure, done.closings["phone"].estimate) == (30_111, 30_300)
    assert not any(row.outstanding for row in check_book(done).schedules["phone"])


class Terminal:
    """A session with a store of its own, and what it showed when it last looked."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.seen = self.store.load()

    def act(self, change) -> None:
        """A change to the newest ledger and the newest bill."""

        def applied(of: Ledger) -> Ledger:
            return change(of, derive(of, by_hand()).bill(HUABEI))

        self.seen = self.store.commit(msg("a step"), applied, NOW)


def paid(of: Ledger, one: Bill) -> Ledger:
    """The last answer."""
    return payment.complete(of, one, NOW, NOW)


def test_the_checklist_of_a_bill_in_two_terminals(tmp_path):
    path = tmp_path / "ledger.json"
    Store(path).commit(msg("orders"), lambda _of: ledger(order()), NOW)
    one, two = Terminal(path), Terminal(path)
    for change in (
        lambda of, each: checklist.begin(of, each, NOW),
        lambda of, each: checklist.confirm_platform(of, each, "支付宝", NOW),
    ):
        one.act(change)
    assert two.store.changed(), "the other terminal sees that the file is a newer one"
    assert two.store.load().revision > two.seen.revision
    two.act(lambda of, each: checklist.begin(of, each, NOW))
    assert two.seen.ledger == one.seen.ledger, "it goes on where the first one is"
    with pytest.raises(Problem, match="another terminal may have gone on"):
        two.act(lambda of, each: checklist.confirm_platform(of, each, "支付宝", NOW))
    for change in (
        lambda of, each: checklist.confirm_entry(of, each, NOW),
        lambda of, each: verifying.settle_amount(of, each, 10_100, Way.MATCH, 10_100, NOW),
        lambda of, each: checklist.choose_method(of, each, "balance", NOW),
    ):
        two.act(change)
    one.act(paid)
    with pytest.raises(Problem, match=r"this bill has been repaid: ¥101\.00 on 2026-12-05 12:00"):
        two.act(paid)
    assert len(Store(path).load().ledger.repayments) == 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_paid_but_the_institution_does_not_show_it_yet(channel):
    ident = bill_id(channel, DUE)
    of = ledger(order(channel=channel))
    sent = completed(of, ident, 10_100, confirmed=False)
    for now in (NOW, AFTER, AFTER + timedelta(days=100)):
        assert status(bill(sent, channel), Moment(now)) is Status.TO_CONFIRM
    with pytest.raises(Problem, match="has been repaid"):
        checklist.begin(paid, bill(sent, channel), NOW)
    (made,) = sent.repayments
    seen = payment.confirm(sent, made)
    assert status(bill(seen, channel), Moment(AFTER)) is Status.SETTLED
    gone = payment.never_arrived(sent, made)
    assert gone == of
    assert status(bill(gone, channel), Moment(AFTER)) is Status.OVERDUE
    for answered in (seen, gone):
        for again in (payment.confirm, payment.never_arrived):
            with pytest.raises(Problem, match="nothing to look at now; another terminal may have answered"):
                again(answered, made)


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_order_was_returned_the_plan_still_runs(channel):
    ident = bill_id(channel, DUE)
    bought = order(channel=channel), order("robot", channel=channel, bought_at=datetime(2026, 11, 3))
    of = repaid(ledger(*bought), ident)
    of = refund(of, "phone", 30_000, NOW, full=True)
    every = check_book(of)
    assert [row.outstanding for row in every.schedules["phone"]] == [0, 0, 0]
    assert credit_with(of, by_hand()) == {channel: 10_000}, "the first period's principal comes back"
    january = every.schedules["robot"][1].due
    assert every.bill(bill_id(channel, january)).outstanding == 100
    later = NOW + timedelta(days=1)
    of = up_to_amount(of, bill_id(channel, january), later)
    still_billed = found(of, bill_id(channel, january), later)
    of = verifying.settle_amount(of, still_billed, 20_200, Way.CORRECT, 20_200, later)
    assert check_book(of).bill(still_billed.id).outstanding == 20_200, "what the institution really bills"


@pytest.mark.parametrize("channel", CHANNELS)
def test_paying_the_minimum_shown_and_thinking_that_it_is_the_bill(channel):
    ident = bill_id(channel, DUE)
    of = up_to_amount(ledger(order(channel=channel, terms=plan(3_000_000))), ident)
    one = bill(of, channel)
    explained = [str(each) for each in compare(one, 100_000, book(of), NOW).explanations]
    assert ("maybe the minimum payment, not the whole bill" in explained) is (minimum_of(one) is None)
    with pytest.raises(Problem, match="correct the bill, pay a part or stop"):
        verifying.settle_amount(of, one, 100_000, Way.MATCH, 100_000, NOW)
    of = verifying.settle_amount(of, one, 1_000_100, Way.PART, 100_000, NOW)
    rest = one.outstanding - 100_000
    assert to_pay(of.checklists[ident], one, NOW) == 100_000
    assert cost_a_day(rest, one.channel) == 450
    of = checklist.choose_method(of, one, one.channel.methods[0].id, NOW)
    of = payment.complete(of, one, NOW, NOW)
    assert bill(of, channel).outstanding == rest
    assert status(bill(of, channel), Moment(NOW)) is Status.PARTLY_PAID
    assert status(bill(of, channel), Moment(AFTER)) is in_part(one)
