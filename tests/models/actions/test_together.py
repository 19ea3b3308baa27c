"""One figure that pays several bills of an account, and one order of several on a bill."""

import pytest
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.allotting import paid_alone
from models.actions.direct import ReportedRepayment, repay
from models.actions.reference import refer
from models.actions.several import paid_with
from models.actions.together import pays
from models.bills.late_interest import late_interest
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.progress import BillShare
from models.values.message import Problem
from tests.models.builders import at, bill, book, by_hand, found, ledger, order, plan, up_to_amount

DEC, JAN, FEB = (f"huabei/{day}" for day in ("2026-12-10", "2027-01-10", "2027-02-10"))
LATE = at("2026-12-15T12:00:00+08:00")
LATER = at("2027-01-20T12:00:00+08:00")
OF = ledger(order("phone", terms=plan(40_000, 4, 0)))
"""100.00 on each of four bills."""


def verified(of: Ledger, ident: str, figure: int, now=LATE) -> Ledger:
    of = up_to_amount(of, ident, now)
    one = found(of, ident, now)
    return verifying.settle_several(of, one, book(of), figure, now)


def paid_together(of: Ledger, ident: str, figure: int, now=LATE) -> Ledger:
    of = verified(of, ident, figure, now)
    of = checklist.choose_method(of, found(of, ident, now), "balance", now)
    one = found(of, ident, now)
    return payment.complete(of, one, now, now, others=paid_with(of, by_hand(), one))


@pytest.mark.parametrize("start", [DEC, JAN])
def test_one_figure_pays_the_overdue_bill_and_this_months_whichever_one_starts_from(start):
    of = paid_together(OF, start, 20_000)
    every = book(of)
    assert {each.id.partition("#")[0]: each.amount for each in of.repayments.values()} == {DEC: 10_000, JAN: 10_000}
    assert [every.bill(ident).outstanding for ident in (DEC, JAN, FEB)] == [0, 0, 10_000]


def test_three_bills_are_paid_by_one_figure_and_the_late_interest_goes_to_those_that_are_late():
    days = [book(OF).bill(ident) for ident in (DEC, JAN)]
    interest = [late_interest(each, LATER) for each in days]
    figure = 30_000 + sum(interest)
    assert pays(book(OF).bill(FEB), figure, book(OF), LATER) == (
        BillShare(DEC, 10_000 + interest[0], 10_000),
        BillShare(JAN, 10_000 + interest[1], 10_000),
        BillShare(FEB, 10_000, 10_000),
    )
    of = paid_together(OF, FEB, figure, LATER)
    assert [book(of).bill(ident).outstanding for ident in (DEC, JAN, FEB)] == [0, 0, 0]
    assert [book(of).bill(ident).amount for ident in (DEC, JAN)] == [10_000 + each for each in interest]
    assert sum(each.credit for each in of.repayments.values()) == 0


@pytest.mark.parametrize(("figure", "now"), [(10_000, LATE), (19_999, LATE), (20_051, LATE), (40_000, LATE)])
def test_a_figure_that_several_bills_that_are_out_do_not_come_to_pays_one(figure, now):
    assert pays(book(OF).bill(JAN), figure, book(OF), now) == ()


def test_a_bill_of_another_account_is_not_paid_with_it():
    of = ledger(order("phone", terms=plan(30_000, 3, 0)), order("card", channel="cmb", terms=plan(30_000, 3, 0)))
    assert not pays(book(of).bill(DEC), 20_000, book(of), at("2026-12-01T12:00:00+08:00"))


def test_both_repayments_have_the_one_reference():
    of = paid_together(OF, JAN, 20_000)
    (progress,) = of.checklists.values()
    of = refer(of, progress.recorded, "2026121522001")
    assert [each.reference for each in of.repayments.values()] == ["2026121522001"] * 2


def test_the_other_bill_cannot_be_begun_meanwhile_nor_be_paid_with_it_once_it_is():
    of = verified(OF, JAN, 20_000)
    with pytest.raises(Problem, match="pays this one as well"):
        checklist.begin(of, found(of, DEC, LATE), LATE)
    begun = checklist.begin(OF, found(OF, DEC, LATE), LATE)
    with pytest.raises(Problem, match="is under way"):
        verified(begun, JAN, 20_000)


def test_what_may_cost_money_at_the_other_bill_is_answered_first():
    always = {**by_hand(), "huabei": replace(by_hand()["huabei"], auto_debit=_always())}
    of = up_to_amount(OF, JAN, LATE, always)
    one = found(of, JAN, LATE, always)
    with pytest.raises(Problem, match="a warning has to be answered first"):
        verifying.settle_several(of, one, book(of, always), 20_000, LATE)
    of = verifying.settle_several(of, one, book(of, always), 20_000, LATE, {"debit-unseen": "looked"})
    assert [each.warning for each in of.checklists[JAN].answered] == ["debit-unseen"]


def _always():
    from models.channels.builtin import builtin

    return builtin()["huabei"].auto_debit


