"""Of some payments only the day is known on which the bank posted it: nobody knows that they were late."""

from datetime import timedelta

import pytest

from models.bills.late_cost import late_cost
from models.exchange.statement.read import read_statement
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from tests.models.actions.statements import NOW, beside, bill_of, by_hand, card, line, one, repaid, six_orders
from tests.models.builders import at

BILL = "cmb/2026-10-25"
LATER = at("2026-12-10T12:00:00+08:00")
EVENING = repaid("2026-10-25T20:10", "268.00", channel="cmb", reference="A1", method="debit-card")


def posted(day: str) -> StatementLine:
    return repaid(day, "268.00", channel="cmb", posted=True)


def paid_at(ledger: Ledger, bill: str = BILL) -> str:
    (made,) = bill_of(ledger, bill).repayments
    return f"{made.paid_at.astimezone(LATER.tzinfo):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        ("2026-10-24", "10-24 00:00"),
        ("2026-10-25", "10-25 00:00"),
        ("2026-10-26", "due"),
        ("2026-10-30", "due"),
        ("2026-11-02", "10-28 00:00"),
    ],
)
def test_what_was_posted_after_the_due_day_is_taken_to_be_in_time_where_it_can_have_been(day: str, instant: str):
    said = {posted(day).id: BILL} if day == "2026-11-02" else {}
    found = beside(six_orders(), card(posted(day), card="1234"), said)
    bill = bill_of(found.ledger, BILL)
    due = f"{bill.due_at:%m-%d %H:%M}"
    assert one(found).late_days == 0 and paid_at(found.ledger) == (due if instant == "due" else instant)
    cost = late_cost(bill, LATER)
    assert (cost.interest, cost.penalty) == (0, 0) or instant == "10-28 00:00"
    assert one(found).at == posted(day).at, "the line itself says what stands there"


def test_a_record_that_was_assumed_stays_at_its_due_instant_and_a_source_that_knows_it_says_it():
    typed = by_hand(six_orders(), BILL, "268.00", "auto-debit", bill_of(six_orders(), BILL).due_at.isoformat())
    shown = beside(typed, card(posted("2026-10-26"), card="1234")).ledger
    assert paid_at(shown) == paid_at(typed)
    either = card(posted("2026-10-27"), card="1234"), card(EVENING, source="alipay")
    for first, second in (either, either[::-1]):
        ledger = beside(beside(six_orders(), first).ledger, second).ledger
        assert paid_at(ledger) == "10-25 20:10"


def test_one_that_waited_for_room_keeps_its_instant():
    first, second = posted("2026-10-26"), posted("2026-10-28")
    back = line("failed", "2026-10-27", "268.00", channel="cmb", returned=True)
    ledger = beside(six_orders(), card(first, second, card="1234")).ledger
    ledger = beside(ledger, card(back, card="1234")).ledger
    assert paid_at(ledger) == f"{bill_of(ledger, BILL).due_at:%m-%d %H:%M}"


def test_a_row_of_a_card_without_the_day_of_the_payment_has_only_that_of_its_posting():
    head = "招商银行信用卡对账单 2026年11月\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
    rows = ",10/26,掌上生活还款,-268.00,1234,-268.00\n10/25,10/26,银联转账还款,-268.00,1234,-268.00\n"
    lines = read_statement((head + rows).encode(), NOW + timedelta(20)).lines
    assert [(each.posted, f"{each.at:%m-%d}") for each in lines] == [(True, "10-26"), (False, "10-25")]
