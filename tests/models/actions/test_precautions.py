"""Precautions: which there are, and when each is to be looked at next."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, changed
from models.actions.precautions import PrecautionAct, Row, acted, rows
from models.actions.refund import refund
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.precautions import PRECAUTIONS, Every, Once
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models import looking
from tests.models.builders import at, book, ledger, order

NOW = at("2026-12-05T12:00:00+08:00")
HUABEI = builtin()["huabei"]
ONE = replace(ledger(order("phone")), accounts={"huabei": Account.of(HUABEI)})


def listed(of: Ledger, now=NOW) -> dict[str, Row]:
    return {each.id: each for each in rows(of, contracts(of, builtin()), now)}


def looked(of: Ledger, ident: str, now=NOW, *, off: bool = False) -> Ledger:
    return looking.looked(of, contracts(of, builtin()), ident, now, off=off)


def refunded(of: Ledger, now=NOW) -> Ledger:
    return refund(of, book(of, builtin()), "phone", 100_00, now, full=False)


def with_account(of: Ledger, channel: str, ident: str = "", **said) -> Ledger:
    account = replace(Account.of(builtin()[channel], ident), **said)
    return replace(of, accounts={**of.accounts, account.id: account})


def test_no_two_precautions_have_one_id_whatever_the_accounts_are_called():
    names = [each.id for each in PRECAUTIONS]
    assert len(set(names)) == len(names)
    assert not [pair for pair in permutations(names, 2) if pair[1].startswith(f"{pair[0]}-")]


def test_each_says_in_one_sentence_what_to_look_at_and_in_another_what_that_protects_from():
    assert all(each.words.template and each.protects.template for each in PRECAUTIONS)


@pytest.mark.parametrize(
    ("ident", "when"),
    [
        ("phone-number", Every(180)),
        ("credit-report", Every(365)),
        ("auto-debit", Every(90)),
        ("no-links", Every(180)),
        ("support", Once()),
    ],
)
def test_how_often_each_is_looked_at(ident, when):
    (rule,) = (each.when for each in PRECAUTIONS if each.id == ident)
    assert rule == when


def test_each_is_listed_once_for_all_or_once_an_account():
    found = listed(with_account(ONE, "cmb", "cmb-1234"))
    assert {"credit-report", "auto-debit-huabei", "phone-number-huabei", "phone-number-cmb-1234"} <= found.keys()
    assert (found["credit-report"].account_id, found["phone-number-cmb-1234"].account_id) == ("", "cmb-1234")
    assert "auto-debit-cmb-1234" not in found, "nobody said anything of it, and the bank has it off until it is set up"


def test_an_institution_with_two_cards_has_one_phone_number_and_one_support_but_two_auto_debits():
    of = with_account(ONE, "cmb", auto_debit=Switch.ON, added_on=date(2026, 11, 20))
    of = with_account(of, "cmb", "cmb-1234", auto_debit=Switch.ON, added_on=date(2026, 12, 1))
    found = {each for each in listed(of) if "cmb" in each}
    assert found == {"phone-number-cmb", "support-cmb", "auto-debit-cmb", "auto-debit-cmb-1234"}


@pytest.mark.parametrize("switch", Switch)
def test_auto_debit_is_looked_at_whatever_was_said_of_it(switch):
    """A wrong "off" leads to paying twice."""
    assert "auto-debit-cmb" in listed(with_account(ONE, "cmb", auto_debit=switch))


def test_auto_debit_that_is_off_is_looked_at_so_many_days_after_that_was_said():
    added = with_account(ONE, "cmb", auto_debit=Switch.OFF, added_on=date(2026, 11, 20))
    assert listed(added)["auto-debit-cmb"].next == date(2026, 11, 20) + timedelta(days=90)
    for was in (None, Switch.ON):
        of = with_account(ONE, "cmb", auto_debit=was, added_on=date(2026, 11, 20))
        off = changed(of, builtin(), "cmb", AccountDetails(auto_debit=Switch.OFF), date(2026, 12, 3))
        assert listed(off)["auto-debit-cmb"].next == date(2026, 12, 3) + timedelta(days=90)
        more = changed(off, builtin(), "cmb", AccountDetails(pay_account="工资卡"), date(2026, 12, 4))
        assert listed(more)["auto-debit-cmb"].next == date(2026, 12, 3) + timedelta(days=90)


def test_auto_debit_that_was_set_up_is_looked_at_so_many_days_later():
    of = with_account(ONE, "cmb", auto_debit=Switch.ON, set_up_on=date(2026, 12, 1))
    assert listed(of)["auto-debit-cmb"].next == date(2026, 12, 1) + timedelta(days=90)
    of = looked(of, "auto-debit-cmb")
    assert listed(of)["auto-debit-cmb"].next == date(2026, 12, 5) + timedelta(days=90)


def test_what_comes_every_so_often_is_open_until_it_is_looked_at():
    assert listed(ONE)["credit-report"].next == date(2026, 12, 5)
    of = looked(ONE, "credit-report")
    assert (listed(of)["credit-report"].last, listed(of)["credit-report"].next) == (NOW, date(2027, 12, 5))


def test_where_there_is_no_account_yet_nothing_is_due():
    assert {each.id: each.next for each in listed(Ledger()).values()} == {"credit-report": None, "no-links": None}
    assert listed(looked(Ledger(), "no-links"), NOW + timedelta(days=400))["no-links"].next is None


def test_what_is_known_once_is_not_asked_again():
    of = looked(ONE, "support-huabei")
    assert listed(ONE)["support-huabei"].next == date(2026, 12, 5)
    assert listed(of, NOW + timedelta(days=3000))["support-huabei"].next is None


def test_whether_a_refund_arrived_is_asked_fifteen_days_later_and_once():
    of = refunded(ONE)
    row = listed(of)["refund-arrived-phone"]
    assert (row.account_id, row.order_id, row.next) == ("huabei", "phone", date(2026, 12, 20))
    assert listed(looked(of, row.id, NOW + timedelta(days=16)))[row.id].next is None


def test_a_second_refund_of_an_order_is_asked_about_too():
    of = refunded(looked(refunded(ONE), "refund-arrived-phone", NOW + timedelta(days=16)), NOW + timedelta(days=20))
    assert listed(of)["refund-arrived-phone"].next == date(2027, 1, 9)


def test_what_is_off_is_not_shown_until_it_is_switched_on_or_looked_at_again():
    of = looked(looked(ONE, "no-links"), "no-links", off=True)
    assert (listed(of)["no-links"].off, listed(of)["no-links"].next, listed(of)["no-links"].last) == (True, None, NOW)
    assert not listed(looked(of, "no-links"))["no-links"].off
    again = acted(of, contracts(of, builtin()), "no-links", PrecautionAct.ON, NOW)
    assert (listed(again)["no-links"].last, listed(again)["no-links"].off) == (NOW, False)


def test_an_answer_to_what_is_no_precaution_any_more_stays_in_the_file_and_is_not_shown():
    kept = looked(with_account(ONE, "cmb", auto_debit=Switch.ON), "auto-debit-cmb").precautions
    of = replace(ONE, precautions=kept)
    assert "auto-debit-cmb" not in listed(of)
    assert looked(of, "no-links").precautions.keys() == {"auto-debit-cmb", "no-links"}


@pytest.mark.parametrize("ident", ["", "phone-number", "phone-number-cmb", "refund-arrived-phone", "\x1b"])
def test_what_is_no_precaution_here_is_refused(ident):
    with pytest.raises(Problem, match="there is no precaution"):
        looked(ONE, ident)
    with pytest.raises(Problem, match="there is no precaution"):
        acted(ONE, contracts(ONE, builtin()), ident, PrecautionAct.ON, NOW)


def test_an_order_whose_id_could_steer_a_terminal_is_listed_and_gets_no_answer():
    hostile = replace(ONE, orders={"\x1b[2J": order("\x1b[2J", title="phone")})
    hostile = refund(hostile, book(hostile, builtin()), "\x1b[2J", 100_00, NOW, full=False)
    assert "refund-arrived-\x1b[2J" in listed(hostile)
    assert listed(hostile, NOW + timedelta(days=20))
    for act in PrecautionAct:
        with pytest.raises(Problem, match="control characters"):
            acted(hostile, contracts(hostile, builtin()), "refund-arrived-\x1b[2J", act, NOW)
