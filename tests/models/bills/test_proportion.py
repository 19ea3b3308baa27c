"""What is owed beside what comes in: until the payday, by month, as a share of the income."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions.defer import defer
from models.bills.proportion import (
    IncomeMark,
    Proportion,
    Share,
    by_month,
    due_by_month,
    highest_share,
    next_payday,
    owed_by_month,
    proportion,
    until_payday,
)
from models.channels.builtin import builtin
from models.ledger.budget import Budget
from models.values.dates import days_between, months_after
from tests.models.builders import NOW, at, book, crowded, ledger, order, plan, repaid

PHONE = order("phone", due=date(2026, 12, 10))
ROBOT = order("robot", channel="jd-baitiao", due=date(2026, 12, 3), terms=plan(60_000))
OF = book(ledger(PHONE, ROBOT))
"""On 2026-12-05: ¥201.00 is overdue since the 3rd, ¥101.00 due on the 10th; both twice more."""
MARCH = date(2027, 3, 1)


def beside(income=None, payday=None, fixed=None, of=OF, now=NOW) -> Proportion:
    return proportion(of, Budget(income=income, payday=payday, fixed=fixed), now)


def test_all_that_is_owed_is_summed_up_with_the_day_on_which_it_ends():
    found = beside().owed
    assert (found.total, found.ends_on) == (3 * (201_00 + 101_00), date(2027, 2, 10))
    assert (beside(of=book(ledger())).owed.total, beside(of=book(ledger())).owed.ends_on) == (0, None)


def test_where_nothing_is_known_nothing_is_claimed():
    found = beside()
    assert (found.until_payday, found.share, found.highest, found.left_over, found.known) == (None,) * 4 + (False,)
    assert (beside(fixed=1).left_over, beside(fixed=1).known) == (None, False)
    assert (beside(payday=10).share, beside(payday=10).known) == (None, True)
    assert (beside(income=1).until_payday, beside(income=1).known) == (None, True)


@pytest.mark.parametrize(
    ("day", "payday", "on"),
    [
        ("2026-12-05", 10, "2026-12-10"),
        ("2026-12-10", 10, "2026-12-10"),  # today is payday
        ("2026-12-11", 10, "2027-01-10"),  # it passed this month
        ("2026-12-31", 1, "2027-01-01"),
        ("2027-02-01", 31, "2027-02-28"),  # a short month
        ("2027-02-28", 31, "2027-02-28"),
        ("2028-02-29", 30, "2028-02-29"),
        ("2027-03-01", 31, "2027-03-31"),  # and back
        ("2027-01-31", 30, "2027-02-28"),
        ("2027-04-30", 31, "2027-04-30"),
    ],
)
def test_the_next_payday_is_the_first_from_today_on_at_the_end_of_a_month_that_is_too_short(day, payday, on):
    assert next_payday(date.fromisoformat(day), payday) == date.fromisoformat(on)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 31))
def test_a_payday_comes_every_month_and_is_never_further_away_than_31_days(day, payday):
    on = next_payday(day, payday)
    assert 0 <= days_between(day, on) <= 31
    assert next_payday(on, payday) == on
    assert on.day == payday or (on.day < payday and months_after(on, 0, payday) == on)


def test_what_is_overdue_is_due_before_the_payday_and_what_is_due_on_it_as_well():
    found = until_payday(OF, 10, NOW)
    assert found is not None
    assert (found.on, found.next) == (date(2026, 12, 10), date(2027, 1, 10))
    assert (found.before, found.after, found.to_confirm) == (201_00 + 101_00, 201_00 + 101_00, 0)
    earlier = until_payday(OF, 9, NOW)
    assert earlier is not None
    assert (earlier.before, earlier.after) == (201_00, 101_00 + 201_00)


def test_on_the_payday_itself_what_is_due_today_is_still_due_before_it():
    found = until_payday(OF, 10, at("2026-12-10T23:00:00+08:00"))
    assert found is not None
    assert (found.on, found.before) == (date(2026, 12, 10), 302_00)
    next_day = until_payday(OF, 10, at("2026-12-11T00:00:00+08:00"))
    assert next_day is not None
    assert (next_day.on, next_day.before) == (date(2027, 1, 10), 2 * 302_00)


def test_the_day_is_that_of_the_institutions_wherever_the_user_is():
    """16:30 UTC on the 10th is the 11th in Shanghai."""
    found = until_payday(OF, 10, at("2026-12-10T16:30:00+00:00"))
    assert found is not None
    assert found.on == date(2027, 1, 10)


def test_what_was_repaid_is_due_no_more_and_stays_in_the_share():
    of = book(repaid(ledger(PHONE), "huabei/2026-12-10"))
    found = beside(income=202_00, payday=10, of=of)
    assert found.until_payday is not None
    assert found.until_payday.before == 0
    assert found.share == Share(date(2026, 12, 1), 101_00, 202_00, repaid=101_00)
    assert found.share.mark is IncomeMark.WARN


def test_what_an_auto_debit_may_have_taken_is_to_be_confirmed_and_neither_before_nor_after():
    of = book(ledger(order("tv", channel="xiaomi")), builtin())
    found = until_payday(of, 20, at("2026-12-11T12:00:00+08:00"))
    assert found is not None
    assert (found.before, found.to_confirm, found.after) == (0, 101_00, 101_00)


def test_periods_from_before_an_order_was_entered_are_to_be_confirmed_until_somebody_says_whether_they_were_repaid():
    of = book(ledger(order("phone", entered_on=date(2027, 1, 20))))
    found = until_payday(of, 10, at("2027-01-20T12:00:00+08:00"))
    assert found is not None
    assert (found.before, found.to_confirm) == (101_00, 202_00)


def test_what_went_over_to_a_later_bill_is_due_in_that_month_alone():
    of = ledger(PHONE)
    put_off = book(defer(of, book(of).bill("huabei/2026-12-10"), NOW))
    assert due_by_month(put_off, NOW.date()) == {
        date(2026, 12, 1): 0,
        date(2027, 1, 1): 202_00,
        date(2027, 2, 1): 101_00,
    }


def test_what_is_owed_in_a_month_is_without_what_is_repaid_of_it():
    of = book(repaid(ledger(PHONE, ROBOT), "huabei/2026-12-10"))
    december = date(2026, 12, 1)
    assert (due_by_month(of, NOW.date())[december], owed_by_month(of, NOW.date())[december]) == (302_00, 201_00)


def test_a_bill_of_the_first_of_the_month_is_of_that_month_all_of_it():
    of = book(ledger(order("phone", due=date(2026, 12, 1))))
    found = beside(income=101_00, of=of)
    assert found.share is not None
    assert (found.share.due, due_by_month(of, NOW.date())[date(2026, 12, 1)]) == (101_00, 101_00)


@pytest.mark.parametrize(
    ("due", "mark", "percent", "exactly"),
    [
        (0, IncomeMark.WELL, "0", "0.00"),
        (29_99, IncomeMark.WELL, "29", "29.99"),
        (29_999, IncomeMark.WELL, "29", "29.99"),
        (30_00, IncomeMark.WATCH, "30", "30.00"),
        (39_99, IncomeMark.WATCH, "39", "39.99"),
        (40_00, IncomeMark.WARN, "40", "40.00"),
        (50_00, IncomeMark.WARN, "50", "50.00"),
        (50_01, IncomeMark.ALARM, "51", "50.01"),
        (500_001, IncomeMark.ALARM, "51", "50.01"),
        (32_96, IncomeMark.WATCH, "33", "32.96"),
        (250_00, IncomeMark.ALARM, "250", "250.00"),
    ],
)
def test_the_mark_changes_exactly_at_30_40_and_50_and_the_figure_never_contradicts_it(due, mark, percent, exactly):
    income = {29_999: 100_000, 500_001: 1_000_000}.get(due, 100_00)
    found = Share(MARCH, due, income)
    assert (found.mark, found.percent(), found.percent(2)) == (mark, Decimal(percent), Decimal(exactly))


def test_without_any_income_there_is_no_share_and_whatever_is_due_is_too_much():
    assert (Share(MARCH, 1, 0).percent(), Share(MARCH, 1, 0).mark) == (None, IncomeMark.ALARM)
    assert Share(MARCH, 0, 0).mark is IncomeMark.WELL
    found = beside(income=0, fixed=0)
    assert found.left_over == -302_00
    assert found.share is not None
    assert found.share.mark is IncomeMark.ALARM


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 3))
def test_a_figure_is_within_a_step_of_the_share_and_has_its_mark(due, income, decimals):
    found = Share(MARCH, due, income)
    said = found.percent(decimals)
    assert said is not None
    assert abs(said * income - due * 100) <= Decimal(1).scaleb(-decimals) * income
    assert Share(MARCH, int(said * 1000), 100_000).mark is found.mark


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_to_owe_more_never_makes_the_mark_better(due, more, income):
    marks = list(IncomeMark)
    assert marks.index(Share(MARCH, due, income).mark) <= marks.index(Share(MARCH, due + more, income).mark)


def test_the_highest_month_is_the_first_of_those_in_which_most_falls_due():
    months = {MARCH: 5, date(2027, 5, 1): 9, date(2027, 4, 1): 9}
    assert highest_share(months, 10) == Share(date(2027, 4, 1), 9, 10)
    assert highest_share({MARCH: 0}, 10) is None
    assert highest_share({MARCH: 1}, 10) == Share(MARCH, 1, 10)
    assert highest_share({}, 10) is None


def test_a_further_plan_may_make_another_month_the_highest_also_one_that_is_years_away():
    months = due_by_month(OF, NOW.date())
    assert months == {date(2026, 12, 1): 302_00, date(2027, 1, 1): 302_00, date(2027, 2, 1): 302_00}
    assert highest_share(by_month([(date(2029, 1, 31), 400_00)], months), 1_000_00) == Share(
        date(2029, 1, 1), 400_00, 1_000_00
    )
    assert highest_share(by_month([(date(2027, 1, 5), 1)], months), 1_000_00) == Share(
        date(2027, 1, 1), 302_01, 1_000_00
    )


def test_months_that_are_over_are_not_looked_for_the_highest():
    found = beside(income=100_00, now=at("2027-02-28T12:00:00+08:00"))
    assert found.highest is not None
    assert found.highest.first == date(2027, 2, 1)


def test_what_bills_and_fixed_costs_leave_of_the_income_may_be_less_than_nothing():
    assert beside(income=1_000_00, fixed=500_00).left_over == 198_00
    assert beside(income=1_000_00, fixed=900_00).left_over == -202_00
    assert beside(income=1_000_00).left_over is None


MOMENTS = st.datetimes(at("2026-11-01T00:00:00").replace(tzinfo=None), at("2027-06-01T00:00:00").replace(tzinfo=None))


@given(st.lists(crowded(), max_size=6), MOMENTS, st.integers(1, 31))
def test_whatever_is_owed_is_due_before_a_payday_after_it_later_or_to_be_confirmed(bought, moment, payday):
    now, of = moment.replace(tzinfo=NOW.tzinfo), book(ledger(*bought))
    found, owed = until_payday(of, payday, now), proportion(of, Budget(), now).owed
    assert found is not None
    later = sum(bill.outstanding for bill in of.open_bills if bill.due > found.next)
    assert found.before + found.to_confirm + found.after + later == owed.total
    assert min(found.before, found.after, found.to_confirm) >= 0
    ends = [bill.due for bill in of.open_bills]
    assert owed.ends_on == (max(ends) if ends else None)


@given(st.lists(crowded(), max_size=4), MOMENTS, st.integers(0, 10**7))
def test_no_month_has_a_higher_share_than_the_one_that_is_named(bought, moment, income):
    now, of = moment.replace(tzinfo=NOW.tzinfo), book(ledger(*bought))
    found = proportion(of, Budget(income=income), now)
    months = due_by_month(of, now.date())
    most = max(months.values(), default=0)
    assert (found.highest.due if found.highest else 0) == most
    assert found.share is not None
    assert found.share.due == months.get(now.date().replace(day=1), 0)
    assert proportion(of, Budget(income=income, fixed=1), now).left_over == income - 1 - found.share.due
