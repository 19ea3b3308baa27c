"""No repayment is older than what it repays."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from models.actions import auto_debit, checklist, payment, verifying
from models.actions.editing import edited
from models.actions.refund import refund
from models.channels.builtin import builtin
from models.ledger.progress import Way
from models.values.message import Problem
from tests.models.builders import at, bill, book, by_hand, found, ledger, order, repaid, settled_early, up_to_amount

PHONE = order("phone")
ROBOT = order("robot", bought_at=datetime(2026, 11, 20, 23, 30))
NOW = at("2026-12-05T12:00:00+08:00")
HUABEI, EARLY = "huabei/2026-12-10", "early/robot"


def ready(of, ident, pay=None):
    """The checklist at its last step."""
    of = up_to_amount(of, ident, NOW)
    owed = found(of, ident).outstanding
    way = Way.PART if pay else Way.MATCH
    of = verifying.settle_amount(of, found(of, ident), owed, way, pay or owed, NOW)
    return checklist.choose_method(of, found(of, ident), "balance", NOW)


@pytest.mark.parametrize("ident", [HUABEI, EARLY])
def test_a_repayment_dated_before_the_purchase_is_refused(ident):
    of = ready(ledger(PHONE, ROBOT), ident)
    for paid_at in (at("2026-11-19T23:59:59+08:00"), at("2026-11-19T15:59:59+00:00")):
        with pytest.raises(Problem, match="is before the purchase of robot on 2026-11-20") as refused:
            payment.complete(of, found(of, ident), paid_at, NOW)
        assert refused.value.field == "paid_at"
    same_day = at("2026-11-20T00:00:00+08:00")
    assert payment.complete(of, found(of, ident), same_day, NOW).repayments


def test_a_part_that_went_to_the_older_order_alone_is_as_old_as_that_lets_it_be():
    of = ready(ledger(PHONE, ROBOT), HUABEI, pay=5_000)
    done = payment.complete(of, bill(of), at("2026-11-05T12:00:00+08:00"), NOW)
    assert [share.order for each in done.repayments.values() for share in each.allocations] == ["phone"]
    with pytest.raises(Problem, match="2026-10-31 is before the purchase of phone on 2026-11-01"):
        payment.complete(of, bill(of), at("2026-10-31T12:00:00+08:00"), NOW)


def test_an_auto_debit_before_the_purchase_is_refused_as_well():
    of = ledger(replace(PHONE, bought_at=datetime(2026, 12, 10, 9)))
    early = replace(builtin()["huabei"].auto_debit, days_before=1)
    one = book(of, {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=early)}).bill(HUABEI)
    with pytest.raises(Problem, match="2026-12-09 is before the purchase of phone on 2026-12-10"):
        auto_debit.taken(of, one, 10_100, at("2026-12-09T23:00:00+08:00"))


@pytest.mark.parametrize("early", [False, True])
def test_a_purchase_is_not_moved_behind_its_repayment(early):
    of = ledger(PHONE)
    of = settled_early(of, "phone", now=NOW) if early else repaid(of, HUABEI, now=NOW)
    with pytest.raises(Problem, match="2026-12-05 is before the purchase of phone on 2026-12-06") as refused:
        edited(of, replace(PHONE, bought_at=datetime(2026, 12, 6)), by_hand())
    assert refused.value.field == "bought_at"
    assert edited(of, replace(PHONE, bought_at=datetime(2026, 12, 5, 23)), by_hand()).orders["phone"].bought_at.day == 5


def test_an_order_whose_repayment_is_older_than_its_purchase_already_can_still_be_corrected():
    of = repaid(ledger(PHONE), HUABEI, now=NOW)
    wrong = replace(PHONE, bought_at=datetime(2026, 12, 8))
    of = replace(of, orders={"phone": wrong})
    assert edited(of, replace(wrong, title="小米14"), by_hand()).orders["phone"].title == "小米14"
    assert edited(of, replace(wrong, bought_at=datetime(2026, 12, 7)), by_hand()).orders["phone"].bought_at.day == 7


def test_an_order_is_not_bought_after_a_refund_of_it():
    of = refund(ledger(PHONE), book(ledger(PHONE)), "phone", 10_000, NOW, full=False)
    with pytest.raises(Problem, match="2026-12-05 is before the purchase on 2026-12-06; nothing") as refused:
        edited(of, replace(PHONE, bought_at=datetime(2026, 12, 6)), by_hand())
    assert refused.value.field == "bought_at"
    assert edited(of, replace(PHONE, bought_at=datetime(2026, 12, 5, 23)), by_hand()).orders["phone"].bought_at.day == 5
