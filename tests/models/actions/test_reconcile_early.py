"""A payment that says no month, and may be of several bills but for what others have repaid."""

from itertools import permutations

import pytest

from models.actions.finding import Sureness
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, bill_of, line, one, repaid, six_orders

JD = {"channel": "jd-baitiao"}
NOVEMBER, DECEMBER = "jd-baitiao/2026-11-03", "jd-baitiao/2026-12-03"
IN_TIME, EARLY = repaid("2026-11-02T08:00", "305.40", **JD), repaid("2026-11-20T08:00", "305.40", **JD)
BACK = line("failed", "2026-11-04T08:00", "305.40", returned=True, **JD)
TWO_AT_ONCE = (
    repaid("2026-10-01T10:00", "203.00", **JD),
    repaid("2026-10-02T10:00", "508.40", **JD),  # of 10-03 and 10-17, unless the other one is of 10-17
    repaid("2026-10-20T10:00", "305.40", **JD),  # of 11-03, unless 10-03 is open
)


def read(*files: StatementLine) -> Ledger:
    ledger = six_orders()
    for each in files:
        ledger = beside(ledger, alipay(each, covers=None)).ledger
    return ledger


def test_it_is_of_the_only_one_that_is_left_whatever_its_day():
    assert one(beside(six_orders(), alipay(EARLY, covers=None))).level is Sureness.ASK
    found = beside(six_orders(), alipay(IN_TIME, EARLY, covers=None))
    assert not found.asks and found.taken == 2
    assert [bill_of(found.ledger, each).outstanding for each in (NOVEMBER, DECEMBER)] == [0, 0]


def test_what_was_repaid_days_ago_may_be_paid_twice_and_that_is_asked():
    found = beside(six_orders(), alipay(IN_TIME, repaid("2026-11-08T08:00", "305.40", **JD), covers=None))
    assert found.asks and bill_of(found.ledger, DECEMBER).outstanding == 305_40


@pytest.mark.parametrize("lines", [(IN_TIME, EARLY), (IN_TIME, EARLY, BACK), TWO_AT_ONCE], ids=["two", "back", "row"])
def test_it_is_asked_again_where_the_other_one_turns_out_not_to_be_repaid_in_whichever_order_they_are_read(lines):
    whole = beside(six_orders(), alipay(*lines, covers=None))
    assert whole.asks is (len(lines) == 3)
    for order in permutations(lines):
        assert read(*order) == read(*order, *order) == whole.ledger
