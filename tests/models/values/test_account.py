"""One rule for labels of accounts: of an order, of a channel, of what an auto-debit takes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel_checks import check_channel
from models.channels.rules import Switch
from models.ledger.ids import bill_id
from models.values.account_label import exposes_number
from models.values.message import Problem
from tests.models.builders import DUE, at, ledger, order

LABELS = {
    "": False,
    "建行储蓄卡": False,
    "建行 1234": False,
    "尾号1234": False,
    "招行 1234 和 建行 5678": False,
    "12招34行56": False,
    "12345": True,
    "1 2 3 4 5": True,
    "6222 0202 0011 2345": True,
    "6222-0202-0011-2345": True,
    "6222.0202": True,
    "6222 – 0202": True,
    "卡 6222，0202": True,
    "６２２２ ０２０２": True,
    "招行 1234/5678": True,
}
DAY_BEFORE = at("2026-12-09T10:00:00+08:00")


@pytest.mark.parametrize(("label", "exposed"), LABELS.items())
def test_five_digits_running_also_across_spaces_and_hyphens_are_too_many(label, exposed):
    assert exposes_number(label) is exposed


@pytest.mark.parametrize(("label", "exposed"), [each for each in LABELS.items() if each[0]])
def test_an_order_a_channel_and_an_auto_debit_go_by_the_same_rule(label, exposed):
    one = builtin()["cmb"]
    on = {**builtin(), "cmb": replace(one, auto_debit=replace(one.auto_debit, default=Switch.ON))}
    of = ledger(order(channel="cmb"))
    bill = derive(of, on).bill(bill_id("cmb", DUE))
    debited = replace(one.auto_debit, pay_account=label)
    keeping = {
        "pay_account": lambda: order(pay_account=label),
        "auto_debit.pay_account": lambda: check_channel(replace(one, auto_debit=debited)),
        "debit": lambda: auto_debit.confirm_account(of, bill, label, DAY_BEFORE),
    }
    for keep in keeping.values():
        if exposed:
            with pytest.raises(Problem, match="last four digits") as refused:
                keep()
            assert refused.value.field.endswith("account")
        else:
            keep()


@given(st.lists(st.from_regex(r"[0-9]{1,4}", fullmatch=True), min_size=1), st.sampled_from(["卡", " 和 ", "x", " A-"]))
def test_groups_of_four_digits_at_most_may_stand_apart_by_words(groups, word):
    assert not exposes_number(word.join(groups))


@given(st.integers(10_000, 10**19), st.text(" -./·,", max_size=3))
def test_a_number_is_found_however_it_is_spaced(number, gap):
    assert exposes_number(f"招行 {gap.join(str(number))} 卡")
