"""Precautions: which there are, and when each is to be looked at next."""

from datetime import date
from itertools import permutations

import pytest
from msgspec.structs import replace

from models.actions.precautions import Row, look, rows
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.precautions import PRECAUTIONS, Every
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import at, book, ledger, order, repaid

NOW = at("2026-12-05T12:00:00+08:00")
HUABEI = builtin()["huabei"]
ONE = replace(ledger(order("phone")), accounts={"huabei": Account.of(HUABEI)})


def listed(of: Ledger, now=NOW) -> dict[str, Row]:
    return {each.id: each for each in rows(of, book(of, builtin()), contracts(of, builtin()), now)}


def looked(of: Ledger, ident: str, now=NOW, *, off: bool = False) -> Ledger:
    return look(of, contracts(of, builtin()), ident, now, off=off)


def test_no_two_precautions_have_one_id_whatever_the_accounts_are_called():
    names = [each.id for each in PRECAUTIONS]
    assert len(set(names)) == len(names)
    assert not [pair for pair in permutations(names, 2) if pair[1].startswith(f"{pair[0]}-")]


def test_each_is_listed_once_for_all_or_once_an_account():
    other = replace(Account.of(builtin()["cmb"], "cmb-1234"), auto_debit=Switch.OFF)
    found = listed(replace(ONE, accounts={**ONE.accounts, "cmb-1234": other}))
    assert {"credit-report", "balance-huabei", "phone-number-huabei", "phone-number-cmb-1234"} <= found.keys()
    assert (found["credit-report"].account_id, found["phone-number-cmb-1234"].account_id) == ("", "cmb-1234")
    assert "balance-cmb-1234" not in found, "nothing is debited there"


def test_what_comes_every_so_often_is_open_until_it_is_looked_at():
    assert listed(ONE)["credit-report"].next == date(2026, 12, 5)
    (rule,) = (each.when for each in PRECAUTIONS if each.id == "credit-report")
    assert rule == Every(180)
    of = looked(ONE, "credit-report")
    assert (listed(of)["credit-report"].last, listed(of)["credit-report"].next) == (NOW, date(2027, 6, 3))


@pytest.mark.parametrize(
    ("ident", "first", "then"),
    [
        ("balance-huabei", date(2026, 12, 9), date(2027, 1, 9)),
        ("arrival-huabei", date(2026, 12, 7), date(2027, 1, 7)),
        ("booked-huabei", date(2026, 12, 11), date(2027, 1, 11)),
    ],
)
def test_what_hangs_on_a_due_date_comes_before_or_after_each(ident, first, then):
    assert listed(ONE)[ident].next == first
    before = looked(ONE, ident, NOW)
    assert listed(before)[ident].next == first, "looked at too early, it is still to come"
    on_the_day = looked(ONE, ident, at(f"{first}T09:00:00+08:00"))
    assert listed(on_the_day)[ident].next == then


def test_a_settled_bill_needs_no_money_any_more_but_is_looked_at_afterwards():
    of = repaid(ONE, "huabei/2026-12-10")
    assert listed(of)["balance-huabei"].next == date(2027, 1, 9)
    assert listed(of, at("2026-12-20T12:00:00+08:00"))["booked-huabei"].next == date(2026, 12, 11)
    assert listed(of, at("2027-01-12T12:00:00+08:00"))["booked-huabei"].next == date(2027, 1, 11)


def test_what_is_off_is_not_shown_until_it_is_looked_at_again():
    of = looked(looked(ONE, "no-codes"), "no-codes", off=True)
    assert (listed(of)["no-codes"].off, listed(of)["no-codes"].next, listed(of)["no-codes"].last) == (True, None, NOW)
    assert not listed(looked(of, "no-codes"))["no-codes"].off


@pytest.mark.parametrize("ident", ["", "balance", "balance-cmb", "\x1b"])
def test_what_is_no_precaution_here_is_refused(ident):
    with pytest.raises(Problem, match="there is no precaution"):
        looked(ONE, ident)
