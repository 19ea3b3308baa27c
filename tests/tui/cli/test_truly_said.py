"""What the lists of the shell say of bills that something happened to: a minimum, a deferral, lateness, credit."""

from pathlib import Path
from typing import Any

import pytest

from tests.tui.cli.shell import Shell

ORDERS = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due,note
901,手机,2026-11-20,花呗,3000.00,12,268.00,18.00,2026-12-10,送人
902,冰箱,2026-11-21,花呗,3000.00,1,3000.00,0.00,2026-12-10,
903,沙发,2026-11-25,招行 1111,3000.00,1,3000.00,0.00,2026-12-25,
904,平板,2026-11-25,招行 1111,600.00,6,100.00,0.00,2026-12-25,
"""
CARD = ("--method", "debit-card")
MINIMUM = ("record", "cmb", "--amount", "400", *CARD, "--way", "minimum")
"""Of 3,100.00: 2,700.00 go over to the bill of 2027-01-25, with 2,700.00 × 31 days × 0.05% = 41.85."""


class LaterShell(Shell):
    """A shell whose clock goes on."""

    def on(self, day: str) -> "LaterShell":
        self.now = f"{day}T12:00:00+08:00"
        return self

    def does(self, *arguments: str) -> Any:
        answer = self(*arguments, "--yes", "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def row(self, number: str) -> list[str]:
        """What `orders` says of the order, but for its number in the list and its id."""
        title = {"901": "手机", "902": "冰箱", "903": "沙发", "904": "平板"}[number]
        (line,) = (each for each in self("orders").out.splitlines() if each.endswith(title))
        return line.split()[2:-1]

    def view(self, view: str) -> list[str]:
        return [each["order_no"] for each in self("orders", "--view", view, "--json").json["orders"]]


@pytest.fixture
def later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> LaterShell:
    shell = LaterShell(tmp_path / "ledger.json", capsys).on("2026-11-25")
    shell.does("account", "add", "cmb", "--last4", "1111", "--bill-day", "5", "--due-day", "25")
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    assert shell("import", path, "--yes").code == 0
    return shell


def test_an_order_whose_rest_went_over_is_not_settled_before_that_is(later: LaterShell) -> None:
    later.on("2026-12-20").does(*MINIMUM)
    assert later.on("2026-12-26").row("903") == [
        "CMB",
        "1111",
        "1/1",
        "2027-01-25",
        "¥2,700.00",
        "·",
        "not",
        "due",
        "yet",
    ]
    assert later.view("settled") == []
    assert "903,沙发,2026-11-25,cmb,3000.00,1,3000.00,0.00,2026-12-25,,,," in later("export", "csv").out
    assert later.on("2027-01-20").row("903")[-3:] == ["!", "due", "soon"]
    assert sorted(later.view("due")) == ["901", "902", "903", "904"]
    assert later.on("2027-02-01").row("903")[-1] == "overdue"
    assert "903" in later.view("overdue")
    later.on("2027-01-21").does("record", "cmb/2027-01-25", "--amount", "2841.85", *CARD)
    assert later.row("903") == ["CMB", "1111", "1/1", "—", "¥0.00", "✓", "settled"]
    assert later.view("settled") == ["903"]


def test_what_goes_over_twice_is_where_it_is_by_then(later: LaterShell) -> None:
    later.on("2026-12-20").does(*MINIMUM)
    later.on("2027-01-20").does("record", "cmb", "--amount", "1800", *CARD, "--way", "minimum")
    assert later.row("903")[2:5] == ["1/1", "2027-02-25", "¥1,000.00"]
    assert "¥1,000.00" in later("show", "903").out


def test_an_order_of_which_more_periods_come_counts_the_rest_of_an_earlier_one(later: LaterShell) -> None:
    """Of the 100.00 paid the tablet takes 60.00: the rest of its period and the sofa go over."""
    later.on("2026-12-20").does(
        "record", "cmb", "--amount", "100", *CARD, "--way", "minimum", "--for", "904=60", "--for", "903=40"
    )
    assert later.row("904")[2:5] == ["2/6", "2027-01-25", "¥540.00"]
    said = later("show", "904").out
    assert "left to pay: ¥500.00\nleft over from earlier bills, on the bill due 2027-01-25: ¥40.00" in said


def test_a_deferred_order_is_due_with_the_later_bill(later: LaterShell) -> None:
    later.on("2026-12-08").does("defer", "huabei")
    assert later.on("2026-12-26").row("902") == ["Huabei", "1/1", "2027-01-10", "¥3,000.00", "·", "not", "due", "yet"]
    assert "2026-12-10: this bill was deferred: ¥3,268.00 is on the bill due 2027-01-10" in later("show", "902").out
    assert "2027-01-10: the bill due 2026-12-10 was deferred to this one" in later("show", "902").out


def test_an_order_that_was_turned_into_instalments_says_so(later: LaterShell) -> None:
    later.on("2026-12-06").does("convert", "huabei", "--amount", "3000.00", "--periods", "3", "--fee", "60.00")
    assert later.row("902") == ["Huabei", "1/1", "—", "¥0.00", "→", "in", "instalments"]
    said = later("show", "902").out
    assert "→ in instalments" in said
    assert "2026-12-10: ¥3,000.00 of the bill was turned into instalments (账单分期)" in said
    (made,) = (each for each in later("orders", "--json").json["orders"] if each["kind"] == "bill")
    said = later("show", made["id"]).out
    assert "began as the bill huabei/2026-12-10" in said
    assert "turned into instalments" in said


@pytest.mark.parametrize("command", [("due",), ("bills",), ("show", "903")])
def test_every_list_has_the_late_interest_of_an_overdue_bill(command: tuple[str, ...], later: LaterShell) -> None:
    """3,000.00 posted on the day of purchase, 11-25: 40 days × 0.05% = 60.00; the instalment of 100.00 on the bill day,
    12-05: 30 days, 1.50. What less than the minimum costs is not known, for the share of the sofa in it is not."""
    later.does("account", "set", "cmb", "--auto-debit", "off")
    assert later.on("2027-01-04")("bills", "--json").json["bills"][1]["late"]["total"] == "61.50"
    assert "late interest so far: about ¥61.50 (0.05% a day from the posting day" in later(*command).out


@pytest.mark.parametrize("command", [("due",), ("bills",), ("show", "903")])
def test_every_list_says_where_what_is_late_is_usually_accepted(command: tuple[str, ...], later: LaterShell) -> None:
    later.does("account", "set", "cmb", "--auto-debit", "off")
    accepted = "usually accepted until 2026-12-28, but that is not promised"
    assert accepted in later.on("2026-12-27")(*command).out
    assert accepted not in later.on("2026-12-29")(*command).out


def test_bills_says_where_the_rest_of_one_went(later: LaterShell) -> None:
    """From the posting: 2,700.00 for 61 days; until they were paid 300.00 for 25, the instalment of 100.00 for 15."""
    later.on("2026-12-20").does(*MINIMUM)
    (line,) = (each for each in later("bills").out.splitlines() if each.startswith("cmb/2026-12-25"))
    assert "¥2,700.00 is on the bill due 2027-01-25 · interest on it: about ¥86.85, an estimate" in line


def test_accounts_have_their_credit_what_is_owed_and_when_that_ends(later: LaterShell) -> None:
    later.on("2026-11-26").does("record", "cmb/2026-12-25", "--amount", "3100", *CARD)
    later.does("record", "cmb/2026-12-25", "--amount", "3100", *CARD, "--way", "again")
    (line,) = (each for each in later("accounts").out.splitlines() if each.startswith("cmb"))
    # 3,100.00 pay the five periods of 100.00 that are left
    assert line.split()[-3:] == ["¥2,600.00", "¥0.00", "—"]
    (line,) = (each for each in later("accounts").out.splitlines() if each.startswith("huabei"))
    assert line.split()[-3:] == ["¥0.00", "¥6,216.00", "2027-11-10"]
    later.terminal = True
    head = [word for line in later("accounts").out.splitlines()[:2] for word in line.split()]
    assert head[-5:] == ["auto-debit", "credit", "to", "pay", "ends"]


def test_show_says_of_an_order_all_that_its_json_has(later: LaterShell) -> None:
    later.on("2026-12-06").does("correct", "huabei", "--total", "3250.00", "--target", "fee")
    later.on("2026-12-07").does("record", "huabei", "--amount", "3250.00", "--method", "balance", "--unconfirmed")
    later.on("2026-12-20").does("refund", "901", "--amount", "100.00")
    later.on("2026-12-21").does("early", "901", "--record", "2700.00", "--method", "balance")
    json, said = later("show", "901", "--json").json, later("show", "901").out
    for needed in (
        f"Huabei 花呗 (huabei), order {json['order']['id']}",
        "bought 2026-11-20 · price ¥3,000.00 · first due 2026-12-10 · note 送人 · entered 2026-11-25",
        "2026-12-10: ¥18.00 of the fee was waived",
        "refunded ¥100.00 on 2026-12-20 12:00",
        "settled early on 2026-12-21 12:00 for ¥2,700.00, from period 2 on; the estimate was",
        "the app does not show it yet",
    ):
        assert needed in said, needed
    total = next(line for line in said.splitlines() if line.split()[:1] == ["total"])
    sums = [f"¥{float(json['totals'][name]):,.2f}" for name in ("principal", "fee", "amount", "reduced", "paid")]
    assert total.split()[1:] == sums
    chinese = later.raw("--lang", "zh_CN", *later.options, "show", "901").out
    for needed in ("订单编号", "备注 送人", "手续费减免 ¥18.00", "提前结清，实付 ¥2,700.00", "App 尚未显示"):
        assert needed in chinese, chinese


@pytest.mark.parametrize(("figure", "more"), [("3268.01", "0.01"), ("3280.00", "12.00")])
def test_a_total_above_what_a_refund_explains_says_what_is_credit_and_what_is_more(
    later: LaterShell, figure: str, more: str
) -> None:
    """The fridge was returned before the bill was out; the app shows it all the same, and more."""
    later.on("2026-11-26").does("refund", "902", "--amount", "3000.00")
    later.on("2026-12-06")
    answer = later("correct", "huabei/2026-12-10", "--total", figure, "--answer", "far-off=seen", "--yes")
    assert "¥3,000.00 of credit and refunds was not taken off it, and stays there as credit\n" in answer.out
    assert f"¥{more} of it is more than its orders explain\n" in answer.out
    (line,) = (each for each in later("accounts").out.splitlines() if each.startswith("huabei"))
    # 3,000.00 pay the eleven periods of 268.00 that are left
    assert line.split()[-3:] == ["¥52.00", f"¥{figure[0]},{figure[1:]}", "2026-12-10"]


def test_what_was_lowered_of_one_of_several_orders_names_it(later: LaterShell) -> None:
    ident = later("show", "902", "--json").json["order"]["id"]
    later.on("2026-12-06").does("correct", "huabei", "--total", "3260.00", "--target", "principal", "--order", ident)
    title = later("show", "902", "--json").json["order"]["title"]
    for order in ("901", "902"):
        assert f"2026-12-10: the price of {title} was lowered by ¥8.00" in later("show", order).out
    assert f"the price of {title} was lowered by" in later("proof", "huabei/2026-12-10").out


def test_what_the_institution_shows_more_is_said_once_of_an_order(later: LaterShell) -> None:
    later.on("2026-12-06").does("correct", "huabei", "--total", "3300.00", "--reason", "x")
    said = later("show", "901").out
    assert "2026-12-10: corrected by ¥32.00 to the institution's figure: x" in said
    assert said.count("¥32.00") == 1
