"""What `due` and `bills` come to, what a terminal is shown of them, and what is paid but not shown yet."""

import re
from datetime import datetime

import pytest
from msgspec.structs import replace

from models.bills.status import Status
from models.ledger.ledger import Ledger, put
from models.ledger.repayment import Allocation, Repayment
from models.store import Store
from models.values.message import msg
from tests.tui.cli.everything import everything
from tests.tui.cli.shell import NOW, Shell

__all__ = ["everything"]

AT = datetime.fromisoformat(NOW)
BILL = "jd-baitiao/2026-11-25"
LAST_SECOND = "2026-11-25T23:59:59+08:00"
NEXT_DAY = "2026-11-26T00:00:00+08:00"


@pytest.fixture
def terminal(shell: Shell) -> Shell:
    """The shell where a person reads what is printed."""
    shell.terminal = True
    return shell


def pay(shell: Shell, *, confirmed: bool = False) -> None:
    """白条's bill of ¥101.00 repaid; unless `confirmed` the app does not show it yet."""

    def paid(ledger: Ledger) -> Ledger:
        order = next(each for each in ledger.orders.values() if each.order_no == "2030")
        made = Repayment(
            id=f"{BILL}#1",
            account_id="jd-baitiao",
            due=datetime.fromisoformat(LAST_SECOND).date(),
            amount=101_00,
            paid_at=AT,
            method="debit-card",
            confirmed=confirmed,
            allocations=(Allocation(order.id, 1, 1_00, 100_00),),
        )
        return replace(ledger, repayments=put(ledger.repayments, made.id, made))

    Store(shell.db).commit(msg("edit"), paid, AT)


def test_the_totals_are_the_sums_of_what_is_left_on_the_bills(everything: Shell) -> None:
    """By hand, from what each bill says."""
    for command in (["bills"], ["bills", "--open"], ["due"], ["due", "--days", "60"]):
        answer = everything(*command, "--json").json
        left = [(bill, float(bill["outstanding"])) for bill in answer["bills"]]
        overdue = sum(owed for bill, owed in left if bill["status"] == Status.OVERDUE)
        soon = sum(owed for bill, owed in left if 0 <= bill["days_left"] <= 7 and answer["now"] <= bill["due_at"])
        assert answer["totals"] == {
            "due_soon": f"{soon:.2f}",
            "overdue": f"{overdue:.2f}",
            "outstanding": f"{sum(owed for _, owed in left):.2f}",
        }


def test_a_bill_whose_auto_debit_nobody_looked_at_is_owed_and_not_said_to_be_overdue(everything: Shell) -> None:
    answer = everything("due", "--json").json
    unseen = [bill for bill in answer["bills"] if (bill["debit"] or {}).get("phase") == "unseen"]
    assert unseen
    assert float(answer["totals"]["overdue"]) + float(answer["totals"]["due_soon"]) < float(
        answer["totals"]["outstanding"]
    )


def test_on_a_terminal_the_last_line_is_what_the_bills_come_to(terminal: Shell) -> None:
    assert terminal("due").out.splitlines()[-1] == "in all ¥101.00: overdue ¥0.00, due soon ¥101.00"
    terminal.now = NEXT_DAY
    assert terminal("due").out.splitlines()[-1] == "in all ¥101.00: overdue ¥101.00, due soon ¥0.00"
    assert terminal("bills").out.splitlines()[-1].startswith("in all ¥5,101.54: overdue ¥101.00")


def test_a_program_reads_no_last_line(shell: Shell) -> None:
    assert all(re.match(r"\S+/20\d\d-\d\d-\d\d ", line) for line in shell("bills").out.splitlines())


def test_on_a_terminal_settled_bills_are_left_out_unless_all_are_asked_for(terminal: Shell) -> None:
    assert "settled" not in terminal("bills").out
    assert terminal("bills").out == terminal("bills", "--open").out
    assert "settled" in terminal("bills", "--all").out
    assert {bill["status"] for bill in terminal("bills", "--json").json["bills"]} >= {"settled"}, "not in JSON"


