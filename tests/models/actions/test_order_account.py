"""The account that an order is entered for."""

from datetime import date

import pytest

from models.actions.account_changes import AccountDetails
from models.actions.account_deletion import account_deleted
from models.actions.order_account import ForAccount, for_order, with_account
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.values.message import Problem

DAY = date(2026, 11, 24)
FIRST = ForAccount("cmb", "", AccountDetails(last4="1234", bill_day=5))
SECOND = ForAccount("cmb", "", AccountDetails(last4="5678"))


def test_a_known_account_of_which_nothing_is_said_changes_nothing() -> None:
    ledger = Ledger()
    assert with_account(ledger, builtin(), ForAccount("huabei", "huabei"), DAY) == (ledger, "huabei")
    assert not ForAccount("huabei", "huabei").changes


def test_the_first_card_has_the_channels_id_and_the_next_its_digits() -> None:
    ledger, first = with_account(Ledger(), builtin(), FIRST, DAY)
    assert (first, ledger.accounts["cmb"].last4) == ("cmb", "1234")
    after, second = with_account(ledger, builtin(), ForAccount("cmb", "", AccountDetails(last4="5678")), DAY)
    assert second == "cmb-5678"
    assert after.accounts["cmb"] == ledger.accounts["cmb"]


def test_a_bill_day_is_said_of_the_account_that_is_there() -> None:
    said = ForAccount("jd-baitiao", "jd-baitiao", AccountDetails(bill_day=10))
    ledger, ident = with_account(Ledger(), builtin(), said, DAY)
    assert (ident, ledger.accounts[ident].bill_day, ledger.accounts[ident].due_after) == ("jd-baitiao", 10, 9)


def test_a_card_that_would_be_another_one_by_now_is_refused() -> None:
    """Another terminal has made the first card meanwhile, so this one would no longer be the first."""
    ledger, _ = with_account(Ledger(), builtin(), ForAccount("cmb", "", AccountDetails(last4="9999")), DAY)
    with pytest.raises(Problem, match="meanwhile") as caught:
        for_order(ledger, builtin(), FIRST, "cmb", DAY)
    assert caught.value.field == "channel"
    assert for_order(Ledger(), builtin(), FIRST, "cmb", DAY).accounts["cmb"].bill_day == 5


def test_a_card_that_another_terminal_deleted_meanwhile_is_refused() -> None:
    both, _ = with_account(with_account(Ledger(), builtin(), FIRST, DAY)[0], builtin(), SECOND, DAY)
    chosen = ForAccount("cmb", "cmb-5678")
    assert for_order(both, builtin(), chosen, "cmb-5678", DAY) == both
    with pytest.raises(Problem, match="meanwhile") as caught:
        for_order(account_deleted(both, builtin(), "cmb-5678"), builtin(), chosen, "cmb-5678", DAY)
    assert caught.value.field == "channel"