def test_a_bill_that_was_repaid_meanwhile_is_not_repaid_again_unasked():
    of = verified(OF, JAN, 20_000)
    of = checklist.choose_method(of, found(of, JAN, LATE), "balance", LATE)
    meanwhile = replace(of, checklists={})
    said = ReportedRepayment(amount=10_000, method="balance", paid_at=LATE)
    meanwhile = repay(meanwhile, found(meanwhile, DEC, LATE), said, LATE)
    of = replace(meanwhile, checklists=of.checklists)
    one = found(of, JAN, LATE)
    with pytest.raises(Problem, match="a bill has changed"):
        payment.complete(of, one, LATE, LATE, others=paid_with(of, by_hand(), one))
    before = at("2026-12-15T11:00:00+08:00")
    done = payment.complete(of, one, before, LATE, others=paid_with(of, by_hand(), one))
    assert sum(each.credit for each in done.repayments.values()) == 10_000, "paid twice, and so credit"


# One order of several on a date.

EACH = {**by_hand(), "huabei": replace(by_hand()["huabei"], mode=Mode.ORDER)}
TWO = ledger(order("phone", terms=plan(30_000, 3, 0)), order("watch", terms=plan(15_000, 3, 0)))


def left(of: Ledger) -> dict[str, int]:
    return {line.order_id: line.outstanding for line in book(of, EACH).bill(DEC).lines}


def test_what_is_owed_of_one_order_alone_goes_to_that_order_not_to_the_oldest():
    said = ReportedRepayment(amount=5_000, method="balance", paid_at=LATE)
    of = repay(TWO, found(TWO, DEC, LATE, EACH), said, LATE)
    assert left(of) == {"phone": 10_000, "watch": 0}


def test_of_two_orders_of_the_same_amount_which_is_said_and_the_older_one_otherwise():
    twins = ledger(order("phone", terms=plan(15_000, 3, 0)), order("watch", terms=plan(15_000, 3, 0)))
    one = found(twins, DEC, LATE, EACH)
    assert [each.id for (each,) in paid_alone(one, 5_000)] == ["phone", "watch"]
    assert (
        left(repay(twins, one, ReportedRepayment(amount=5_000, method="balance", paid_at=LATE), LATE))["watch"] == 5_000
    )
    of = up_to_amount(twins, DEC, LATE, EACH)
    of = verifying.settle_alone(of, found(of, DEC, LATE, EACH), 5_000, ["watch"], LATE)
    of = checklist.choose_method(of, found(of, DEC, LATE, EACH), "balance", LATE)
    of = payment.complete(of, found(of, DEC, LATE, EACH), LATE, LATE)
    assert left(of) == {"phone": 5_000, "watch": 0}


def test_a_part_that_is_no_orders_own_goes_to_the_oldest_first():
    of = repay(TWO, found(TWO, DEC, LATE, EACH), ReportedRepayment(amount=4_000, method="balance", paid_at=LATE), LATE)
    assert left(of) == {"phone": 6_000, "watch": 5_000}


def test_where_all_are_billed_together_a_part_that_was_said_of_no_order_goes_to_the_oldest_first():
    of = repay(TWO, bill(TWO), ReportedRepayment(amount=5_000, method="balance", paid_at=LATE), LATE)
    assert {line.order_id: line.outstanding for line in bill(of).lines} == {"phone": 5_000, "watch": 5_000}


def test_only_an_order_of_which_just_that_is_owed_is_paid_alone():
    of = up_to_amount(TWO, DEC, LATE, EACH)
    with pytest.raises(Problem, match="is not what is owed of that order alone"):
        verifying.settle_alone(of, found(of, DEC, LATE, EACH), 5_000, ["phone"], LATE)


PAD = ledger(*(order(name, terms=plan(3 * owed, 3, 0)) for name, owed in (("pad", 300), ("ring", 100), ("watch", 100))))
"""3.00, 1.00 and 1.00 on a bill."""


def test_what_is_owed_of_some_orders_together_goes_to_those_not_to_the_oldest():
    of = repay(PAD, found(PAD, DEC, LATE, EACH), ReportedRepayment(amount=200, method="balance", paid_at=LATE), LATE)
    assert left(of) == {"pad": 300, "ring": 0, "watch": 0}


@pytest.mark.parametrize("orders", [("pad", "ring"), ("pad", "watch")])
def test_of_several_sets_of_orders_the_one_that_is_said_is_paid(orders):
    assert [tuple(each.id for each in some) for some in paid_alone(found(PAD, DEC, LATE, EACH), 400)] == [
        ("pad", "ring"),
        ("pad", "watch"),
    ]
    of = up_to_amount(PAD, DEC, LATE, EACH)
    of = verifying.settle_alone(of, found(of, DEC, LATE, EACH), 400, orders, LATE)
    of = checklist.choose_method(of, found(of, DEC, LATE, EACH), "balance", LATE)
    of = payment.complete(of, found(of, DEC, LATE, EACH), LATE, LATE)
    assert {ident for ident, owed in left(of).items() if not owed} == set(orders)
