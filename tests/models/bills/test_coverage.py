"""Whether the money on a pay account covers its auto-debits: one balance an account, all debits in their order."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.balance import read_balance
from models.actions.budget import set_budget
from models.actions.enough import confirm_balance, take_from, weighed
from models.bills.bill import Bill
from models.bills.coverage import PayAccount, by_account, pay_account
from models.bills.debit_phase import AutoDebitStep, Phase, next_step, phase
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from models.values.identity import key_of
from models.values.money import yuan
from tests.models.builders import at, ledger, order, plan, repaid, with_more

CARD = "招行 1234"
EVE = at("2026-12-09T20:00:00+08:00")
HUABEI, CMB = "huabei/2026-12-10", "cmb/2026-12-10"


def on(switch: Switch = Switch.ON, **accounts: str) -> Catalogue:
    """The catalogue with auto-debit switched so everywhere, from these accounts."""
    return {
        ident: replace(
            each,
            auto_debit=replace(each.auto_debit, default=switch, pay_account=accounts.get(ident.replace("-", "_"), "")),
        )
        for ident, each in builtin().items()
    }


BOTH = on(huabei=CARD, cmb=CARD, jd_baitiao=CARD)
OF = ledger(order("phone"), order("robot", channel="cmb"), order("watch", channel="jd-baitiao"))


def account(of: Ledger, now: datetime = EVE, label: str = CARD, catalogue: Catalogue = BOTH) -> PayAccount:
    return pay_account(of, derive(of, catalogue).bills.values(), label, now)


def bill(of: Ledger, ident: str, catalogue: Catalogue = BOTH) -> Bill:
    return derive(of, catalogue).bill(ident)


def test_several_debits_from_one_account_which_together_exceed_it_name_the_day_and_the_amount_it_is_short():
    found = account(read_balance(OF, CARD, 25_000, EVE))
    assert [(each.bill.id, each.left) for each in found.auto_debits] == [
        ("jd-baitiao/2026-12-10", 14_900),
        (CMB, 4_800),
        (HUABEI, -5_300),
    ], "in the order of their windows: the day before, until 17:00, until 22:00"
    assert found.short is not None
    assert (f"{found.short.start:%m-%d}", found.short.left) == ("12-10", -5_300)
    assert account(read_balance(OF, CARD, 30_300, EVE)).short is None
    assert [each.bill.due.month for each in found.auto_debits] == [12] * 3, "January's money comes in January"


def test_a_balance_holds_for_a_day_and_until_any_later_debit():
    of = read_balance(OF, CARD, 25_000, EVE)
    assert account(of, EVE).fresh
    assert not account(of, EVE + timedelta(hours=4, seconds=1)).fresh, "the debits of the 10th have begun"
    early = EVE - timedelta(days=3)
    of = read_balance(OF, CARD, 25_000, early)
    assert account(of, early + timedelta(days=1)).fresh
    stale = account(of, early + timedelta(days=1, seconds=1))
    assert (stale.fresh, stale.short, {each.left for each in stale.auto_debits}) == (False, None, {None})
    assert stale.left_after(HUABEI) is None
    noon = at("2026-12-10T12:00:00+08:00")
    of = read_balance(OF, CARD, 25_000, noon)
    assert account(of, noon + timedelta(hours=1)).fresh, "those that run were running when it was read"
    seen = auto_debit.taken(of, bill(of, HUABEI), 10_100, noon + timedelta(hours=1))
    assert not account(seen, noon + timedelta(hours=1)).fresh
    failed = auto_debit.failed(of, bill(of, HUABEI), noon + timedelta(hours=1))
    assert account(failed, noon + timedelta(hours=1)).fresh


def test_what_was_repaid_by_hand_since_the_reading_may_have_gone_off_it_unless_another_account_is_the_main_one():
    of = repaid(read_balance(OF, CARD, 25_000, EVE - timedelta(hours=1)), CMB, now=EVE)
    found = account(of, catalogue=on(huabei=CARD))
    (debit,) = found.auto_debits
    assert (found.fresh, found.repaid, debit.left, debit.at_best) == (True, 10_100, 4_800, 14_900)
    assert found.left_after(HUABEI) == 4_800, "at least so much, and no more is claimed"
    assert not debit.sure
    elsewhere = account(set_budget(of, pay_account="工行 1"), catalogue=on(huabei=CARD))
    assert (elsewhere.repaid, elsewhere.left_after(HUABEI)) == (0, 14_900)


def test_a_label_is_one_account_however_it_is_spelt_and_no_label_is_none():
    of = read_balance(OF, CARD, 25_000, EVE)
    assert account(of, label="招行１２３４").balance == account(of).balance
    unknown = account(of, label="", catalogue=on())
    assert (len(unknown.auto_debits), unknown.balance, unknown.fresh) == (3, None, False)
    assert account(of, catalogue=on()).auto_debits == ()


def test_an_orders_own_account_wins_and_what_somebody_saw_of_the_bill_wins_over_that():
    of = ledger(order("phone", pay_account="工行 1"), order("robot"))
    assert [each.amount for each in account(of, label="工行 1").auto_debits] == [10_100]
    assert [each.amount for each in account(of).auto_debits] == [10_100]
    of = auto_debit.confirm_account(of, bill(of, HUABEI), "建行 2", EVE)
    assert [each.amount for each in account(of, label="建行 2").auto_debits] == [20_200]
    assert not account(of).auto_debits


@pytest.mark.parametrize(
    ("switch", "counted"), [(Switch.ON, True), (Switch.ALWAYS, True), (Switch.UNKNOWN, False), (Switch.OFF, None)]
)
def test_what_may_be_taken_is_counted_and_is_not_called_certain(switch, counted):
    catalogue = on(switch, huabei=CARD)
    found = account(ledger(order("phone")), catalogue=catalogue).auto_debits
    assert [each.certain for each in found] == ([] if counted is None else [counted])


def test_a_minimum_that_is_not_known_may_be_all_of_the_bill_or_only_what_is_sure_of_it():
    catalogue = {
        ident: replace(each, auto_debit=replace(each.auto_debit, extent=Extent.MINIMUM)) for ident, each in BOTH.items()
    }
    of = with_more(ledger(order("phone", channel="cmb")), CMB, 100_00)
    (ahead,) = account(read_balance(of, CARD, 150_00, EVE), catalogue=catalogue).auto_debits
    assert (ahead.least, ahead.amount, ahead.certain) == (101_00, 201_00, False)
    assert (ahead.left, ahead.at_best) == (-51_00, 49_00)
    short = account(read_balance(of, CARD, 100_00, EVE), catalogue=catalogue).shortage
    assert short is not None
    assert (short.least, short.amount) == (1_00, 101_00)


def test_once_as_much_as_the_minimum_was_repaid_the_rest_may_be_taken_or_not():
    catalogue = {**BOTH, "cmb": replace(BOTH["cmb"], auto_debit=replace(BOTH["cmb"].auto_debit, extent=Extent.MINIMUM))}
    of = with_more(ledger(order("phone", channel="cmb")), CMB, 100_00)
    of = repaid(of, CMB, 150_00)
    (ahead,) = account(read_balance(of, CARD, 10_00, EVE), catalogue=catalogue).auto_debits
    assert (ahead.least, ahead.amount) == (0, 51_00)


def test_money_that_covers_one_debit_is_not_enough_for_the_second():
    of = take_from(OF, on(), bill(OF, HUABEI, on()), CARD, EVE)
    of = confirm_balance(of, on(), bill(of, HUABEI, on()), 15_000, EVE)
    assert phase(bill(of, HUABEI, on()), EVE) is Phase.READY, "it is the only one known to be taken from there"
    of = take_from(of, on(), bill(of, CMB, on()), "招行1234", EVE)
    other, one = bill(of, CMB, on()), bill(of, HUABEI, on())
    assert phase(other, EVE) is Phase.CHECK, "on the same day nobody knows which is tried first"
    assert (phase(one, EVE), next_step(one)) == (Phase.CHECK, AutoDebitStep.BALANCE), "and leaves ¥49.00 for this"
    assert {account(of, catalogue=on()).left_after(ident) for ident in (HUABEI, CMB)} == {-5_200}
    of = confirm_balance(of, on(), one, 20_200, EVE)
    assert {phase(bill(of, ident, on()), EVE) for ident in (HUABEI, CMB)} == {Phase.READY}


def test_what_covers_each_of_two_debits_of_one_day_but_not_both_is_short_by_what_both_lack():
    found = account(read_balance(OF, CARD, 25_000, EVE))
    assert {each.bill.id: found.left_after(each.bill.id) for each in found.auto_debits} == {
        "jd-baitiao/2026-12-10": -5_300,
        CMB: -5_300,
        HUABEI: -5_300,
    }, "the debit from the 9th to the 10th may be tried after those of the 10th"
    short = found.shortage
    assert short is not None
    assert (f"{short.day:%m-%d}", short.amount, [each.id for each in short.bills]) == (
        "12-10",
        5_300,
        ["jd-baitiao/2026-12-10", CMB, HUABEI],
    )
    enough = account(read_balance(OF, CARD, 30_300, EVE))
    assert {enough.left_after(each.bill.id) for each in enough.auto_debits} == {0}
    assert enough.shortage is None


def test_a_debit_of_a_later_day_lacks_nothing_of_an_earlier_one():
    of = ledger(order("phone"), order("robot", channel="cmb", due=(EVE + timedelta(days=2)).date()))
    found = account(read_balance(of, CARD, 15_000, EVE))
    assert found.left_after(HUABEI) == 4_900
    short = found.shortage
    assert short is not None
    assert [each.id for each in short.bills] == ["cmb/2026-12-11"]
    assert found.left_after("cmb/2026-12-11") == -short.amount < 0


def test_a_balance_said_in_the_shell_counts_for_every_bill_that_is_known_to_be_taken_from_there():
    of = take_from(OF, on(), bill(OF, HUABEI, on()), CARD, EVE)
    enough = weighed(read_balance(of, CARD, 10_100, EVE), on(), CARD, EVE)
    assert phase(bill(enough, HUABEI, on()), EVE) is Phase.READY
    short = weighed(read_balance(enough, CARD, 10_099, EVE), on(), CARD, EVE)
    assert next_step(bill(short, HUABEI, on())) is AutoDebitStep.BALANCE
    assert phase(bill(short, CMB, on()), EVE) is Phase.CHECK, "nobody said from where that is taken"


@given(
    st.lists(st.tuples(st.sampled_from(("huabei", "cmb", "jd-baitiao", "douyin")), st.integers(2, 50_000)), max_size=5),
    st.integers(0, 200_000),
    st.integers(0, 20 * 24),
)
def test_each_debit_leaves_what_the_one_before_left_less_its_amount(bought, held, hours):
    of = ledger(*(order(str(at), channel=channel, terms=plan(cost, 1, 0)) for at, (channel, cost) in enumerate(bought)))
    now = EVE - timedelta(hours=hours)
    catalogue = on(huabei=CARD, cmb=CARD, jd_baitiao=CARD, douyin=CARD)
    found = account(read_balance(of, CARD, held, now), now, catalogue=catalogue)
    left = held
    for each in found.auto_debits:
        left -= each.amount
        assert each.left == left
    assert list(found.auto_debits) == sorted(found.auto_debits, key=lambda each: each.start)
    assert sum(each.amount for each in found.auto_debits) == sum(cost for _, cost in bought)
    assert (found.short is None) is (left >= 0), yuan(left)


def test_a_label_is_read_once_however_many_lines_of_a_bill_have_it(monkeypatch: pytest.MonkeyPatch):
    read = list[str]()
    monkeypatch.setattr("models.bills.coverage.key_of", lambda label: read.append(label) or key_of(label))
    found = by_account(bill(ledger(*(order(f"{number}") for number in range(20))), HUABEI))
    assert read == [CARD]
    assert [(label, len(lines)) for label, lines in found.values()] == [(CARD, 20)]
