"""Sums that were worked out by hand, each as the shell or the models come to it.

`pytest -s` prints them: the case, what is expected, what comes out.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from models.actions.auto_debit import taken
from models.actions.total import set_total
from models.bills.derive import derive
from models.bills.late_cost import late_cost
from models.bills.status import Moment, status
from models.ledger.reduction import Target
from models.plans.annual_cost import dated_cost
from models.values.money import plain
from tests.models.actions import test_convert as converting
from tests.models.actions import test_early_rules as early
from tests.models.actions import test_refund_billed as returning
from tests.models.actions import test_taken_again as twice
from tests.models.bills import test_late_cost as late
from tests.models.bills import test_minimum_carried as minimum
from tests.models.builders import NOW, at, bill, book, ledger, order, plan, refund, repaid
from tests.tui.cli.shell import Shell
from tests.tui.cli.test_moving_days import TWO_CHANNELS, imported

DAYS = {"1/10 → 10/20": ("huabei", "10", "20"), "1/10 → 5/15": ("huabei", "5", "15"), "抖音": ("douyin", "10", "15")}


class Case(NamedTuple):
    """What is worked out, its figures, and what comes to them."""

    name: str
    expected: str
    got: Callable[[Shell, Path], str]


def said(*amounts: int) -> str:
    return " ".join(map(plain, amounts))


def moved(shell: Shell, folder: Path, days: str, bought: str = "") -> str:
    """The due dates after the days of an account were moved; of what was `bought` since, the first."""
    imported(shell, folder, TWO_CHANNELS)
    account, bill_day, due_day = DAYS[days]
    move = ("account", "move", account, "--since", "2026-12-15", "--bill-day", bill_day, "--due-day", due_day)
    assert shell(*move, "--yes").code == 0
    if not bought:
        bills = shell("bills", "--json").json["bills"]
        return " ".join(each["due"] for each in bills if each["account_id"] == account)
    shell.now = "2027-01-13T12:00:00+08:00"
    imported(shell, folder, TWO_CHANNELS.splitlines()[0] + f"\nshoes,{bought},{account},300.00,3,100.00,0.00\n")
    orders = shell("orders", "--json").json["orders"]
    return next(str(each["first_due"]) for each in orders if each["title"] == "shoes")


def turned(_shell: Shell, _folder: Path) -> str:
    of = converting.turned(converting.shopped())
    one = converting.made(of)
    rows = book(of).schedules[one.id]
    rate = dated_cost(one.plan, one.lent_on, tuple(row.due for row in rows)).simple
    return f"{said(bill(of).amount, *(row.amount for row in rows))} {rate:.2%}"


def carried(_shell: Shell, _folder: Path) -> str:
    of = minimum.in_part()
    one, nxt = book(of).bill(minimum.BILL), book(of).bill(minimum.NEXT)
    assert one.over is not None
    return f"{status(one, Moment(minimum.LATER))} {said(one.over.amount, one.over.interest, nxt.outstanding)}"


def card_late(_shell: Shell, _folder: Path) -> str:
    cost = late_cost(late.card_bill(late.card()), at("2026-11-22T12:00:00+08:00"))
    assert cost.penalty is not None
    return said(cost.interest, cost.penalty, cost.total)


def card_early(_shell: Shell, _folder: Path) -> str:
    one = early.bought(early.CARD, "0.072", "2026-12-05", "2026-11-05", basis=early.Basis.TOTAL)
    return said(*early.sums(early.quote(one, early.CARD, "2026-12-01")))


def baitiao_early(_shell: Shell, _folder: Path) -> str:
    one = early.bought(early.BAITIAO, "0.006", "2026-12-10", "2026-11-20")
    return said(early.quote(one, early.BAITIAO, "2026-12-05").charge)


def baitiao_by_days(_shell: Shell, _folder: Path) -> str:
    one = early.bought(early.BAITIAO, "0.006", "2026-12-10", "2026-11-05", 2)
    return said(early.quote(one, early.BY_DAYS, "2027-01-20").charge)


def coupon(_shell: Shell, _folder: Path) -> str:
    of = ledger(order("phone", terms=returning.PLAN))
    of = repaid(set_total(of, bill(of), 124_91, NOW, target=Target.FEE), returning.ID)
    return said(returning.credit(refund(of, "phone", 149_900, NOW + timedelta(days=1), full=True)))


def paid_twice(_shell: Shell, _folder: Path) -> str:
    of = repaid(ledger(order("phone", terms=plan(804_00, 3, 0))), twice.BILL)
    of = taken(of, derive(of, twice.FULL).bill(twice.BILL), 268_00, twice.EVENING)
    (again,) = (each for each in of.repayments.values() if each.method == "auto-debit")
    nxt = derive(of, twice.FULL).bill(twice.NEXT)
    return said(again.credit, nxt.lines[-1].amount, nxt.outstanding)


CASES = (
    Case("days 1/10 → 10/20", "2026-12-10 2027-01-20 2027-02-20", lambda *at: moved(*at, "1/10 → 10/20")),
    Case("bought 01-05 after that", "2027-01-20", lambda *at: moved(*at, "1/10 → 10/20", "2027-01-05")),
    Case("bought 01-12 after that", "2027-02-20", lambda *at: moved(*at, "1/10 → 10/20", "2027-01-12")),
    Case("抖音 1/6 → 10/15", "2026-12-06 2027-01-15 2027-02-15", lambda *at: moved(*at, "抖音")),
    Case("days 1/10 → 5/15", "2026-12-10 2027-01-15 2027-02-15", lambda *at: moved(*at, "1/10 → 5/15")),
    Case("5,000.00 of 5,234.90 in 3 at 2.5%", "234.90 1708.32 1708.32 1708.36 14.94%", turned),
    Case("434.90, the minimum 164.90 paid", "minimum_paid 270.00 4.19 409.09", carried),
    Case("card 535.91 late, 35 days from posting", "9.38 26.80 36.18", card_late),
    Case("card settled early: billed, rest, charge, all", "268.00 2750.00 82.50 3100.50", card_early),
    Case("白条 settled early: billed and next fee", "36.00", baitiao_early),
    Case("白条 settled early by days", "121.91", baitiao_by_days),
    Case("9.99 waived, 124.91 paid, all returned", "124.91", coupon),
    Case("268.00 paid twice: credit, line, next bill", "268.00 -268.00 0.00", paid_twice),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_worked_out_by_hand_comes_out(case: Case, empty_shell: Shell, tmp_path: Path) -> None:
    got = case.got(empty_shell, tmp_path)
    print(f"{case.name} | {case.expected} | {got}")
    assert got == case.expected
