"""A month or a year by account agrees with the month's figures and the bills."""

from datetime import date

from hypothesis import given

from models.bills.overview import overview
from models.bills.report import Report, Sums, report
from models.bills.status import Moment
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.plans.plan import FeeUnknown
from models.values.dates import months_after
from tests.models.bills.test_conserved import BILL, A, B, at_its_minimum, paid
from tests.models.builders import NOW, book, ledger, order, refund, settled_early
from tests.models.strategies import ledgers
from tests.often import tried

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def of_months(of: Ledger, first: date, months: int = 1) -> Report:
    return report(book(of), of, first, months_after(first, months))


@tried(0.5)
@given(ledgers())
def test_each_month_is_as_the_overview_has_it_and_twelve_of_them_are_the_year(of):
    for each in overview(book(of), Moment(NOW)).months:
        found = of_months(of, each.first).total
        assert (found.due, found.repaid, found.left) == (each.due, each.paid, each.due - each.paid)
    twelve = (of_months(of, months_after(JANUARY, k)).total for k in range(12))
    assert sum(twelve, start=Sums()) == of_months(of, JANUARY, 12).total


@tried(0.5)
@given(ledgers())
def test_all_that_is_left_is_what_the_bills_have_and_all_that_was_paid_is_what_the_repayments_are(of):
    every = book(of)
    whole = report(every, of, date(2000, 1, 1), date(2300, 1, 1)).total
    assert whole.left == sum(bill.outstanding for bill in every.bills.values())
    assert whole.paid == sum(each.amount for each in of.repayments.values())


def test_what_went_over_by_a_minimum_is_named_on_both_bills():
    """634.90 were on the bill of December: 184.90 were repaid, and 450.00 are on the next one, with interest."""
    of = at_its_minimum()
    december, january = (of_months(of, first).accounts["huabei"] for first in (DECEMBER, JANUARY))
    assert (december.due, december.repaid, december.carried_out, december.paid) == (184_90, 184_90, 450_00, 184_90)
    assert (january.carried_in, january.late, january.due) == (450_00, 6_98, 591_88)
    assert (january.repaid, january.left, january.paid) == (0, 591_88, 0)


def test_credit_is_named_where_it_came_and_where_it_was_used():
    of = paid(ledger(A, B), BILL, 700_00, way=PaidAs.AGAIN)
    december, january = (of_months(of, first).accounts["huabei"] for first in (DECEMBER, JANUARY))
    assert (december.paid, december.repaid, december.credit_came, december.credit_used) == (700_00, 634_90, 65_10, 0)
    assert (january.credit_used, january.due, january.left) == (65_10, 69_80, 69_80)


def test_a_refund_is_named_in_the_month_in_which_it_came():
    of = refund(ledger(A, B), "a", 100_00, full=False)
    december, january = (of_months(of, first).total.refunds for first in (DECEMBER, JANUARY))
    assert (december, january) == (100_00, 0)


def test_of_a_fee_that_is_not_known_no_sum_is_claimed():
    unknown = order("b", channel="xiaomi", terms=FeeUnknown(amounts=(100_00, 100_00, 100_00)))
    found = of_months(ledger(A, unknown), DECEMBER)
    assert [each.fees for each in found.accounts.values()] == [9_99, None]
    assert (found.total.fees, found.total.due) == (None, 234_90)


def test_the_money_of_an_early_settlement_is_in_the_month_in_which_it_was_paid():
    of = settled_early(ledger(A), "a")
    (made,) = of.repayments.values()
    assert of_months(of, DECEMBER).total.paid == made.amount
    assert of_months(of, JANUARY, 12).total.left == 0


def test_a_month_without_anything_has_no_account():
    assert of_months(ledger(A), date(2031, 1, 1)).accounts == {}
