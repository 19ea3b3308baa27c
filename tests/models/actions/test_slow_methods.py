"""A method that cannot arrive before the cut-off is named with its last safe hour, and asks for a reason."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.direct import ReportedRepayment, repay, unanswered
from models.actions.warnings import TOO_SLOW
from models.bills.bill import Bill
from models.channels.arrival import Arrival, Takes
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.ledger.repayment import OTHER
from models.values.message import Problem
from tests.models.builders import (
    DUE,
    at,
    book,
    by_hand,
    check_book,
    found,
    ledger,
    order,
    settled_early,
    through_the_file,
    up_to_amount,
)

XIAOMI = bill_id("xiaomi", DUE)
OF = ledger(order("phone", channel="xiaomi"))
DUE_DAY = at("2026-12-10T09:00:00+08:00")
TEN_DAYS_BEFORE = at("2026-11-30T09:00:00+08:00")


def to_method(of: Ledger, ident: str, now: datetime) -> Ledger:
    """The checklist at its method step."""
    of = up_to_amount(of, ident, now)
    owed = found(of, ident, now).outstanding
    return verifying.settle_amount(of, found(of, ident, now), owed, Way.MATCH, owed, now)


def chosen(of: Ledger, method: str, now: datetime, ident: str = XIAOMI, other: str = "") -> Ledger:
    of = to_method(of, ident, now)
    return through_the_file(checklist.choose_method(of, found(of, ident, now), method, now, other=other))


def slow(of: Ledger, now: datetime, ident: str = XIAOMI) -> list[str]:
    return [str(each.message) for each in checklist.warnings(of.checklists[ident], found(of, ident, now), now)]


def test_a_method_that_cannot_arrive_before_the_cut_off_says_so_with_the_last_safe_hour_and_a_reason_is_asked():
    of = chosen(OF, "wechat", DUE_DAY)
    one = found(of, XIAOMI, DUE_DAY)
    (warn,) = checklist.warnings(of.checklists[XIAOMI], one, DUE_DAY)
    assert (warn.id, str(warn.message), str(warn.ask)) == (
        TOO_SLOW,
        "sent on 12-10 09:00, WeChat Pay 微信支付 may arrive only by 12-13 23:59, after the cut-off, 12-10 23:59: "
        "the last safe hour was 12-07 23:59",
        "Why this way?",
    )
    with pytest.raises(Problem, match="a warning has to be answered first"):
        payment.complete(of, one, DUE_DAY, DUE_DAY)
    of = through_the_file(checklist.answer(of, one, TOO_SLOW, "only", DUE_DAY))
    (made,) = check_book(payment.complete(of, one, DUE_DAY, DUE_DAY)).bill(XIAOMI).repayments
    assert made.method == "wechat"


@pytest.mark.parametrize("method", [*(each.id for each in builtin()["xiaomi"].methods), OTHER])
def test_ten_days_earlier_it_says_nothing(method):
    of = chosen(OF, method, TEN_DAYS_BEFORE, other="柜台" if method == OTHER else "")
    assert not slow(of, TEN_DAYS_BEFORE)
    assert payment.complete(of, found(of, XIAOMI), TEN_DAYS_BEFORE, TEN_DAYS_BEFORE)


def test_the_last_safe_hour_itself_is_safe():
    safe = at("2026-12-07T23:59:59+08:00")
    assert not slow(chosen(OF, "alipay", safe), safe)
    assert slow(chosen(OF, "alipay", safe + timedelta(seconds=1)), safe + timedelta(seconds=1))


def test_it_counts_when_the_method_was_chosen_however_late_one_comes_back_to_it():
    safe, later = at("2026-12-07T23:59:59+08:00"), at("2026-12-08T00:10:00+08:00")
    of = chosen(OF, "alipay", safe)
    assert not slow(of, later), "it was sent when it was chosen"


def test_another_method_is_asked_about_by_itself():
    of = chosen(OF, "wechat", DUE_DAY)
    one = found(of, XIAOMI, DUE_DAY)
    of = checklist.answer(of, one, TOO_SLOW, "only", DUE_DAY)
    of = checklist.step_back(of, one, DUE_DAY)
    of = checklist.choose_method(of, one, "alipay", DUE_DAY)
    assert slow(of, DUE_DAY)
    of = checklist.step_back(of, one, DUE_DAY)
    of = checklist.choose_method(of, one, OTHER, DUE_DAY, other="朋友代付")
    assert not slow(of, DUE_DAY), "how long that takes is not known"


def test_of_a_bill_that_is_overdue_already_nothing_is_said():
    late = at("2026-12-12T09:00:00+08:00")
    assert not slow(chosen(OF, "wechat", late), late)
    assert settled_early(OF, "phone", now=DUE_DAY), "its quote is of the day, whatever the way"


def test_of_a_transfer_to_a_bank_it_says_that_public_holidays_are_not_known():
    ident, friday = bill_id("cmb", date(2026, 12, 14)), at("2026-12-11T09:00:00+08:00")
    of = chosen(ledger(order("phone", channel="cmb", due=date(2026, 12, 14))), "bank-transfer", friday, ident)
    assert slow(of, friday, ident) == [
        "sent on 12-11 09:00, transfer from another bank may arrive only by 12-14 23:59 "
        "(public holidays are not known), after the cut-off, 12-14 17:00: the last safe hour was 12-10 23:59"
    ]


def test_the_users_own_time_of_a_method_counts():
    quick = replace(by_hand()["xiaomi"], arrivals={"wechat": Arrival(Takes.AT_ONCE)})
    catalogue = {**by_hand(), "xiaomi": quick}
    of = up_to_amount(OF, XIAOMI, DUE_DAY, catalogue)
    one = found(of, XIAOMI, DUE_DAY, catalogue)
    of = verifying.settle_amount(of, one, one.outstanding, Way.MATCH, one.outstanding, DUE_DAY)
    of = checklist.choose_method(of, one, "wechat", DUE_DAY)
    assert not checklist.warnings(of.checklists[XIAOMI], one, DUE_DAY)


def said(one: Bill, method: str, paid_at: datetime, **rest) -> ReportedRepayment:
    return ReportedRepayment(amount=one.outstanding, method=method, paid_at=paid_at, **rest)


def test_a_repayment_said_as_a_whole_asks_the_same_before_it_is_written():
    one = found(OF, XIAOMI)
    (warn,) = unanswered(one, said(one, "wechat", DUE_DAY), DUE_DAY)
    assert warn.id == TOO_SLOW
    with pytest.raises(Problem, match="a warning has to be answered first"):
        repay(OF, one, said(one, "wechat", DUE_DAY), DUE_DAY)
    assert repay(OF, one, said(one, "wechat", DUE_DAY, answers={TOO_SLOW: "shown"}), DUE_DAY).repayments
    assert not unanswered(one, said(one, "wechat", TEN_DAYS_BEFORE), DUE_DAY), "it was sent in time"
    later = DUE_DAY + timedelta(days=5)
    assert not unanswered(one, said(one, "wechat", DUE_DAY), later), "there is nothing to be in time for"


def test_another_way_is_always_there_with_what_it_was():
    for channel in builtin().values():
        ident = bill_id(channel.id, DUE)
        of = chosen(ledger(order("phone", channel=channel.id)), OTHER, TEN_DAYS_BEFORE, ident, other=" 银行\x1b柜台 ")
        done = payment.complete(of, found(of, ident), TEN_DAYS_BEFORE, TEN_DAYS_BEFORE)
        (made,) = check_book(done).bill(ident).repayments
        assert (made.method, made.other) == (OTHER, "银行\ufffd柜台")


@pytest.mark.parametrize("other", ["", "  ", "工行 6222 0202", "x" * 500])
def test_what_another_way_was_is_said_in_a_few_words_without_a_number(other):
    of = to_method(OF, XIAOMI, TEN_DAYS_BEFORE)
    with pytest.raises(Problem) as refused:
        checklist.choose_method(of, found(of, XIAOMI), OTHER, TEN_DAYS_BEFORE, other=other)
    assert refused.value.field == "other"
    with pytest.raises(Problem, match="words of your own go with the method `other` alone"):
        checklist.choose_method(of, found(of, XIAOMI), "alipay", TEN_DAYS_BEFORE, other="柜台")


@given(
    st.sampled_from([(each.id, method.id) for each in builtin().values() for method in each.methods]),
    st.sampled_from((None, Switch.ON, Switch.OFF)),
    st.integers(0, 30 * 24 * 60),
    st.dates(date(2026, 12, 1), date(2026, 12, 31)),
)
def test_an_ordinary_bill_shows_at_most_one_warning_a_step(way, own, minutes_before, due):
    channel, method = way
    of = ledger(order("phone", channel=channel, due=due, auto_debit=own))
    ident = bill_id(channel, due)
    one = book(of, builtin()).bill(ident)
    now = one.due_at - timedelta(minutes=minutes_before)
    of = checklist.begin(of, one, now)
    warnings_by_step: dict[Step, int] = {}
    for step in Step:
        warned = checklist.warnings(of.checklists[ident], one, now)
        warnings_by_step[step] = len(warned)
        for warn in warned:
            of = checklist.answer(of, one, warn.id, next(iter(warn.reasons)), now)
        match step:
            case Step.PLATFORM:
                of = checklist.confirm_platform(of, one, checklist.official(one)[0].name["zh_CN"], now)
            case Step.ENTRY:
                of = checklist.confirm_entry(of, one, now)
            case Step.AMOUNT:
                of = verifying.settle_amount(of, one, one.outstanding, Way.MATCH, one.outstanding, now)
            case Step.METHOD:
                of = checklist.choose_method(of, one, method, now)
            case Step.COMPLETE:
                assert payment.complete(of, one, now, now).repayments
    assert max(warnings_by_step.values()) <= 1
