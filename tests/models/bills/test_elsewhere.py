"""What of a period is owed on a later bill, and what of it credit paid."""

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.minimum_paid import minimum_paid
from models.bills.elsewhere import owed_elsewhere
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from tests.models.builders import NOW, at, bill, book, ledger, order, plan, repaid

BILL = "huabei/2026-12-10"
IN_TIME, LATER = at("2026-12-08T12:00:00+08:00"), at("2026-12-12T12:00:00+08:00")


def split(of: Ledger, ident: str, number: int = 1) -> tuple[int, int]:
    """What of a period credit paid, and what of it stands on a later bill."""
    every = book(of)
    row = every.schedules[ident][number - 1]
    over = owed_elsewhere(row, every.bill_of(row))
    return row.carried - over, over


def repaid_again(of: Ledger, amount: int) -> Ledger:
    """Its bill was repaid, and so much was paid once more: credit, which goes to the next one."""
    said = ReportedRepayment(amount=amount, method="balance", paid_at=NOW, way=PaidAs.AGAIN)
    of = repaid(of, BILL, 101_00)
    return repay(of, bill(of), said, NOW)


def test_what_went_over_stands_elsewhere():
    of = repaid(ledger(order("shoes", terms=plan(300_00, 1, 0))), BILL, 100_00, IN_TIME)
    assert split(minimum_paid(of, bill(of), LATER), "shoes") == (0, 200_00)


def test_credit_stands_nowhere_else():
    of = repaid_again(ledger(order("phone")), 40_00)
    assert split(of, "phone", 2) == (40_00, 0)


def test_where_the_rest_beside_credit_went_over_each_is_itself():
    of = repaid_again(ledger(order("phone")), 40_00)
    nxt = "huabei/2027-01-10"
    of = repaid(of, nxt, 11_00, at("2027-01-08T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(nxt), at("2027-01-12T12:00:00+08:00"))
    assert split(of, "phone", 2) == (40_00, 50_00)


def test_a_period_that_was_deferred_stands_on_its_own_line_with_what_credit_paid_of_it():
    of = repaid_again(ledger(order("phone")), 40_00)
    of = defer(of, book(of).bill("huabei/2027-01-10"), at("2027-01-08T12:00:00+08:00"))
    assert split(of, "phone", 2) == (40_00, 0)