def test_on_a_terminal_with_every_bill_settled_it_is_said_so(terminal: Shell) -> None:
    def only_the_settled(ledger: Ledger) -> Ledger:
        return replace(ledger, orders={ident: each for ident, each in ledger.orders.items() if each.order_no == "2031"})

    Store(terminal.db).commit(msg("edit"), only_the_settled, AT)
    assert terminal("bills") == (0, "", "every bill is settled; `fenqi bills --all` lists them\n")


@pytest.mark.parametrize(("now", "code"), [(NOW, 10), (LAST_SECOND, 10), (NEXT_DAY, 20)])
def test_what_is_paid_and_not_shown_yet_is_due_until_its_cut_off_and_then_an_alarm(
    shell: Shell, now: str, code: int
) -> None:
    pay(shell)
    shell.now = now
    answer = shell("due", "--exit-code", "--json")
    assert answer.code == code
    (bill,) = answer.json["bills"]
    assert (bill["id"], bill["status"], bill["outstanding"]) == (BILL, "to_confirm", "0.00")
    assert answer.json["totals"] == {"due_soon": "0.00", "overdue": "0.00", "outstanding": "0.00"}
    line = shell("due").out
    assert "to be confirmed" in line
    assert "¥0.00" in line


def test_once_the_app_shows_it_nothing_is_due(shell: Shell) -> None:
    pay(shell, confirmed=True)
    shell.now = NEXT_DAY
    answer = shell("due", "--exit-code", "--days", "0")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("nothing is due within 0 days\n")


def test_a_bill_whose_auto_debit_nobody_looked_at_is_an_alarm_after_its_cut_off(shell: Shell) -> None:
    pay(shell, confirmed=True)
    for now, code in (("2026-12-10T21:00:00+08:00", 10), ("2026-12-10T23:59:59+08:00", 10)):
        shell.now = now
        assert shell("due", "--exit-code").code == code
    shell.now = "2026-12-11T00:00:00+08:00"
    answer = shell("due", "--exit-code", "--json")
    assert answer.code == 20
    assert answer.json["bills"][0]["status"] == "to_confirm"


def test_what_is_paid_and_not_shown_yet_is_said_however_far_off_it_is_due(shell: Shell) -> None:
    shell.now = NOW
    made = shell("record", "huabei/2026-12-10", "--amount", "40", "--method", "balance", "--unconfirmed", "--yes")
    assert made.code == 0
    answer = shell("due", "--days", "0", "--exit-code", "--json")
    assert answer.code == 10
    assert [(bill["id"], bill["status"]) for bill in answer.json["bills"]] == [("huabei/2026-12-10", "to_confirm")]
    shell.now = "2026-12-11T00:00:00+08:00"
    assert shell("due", "--days", "0", "--exit-code").code == 20


def test_what_is_paid_and_not_shown_yet_is_said_with_its_amount(shell: Shell) -> None:
    pay(shell)
    assert "¥101.00 paid, not shown yet" in shell("due").out


@pytest.mark.parametrize(
    ("now", "left"), [(NOW, "18 days left"), ("2026-12-11T00:00:00+08:00", "1 day past the due date")]
)
def test_of_a_part_that_is_not_shown_yet_due_says_how_much_was_paid_and_what_is_left(
    shell: Shell, now: str, left: str
) -> None:
    owed = next(bill for bill in shell("bills", "--json").json["bills"] if bill["id"] == "huabei/2026-12-10")
    rest = f"¥{float(owed['outstanding']) - 40:,.2f}"
    shell("record", "huabei/2026-12-10", "--amount", "40", "--method", "balance", "--unconfirmed", "--yes")
    shell.now = now
    (line,) = (line for line in shell("due", "--days", "60").out.splitlines() if line.startswith("2026-12-10"))
    assert f"¥40.00 paid, not shown yet: {rest} left · {left}" in line
