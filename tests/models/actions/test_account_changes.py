"""Accounts are added under ids that never change, and what is said of one holds for its bills."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added, changed, moved, restated
from models.actions.orders import add_orders
from models.actions.own_rules import add_channel, drop_override
from models.bills.contracts import account_faults, contracts
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.cycle import DueMove
from models.channels.override import ChannelOverride
from models.channels.rules import Extent, Mode, Switch
from models.ledger.conversion import Conversion
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target
from models.values.message import Problem
from tests.models.builders import NOW, book, by_hand, check_book, order, repaid

TODAY = date(2026, 11, 22)


def with_account(of: Ledger, channel: str, **said) -> Ledger:
    return added(of, by_hand(), channel, AccountDetails(**said), TODAY)[0]


def with_said(of: Ledger, ident: str, **said) -> Ledger:
    return changed(of, by_hand(), ident, AccountDetails(**said), TODAY)


def held(of: Ledger, ident: str) -> Channel:
    return contracts(of, by_hand())[ident]


def two_cards() -> Ledger:
    of = with_account(Ledger(), "cmb", bill_day=16, due_day=5)
    return with_account(of, "招行", last4="1234", bill_day=5, due_day=23)


def test_the_first_account_of_a_channel_has_its_id_and_a_further_card_its_digits():
    of = two_cards()
    assert list(of.accounts) == ["cmb", "cmb-1234"]
    assert (of.accounts["cmb-1234"].channel, of.accounts["cmb-1234"].last4) == ("cmb", "1234")
    assert held(of, "cmb-1234").short["zh_CN"] == "招行 1234"
    assert held(of, "cmb").short["zh_CN"] == "招行"


def test_a_new_account_has_the_days_of_its_channel():
    of = with_account(Ledger(), "huabei")
    assert (of.accounts["huabei"].bill_day, of.accounts["huabei"].due_day) == (1, 10)
    assert with_account(Ledger(), "jd-baitiao").accounts["jd-baitiao"].due_after == 9


def test_a_channel_of_ones_own_is_an_account_under_its_id_and_can_have_another():
    of = add_channel(Ledger(), by_hand(), ChannelOverride(id="cgb", base="bank-card", values={"due_day": 7}))
    assert list(of.accounts) == ["cgb"]
    assert list(with_account(of, "cgb", last4="0001").accounts) == ["cgb", "cgb-0001"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "last four digits of another card"),
        ({"last4": "1234"}, "there is an account cmb-1234 already"),
        ({"last4": "123"}, "are four digits, not 123"),
        ({"last4": "12345"}, "are four digits, not 12345"),
        ({"last4": "１２３４"}, "are four digits"),
        ({"last4": "12 4"}, "are four digits"),
        ({"label": "6222 0202"}, "more than the last four digits"),
    ],
)
def test_a_further_card_that_nothing_tells_from_the_others_is_refused(said, why):
    with pytest.raises(Problem, match=why):
        with_account(two_cards(), "cmb", **said)


def test_a_channel_of_ones_own_keeps_its_id_from_a_card():
    of = with_account(Ledger(), "cmb")
    of = add_channel(of, by_hand(), ChannelOverride(id="cmb-1234", base="bank-card"))
    with pytest.raises(Problem, match="already"):
        with_account(of, "cmb", last4="1234")


def test_two_banks_under_the_generic_card_differ_by_their_label():
    of = with_account(Ledger(), "bank-card", label="广发")
    of = with_account(of, "bank-card", label="平安")
    of = with_account(of, "bank-card", label="hsbc")
    assert list(of.accounts) == ["bank-card", "bank-card-2", "bank-card-hsbc"]
    assert held(of, "bank-card-2").name["zh_CN"].endswith("平安")
    with pytest.raises(Problem, match="that card already"):
        with_account(of, "bank-card", label="平安")


@pytest.mark.parametrize("wrong", ["nobank", ""])
def test_a_channel_that_there_is_none_of_is_refused(wrong):
    with pytest.raises(Problem, match="there is no channel"):
        with_account(Ledger(), wrong)
    with pytest.raises(Problem, match="there is no account"):
        with_said(Ledger(), wrong, bill_day=1)


def test_two_cards_of_one_bank_have_two_bills_on_one_date():
    of = with_account(with_account(Ledger(), "cmb"), "cmb", last4="1234")
    of = add_orders(of, [order("a", channel="cmb"), order("b", channel="cmb-1234")], by_hand())
    of = repaid(of, "cmb-1234/2026-12-10")
    bills = check_book(of).bills
    assert [(one.id, one.outstanding) for one in bills.values()][:2] == [
        ("cmb/2026-12-10", 10_100),
        ("cmb-1234/2026-12-10", 0),
    ]


def test_two_banks_under_the_generic_card_have_two_bills_on_one_date():
    of = with_account(with_account(Ledger(), "bank-card", label="广发"), "bank-card", label="平安")
    of = add_orders(of, [order("a", channel="bank-card"), order("b", channel="bank-card-2")], by_hand())
    assert [one for one in check_book(of).bills if one.endswith("2026-12-10")] == [
        "bank-card/2026-12-10",
        "bank-card-2/2026-12-10",
    ]


def test_a_due_day_that_the_institution_does_not_offer_is_refused_with_those_that_it_does():
    for act in (
        lambda: with_said(Ledger(), "huabei", due_day=12),
        lambda: with_account(Ledger(), "huabei", due_day=12),
        lambda: moved(Ledger(), by_hand(), "huabei", DueMove(TODAY, 3, 12)),
    ):
        with pytest.raises(Problem, match="not among the days that it offers, 8, 9, 10, 15, 20"):
            act()


def test_a_due_day_and_a_count_of_days_exclude_each_other():
    with pytest.raises(Problem, match="does not go with"):
        with_said(Ledger(), "jd-baitiao", due_day=3, due_after=9)
    of = with_said(Ledger(), "jd-baitiao", bill_day=1, due_day=12)
    assert (of.accounts["jd-baitiao"].due_after, of.accounts["jd-baitiao"].due_day) == (None, 12)
    of = with_said(of, "jd-baitiao", due_after=9)
    assert (of.accounts["jd-baitiao"].due_after, of.accounts["jd-baitiao"].due_day) == (9, None)


def test_where_each_order_has_its_own_date_there_is_no_bill_day():
    with pytest.raises(Problem, match="each order on its own date") as caught:
        with_said(Ledger(), "xiaomi", bill_day=5)
    assert caught.value.field == "mode"


def test_when_auto_debit_is_switched_on_the_day_is_noted():
    of = with_said(Ledger(), "cmb", auto_debit=Switch.ON, extent=Extent.FULL, pay_account="招行 5678")
    account = of.accounts["cmb"]
    assert (account.auto_debit, account.extent, account.set_up_on) == (Switch.ON, Extent.FULL, TODAY)
    later = changed(of, by_hand(), "cmb", AccountDetails(auto_debit=Switch.ON), date(2026, 12, 1))
    assert later.accounts["cmb"].set_up_on == TODAY, "it was on"
    assert with_said(of, "cmb", auto_debit=Switch.OFF).accounts["cmb"].set_up_on is None
    assert held(of, "cmb").auto_debit.pay_account == "招行 5678"


def test_what_takes_the_money_always_cannot_be_switched_off():
    for state in (Switch.OFF, Switch.UNKNOWN):
        with pytest.raises(Problem, match="cannot be switched off"):
            changed(Ledger(), builtin(), "huabei", AccountDetails(auto_debit=state), TODAY)
    after = changed(Ledger(), builtin(), "huabei", AccountDetails(auto_debit=Switch.ON, extent=Extent.FULL), TODAY)
    assert (after.accounts["huabei"].auto_debit, after.accounts["huabei"].set_up_on) == (Switch.ALWAYS, TODAY)


def test_a_move_gives_the_bills_from_then_on_other_dates_and_what_was_repaid_goes_along():
    of = repaid(add_orders(Ledger(), [order("phone")], by_hand()), "huabei/2026-12-10", 5_000)
    of = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 10, 20))
    assert list(check_book(of).bills) == ["huabei/2026-12-10", "huabei/2027-01-20", "huabei/2027-02-20"]
    of = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 5, 15))
    assert [move.due_day for move in of.accounts["huabei"].moves] == [15], "it was said otherwise"
    assert list(check_book(of).bills)[1] == "huabei/2027-01-15"


def test_a_bill_answers_to_the_id_that_it_had_before_it_was_moved():
    of = add_orders(Ledger(), [order("phone")], by_hand())
    once = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 10, 20))
    one = book(once).bill("huabei/2027-01-10")
    assert (one.id, one.moved_from) == ("huabei/2027-01-20", "huabei/2027-01-10")
    assert book(once).bill("huabei/2026-12-10").moved_from is None
    twice = moved(once, by_hand(), "huabei", DueMove(date(2026, 12, 15), 5, 15))
    assert {each.id: each.to for each in twice.moved.values()} == {
        "huabei/2027-01-10": "huabei/2027-01-15",
        "huabei/2027-01-20": "huabei/2027-01-15",
        "huabei/2027-02-10": "huabei/2027-02-15",
        "huabei/2027-02-20": "huabei/2027-02-15",
    }


def test_what_was_said_of_a_bill_goes_with_it():
    of = add_orders(Ledger(), [order("phone")], by_hand())
    old, new, later = "huabei/2027-01-10", "huabei/2027-01-20", "huabei/2027-02-10"
    of = replace(
        of,
        promises={old: Promise(id=old, on=date(2027, 1, 30), at=NOW)},
        figures={old: BillFigure(id=old, total=10_100, seen_at=NOW, source="app")},
        minimums={old: MinimumPaid(id=old, at=NOW)},
        deferrals={old: Deferral(id=old, to=later, at=NOW)},
        reductions={"r": Reduction(id="r", bill=old, target=Target.FEE, amount=100, at=NOW)},
        conversions={"o": Conversion(id="o", bill=later, amount=100, at=NOW)},
        credits={"c": CreditUse(id="c", account_id="huabei", of="x", bill=old, amount=1, at=NOW)},
    )
    of = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 10, 20))
    for table in (of.promises, of.figures, of.minimums, of.deferrals):
        assert [(ident, each.id) for ident, each in table.items()] == [(new, new)]
    assert of.deferrals[new].to == "huabei/2027-02-20"
    assert (of.reductions["r"].bill, of.conversions["o"].bill, of.credits["c"].bill) == (new, "huabei/2027-02-20", new)


def test_an_id_that_is_a_bill_of_its_own_again_is_no_older_one():
    of = add_orders(Ledger(), [order("phone")], by_hand())
    once = moved(of, by_hand(), "huabei", DueMove(date(2026, 12, 15), 10, 20))
    back = drop_override(once, by_hand(), "huabei", TODAY)
    assert {each.id: each.to for each in back.moved.values()} == {
        "huabei/2027-01-20": "huabei/2027-01-10",
        "huabei/2027-02-20": "huabei/2027-02-10",
    }
    assert derive(back, by_hand()).bill("huabei/2027-01-20").id == "huabei/2027-01-10"


def test_an_account_in_the_file_that_will_not_do_is_said_and_its_channels_days_hold():
    of = add_orders(Ledger(), [order("phone", bought_at=datetime(2026, 11, 1))], by_hand())
    broken = replace(of.accounts["huabei"], bill_day=40)
    of = replace(of, accounts={"huabei": broken})
    (fault,) = account_faults(of, by_hand())
    assert "huabei: bill_day is 40" in str(fault)
    assert held(of, "huabei").bill_day == 1


def test_an_account_said_as_a_whole_is_held_to_the_same_rules() -> None:
    ledger, card = added(Ledger(), by_hand(), "cmb", AccountDetails(bill_day=5, due_day=25, last4="1234"), TODAY)
    ledger, other = added(ledger, by_hand(), "cmb", AccountDetails(last4="5678"), TODAY)
    assert restated(ledger, by_hand(), replace(card, bill_day=None), TODAY).accounts["cmb"].bill_day is None
    for wrong, field in (
        (replace(other, last4="1234"), "last4"),
        (replace(card, due_after=20), "due_day"),
        (replace(card, mode=Mode.ORDER), "mode"),
    ):
        with pytest.raises(Problem) as caught:
            restated(ledger, by_hand(), wrong, TODAY)
        assert caught.value.field == field
    ledger, huabei = added(Ledger(), builtin(), "huabei", AccountDetails(), TODAY)
    for wrong, field in (
        (replace(huabei, due_day=11), "due_day"),
        (replace(huabei, auto_debit=Switch.OFF), "auto_debit"),
    ):
        with pytest.raises(Problem) as caught:
            restated(ledger, builtin(), wrong, TODAY)
        assert caught.value.field == field
