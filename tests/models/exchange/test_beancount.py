"""The journal balances, and comes to what the bills say."""

import subprocess
from decimal import Decimal
from shutil import which

import pytest
from hypothesis import given

from models.actions.convert import convert
from models.actions.total import set_total
from models.bills.derive import derive
from models.exchange.beancount import write_beancount
from models.exchange.journal_names import UNEXPLAINED, JournalNames
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from tests.models.bills.test_conserved import BILL, JANUARY, NEXT, A, B, at_its_minimum, paid, put_off
from tests.models.builders import NOW, bill, book, by_hand, corrected, ledger, order, refund, repaid, settled_early
from tests.models.exchange.bean_check import NAME, CheckedJournal
from tests.models.strategies import ledgers
from tests.often import tried

OWED, CREDIT = "Liabilities:Instalment:Huabei", "Assets:Instalment:Credit:Huabei"


def journal_of(of: Ledger) -> CheckedJournal:
    return CheckedJournal(write_beancount(of, derive(of, by_hand())))


def yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


SCENES = {
    "bought": lambda: ledger(A, B),
    "repaid": lambda: repaid(ledger(A, B), BILL),
    "minimum": at_its_minimum,
    "the minimum's rest": lambda: paid(at_its_minimum(), NEXT, now=JANUARY),
    "deferred": put_off,
    "deferred and repaid": lambda: paid(put_off(), NEXT, now=JANUARY),
    "twice": lambda: paid(ledger(A, B), BILL, 700_00, way=PaidAs.AGAIN),
    "refunded": lambda: refund(ledger(A, B), "a", 100_00, full=False),
    "refunded whole": lambda: refund(repaid(ledger(A, B), BILL), "a", 1_499_00, full=True),
    "settled early": lambda: settled_early(ledger(A, B), "a"),
    "more than its orders": lambda: repaid(corrected(ledger(A, B), BILL, 650_00), BILL),
    "less than its orders": lambda: repaid(corrected(ledger(A, B), BILL, 600_00), BILL),
    "a fee waived": lambda: set_total(ledger(A, B), bill(ledger(A, B)), 630_00, NOW, target=Target.FEE, order="a"),
    "by instalments": lambda: convert(ledger(A, B), by_hand(), bill(ledger(A, B)), 500_00, 3, 9_00, NOW, "turned"),
    "entered late": lambda: ledger(order("c", paid_periods=2)),
}
"""What can happen to a bill of 634.90: 134.90 of `a`, its fee 9.99, and 500.00 of `b`."""


@pytest.mark.parametrize("scene", SCENES)
def test_it_balances_and_comes_to_what_is_owed_and_what_lies_there(scene):
    of = SCENES[scene]()
    every, found = book(of), journal_of(of)
    assert found.asserted.pop(OWED) == -yuan(sum(bill.outstanding for bill in every.bills.values()))
    assert found.asserted == ({CREDIT: yuan(every.credit.get("huabei", 0))} if every.came.get("huabei") else {})
    assert UNEXPLAINED not in found.opened


@tried()
@given(ledgers())
def test_whatever_the_ledger_it_is_a_right_journal(of):
    journal_of(of)


@pytest.mark.parametrize(
    ("scene", "account", "comes_to"),
    [
        ("minimum", "Expenses:Instalment:LateInterest", "6.98"),
        ("twice", CREDIT, "0.00"),
        ("refunded", "Expenses:Instalment:Purchases", "1899.00"),
        ("more than its orders", "Expenses:Instalment:OtherCharges", "15.10"),
        ("a fee waived", "Expenses:Instalment:Fees", "114.98"),
        ("by instalments", "Equity:Instalment:Converted", "0.00"),
        ("by instalments", "Expenses:Instalment:Fees", "128.88"),
        ("entered late", "Equity:Opening-Balances", "-202.00"),
        ("repaid", "Assets:Instalment:PaidFrom:Balance", "-634.90"),
    ],
)
def test_what_happened_stands_on_the_account_of_it(scene, account, comes_to):
    assert journal_of(SCENES[scene]()).sums[account] == Decimal(comes_to)


def test_titles_cannot_end_a_text_or_begin_a_comment():
    of = ledger(order("a", title='6" \\ a;b|c'))
    assert next(what for _, what, _ in journal_of(of).transactions) == "bought: 6' / a,b/c"


def test_it_is_the_same_twice_and_has_neither_options_nor_metadata():
    of = SCENES["refunded whole"]()
    text = write_beancount(of, derive(of, by_hand()))
    assert text == write_beancount(of, derive(of, by_hand()))
    assert not [line for line in text.splitlines() if line.startswith(("option", "plugin")) or line.endswith(":")]


def test_accounts_have_names_that_differ_and_begin_with_a_capital():
    names = JournalNames({"cmb", "cmb-1234", "招行", "Cmb"})
    found = [names.owed(account) for account in names.accounts]
    assert len({*found}) == 4
    assert all(NAME.fullmatch(name) for name in found)
    assert names.owed("cmb-1234") == "Liabilities:Instalment:Cmb-1234"


CHECKERS = {"bean-check": ("bean-check",), "hledger": ("hledger", "check", "-f")}


@pytest.mark.parametrize("program", CHECKERS)
def test_the_programs_themselves_take_it_where_they_are_installed(program, tmp_path):
    if which(program) is None:
        pytest.skip(f"{program} is not here")
    for name, scene in SCENES.items():
        of, file = scene(), tmp_path / "instalments.journal"
        file.write_text(write_beancount(of, derive(of, by_hand())), "utf-8")
        done = subprocess.run([*CHECKERS[program], file], capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0, (name, done.stdout, done.stderr)
