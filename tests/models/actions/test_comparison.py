from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions.comparison import Comparison, compare
from tests.models.builders import NOW, at, bill, book, found, ledger, order, plan, repaid

PHONE = order("phone")
ROBOT = order("robot", terms=plan(60_000), bought_at=datetime(2026, 11, 3))
OF = ledger(PHONE, ROBOT)
JANUARY = date(2027, 1, 10)


def compared(figure, of=OF, now=NOW, due=date(2026, 12, 10)) -> Comparison:
    return compare(bill(of, due=due), figure, book(of), now)


def explained(*args, **rest) -> list[str]:
    return [str(each) for each in compared(*args, **rest).explanations]


def test_the_same_figure_needs_no_explanation():
    assert compared(30_200) == Comparison(30_200, 30_200, ())
    assert compared(30_200).difference == 0


@pytest.mark.parametrize(("figure", "difference"), [(30_199, -1), (30_201, 1), (0, -30_200)])
def test_the_difference_is_the_apps_figure_less_the_bills(figure, difference):
    assert (compared(figure).owed, compared(figure).difference) == (30_200, difference)


def test_one_orders_instalment_is_recognised():
    assert explained(20_100) == ["it is the instalment of robot alone, 1/3; 1 more on this bill"]


def test_what_a_part_left_is_compared_not_the_whole_bill():
    of = repaid(OF, "huabei/2026-12-10", 12_000)
    assert compared(18_200, of).difference == 0


def test_another_months_bill_is_recognised():
    of = ledger(PHONE, order("band", terms=plan(300, 1, 0), due=JANUARY))
    assert explained(10_400, of) == ["it is the amount of the bill due 2027-01-10"]


def test_an_overdue_bill_that_is_included_is_recognised():
    one = ledger(PHONE, order("band", terms=plan(900, 3, 0), due=JANUARY))
    late = at("2026-12-12T12:00:00+08:00")
    assert explained(20_500, one, late, JANUARY) == ["it includes the overdue bill of 2026-12-10"]
    assert explained(20_500, one, due=JANUARY) == ["it includes the bill of 2026-12-10"], "it is not due yet"


def test_a_bill_that_is_due_later_is_not_called_overdue():
    of = ledger(PHONE, order("band", terms=plan(300, 1, 0), due=JANUARY))
    assert not any("overdue bill" in each for each in explained(20_500, of))


def test_another_institutions_bills_explain_nothing():
    of = ledger(PHONE, order("card", channel="cmb", terms=plan(60_000)))
    assert not any("the bill due" in each for each in explained(20_100, of))


@pytest.mark.parametrize("figure", [32_000, 20_300, 30_020])
def test_digits_in_another_order_are_taken_for_a_slip(figure):
    assert "the same digits in another order: typed wrongly?" in explained(figure)


def test_more_may_be_an_order_that_is_not_entered_and_late_interest_only_when_overdue():
    not_yet, late = explained(30_999, now=at("2026-12-10T15:59:59Z")), explained(30_999, now=at("2026-12-10T16:00:00Z"))
    assert not_yet == explained(30_999) == ["maybe another order on the same bill that is not entered here"]
    assert late[0] == not_yet[0]
    assert late[1].startswith("maybe late interest on what is owed, since the bill is overdue")


def test_less_may_be_a_coupon_or_a_refund_and_no_guess_says_what_it_is_not():
    assert explained(28_888) == [
        "maybe a coupon or a discount",
        "maybe a refund, or a part repaid elsewhere that is not recorded here",
    ]


def test_nothing_left_in_the_app_is_no_settled_instalment():
    of = repaid(OF, "huabei/2026-12-10", 12_000)
    assert not any("alone" in each for each in explained(0, of))


def test_a_title_is_data_in_an_explanation():
    of = ledger(order("{figure} [/]"), ROBOT)
    assert explained(10_100, of) == ["it is the instalment of {figure} [/] alone, 1/3; 1 more on this bill"]


@given(st.integers(0, 40_000))
def test_explanations_are_distinct_and_those_of_early_settlement_speak_of_no_monthly_part(figure):
    one = found(OF, "early/phone", NOW)
    settling = [str(each) for each in compare(one, figure, book(OF), NOW).explanations]
    for said in (settling, explained(figure)):
        assert len(said) == len(set(said))
    assert not [each for each in settling if "not this period of it" in each or "minimum" in each]
