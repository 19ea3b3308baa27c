from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions.own_rules import (
    add_channel,
    channels_of,
    drop_override,
    id_for,
    own_fields,
    own_of,
    set_override,
    users,
)
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.checks import slug
from models.channels.override import ChannelOverride
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import DUE, by_hand, ledger, order, repaid

CARD = ChannelOverride(id="cmb-2", base="cmb", values={"name": {"zh_CN": "招行副卡", "en": "second card"}})
MOVED = ChannelOverride(id="huabei", values={"due_moves": [{"since": "2026-12-01", "day": 15}]})
MOVED_LATER = ChannelOverride(id="huabei", values={"due_moves": [{"since": "2027-01-01", "day": 15}]})
HUABEI = bill_id("huabei", DUE)


def channel(of: Ledger, ident: str) -> Channel:
    found = channels_of(of, builtin())[ident]
    assert isinstance(found, Channel)
    return found


def test_the_users_own_rules_win_over_the_catalogue_and_are_kept_in_the_ledger():
    after = set_override(ledger(), builtin(), ChannelOverride(id="huabei", values={"due_day": 20}))
    assert (after.accounts["huabei"].due_day, after.channels) == (20, {})
    assert own_of(after, builtin(), "huabei").values == {"due_day": 20}
    assert channel(after, "huabei").due_day == 20
    assert builtin()["huabei"].due_day == 10


def test_an_override_that_says_nothing_any_more_is_taken_out():
    after = set_override(ledger(), builtin(), ChannelOverride(id="huabei", values={"due_day": 20}))
    assert set_override(after, builtin(), ChannelOverride(id="huabei")).channels == {}


def test_a_value_that_will_not_do_is_refused_with_its_field():
    with pytest.raises(Problem, match="due_day is 32") as caught:
        set_override(ledger(), builtin(), ChannelOverride(id="huabei", values={"due_day": 32}))
    assert caught.value.field == "due_day"


def test_a_due_day_that_an_older_version_took_stays_until_it_is_moved_again():
    older = Ledger(channels={"huabei": ChannelOverride(id="huabei", values={"due_day": 12})})
    after = set_override(older, builtin(), ChannelOverride(id="huabei", values={"due_day": 12, "grace_days": 1}))
    assert channel(after, "huabei").due_day == 12
    with pytest.raises(Problem, match="due_day 13 is not among the days that it offers") as caught:
        set_override(after, builtin(), ChannelOverride(id="huabei", values={"due_day": 13}))
    assert caught.value.field == "due_day"


@pytest.mark.parametrize("early", [{}, {"percent": "0"}, {"percent": "0.00"}])
def test_a_percentage_of_what_is_left_needs_its_figure(early):
    said = ChannelOverride(id="huabei", values={"early": {"rule": "percent-of-rest", **early}})
    with pytest.raises(Problem, match="percent is missing") as caught:
        set_override(ledger(), builtin(), said)
    assert caught.value.field == "early.percent"
    whole = set_override(ledger(), builtin(), ChannelOverride(id="cmb", values={"early": {"rule": "percent-of-rest"}}))
    assert channel(whole, "cmb").early == builtin()["cmb"].early, "the catalogue has the figure"


def test_a_channel_of_ones_own_has_the_rules_of_its_base():
    after = add_channel(ledger(), builtin(), CARD)
    own = channel(after, "cmb-2")
    assert own.name["zh_CN"] == "招行副卡"
    assert (own.cutoff, own.methods, own.card) == (builtin()["cmb"].cutoff, builtin()["cmb"].methods, True)


@pytest.mark.parametrize("ident", ["cmb", "cmb-2"])
def test_an_id_that_is_taken_is_refused(ident):
    with_own = add_channel(ledger(), builtin(), CARD)
    with pytest.raises(Problem, match="already") as caught:
        add_channel(with_own, builtin(), ChannelOverride(id=ident, base="cmb"))
    assert caught.value.field == "id"


def test_an_id_that_is_no_id_is_refused():
    with pytest.raises(Problem, match="small letters") as caught:
        add_channel(ledger(), builtin(), ChannelOverride(id="My Card", base="cmb"))
    assert caught.value.field == "id"


def test_own_fields_are_named_as_in_the_catalogue():
    override = ChannelOverride(id="cmb", values={"due_day": 5, "auto_debit": {"default": "on", "account": "建行 1234"}})
    assert own_fields(override) == {"due_day", "auto_debit.default", "auto_debit.pay_account"}
    assert own_fields(CARD) == {"name"}


def test_dropping_goes_back_to_the_catalogue():
    after = set_override(ledger(), builtin(), ChannelOverride(id="huabei", values={"due_day": 20}))
    assert channel(drop_override(after, builtin(), "huabei", date(2026, 12, 5)), "huabei") == builtin()["huabei"]


def test_where_nothing_is_the_users_own_nothing_is_dropped():
    with pytest.raises(Problem, match="nothing about Huabei 花呗 is your own"):
        drop_override(ledger(), builtin(), "huabei", date(2026, 12, 5))


def test_an_own_channel_goes_only_when_no_order_uses_it():
    with_own = add_channel(ledger(order(channel="cmb-2")), builtin(), CARD)
    assert users(with_own, "cmb-2") == 1
    with pytest.raises(Problem, match=r"second card has orders \(1\)"):
        drop_override(with_own, builtin(), "cmb-2", date(2026, 12, 5))
    assert drop_override(add_channel(ledger(), builtin(), CARD), builtin(), "cmb-2", date(2026, 12, 5)).channels == {}


def test_a_moved_due_day_moves_the_bills_that_nothing_is_recorded_for():
    after = set_override(ledger(order()), by_hand(), MOVED)
    assert next(iter(derive(after, by_hand()).bills)) == "huabei/2026-12-15"


def test_the_due_day_may_move_after_what_was_repaid():
    after = set_override(repaid(ledger(order()), HUABEI), by_hand(), MOVED_LATER)
    bills = derive(after, by_hand()).bills
    assert [bill.due for bill in bills.values()] == [DUE, date(2027, 1, 15), date(2027, 2, 15)]
    assert bills[HUABEI].outstanding == 0


def test_an_override_that_would_break_its_channel_is_shown_as_what_is_wrong_with_it():
    broken = Ledger(channels={"huabei": ChannelOverride(id="huabei", values={"due_day": "ten"})})
    found = channels_of(broken, builtin())
    assert isinstance(found["huabei"], Problem)
    assert found["huabei"].field == "due_day"
    assert drop_override(broken, builtin(), "huabei", date(2026, 12, 5)).channels == {}


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("CMB second card", "cmb-second-card"),
        ("CMB", "cmb-2"),
        ("ＩＣＢＣ", "icbc-2"),
        ("白金卡", "own"),
        ("2nd", "own-2nd"),
    ],
)
def test_the_id_of_a_channel_of_ones_own_follows_from_its_name(name: str, ident: str) -> None:
    assert id_for(Ledger(), builtin(), name) == ident


@given(st.text(max_size=80))
def test_whatever_the_name_its_id_is_one_that_a_channel_may_have_and_none_has(name: str) -> None:
    ident = id_for(Ledger(), builtin(), name)
    slug(ident, "id", ident)
    assert ident not in builtin()
