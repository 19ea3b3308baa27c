"""`fenqi record` of an amount that an overdue bill and the next one come to together."""

import pytest

from models.actions.orders import add_orders
from models.bills.derive import derive
from models.bills.late_interest import late_interest
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from models.values.money import plain
from tests.models.builders import at, order, plan
from tests.tui.cli.shell import Answer, Shell

DEC, JAN = "bank-card/2026-12-10", "bank-card/2027-01-10"
LATE = "2027-01-05T12:00:00+08:00"


@pytest.fixture
def late(shell: Shell) -> Shell:
    """100.00 is overdue, and 100.00 due next."""

    def entered(ledger: Ledger) -> Ledger:
        return add_orders(ledger, [order("phone", channel="bank-card", terms=plan(40_000, 4, 0))], {})

    Store(shell.db).commit(msg("orders"), entered, at(shell.now))
    shell.now = LATE
    return shell


def record(shell: Shell, *bills: str, amount: str) -> Answer:
    return shell("record", *bills, "--amount", amount, "--method", "debit-card", "--yes", "--json")


def test_what_both_come_to_is_refused_of_one_with_the_other_and_the_command_for_both(late: Shell) -> None:
    for one, other in ((DEC, JAN), (JAN, DEC)):
        answer = record(late, one, amount="200")
        assert answer.code == 1
        assert f"this bill and {other} come to together" in answer.err
        assert f"`fenqi record {DEC} {JAN} --amount 200.00`" in answer.err
    assert record(late, DEC, JAN, amount="200").code == 0


def test_about_the_late_interest_more_is_taken_for_both(late: Shell) -> None:
    interest = late_interest(derive(late.ledger, builtin()).bill(DEC), at(LATE))
    assert interest
    answer = record(late, DEC, JAN, amount=plain(20_000 + interest))
    assert answer.code == 0, answer.err
    assert [each["amount"] for each in answer.json["repayments"]] == [plain(10_000 + interest), "100.00"]
    assert [each["status"] for each in answer.json["bills"]] == ["settled", "settled"]
    assert record(late, DEC, JAN, amount="250").code == 1
