"""An order that a bill was turned into is no purchase: what can be done with it, and what cannot."""

from pathlib import Path

import pytest

from tests.tui.cli.shell import Shell

ORDERS = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
冰箱,2026-11-21,花呗,3000.00,1,3000.00,0.00,2026-12-10
"""


@pytest.fixture
def turned(empty_shell: Shell, tmp_path: Path) -> Shell:
    """3,000.00 in three instalments with a fee of 60.00; what makes an order out of it is named 'Huabei bill …'."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    assert empty_shell("import", path, "--yes").code == 0
    turn = ("convert", "huabei", "--amount", "3000", "--periods", "3", "--fee", "60", "--yes")
    assert empty_shell(*turn).code == 0
    return empty_shell


def ident(shell: Shell) -> str:
    return next(each.id for each in shell.ledger.orders.values() if each.of)


@pytest.mark.parametrize("options", [("--full",), ("--amount", "100")])
def test_nothing_is_returned_of_it_but_of_what_was_bought(turned: Shell, options: tuple[str, ...]) -> None:
    before = turned.db.read_bytes()
    refused = turned("refund", ident(turned), *options, "--yes")
    assert (refused.code, turned.db.read_bytes()) == (1, before)
    assert "not a purchase: record the refund of what was bought, which is on the bill due 2026-12-10" in refused.err
    assert turned("refund", "冰箱", *options, "--yes").code == 0


@pytest.mark.parametrize("edit", [("--principal", "2000", "--amount-per-period", "700"), ("--channel", "douyin")])
def test_its_amount_and_its_account_stay_those_of_its_bill(turned: Shell, edit: tuple[str, ...]) -> None:
    before = turned.db.read_bytes()
    refused = turned("order", "set", ident(turned), *edit, "--yes")
    assert (refused.code, turned.db.read_bytes()) == (1, before)
    assert "is what ¥3,000.00 of the bill huabei/2026-12-10 was turned into" in refused.err


def test_its_fee_and_its_title_may_be_others_and_it_may_be_settled_early_or_taken_back(turned: Shell) -> None:
    edit = ("--title", "十二月账单", "--amount-per-period", "1030", "--fee-per-period", "30")
    assert turned("order", "set", ident(turned), *edit, "--yes").code == 0
    assert turned("early", ident(turned), "--json").json["principal"] == "3000.00"
    assert turned("order", "delete", ident(turned), "--yes").code == 0
    (bill,) = turned("bills", "--json").json["bills"]
    assert bill["outstanding"] == "3000.00"
