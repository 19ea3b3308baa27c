"""Three months of somebody who only uses the shell. Every sum was worked out by hand, and stands beside it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.tui.cli.shell import Shell

AUTUMN = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
901,手机,2026-10-02,huabei,3000.00,12,268.00,18.00,2026-11-10
902,手表,2026-10-20,huabei,600.00,3,200.00,0.00,2026-11-10
903,耳机,2026-10-16,jd-baitiao,300.00,3,101.00,1.00,2026-11-15
"""
"""A period of the phone is 250.00 + 18.00, of the watch 200.00, of the earphones 100.00 + 1.00."""
WINTER = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
904,扫地机器人,2026-11-20,huabei,1200.00,6,209.00,9.00,2026-12-10
"""
"""A period of the robot is 200.00 + 9.00."""


class Life:
    """A shell whose clock goes on, and what it answers about bills."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        self.shell = shell
        self._folder = folder

    def on(self, day: str) -> "Life":
        """Noon of that day at the institutions."""
        self.shell.now = f"{day}T12:00:00+08:00"
        return self

    def does(self, *arguments: str) -> Any:
        """What a command that writes answers."""
        answer = self.shell(*arguments, "--yes", "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def buys(self, orders: str) -> None:
        path = self._folder / "orders.csv"
        path.write_text(orders, "utf-8")
        assert self.shell("import", path, "--yes").code == 0

    def bill(self, ident: str) -> tuple[str, str, str, str]:
        """What it comes to, what of it is repaid, what is owed, and how it stands."""
        (bill,) = (each for each in self.bills() if each["id"] == ident)
        return bill["amount"], bill["paid"], bill["outstanding"], bill["status"]

    def lines(self, ident: str) -> dict[str, str]:
        """What each order comes to on a bill; "" is what no order made."""
        (bill,) = (each for each in self.bills() if each["id"] == ident)
        return {line["title"] or "": line["amount"] for line in bill["lines"]}

    def bills(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.shell("bills", "--json").json["bills"]
        return found

    def owed(self) -> Decimal:
        return sum((Decimal(bill["outstanding"]) for bill in self.bills()), Decimal(0))

    def month(self) -> Any:
        return self.shell("month", "--json").json


@pytest.fixture
def life(empty_shell: Shell, tmp_path: Path) -> Life:
    return Life(empty_shell, tmp_path)


def november(life: Life) -> None:
    """Two bills: one is repaid in time, the other a day late with its interest."""
    life.on("2026-10-25").buys(AUTUMN)
    # 12 × 268.00 = 3,216.00 · 3 × 200.00 = 600.00 · 3 × 101.00 = 303.00
    assert life.owed() == Decimal("4119.00")
    # 268.00 + 200.00
    assert life.bill("huabei/2026-11-10") == ("468.00", "0.00", "468.00", "upcoming")
    life.on("2026-11-03").does("record", "huabei", "--amount", "468.00", "--method", "balance", "--reference", "H11")
    assert life.bill("huabei/2026-11-10") == ("468.00", "468.00", "0.00", "settled")
    # 101.00 × 0.07% = 0.07 for the day, as the app shows it
    assert life.on("2026-11-16").bill("jd-baitiao/2026-11-15")[3] == "overdue"
    life.does("correct", "jd-baitiao", "--total", "101.07")
    assert life.lines("jd-baitiao/2026-11-15") == {"耳机": "101.00", "": "0.07"}
    life.does("record", "jd-baitiao", "--amount", "101.07", "--method", "debit-card")
    assert life.bill("jd-baitiao/2026-11-15") == ("101.07", "101.07", "0.00", "settled")
    # 468.00 + 101.07
    assert life.month()["repaid"] == "569.07"
    assert life.month()["left"] == "0.00"


def december(life: Life) -> None:
    """A new order, a refund, a part by hand and the rest by auto-debit, and a slip that is undone."""
    life.on("2026-11-20").buys(WINTER)
    # 268.00 + 200.00 + 209.00
    assert life.bill("huabei/2026-12-10") == ("677.00", "0.00", "677.00", "upcoming")
    back = life.on("2026-11-25").does("refund", "902", "--amount", "150.00")
    # off the last period of the watch: 200.00 − 150.00 = 50.00
    assert (back["principal"], back["fees"], back["credit"]) == ("150.00", "0.00", "0.00")
    assert life.lines("huabei/2027-01-10") == {"手机": "268.00", "手表": "50.00", "扫地机器人": "209.00"}
    part = life.on("2026-12-04").does("record", "huabei", "--amount", "300.00", "--method", "yuebao", "--way", "part")
    # the phone first, 268.00; the other 32.00 to the watch: 677.00 − 300.00 = 377.00
    assert [line["paid"] for line in part["bill"]["lines"]] == ["268.00", "32.00", "0.00"]
    assert part["bill"]["outstanding"] == "377.00"
    taken = life.on("2026-12-11").does("confirm", "huabei", "--taken")
    assert (taken["id"], taken["outstanding"], taken["status"]) == ("huabei/2026-12-10", "0.00", "settled")
    slip = life.on("2026-12-12").does("record", "jd-baitiao", "--amount", "101.00", "--method", "balance")
    assert slip["bill"]["status"] == "settled"
    life.does("undo")
    assert life.bill("jd-baitiao/2026-12-15")[2:] == ("101.00", "due_soon")
    cash = ("--method", "other", "--other", "柜台现金", "--unconfirmed")
    life.does("record", "jd-baitiao", "--amount", "101.00", *cash)
    assert life.bill("jd-baitiao/2026-12-15")[3] == "to_confirm"
    assert life.on("2026-12-14").does("confirm", "jd-baitiao")["status"] == "settled"
    # 300.00 + 377.00 + 101.00
    assert life.month()["repaid"] == "778.00"
    assert life.month()["left"] == "0.00"


def january(life: Life) -> None:
    """An order is settled early, and a bill paid twice."""
    # five periods of the robot are left: 5 × 200.00 = 1,000.00 and 5 × 9.00 = 45.00; the app asks for one fee
    settled = life.on("2026-12-20").does("early", "904", "--record", "1009.00", "--method", "debit-card")
    assert settled["total"] == "1045.00"
    assert settled["repayment"]["amount"] == "1009.00"
    # 268.00 + 50.00 + 200.00, of which the last was repaid just now; its fee of 9.00 has ended
    assert life.bill("huabei/2027-01-10") == ("518.00", "200.00", "318.00", "partly_paid")
    life.on("2027-01-05").does("record", "huabei", "--amount", "318.00", "--method", "balance")
    assert life.bill("huabei/2027-01-10") == ("518.00", "518.00", "0.00", "settled")
    again = ("--method", "balance", "--way", "again")
    twice = life.on("2027-01-11").does("record", "huabei/2027-01-10", "--amount", "318.00", *again)
    assert twice["repayment"]["credit"] == "318.00"
    life.on("2027-01-14").does("record", "jd-baitiao", "--amount", "101.00", "--method", "balance")
    # 318.00 = 268.00 + 50.00: the bill of February needs no repayment, and that of March is lower
    assert life.bill("huabei/2027-02-10") == ("200.00", "200.00", "0.00", "settled")
    assert life.bill("huabei/2027-03-10") == ("418.00", "200.00", "218.00", "partly_paid")
    assert life.month()["credit"] == {}
    # 518.00 + 101.00, and 318.00 again
    assert life.month()["repaid"] == "937.00"


def test_three_months_by_the_shell_alone_come_to_what_they_come_to_by_hand(life: Life) -> None:
    november(life)
    december(life)
    january(life)
    # nine periods of the phone, without what was paid twice: 9 × 268.00 − 318.00
    assert life.owed() == Decimal("2094.00")
    assert {bill["status"] for bill in life.bills() if bill["due"] < "2027-02-01"} == {"settled"}
    # by hand and by auto-debit 468.00 + 101.07 + 300.00 + 377.00 + 101.00 + 1,009.00 + 318.00 + 318.00 + 101.00
    repaid = sum(each.amount for each in life.shell.ledger.repayments.values())
    assert repaid == 3_093_07


def test_all_of_it_can_be_undone_and_done_again_step_by_step(life: Life) -> None:
    november(life)
    december(life)
    january(life)
    states = [life.bills()]
    # two imports, eight repayments, two confirmations, a correction, a refund; the slip was undone then
    for _ in range(14):
        life.does("undo")
        states.append(life.bills())
    assert states[-1] == []
    assert "nothing to undo" in life.shell("undo", "--yes").err
    for before in reversed(states[:-1]):
        life.does("redo")
        assert life.bills() == before
