"""Acts of one instant, as a script has them, come to what the same acts come to one after the other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations

import pytest

from models.actions.convert import convert
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.values.message import Problem
from tests.models.builders import at, book, by_hand, check_book, ledger, order, plan, refund, settled_early

BILL = "huabei/2026-12-10"
NOW = at("2026-12-08T12:00:00+08:00")
Act = Callable[[Ledger, datetime], Ledger]


def two() -> Ledger:
    return ledger(order("a", terms=plan(500_00, 1, 0)), order("b", terms=plan(300_00, 3, 1_00)))


def turned(of: Ledger, now: datetime) -> Ledger:
    return convert(of, by_hand(), book(of).bill(BILL), 300_00, 2, 6_00, now, "rest")


def put_off(of: Ledger, now: datetime) -> Ledger:
    return defer(of, book(of).bill(BILL), now)


def ended(of: Ledger, now: datetime) -> Ledger:
    return settled_early(of, "a", now=now)


def sent_back(of: Ledger, now: datetime) -> Ledger:
    return refund(of, "a", 100_00, now, full=False)


def part(of: Ledger, now: datetime) -> Ledger:
    return repay(of, book(of).bill(BILL), ReportedRepayment(amount=50_00, method="balance", paid_at=now), now)


def again(of: Ledger, now: datetime) -> Ledger:
    said = ReportedRepayment(amount=20_00, method="balance", paid_at=now, way=PaidAs.AGAIN)
    return repay(of, book(of).bill(BILL), said, now)


ACTS: tuple[Act, ...] = (turned, put_off, ended, sent_back, part, again)
ORDERS = [acts for size in (2, 3) for acts in permutations(ACTS, size)]


def owed(acts: tuple[Act, ...], step: timedelta) -> tuple[int, int] | None:
    """What is owed, and what lies there; None where one of them cannot be."""
    of, now = two(), NOW
    for act in acts:
        try:
            of = act(of, now)
        except Problem:
            return None
        now += step
    every = check_book(of)
    return sum(each.outstanding for each in every.bills.values()), sum(every.credit.values())


@pytest.mark.parametrize("acts", ORDERS, ids=lambda acts: " ".join(act.__name__ for act in acts))
def test_acts_of_one_instant_come_to_what_they_come_to_one_after_the_other(acts: tuple[Act, ...]) -> None:
    assert owed(acts, timedelta()) == owed(acts, timedelta(minutes=1))


def test_early_settlement_at_the_instant_of_a_deferral_ends_what_that_left() -> None:
    of = ledger(order("a", terms=plan(500_00, 1, 0)))
    for act in (turned, put_off, ended):
        of = act(of, NOW)
    assert sum(each.outstanding for each in check_book(of).bills.values()) == 306_00
