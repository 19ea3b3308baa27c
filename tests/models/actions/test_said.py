"""What a person says of a bill, an account or themselves: each act takes what can be and refuses the rest."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from models.actions.balance import read_balance
from models.actions.budget import budget_of, set_budget
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid
from models.actions.own_rules import set_override
from models.actions.promise import promise
from models.actions.seen import figure_seen, sighted
from models.actions.total import set_total
from models.channels.account import Account
from models.channels.names import channel_names
from models.channels.override import ChannelOverride
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.sighting import Sighting
from models.values.message import Problem
from tests.models.builders import NOW, at, bill, book, by_hand, ledger, order, refund, repaid, with_more

BILL, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
ONE = ledger(order("phone"))
LATER = at("2026-12-12T09:00:00+08:00")


def in_part(pay: int = 50_00) -> Ledger:
    """The bill of 101.00 repaid in part, in time."""
    return repaid(ONE, BILL, pay)


def paid_twice() -> Ledger:
    """The bill of 101.00 repaid with 151.00: 50.00 are credit."""
    of = repaid(ONE, BILL)
    (each,) = of.repayments.values()
    return replace(of, repayments={each.id: replace(each, amount=each.amount + 50_00)})


# -- deferral and promise


def test_a_bill_is_deferred_to_the_accounts_next_due_date_and_only_once():
    of = defer(ONE, bill(ONE), NOW)
    assert [(each.id, each.to) for each in of.deferrals.values()] == [(BILL, NEXT)]
    with pytest.raises(Problem, match="was deferred to huabei/2027-01-10"):
        defer(of, bill(of), NOW)
    with pytest.raises(Problem, match="nothing is owed"):
        defer(repaid(ONE, BILL), bill(repaid(ONE, BILL)), NOW)


def test_a_promise_is_for_today_or_later_at_the_institution_and_the_last_one_counts():
    evening = at("2026-12-12T17:00:00+00:00")  # the 13th in Shanghai
    of = promise(ONE, bill(ONE), date(2026, 12, 13), evening)
    assert promise(of, bill(of), date(2026, 12, 20), evening).promises[BILL].on == date(2026, 12, 20)
    with pytest.raises(Problem, match="2026-12-12 has passed") as refused:
        promise(ONE, bill(ONE), date(2026, 12, 12), evening)
    assert refused.value.field == "on"
    with pytest.raises(Problem, match="nothing is owed"):
        promise(repaid(ONE, BILL), bill(repaid(ONE, BILL)), date(2026, 12, 20), NOW)


def test_days_that_move_take_along_what_was_said_of_a_bill():
    of = promise(defer(ONE, bill(ONE), NOW), bill(ONE), date(2026, 12, 20), NOW)
    of = figure_seen(of, bill(of), 101_00, NOW)
    moves = [{"since": "2026-12-01", "bill_day": 10, "due_day": 20}]
    of = set_override(of, by_hand(), ChannelOverride(id="huabei", values={"due_moves": moves}))
    moved = "huabei/2026-12-20"
    assert moved in book(of).bills
    assert [(each.id, each.to) for each in of.deferrals.values()] == [(moved, "huabei/2027-01-20")]
    assert (of.promises[moved].id, of.figures[moved].id) == (moved, moved)


# -- a balance and the budget


def test_a_balance_is_of_its_account_and_time_and_the_last_one_counts():
    of = read_balance(read_balance(ONE, " 招行  1234 ", 1_000_00, NOW), "招行 1234", 900_00, LATER)
    assert list(of.balances.values()) == [Balance(id="招行 1234", amount=900_00, at=LATER)]


@pytest.mark.parametrize("spelt", ["招行1234", "招行 １２３４", "招行  1234"])
def test_an_account_that_is_known_is_known_however_it_is_spelt(spelt):
    account = replace(Account.of(by_hand()["huabei"]), pay_account="招行 1234")
    of = replace(ONE, accounts={"huabei": account})
    assert list(read_balance(of, spelt, 1, NOW).balances) == ["招行 1234"]


@pytest.mark.parametrize("spelt", ["招商银行 1234", "招行（1234）", "CMB-1234", "招行尾号1234", "招\u200b行 1234"])
def test_an_account_is_known_by_any_name_of_its_bank(spelt):
    of = read_balance(ONE, "招行 1234", 1, NOW)
    assert list(read_balance(of, spelt, 2, NOW, channel_names(by_hand())).balances) == ["招行 1234"]


@pytest.mark.parametrize("label", ["", "   ", "6222 0202 1234", "招" * 121])
def test_an_account_without_a_label_or_with_its_number_is_refused(label):
    with pytest.raises(Problem) as refused:
        read_balance(ONE, label, 1, NOW)
    assert refused.value.field == "pay_account"


def test_of_the_budget_what_is_not_given_stays():
    of = set_budget(set_budget(ONE, income=8_000_00, payday=15), fixed=2_500_00)
    assert budget_of(of) == Budget(income=8_000_00, payday=15, fixed=2_500_00)
    assert budget_of(ONE) == Budget()
    with pytest.raises(Problem, match="1 to 31"):
        set_budget(of, payday=32)


def test_what_of_the_budget_is_taken_back_is_not_known_and_of_nothing_known_nothing_is_kept():
    of = set_budget(ONE, income=8_000_00, payday=15)
    assert budget_of(set_budget(of, fixed=0, unset=("payday",))) == Budget(income=8_000_00, fixed=0)
    assert set_budget(of, unset=("income", "payday", "fixed")) == ONE


# -- the minimum


def test_the_minimum_is_what_somebody_says_was_paid_in_time():
    of = in_part()
    assert minimum_paid(of, bill(of), LATER, 4_19).minimums[BILL].interest == 4_19
    with pytest.raises(Problem, match="paid in time"):
        minimum_paid(ONE, bill(ONE), LATER)
    with pytest.raises(Problem, match="nothing is owed"):
        minimum_paid(repaid(ONE, BILL), bill(repaid(ONE, BILL)), LATER)


def test_what_was_paid_after_the_due_instant_and_its_grace_is_no_minimum():
    of, due_at = in_part(), bill(ONE).due_at
    (each,) = of.repayments.values()
    for late, taken in ((timedelta(), True), (timedelta(seconds=1), False)):
        again = replace(of, repayments={each.id: replace(each, paid_at=due_at + late)})
        if taken:
            assert minimum_paid(again, bill(again), LATER).minimums
        else:
            with pytest.raises(Problem, match="paid in time"):
                minimum_paid(again, bill(again), LATER)


# -- credit


def test_of_a_refund_the_part_beyond_what_is_owed_is_credit():
    of = repaid(ledger(order("phone"), order("robot")), BILL)
    of = refund(of, "phone", 150_00, NOW, full=False)
    of = refund(of, "phone", 150_00, LATER, full=True)
    first, second = of.refunds
    came = {each.of: each.amount for each in book(of).credits["huabei"]}
    assert (came.get(first, 0), came[second]) == (0, 100_00)
    assert [each.of for each in book(of).bill(NEXT).credited] == [second]


# -- what was seen


def test_of_two_figures_the_one_that_was_seen_later_counts():
    of = figure_seen(ONE, bill(ONE), 120_00, LATER)
    of = figure_seen(of, bill(of), 101_00, NOW, "alipay")
    assert (of.figures[BILL].total, of.figures[BILL].source) == (120_00, "app")


def test_a_sighting_shows_a_repayment_that_is_on_record():
    line = Sighting(id="alipay:1", source="alipay", at=NOW, amount=101_00)
    of = repaid(ONE, BILL)
    (ident,) = of.repayments
    assert sighted(of, replace(line, repayment=ident)).sightings["alipay:1"].repayment == ident
    with pytest.raises(Problem, match="there is no repayment"):
        sighted(ONE, replace(line, repayment=ident))


def test_what_is_said_of_a_bill_with_other_purchases_is_of_all_of_it():
    of = with_more(ONE, BILL, 899_00)
    assert set_total(of, bill(of), 1_00, NOW, target=Target.BILL).reductions
