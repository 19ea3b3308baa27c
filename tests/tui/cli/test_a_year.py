"""A year by the shell alone, in which all happens to bills that can. Every sum was worked out by hand, and stands here.

Each act is undone and done again where it is said, so that the year goes on from what was redone.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.tui.cli.shell import Shell
from tests.tui.cli.test_three_months import Life

WASHER = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
洗衣机,2026-10-02,招行 2222,6000.00,12,535.91,35.91,2026-11-05
"""
"""A period is 500.00 + 35.91; the statement of the card is made on the 18th."""
NOVEMBER = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
手机,2026-11-20,花呗,3000.00,12,268.00,18.00,2026-12-10
冰箱,2026-11-21,花呗,3000.00,1,3000.00,0.00,2026-12-10
平板,2026-11-21,招行 1111,600.00,6,100.00,0.00,2026-12-25
沙发,2026-11-25,招行 1111,3000.00,1,3000.00,0.00,2026-12-25
"""
"""A period of the phone is 250.00 + 18.00, of the tablet 100.00; fridge and sofa are bought whole."""
FAN = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
风扇,2027-08-20,花呗,200.00,1,200.00,0.00,2027-09-20
桌子,2027-09-12,花呗,1000.00,1,1000.00,0.00,2027-10-20
"""
"""Both are bought whole."""
EARPHONES = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period
耳机,2027-04-05,花呗,600.00,3,200.00,0.00
"""
"""When they are due first follows from the days of the account."""
HUABEI, SECOND, FIRST = "huabei", "cmb", "cmb-1111"
CARD = ("--method", "debit-card")
ALIPAY = ("--method", "balance")


class Year(Life):
    """A life in which every act is undone once, and done again."""

    def says(self, *arguments: str) -> Any:
        """What an act answers that was done, undone and redone."""
        before = self.shell.ledger
        answer = self.does(*arguments)
        after = self.shell.ledger
        assert after != before
        undone = self.does("undo")["undone"]
        assert not re.search(r"\w/\d{4}-", undone), "it names channel and date, and no id"
        assert self.shell.ledger == before
        self.does("redo")
        assert self.shell.ledger == after
        return answer

    def one(self, ident: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.bills() if each["id"] == ident)
        return found

    def kinds(self, ident: str) -> list[tuple[str, str]]:
        """What its lines are, and what each comes to."""
        return [(line["kind"], line["amount"]) for line in self.one(ident)["lines"]]

    def ends(self, day: str, owed: str) -> None:
        """At the end of a month: so much is owed, by every list, and nothing of it before the next month."""
        assert self.on(day).owed() == Decimal(owed)
        accounts = self.shell("accounts", "--json").json["accounts"]
        assert sum(Decimal(each["outstanding"]) for each in accounts) == Decimal(owed)
        month = self.month()
        assert (month["overdue"], month["left"], month["credit"]) == ("0.00", "0.00", {})


@pytest.fixture
def year(empty_shell: Shell, tmp_path: Path) -> Year:
    return Year(empty_shell, tmp_path)


def a_card_is_paid_late_and_its_order_settled_early(year: Year) -> None:
    year.on("2026-10-25").says("account", "add", "cmb", "--last4", "2222", "--bill-day", "18", "--due-day", "5")
    year.says("account", "add", "cmb", "--last4", "1111", "--bill-day", "5", "--due-day", "25")
    year.buys(WASHER)
    # posted on 10-18: 35 days × 0.05% × 535.91 = 9.38, and 5% of a minimum of 535.91 = 26.80
    late = year.on("2026-11-22").one("cmb/2026-11-05")
    assert (late["status"], late["outstanding"]) == ("overdue", "535.91")
    assert late["late"] == {"total": "36.18", "interest": "9.38", "extra": "0.00", "penalty": "26.80"}
    # 535.91 + 36.18, as the app shows it, too
    year.says("correct", SECOND, "--total", "572.09")
    assert year.kinds("cmb/2026-11-05") == [("instalment", "535.91"), ("late", "36.18")]
    year.says("record", SECOND, "--amount", "572.09", *CARD)
    assert year.bill("cmb/2026-11-05") == ("572.09", "572.09", "0.00", "settled")
    assert year.one("cmb/2026-11-05")["late"]["total"] == "36.18"
    # the statement of 11-18 is out: 535.91; the rest 10 × 500.00, and 3% of it 150.00
    year.on("2026-12-01").says("early", "洗衣机", "--record", "5685.91", *CARD)
    assert year.bill("cmb/2026-12-05")[2:] == ("0.00", "settled")
    assert year.owed() == Decimal(0)


def a_bill_becomes_instalments_and_of_another_the_minimum_is_paid(year: Year) -> None:
    year.buys(NOVEMBER)
    # 268.00 + 3,000.00, of which the phone is an instalment already
    assert year.on("2026-12-06").bill("huabei/2026-12-10")[0] == "3268.00"
    refused = year.shell("convert", HUABEI, "--amount", "3000.01", "--periods", "3", "--fee", "75", "--yes")
    assert (refused.code, year.bill("huabei/2026-12-10")[0]) == (1, "3268.00")
    turned = year.says("convert", HUABEI, "--amount", "2400.00", "--periods", "3", "--fee", "60.00")
    # 3,268.00 − 2,400.00; then 3 × (800.00 + 20.00) from the next bill on
    assert turned["bill"]["outstanding"] == "868.00"
    year.on("2026-12-08").says("record", HUABEI, "--amount", "868.00", *ALIPAY)
    assert year.bill("huabei/2026-12-10") == ("868.00", "868.00", "0.00", "settled")
    assert year.bill("huabei/2027-01-10")[0] == "1088.00"
    # the instalment of 100.00, and 10% of 3,000.00
    year.on("2026-12-20").says("record", FIRST, "--amount", "400.00", *CARD, "--way", "minimum")
    assert year.on("2026-12-26").bill("cmb-1111/2026-12-25") == ("3100.00", "400.00", "0.00", "minimum_paid")
    # from the posting, at 0.05%: 2,700.00 × 61 days; until they were paid 300.00 × 25 and the instalment's 100.00 × 15
    assert year.one("cmb-1111/2026-12-25")["carried_over"] == {
        "to": "cmb-1111/2027-01-25",
        "amount": "2700.00",
        "interest": "86.85",
        "estimated": True,
    }
    assert year.kinds("cmb-1111/2027-01-25") == [
        ("instalment", "100.00"),
        ("carried_over", "2700.00"),
        ("late", "86.85"),
    ]
    # 11 × 268.00 + 3 × 820.00 + 5 × 100.00 + 2,700.00 + 86.85
    year.ends("2026-12-31", "8694.85")


def a_bill_is_paid_twice_and_what_is_too_much_pays_the_next(year: Year) -> None:
    year.on("2027-01-08").says("record", HUABEI, "--amount", "1088.00", *ALIPAY)
    again = ("record", "huabei/2027-01-10", "--amount", "1088.00", "--method", "auto-debit")
    refused = year.on("2027-01-11").shell(*again, "--yes")
    assert (refused.code, "--way again" in refused.err) == (1, True)
    assert year.says(*again, "--way", "again")["repayment"]["credit"] == "1088.00"
    assert year.kinds("huabei/2027-02-10")[-1] == ("credit", "-1088.00")
    assert year.bill("huabei/2027-02-10") == ("0.00", "0.00", "0.00", "settled")
    # the app counts 0.05 more of interest: 100.00 + 2,700.00 + 86.90
    year.on("2027-01-22").says("correct", FIRST, "--total", "2886.90")
    year.says("record", FIRST, "--amount", "2886.90", *CARD)
    assert year.bill("cmb-1111/2027-01-25")[2:] == ("0.00", "settled")
    # 9 × 268.00 + 820.00 + 4 × 100.00: the bill of February is paid by credit
    year.ends("2027-01-31", "3632.00")


def the_price_is_lowered_and_a_coupon_lowers_one_bill(year: Year) -> None:
    year.on("2027-02-20").says("correct", FIRST, "--total", "95.00", "--target", "principal")
    assert year.bill("cmb-1111/2027-02-25")[0] == "95.00"
    year.says("record", FIRST, "--amount", "95.00", *CARD)
    # 3,632.00 − 100.00
    year.ends("2027-02-28", "3532.00")
    year.on("2027-03-02").says("correct", FIRST, "--total", "90.00", "--target", "bill")
    year.says("record", FIRST, "--amount", "90.00", *CARD)
    assert year.bill("cmb-1111/2027-03-25") == ("90.00", "90.00", "0.00", "settled")


def a_fee_is_waived_and_the_days_are_moved(year: Year) -> None:
    year.on("2027-03-05").says("correct", HUABEI, "--total", "1070.00", "--target", "fee", "--order", "手机")
    year.says("record", HUABEI, "--amount", "1070.00", *ALIPAY)
    # 268.00 + 820.00 − 18.00
    assert year.bill("huabei/2027-03-10") == ("1070.00", "1070.00", "0.00", "settled")
    days = ("--since", "2027-03-15", "--bill-day", "10", "--due-day", "20")
    moved = year.on("2027-03-12").says("account", "move", HUABEI, *days)
    assert moved["after"] == ["2027-04-20", "2027-05-20", "2027-06-20"]
    assert "bill day 10, due day 20" in year.on("2027-03-16").shell("accounts").out
    # 8 × 268.00 + 2 × 100.00
    year.ends("2027-03-31", "2344.00")


def goods_go_back_after_their_bill_is_out(year: Year) -> None:
    year.on("2027-04-05").buys(EARPHONES)
    # on the statement of 04-10: 268.00 + 200.00
    assert year.bill("huabei/2027-04-20")[0] == "468.00"
    back = year.on("2027-04-12").says("refund", "耳机", "--full")
    # that bill stays; 400.00 of it was for the later periods
    assert (back["principal"], back["credit"]) == ("400.00", "200.00")
    assert year.bill("huabei/2027-04-20")[2] == "468.00"
    # 268.00 − 200.00
    assert year.kinds("huabei/2027-05-20")[-1] == ("credit", "-200.00")
    assert year.bill("huabei/2027-05-20")[2] == "68.00"
    year.on("2027-04-18").says("record", HUABEI, "--amount", "468.00", *ALIPAY)
    year.says("record", FIRST, "--amount", "100.00", *CARD)
    # 7 × 268.00 − 200.00 + 100.00
    year.ends("2027-04-30", "1776.00")
    year.on("2027-05-18").says("record", HUABEI, "--amount", "68.00", *ALIPAY)
    year.says("record", FIRST, "--amount", "100.00", *CARD)
    # 6 × 268.00
    year.ends("2027-05-31", "1608.00")


def a_bill_is_deferred_and_the_rest_settled_early(year: Year) -> None:
    assert year.on("2027-06-18").says("defer", HUABEI)["to"] == "huabei/2027-07-20"
    assert year.on("2027-06-25").bill("huabei/2027-06-20")[2:] == ("0.00", "deferred")
    # twice the phone
    assert year.bill("huabei/2027-07-20")[2] == "536.00"
    year.ends("2027-06-30", "1608.00")
    year.on("2027-07-18").says("record", HUABEI, "--amount", "536.00", *ALIPAY)
    # 4 × 268.00
    year.ends("2027-07-31", "1072.00")
    # four periods are left, and all their fees are charged: 4 × (250.00 + 18.00)
    settled = year.on("2027-08-05").says("early", "手机", "--record", "1072.00", *ALIPAY)
    assert settled["total"] == "1072.00"
    year.ends("2027-08-31", "0.00")


def goods_of_an_overdue_bill_go_back(year: Year) -> None:
    year.on("2027-09-15").buys(FAN)
    year.on("2027-09-21").says("confirm", "huabei/2027-09-20", "--failed")
    year.says("promise", "huabei/2027-09-20", "--on", "2027-09-26")
    back = year.on("2027-09-24").says("refund", "风扇", "--full")
    assert (back["credit"], year.bill("huabei/2027-09-20")[2]) == ("200.00", "200.00")
    # the app has taken it off that bill, on which 250.00 of the phone were settled early: it is credit for no other
    year.on("2027-09-25").says("correct", "huabei/2027-09-20", "--total", "250.00")
    assert year.bill("huabei/2027-09-20")[2:] == ("0.00", "settled")
    assert year.kinds("huabei/2027-09-20")[-2:] == [("instalment", "200.00"), ("credit", "-200.00")]
    # 200.00 × 4 days × 0.05%
    assert year.one("huabei/2027-09-20")["late"]["total"] == "0.40"
    year.ends("2027-09-30", "1000.00")


def auto_debit_takes_the_minimum(year: Year) -> None:
    # 10% of 1,000.00, beside 250.00 of the phone that were settled early
    year.on("2027-10-21").says("confirm", "huabei/2027-10-20", "--taken", "100", "--minimum")
    assert year.bill("huabei/2027-10-20")[2:] == ("0.00", "minimum_paid")
    # 900.00 × 31 days × 0.05%
    assert year.kinds("huabei/2027-11-20")[1:] == [("carried_over", "900.00"), ("late", "13.95")]
    year.ends("2027-10-31", "913.95")
    year.on("2027-11-18").says("record", HUABEI, "--amount", "913.95", *ALIPAY)
    year.ends("2027-11-30", "0.00")


def lived(year: Year) -> None:
    a_card_is_paid_late_and_its_order_settled_early(year)
    a_bill_becomes_instalments_and_of_another_the_minimum_is_paid(year)
    a_bill_is_paid_twice_and_what_is_too_much_pays_the_next(year)
    the_price_is_lowered_and_a_coupon_lowers_one_bill(year)
    a_fee_is_waived_and_the_days_are_moved(year)
    goods_go_back_after_their_bill_is_out(year)
    a_bill_is_deferred_and_the_rest_settled_early(year)
    goods_of_an_overdue_bill_go_back(year)
    auto_debit_takes_the_minimum(year)


def test_a_year_by_the_shell_alone_comes_to_what_it_comes_to_by_hand(year: Year) -> None:
    lived(year)
    assert year.owed() == Decimal(0)
    assert year.month()["credit"] == {}
    assert {bill["status"] for bill in year.bills()} == {"settled", "minimum_paid", "deferred"}
    paid: dict[str, int] = {}
    for each in year.shell.ledger.repayments.values():
        paid[each.account_id] = paid.get(each.account_id, 0) + each.amount
    assert paid == {
        # the washer, two fees of 35.91, 36.18 for being late, and 150.00 for settling early
        SECOND: 6_000_00 + 2 * 35_91 + 36_18 + 150_00,
        # tablet, 5.00 and 10.00 less, and sofa, and the interest on the rest of the minimum
        FIRST: 600_00 - 5_00 - 10_00 + 3_000_00 + 86_90,
        # phone and fridge, twelve fees of 18.00 but for the one that was waived, the fee of the 账单分期, and the table
        # with the interest on the rest of its minimum
        HUABEI: 3_000_00 + 3_000_00 + 12 * 18_00 - 18_00 + 60_00 + 1_000_00 + 13_95,
    }


def test_what_happened_later_changed_no_bill_that_was_settled(year: Year) -> None:
    lived(year)
    settled = {
        "cmb/2026-11-05": "572.09",
        "huabei/2026-12-10": "868.00",
        "huabei/2027-01-10": "1088.00",
        "cmb-1111/2027-01-25": "2886.90",
        "cmb-1111/2027-02-25": "95.00",
        "cmb-1111/2027-03-25": "90.00",
        "huabei/2027-03-10": "1070.00",
        "huabei/2027-04-20": "468.00",
        "huabei/2027-07-20": "536.00",
        "huabei/2027-11-20": "1163.95",
    }
    found = {each["id"]: each for each in year.bills()}
    assert {ident: found[ident]["amount"] for ident in settled} == settled
    assert {found[ident]["paid"] for ident in settled} == set(settled.values())


def test_the_year_is_taken_back_to_its_beginning(year: Year) -> None:
    lived(year)
    while year.shell.ledger.accounts:
        year.does("undo")
    assert year.bills() == []
    assert not year.shell.ledger.orders
