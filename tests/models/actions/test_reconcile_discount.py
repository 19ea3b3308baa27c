"""Less was paid than was owed, and the source says both: the rest was taken off what is owed here."""

from collections.abc import Sequence

import pytest

from models.actions.finding import FindingKind
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, line, one, repaid, six_orders

BILL = "huabei/2026-11-10"


def test_what_the_source_says_was_owed_and_not_paid_is_a_discount_of_the_bill():
    found = beside(six_orders(), alipay(repaid("2026-11-10T08:00", "581.10", label="2026-11", owed=581_20)))
    bill = bill_of(found.ledger, BILL)
    finding = one(found, FindingKind.DISCOUNT)
    assert (finding.discount, bill.outstanding, bill.amount, bill.paid) == (10, 0, 581_10, 581_10)


def test_a_discount_on_a_part_or_on_several_bills_together_leaves_nothing_open():
    parts = (
        repaid("2026-11-08T08:00", "399.90", label="2026-11", owed=400_00),
        repaid("2026-11-10T08:00", "181.10", label="2026-11", owed=181_20),
    )
    bill = bill_of(beside(six_orders(), alipay(*parts, covers=None)).ledger, BILL)
    assert (bill.amount, bill.paid, bill.outstanding) == (581_00, 581_00, 0)
    both = repaid("2026-10-02T19:40", "508.30", owed=508_40, channel="jd-baitiao")
    found = one(beside(six_orders(), alipay(both, covers=None)))
    assert [(each.amount, each.discount) for each in found.shares] == [(305_40, 0), (202_90, 10)]


def test_what_is_more_than_owed_is_counted_from_what_was_owed_there_and_not_from_what_was_paid():
    higher = repaid("2026-11-10T12:20", "681.10", label="2026-11", owed=681_20)
    assert one(beside(six_orders(), alipay(higher, covers=None))).difference == 100_00


PART = repaid("2026-11-08T08:00", "100.00", label="2026-11")
WHOLE = repaid("2026-11-10T08:00", "581.10", label="2026-11", owed=581_20)
REST = repaid("2026-11-10T08:00", "481.10", label="2026-11", owed=481_20)


@pytest.mark.parametrize(("lines", "owed"), [((PART, WHOLE), 481_20), ((PART, REST), 0)])
def test_a_discount_goes_where_an_earlier_part_leaves_no_room_for_its_payment(
    lines: Sequence[StatementLine], owed: int
):
    whole = beside(six_orders(), alipay(*lines, covers=None)).ledger
    first = beside(six_orders(), alipay(lines[1], covers=None)).ledger
    assert bill_of(whole, BILL).outstanding == owed
    assert beside(first, alipay(lines[0], covers=None)).ledger == whole


def test_what_is_owed_by_a_bill_is_what_it_was_before_any_line_lowered_it():
    paid, twice = WHOLE, repaid("2026-11-10T09:00", "581.20", label="", reference="2")
    found = beside(six_orders(), alipay(paid, twice, covers=None))
    assert {each.due.month for each in found.ledger.repayments.values()} == {11}, "the next bill is not taken silently"


def test_a_discount_is_given_up_with_the_payment_whose_money_came_back():
    of = beside(six_orders(), alipay(WHOLE, covers=None)).ledger
    back = line("failed", "2026-11-12T08:00", "581.10", channel="huabei", returned=True)
    assert bill_of(beside(of, alipay(back, covers=None)).ledger, BILL).outstanding == 581_20
