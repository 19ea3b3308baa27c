"""The first step of a checklist: the worst that is not in order for the bill, in one line, or no line at all."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions import checklist
from models.actions.auto_debit import confirm_account
from models.actions.balance import read_balance
from models.actions.defer import defer
from models.actions.promise import promise
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models import looking
from tests.models.builders import at, found, ledger, order
from tests.tui.hands import Hands, session_at
from tui.state.question import Case
from tui.state.repaying import platform
from tui.words.not_in_order import not_in_order

NOW = at("2026-12-09T12:00:00+08:00")
BILL = "huabei/2026-12-10"
LONG_AGO = NOW - timedelta(days=200)


def begin(*accounts: Account) -> Ledger:
    of = ledger(order("phone", entered_on=date(2026, 11, 1)))
    every = (Account.of(builtin()["huabei"]), *accounts)
    return replace(of, accounts={each.id: each for each in every})


def looked(of: Ledger, ident: str, when=LONG_AGO, *, off: bool = False) -> Ledger:
    return looking.looked(of, contracts(of, builtin()), ident, when, off=off)


def all_in_order(of: Ledger) -> Ledger:
    for each in ("phone-number-huabei", "auto-debit-huabei", "support-huabei", "credit-report", "no-links"):
        of = looked(of, each, NOW)
    return of


def said(of: Ledger, now=NOW, bill: str = BILL, language: str = "en") -> str | None:
    mine = session_at(Hands(now), builtin(), language=language)
    found_ = not_in_order(found(of, bill, now, builtin()), of, derive(of, builtin()), mine)
    return found_[0] if found_ else None


def test_where_all_is_in_order_there_is_no_line():
    assert said(all_in_order(begin())) is None


def test_whoever_never_looked_at_any_precaution_is_not_asked_for_them_here():
    assert said(begin()) is None


def test_a_precaution_of_its_account_that_is_due_is_named():
    of = looked(all_in_order(begin()), "phone-number-huabei")
    assert said(of) == "Huabei: your phone number is to be looked at (K)"
    assert said(looked(of, "phone-number-huabei", off=True)) is None
    assert said(of, language="zh_CN") == "花呗：该看一看手机号（按 K）"


def test_one_of_another_account_or_of_all_is_not():
    of = looked(all_in_order(begin(Account.of(builtin()["cmb"]))), "phone-number-cmb")
    assert said(of) is None
    assert said(looked(of, "credit-report", NOW - timedelta(days=400))) is None


def test_a_second_card_of_a_bank_has_its_phone_number_but_not_the_auto_debit_of_the_first():
    first = replace(Account.of(builtin()["cmb"]), auto_debit=Switch.ON, added_on=date(2026, 1, 1))
    second = replace(first, id="cmb-1234", last4="1234", added_on=date(2026, 2, 1))
    of = begin(first, second)
    of = replace(of, orders={**of.orders, "shoes": order("shoes", channel="cmb-1234", entered_on=date(2026, 2, 1))})
    for each in ("phone-number-cmb", "support-cmb", "auto-debit-cmb-1234"):
        of = looked(of, each, NOW)
    of = looked(of, "auto-debit-cmb")
    (bill,) = (each for each in derive(of, builtin()).bills if each.startswith("cmb-1234/2026-12"))
    assert said(of, bill=bill) is None
    assert "phone number" in (said(looked(of, "phone-number-cmb"), bill=bill) or "")


def test_a_pay_account_that_is_short_is_the_worst():
    of = looked(all_in_order(begin()), "phone-number-huabei")
    of = confirm_account(of, found(of, BILL, NOW, builtin()), "招行 1234", NOW)
    short = "招行 1234 is short by ¥91.00 on 12-10"
    assert said(read_balance(of, "招行 1234", 10_00, NOW)) == short
    assert "phone number" in (said(read_balance(of, "招行 1234", 200_00, NOW)) or "")


def test_a_week_ahead_it_is_said_before_a_check_that_is_due_as_long_as_the_balance_holds():
    early = at("2026-12-02T12:00:00+08:00")
    account = replace(Account.of(builtin()["huabei"]), auto_debit=Switch.ALWAYS, pay_account="余额宝")
    of = looked(all_in_order(replace(begin(), accounts={"huabei": account})), "auto-debit-huabei")
    old = "Huabei: auto-debit is to be looked at (K)"
    assert said(of, early) == old
    of = read_balance(of, "余额宝", 10_00, early)
    assert said(of, early) == "余额宝 is short by ¥91.00 on 12-10"
    assert said(of, early, language="zh_CN") == "余额宝 12-10 差 ¥91.00"
    assert said(of, early + timedelta(days=2)) == old


def test_that_the_pay_account_of_the_set_up_is_short_needs_no_further_word():
    account = replace(Account.of(builtin()["huabei"]), auto_debit=Switch.ON, pay_account="招行 1234")
    of = read_balance(replace(begin(), accounts={"huabei": account}), "招行 1234", 10_00, NOW)
    assert said(of) == "招行 1234 is short by ¥91.00 on 12-10"


def test_a_promise_is_named_last_while_its_day_is_to_come_and_before_precautions_once_it_has_passed():
    of = promise(all_in_order(begin()), found(begin(), BILL, NOW, builtin()), date(2026, 12, 20), NOW)
    assert said(of) == "you promised to pay on 2026-12-20"
    of = looked(of, "phone-number-huabei")
    assert "phone number" in (said(of) or "")
    after = at("2026-12-21T12:00:00+08:00")
    assert said(of, after) == "the day on which you promised to pay has passed: 2026-12-20"


def test_what_was_put_off_to_the_bill_is_named():
    of = all_in_order(begin())
    of = defer(of, found(of, BILL, NOW, builtin()), NOW)
    there = said(of, bill="huabei/2027-01-10")
    assert there == "put off to this bill: ¥101.00 of 2026-12-10; is it in the app's figure?"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_stands_at_the_first_step_in_one_line(language):
    of = looked(begin(), "phone-number-huabei")
    of = checklist.begin(of, found(of, BILL, NOW, builtin()), NOW)
    mine = session_at(Hands(NOW), builtin(), language=language)
    case = Case(found(of, BILL, NOW, builtin()), derive(of, builtin()), mine, of.checklists[BILL], of)
    question = platform(case)
    assert len(question.text) == 2
    assert question.text[1] == (said(of, language=language), "warn")
    assert cell_len(question.text[1][0]) <= 76
    assert len(platform(replace(case, ledger=all_in_order(of))).text) == 1
