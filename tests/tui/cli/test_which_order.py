"""`fenqi record` of a part that may be of one order on the bill or of another: each order is repaid on its own."""

import pytest

from models.actions.orders import add_orders
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.builders import at, order, plan
from tests.tui.cli.shell import NOW, Answer, Shell
from tui.cli.writing import EXIT_OPEN

BILL = "xiaomi/2026-12-10"


@pytest.fixture
def three(shell: Shell) -> Shell:
    """Of one bill 300.00, 100.00 and 100.00."""
    prices = (("pad", 30_000), ("ring", 10_000), ("watch", 10_000))
    orders = [order(name, channel="xiaomi", terms=plan(3 * owed, 3, 0)) for name, owed in prices]

    def entered(ledger: Ledger) -> Ledger:
        return add_orders(ledger, orders, {})

    Store(shell.db).commit(msg("orders"), entered, at(NOW))
    return shell


def record(shell: Shell, amount: str, *options: str) -> Answer:
    return shell("record", BILL, "--amount", amount, "--method", "debit-card", "--yes", *options)


def test_of_two_orders_with_that_amount_both_are_named_and_nothing_is_written(three: Shell) -> None:
    before = three.db.read_bytes()
    answer = record(three, "100", "--json")
    assert answer.code == EXIT_OPEN
    assert [each["for"] for each in answer.json["perhaps_for"]] == [["ring=100.00"], ["watch=100.00"]]
    assert "--for ring=100.00  ring" in answer.err
    assert "--for watch=100.00  watch" in answer.err
    assert three.db.read_bytes() == before


@pytest.mark.parametrize(
    ("amount", "options", "paid"),
    [
        ("100", ("--for", "watch=100.00"), {"watch": "100.00"}),
        ("200", (), {"ring": "100.00", "watch": "100.00"}),
        ("300", (), {"pad": "300.00"}),
        ("400", ("--for", "pad=300.00", "--for", "watch=100.00"), {"pad": "300.00", "watch": "100.00"}),
        ("150", (), {"pad": "150.00"}),
    ],
)
def test_what_is_said_or_can_only_be_goes_to_its_orders(
    three: Shell, amount: str, options: tuple[str, ...], paid: dict[str, str]
) -> None:
    answer = record(three, amount, "--json", *options)
    assert answer.code == 0
    lines = answer.json["bill"]["lines"]
    assert {line["title"]: line["paid"] for line in lines if line["paid"] != "0.00"} == paid


def test_of_more_than_one_set_each_is_named_by_the_options_that_say_it(three: Shell) -> None:
    answer = record(three, "400")
    assert (answer.code, answer.out) == (EXIT_OPEN, "")
    assert "--for pad=300.00 --for ring=100.00  pad + ring" in answer.err
    assert "--for pad=300.00 --for watch=100.00  pad + watch" in answer.err


def test_the_part_that_is_left_of_several_bills_is_asked_about_as_well(three: Shell) -> None:
    bills = (BILL, "xiaomi/2027-01-10")
    pay = ("record", *bills, "--amount", "600", "--way", "part", "--method", "debit-card", "--yes", "--json")
    before = three.db.read_bytes()
    answer = three(*pay)
    assert (answer.code, three.db.read_bytes()) == (EXIT_OPEN, before)
    assert [each["for"] for each in answer.json["perhaps_for"]] == [["ring=100.00"], ["watch=100.00"]]
    assert "2027-01-10: ¥100.00 is owed of more than one order" in answer.err
    paid = three(*pay, "--for", "watch=100.00").json["bills"]
    assert [[line["title"] for line in bill["lines"] if line["paid"] != "0.00"] for bill in paid] == [
        ["pad", "ring", "watch"],
        ["watch"],
    ]


def test_where_several_bills_are_paid_whole_no_order_has_a_share(three: Shell) -> None:
    bills = (BILL, "xiaomi/2027-01-10")
    pay = ("record", *bills, "--amount", "1000", "--way", "part", "--method", "debit-card", "--yes")
    answer = three(*pay, "--for", "watch=100.00")
    assert (answer.code, answer.err) == (1, "fenqi: these bills are paid in full, so no order has a share of its own\n")
