"""A repayment said as a whole: it is what its checklist would record, and is refused and asked about as there."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.actions.direct import ReportedRepayment, check_answers, repay, unanswered, warnings, way_of
from models.actions.reference import unasked
from models.actions.refund import credit_with
from models.actions.refusal import refusal
from models.actions.several import apart, repay_all
from models.actions.warnings import Warn
from models.bills.bill import Bill, unconfirmed
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import AutoDebit, Switch
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.progress import Way
from models.ledger.repayment import Allocation, PaidAs, Repayment
from models.values.message import Problem, msg
from models.values.money import Fen
from tests.models.builders import (
    DUE,
    NOW,
    at,
    at_amount,
    at_complete,
    bill,
    book,
    by_hand,
    check_book,
    corrected,
    found,
    ledger,
    order,
    plan,
    repaid,
    settled_early,
    up_to_amount,
)

HUABEI, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE, ROBOT)
"""¥101.00 and ¥201.00 on each of three bills."""


def said(amount: Fen, **rest) -> ReportedRepayment:
    return ReportedRepayment(**{"amount": amount, "method": "balance", "paid_at": NOW, **rest})


def paid(of: Ledger, amount: Fen, ident: str = HUABEI, **rest) -> Ledger:
    return repay(of, found(of, ident), said(amount, **rest), NOW)


def made(of: Ledger, ident: str = f"{HUABEI}#1") -> Repayment:
    return of.repayments[ident]


@given(st.integers(1, 30_200))
def test_what_is_said_as_a_whole_is_what_the_checklist_records(amount):
    by_checklist, direct = repaid(OF, HUABEI, amount), paid(OF, amount)
    way = PaidAs.FULL if amount == 30_200 else PaidAs.PART
    assert replace(direct, repayments={}) == replace(by_checklist, repayments={})
    assert made(direct) == replace(made(by_checklist), way=way)
    check_book(direct)


def test_a_bill_that_has_been_repaid_is_refused_with_when_and_how():
    with pytest.raises(Problem, match=r"has been repaid: ¥302\.00 on 2026-12-05 12:00 by Alipay balance"):
        paid(paid(OF, 30_200), 30_200)


def test_what_was_paid_twice_is_credit_of_the_account_and_the_bill_stays_as_it_is():
    once = paid(OF, 30_200)
    twice = paid(once, 30_200, way=PaidAs.AGAIN)
    again = made(twice, f"{HUABEI}#2")
    assert (again.way, again.credit, again.allocations) == (PaidAs.AGAIN, 30_200, ())
    assert credit_with(twice, by_hand()) == {"huabei": 30_200}
    assert replace(bill(twice), repayments=(), spare=()) == replace(bill(once), repayments=())
    check_book(twice)


def test_more_than_is_owed_is_refused_unless_it_was_paid_again():
    with pytest.raises(Problem, match=r"¥302\.01 is more than the ¥302\.00 owed"):
        paid(OF, 30_201)
    of = paid(OF, 30_201, way=PaidAs.AGAIN)
    assert (bill(of).outstanding, made(of).credit) == (0, 1)


def test_what_is_still_owed_was_not_paid_twice():
    with pytest.raises(Problem, match=r"¥302\.00 is still owed on this bill, so nothing of ¥302\.00 was paid twice"):
        paid(OF, 30_200, way=PaidAs.AGAIN)


@pytest.mark.parametrize(
    ("amount", "way", "expected"),
    [(30_200, None, PaidAs.FULL), (10_000, None, PaidAs.PART), (30_199, PaidAs.MINIMUM, PaidAs.MINIMUM)],
)
def test_all_that_is_owed_is_the_bill_and_less_is_a_part_of_it(amount, way, expected):
    assert made(paid(OF, amount, way=way)).way is expected


@pytest.mark.parametrize(
    ("amount", "way", "words"),
    [
        (0, None, "more than ¥0.00"),
        (10**11, PaidAs.AGAIN, "is over"),
        (10_000, PaidAs.FULL, r"¥100\.00 is less than the ¥302\.00 owed"),
        (30_200, PaidAs.PART, "a part must be less than the ¥302.00 owed"),
        (30_200, PaidAs.MINIMUM, "a part must be less than the ¥302.00 owed"),
    ],
)
def test_an_amount_that_is_not_what_its_way_says_is_refused(amount, way, words):
    with pytest.raises(Problem, match=words) as refused:
        paid(OF, amount, way=way)
    assert refused.value.field == "amount"


def test_a_method_that_the_channel_does_not_take_is_refused_with_those_that_it_takes():
    words = r"it takes balance \(Alipay balance\), debit-card \(debit card\), yuebao"
    with pytest.raises(Problem, match=words) as refused:
        paid(OF, 30_200, method="cash")
    assert refused.value.field == "method"


def test_another_way_is_taken_by_every_channel_with_its_words():
    for channel in builtin():
        of = ledger(order("phone", channel=channel))
        one = next(iter(book(of).bills.values()))
        of = repay(of, one, said(one.outstanding, method="other", other=" 柜台 \n现金"), NOW)
        (repayment,) = of.repayments.values()
        assert (repayment.method, repayment.other) == ("other", "柜台 现金")


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ({"method": "other"}, "say in words how it was paid"),
        ({"method": "other", "other": " "}, "say in words how it was paid"),
        ({"method": "other", "other": "x" * 121}, "at most 120 characters"),
        ({"method": "other", "other": "card 6222020200001234"}, "more than the last four digits"),
        ({"other": "cash"}, "go with the method `other` alone"),
    ],
)
def test_another_way_needs_words_that_expose_no_number(by, words):
    with pytest.raises(Problem, match=words) as refused:
        paid(OF, 30_200, **by)
    assert refused.value.field == "other"


@pytest.mark.parametrize(
    ("paid_at", "words"),
    [
        (NOW + timedelta(minutes=6), "in the future"),
        (at("2026-10-31T12:00:00+08:00"), "before the purchase of phone on 2026-11-01"),
        (at("2026-11-02T12:00:00+08:00"), "before the purchase of robot on 2026-11-03"),
        (NOW - timedelta(days=400), "more than a year ago"),
    ],
)
def test_it_was_paid_when_it_can_have_been_paid(paid_at, words):
    with pytest.raises(Problem, match=words) as refused:
        paid(OF, 30_200, paid_at=paid_at)
    assert refused.value.field == "paid_at"


def test_a_second_payment_too_came_after_something_was_bought():
    of = paid(OF, 30_200)
    with pytest.raises(Problem, match="before the purchase of phone"):
        paid(of, 30_200, way=PaidAs.AGAIN, paid_at=at("2026-10-31T12:00:00+08:00"))
    assert paid(of, 30_200, way=PaidAs.AGAIN, paid_at=at("2026-11-02T12:00:00+08:00"))


def test_a_reference_that_is_too_long_is_refused_and_one_that_fits_is_kept_and_not_asked_for():
    with pytest.raises(Problem, match="65 characters"):
        paid(OF, 30_200, reference="x" * 65)
    of = paid(OF, 30_200, reference=" 2026 1205 ")
    assert made(of).reference == "2026 1205"
    assert unasked(of) == ()


def test_what_the_app_does_not_show_yet_is_to_be_confirmed():
    of = paid(OF, 30_200, confirmed=False)
    assert unconfirmed(bill(of)) == made(of)


# Shares of orders


def test_shares_go_to_their_orders_and_the_rest_as_it_goes_by_itself():
    of = paid(OF, 15_000, shares=(("robot", 12_000),))
    assert made(of).allocations == (
        Allocation("robot", 1, fee=100, principal=11_900),
        Allocation("phone", 1, fee=100, principal=2_900),
    )
    of = paid(OF, 30_000, shares=(("robot", 12_000), ("robot", 3_000)))
    assert {each.order: each.amount for each in made(of).allocations} == {"robot": 19_900, "phone": 10_100}
    check_book(of)


@pytest.mark.parametrize(
    ("amount", "shares", "words"),
    [
        (10_000, (("robot", 10_001),), r"shares of the orders are more than ¥100\.00"),
        (10_000, (("robot", 6_000), ("phone", 4_001)), "more than"),
        (10_000, (("watch", 100),), "order watch is not on the bill due 2026-12-10"),
        (10_000, (("", 100),), "is not on the bill"),
        (20_000, (("phone", 10_101),), r"the share of phone can be ¥0\.01 to ¥101\.00"),
        (20_000, (("phone", 10_000), ("phone", 102)), r"the share of phone can be ¥0\.01 to ¥1\.00"),
        (20_000, (("phone", 0),), "the share of phone"),
    ],
)
def test_a_share_that_cannot_be_is_refused(amount, shares, words):
    with pytest.raises(Problem, match=words):
        paid(OF, amount, shares=shares)


@given(st.integers(1, 30_200), st.integers(0, 10_100), st.integers(0, 20_100))
def test_no_share_is_lost(amount, phone, robot):
    shares = tuple((ident, share) for ident, share in (("phone", phone), ("robot", robot)) if share)
    if phone + robot > amount:
        return
    of = paid(OF, amount, shares=shares)
    got = {each.order: each.amount for each in made(of).allocations}
    assert got.get("phone", 0) >= phone
    assert got.get("robot", 0) >= robot
    assert (sum(got.values()), made(of).credit) == (amount, 0)
    check_book(of)


# Warnings


def on(default: Switch = Switch.ON) -> Catalogue:
    return {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=AutoDebit(default=default))}


def debited(of: Ledger = OF) -> Bill:
    return book(of, on()).bill(HUABEI)


def test_a_warning_is_raised_as_the_checklist_raises_it_and_has_to_be_answered():
    eve = at("2026-12-09T20:00:00+08:00")
    one, whole = debited(), said(30_200, paid_at=eve)
    of = checklist.begin(OF, one, eve)
    assert unanswered(one, whole, eve) == checklist.warnings(of.checklists[HUABEI], one, eve)
    with pytest.raises(Problem, match="a warning has to be answered first"):
        repay(OF, one, whole, eve)
    for answers in ({"auto-debit": "because"}, {"debit-unseen": "looked"}):
        assert unanswered(one, replace(whole, answers=answers), eve)
    assert repay(OF, one, replace(whole, answers={"auto-debit": "empty"}), eve).repayments


def test_an_answer_to_no_warning_is_a_slip():
    warned = [Warn("auto-debit", refusal(bill(paid(OF, 30_200))), msg("why?"), {"empty": None})]
    check_answers({"auto-debit": "empty"}, warned)
    for wrong in ({"auto-debit": "because"}, {"debit": "empty"}):
        with pytest.raises(Problem, match="there is no such warning to answer"):
            check_answers(wrong, warned)


def test_what_was_paid_before_the_cut_off_does_not_count_as_tomorrows():
    of, now = ledger(order("phone", channel="cmb")), at("2026-12-10T20:00:00+08:00")
    one = book(of).bill("cmb/2026-12-10")
    late = [each.id for each in warnings(one, said(10_100, method="app", paid_at=now), now)]
    early = [each.id for each in warnings(one, said(10_100, method="app", paid_at=now - timedelta(hours=4)), now)]
    assert (late, early) == (["after-cutoff"], [])


def with_other_debts() -> Ledger:
    """The bill corrected to ¥1,302.00: ¥1,000.00 of it is no instalment, and of that a tenth is the minimum."""
    return corrected(OF, HUABEI, 130_200)


@pytest.mark.parametrize(("reason", "way"), [("minimum", PaidAs.MINIMUM), ("part", PaidAs.PART)])
def test_about_the_minimum_it_is_asked_whether_it_is_that_or_a_part(reason, way):
    of, minimum = with_other_debts(), said(40_200)
    (warn,) = unanswered(bill(of), minimum, NOW)
    assert warn.id == "minimum"
    assert "¥900.00" in str(warn.message)
    assert unanswered(bill(of), replace(minimum, way=way), NOW) == ()
    assert way_of(bill(of), replace(minimum, answers={"minimum": reason})) is way
    done = repay(of, bill(of), replace(minimum, answers={"minimum": reason}), NOW)
    assert made(done).way is way


def test_that_the_minimum_was_paid_in_time_is_kept_until_it_turns_out_that_it_never_arrived():
    of = paid(with_other_debts(), 40_200, way=PaidAs.MINIMUM, confirmed=False)
    assert of.minimums[HUABEI].at == NOW
    assert payment.never_arrived(of, f"{HUABEI}#1").minimums == {}
    late = DUE + timedelta(days=1)
    after = at(f"{late.isoformat()}T12:00:00+08:00")
    one = found(with_other_debts(), HUABEI, after)
    assert repay(with_other_debts(), one, said(40_200, way=PaidAs.MINIMUM, paid_at=after), after).minimums == {}


# Checklists


@pytest.mark.parametrize("by_checklist", [at_amount, at_complete])
def test_a_checklist_of_the_bill_is_ended_so_that_it_cannot_record_a_second_repayment(by_checklist):
    of = paid(by_checklist(OF), 30_200, reference="A1")
    assert of.checklists == {}
    for on_the_other_terminal in (
        lambda: payment.complete(of, bill(of), NOW, NOW),
        lambda: verifying.settle_amount(of, bill(of), 30_200, Way.MATCH, 30_200, NOW),
        lambda: checklist.begin(of, bill(of), NOW),
    ):
        with pytest.raises(Problem, match=r"has been repaid: ¥302\.00"):
            on_the_other_terminal()


def test_the_reference_of_an_earlier_repayment_is_still_asked_for():
    of = verifying.settle_amount(at_amount(OF), bill(OF), 30_200, Way.PART, 10_000, NOW)
    of = payment.complete(checklist.choose_method(of, bill(of), "balance", NOW), bill(of), NOW, NOW)
    of = paid(of, 20_200)
    assert [each.id for each in unasked(of)] == [f"{HUABEI}#1"]


def test_a_bill_is_not_repaid_while_the_early_settlement_of_its_order_is_under_way_nor_the_other_way_round():
    of = up_to_amount(OF, early_id("phone"))
    with pytest.raises(Problem, match="the early settlement of phone is under way"):
        paid(of, 30_200)
    of = at_amount(OF)
    with pytest.raises(Problem, match="the checklist of the bill due 2026-12-10 is under way"):
        paid(of, 30_100, early_id("phone"))
    assert open_checklists(of)


# Early settlement


@pytest.mark.parametrize("figure", [30_300, 30_100, 30_000, 31_000])
def test_early_settlement_is_what_its_checklist_records_with_the_figure_of_the_app(figure):
    by_checklist, direct = settled_early(OF, "phone", figure), paid(OF, figure, early_id("phone"))
    assert replace(direct, repayments={}) == replace(by_checklist, repayments={})
    assert made(direct, "early/phone#1") == replace(made(by_checklist, "early/phone#1"), way=PaidAs.FULL)
    check_book(direct)


@pytest.mark.parametrize("way", [PaidAs.PART, PaidAs.MINIMUM, PaidAs.AGAIN])
def test_early_settlement_is_paid_whole_or_not_at_all(way):
    with pytest.raises(Problem, match="early settlement is paid whole, or not at all"):
        paid(OF, 30_000, early_id("phone"), way=way)


def test_an_order_is_settled_early_once():
    of = paid(OF, 30_300, early_id("phone"))
    with pytest.raises(Problem, match=r"phone has been settled early: ¥303\.00"):
        paid(of, 30_300, early_id("phone"))


# Several bills


def several(of: Ledger, amount: Fen, *idents: str, **rest) -> Ledger:
    return repay_all(of, by_hand(), idents, said(amount, **rest), NOW)


def test_several_bills_are_repaid_by_what_they_come_to_together_with_one_reference():
    of = several(OF, 60_400, NEXT, HUABEI, reference="A1")
    assert {ident: (each.amount, each.reference, each.way) for ident, each in of.repayments.items()} == {
        f"{HUABEI}#1": (30_200, "A1", PaidAs.FULL),
        f"{NEXT}#1": (30_200, "A1", PaidAs.FULL),
    }
    check_book(of)


def test_a_part_of_several_bills_goes_to_the_earliest_first():
    of = several(OF, 40_000, NEXT, HUABEI, way=PaidAs.PART)
    assert {ident: (each.amount, each.way) for ident, each in of.repayments.items()} == {
        f"{HUABEI}#1": (30_200, PaidAs.FULL),
        f"{NEXT}#1": (9_800, PaidAs.PART),
    }


@pytest.mark.parametrize(
    ("amount", "rest", "words"),
    [
        (60_399, {}, r"together these bills come to ¥604\.00, not ¥603\.99"),
        (60_401, {}, "together these bills come to"),
        (60_401, {"way": PaidAs.PART}, "together these bills come to"),
        (30_200, {"way": PaidAs.PART}, "none of the amount is left for the bill due 2027-01-10"),
        (60_400, {"way": PaidAs.AGAIN}, "record anything else bill by bill"),
        (60_400, {"way": PaidAs.MINIMUM}, "record anything else bill by bill"),
        (60_400, {"shares": (("phone", 100),)}, "record anything else bill by bill"),
    ],
)
def test_any_other_amount_for_several_bills_is_refused(amount, rest, words):
    with pytest.raises(Problem, match=words):
        apart((bill(OF), bill(OF, due=DUE.replace(year=2027, month=1))), said(amount, **rest), book(OF), NOW)


def test_of_several_bills_none_is_repaid_where_one_cannot_be():
    of = paid(OF, 30_200)
    with pytest.raises(Problem, match="has been repaid"):
        several(of, 30_200, HUABEI, NEXT)


def test_auto_debit_that_took_it_leaves_nothing_to_record():
    after = at("2026-12-11T09:00:00+08:00")
    of = auto_debit.taken(OF, debited(), 30_200, after)
    with pytest.raises(Problem, match="by auto-debit"):
        repay(of, debited(of), said(30_200, paid_at=after), after)
