"""Whether auto-debit is on: on, off, always, or not known, which is neither."""

import pytest
from msgspec.structs import replace

from models.actions.orders import add_orders
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import auto_debit_of
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.channels.switch import parse_switch
from models.values.message import Problem
from tests.models.builders import at, bill, book, by_hand, ledger, order


def one(default: Switch, *own: Switch | None):
    channel = by_hand()["huabei"]
    catalogue = {**by_hand(), "huabei": replace(channel, auto_debit=replace(channel.auto_debit, default=default))}
    orders = (order(f"{index}", auto_debit=each) for index, each in enumerate(own))
    return book(ledger(*orders), catalogue).bill("huabei/2026-12-10")


@pytest.mark.parametrize(
    ("default", "own", "stands"),
    [
        (Switch.OFF, (None,), Switch.OFF),
        (Switch.UNKNOWN, (None,), Switch.UNKNOWN),
        (Switch.UNKNOWN, (Switch.OFF,), Switch.OFF),
        (Switch.UNKNOWN, (None, Switch.ON), Switch.ON),
        (Switch.OFF, (Switch.UNKNOWN, None), Switch.UNKNOWN),
        (Switch.ALWAYS, (Switch.UNKNOWN,), Switch.ALWAYS),
        (Switch.ON, (Switch.OFF, Switch.OFF), Switch.OFF),
    ],
)
def test_what_is_said_of_a_bills_auto_debit(default, own, stands):
    assert auto_debit_of(one(default, *own)) is stands


def test_what_is_not_known_may_be_on_and_is_not_claimed_to_be():
    window = auto_debit_window(one(Switch.UNKNOWN, None))
    assert window is not None
    assert not window.known
    assert status(one(Switch.UNKNOWN, None), Moment(at("2026-12-12T12:00:00+08:00"))) is Status.TO_CONFIRM


def test_it_is_not_known_of_xiaomi_until_somebody_says_it():
    assert builtin()["xiaomi"].auto_debit.default is Switch.UNKNOWN
    assert bill(ledger(order(channel="xiaomi")), "xiaomi").outstanding


@pytest.mark.parametrize(
    ("text", "switch"),
    [("unknown", "unknown"), (" 不清楚 ", "unknown"), ("ON", "on"), ("已开启", "on"), ("关", "off"), ("未开启", "off")],
)
def test_it_is_read_as_people_write_it(text, switch):
    assert parse_switch(text) == switch
    assert parse_switch(Switch(switch).value) == switch


@pytest.mark.parametrize("text", ["always", "maybe", ""])
def test_what_an_order_cannot_have_is_refused(text):
    with pytest.raises(Problem, match="none of on, off, unknown"):
        parse_switch(text)


OPTIONAL = ["jd-baitiao", "cmb", "bank-card"]
"""Channels that debit only once somebody set it up."""


def held(channel: str, state: Switch | None = None):
    """A bill of a new account, due on the 10th, by the catalogue as it is."""
    of = add_orders(ledger(), [order(channel=channel)], builtin())
    if state is not None:
        account = replace(of.accounts[channel], auto_debit=state)
        of = replace(of, accounts={**of.accounts, channel: account})
    (first, *_) = book(of, builtin()).bills.values()
    return first


@pytest.mark.parametrize("channel", OPTIONAL)
def test_what_nobody_said_of_a_new_account_is_not_known(channel):
    assert auto_debit_of(held(channel)) is Switch.UNKNOWN
    assert auto_debit_of(held(channel, Switch.OFF)) is Switch.OFF
    assert auto_debit_of(held(channel, Switch.ON)) is Switch.ON


@pytest.mark.parametrize("channel", OPTIONAL)
def test_a_bill_waits_for_no_debit_that_nobody_set_up(channel):
    late = Moment(at("2026-12-12T12:00:00+08:00"))
    assert auto_debit_window(held(channel)) is None
    assert status(held(channel), late) is Status.OVERDUE
    assert status(held(channel, Switch.ON), late) is Status.TO_CONFIRM


@pytest.mark.parametrize(
    ("channel", "state"), [("huabei", Switch.ALWAYS), ("xiaomi", Switch.UNKNOWN), ("douyin", Switch.ON)]
)
def test_where_the_institution_has_it_otherwise_that_is_what_is_known(channel, state):
    assert auto_debit_of(held(channel)) is state


def test_an_institution_that_has_it_off_until_it_is_set_up_has_a_source_for_it():
    for channel in builtin().values():
        if channel.auto_debit.default is Switch.OFF:
            source = channel.uncertain.get("auto_debit", channel.source)
            assert source.words != builtin()["huabei"].uncertain["cutoff"].words, f"{channel.id}: only assumed"
            assert channel.auto_debit.when
