"""A payment that comes to several bills in a row, and may be of one row or of another."""

from models.actions.finding import Sureness
from tests.models.actions.statements import alipay, beside, bill_of, one, repaid, six_orders

FOUR = repaid("2026-10-25T10:00", "1016.80", channel="jd-baitiao")
LATER = ("jd-baitiao/2026-10-17", "jd-baitiao/2026-11-03", "jd-baitiao/2026-11-17", "jd-baitiao/2026-12-03")
EARLIER = ("jd-baitiao/2026-10-03", *LATER[:3])


def test_each_row_of_bills_that_it_fits_is_offered_and_may_be_the_answer():
    found = beside(six_orders(), alipay(FOUR, covers=None))
    finding = one(found)
    assert (finding.level, finding.bills, found.ledger.repayments) == (Sureness.ASK, LATER, {})
    assert [each.bills for each in finding.choices if each.bills] == [EARLIER]
    for answer, row, left in (("record", LATER, EARLIER[0]), ("+".join(EARLIER), EARLIER, LATER[-1])):
        taken = beside(six_orders(), alipay(FOUR, covers=None), {FOUR.id: answer})
        assert [bill_of(taken.ledger, each).outstanding for each in row] == [0] * 4
        assert bill_of(taken.ledger, left).outstanding > 0 and not taken.asks
        assert beside(taken.ledger, alipay(FOUR, covers=None)).ledger == taken.ledger


def test_of_a_row_that_was_asked_about_no_bill_is_said_to_be_without_a_repayment():
    found = beside(six_orders(), alipay(FOUR))
    assert not {each.bill for each in found.findings if each.key.startswith("bill:")} & {*EARLIER, *LATER}


def test_a_bill_that_is_due_may_be_repaid_with_the_one_before_it_as_well_as_with_the_next():
    paid = repaid("2026-10-18T10:00", "508.40", channel="jd-baitiao")
    statement = alipay(paid, covers=None)
    found = beside(six_orders(), statement)
    first, due = "jd-baitiao/2026-10-03", "jd-baitiao/2026-10-17"
    assert one(found).level is Sureness.ASK and found.ledger.repayments == {}
    assert f"{first}+{due}" in [each.id for each in one(found).choices]
    after = beside(six_orders(), statement, {paid.id: f"{first}+{due}"}).ledger
    assert bill_of(after, first).outstanding == bill_of(after, due).outstanding == 0
