"""The plans that one begins to compare with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.offers.offer import known_fee
from models.offers.usual import UsualPlan, usual_plans

CHANNELS = builtin()
HUABEI, XIAOMI = CHANNELS["huabei"], CHANNELS["xiaomi"]


def test_an_empty_ledger_begins_with_what_the_mall_takes_and_whose_fees_are_known():
    assert usual_plans(CHANNELS, (), 4) == (
        UsualPlan("huabei", 12),
        UsualPlan("xiaomi", 12),
        UsualPlan("huabei", 6),
        UsualPlan("xiaomi", 6),
    )


def test_the_channels_of_the_ledger_come_first():
    assert usual_plans(CHANNELS, {"xiaomi"}, 2) == (UsualPlan("xiaomi", 12), UsualPlan("huabei", 12))
    mine = {**CHANNELS, "own": replace(HUABEI, id="own", fee_rates={24: "0.1", 6: "0.03", 7: "0.05"})}
    assert usual_plans(mine, {"own"}, 4) == (
        UsualPlan("own", 6),
        UsualPlan("huabei", 12),
        UsualPlan("xiaomi", 12),
        UsualPlan("own", 24),
    )


def test_one_of_the_ledger_whose_fees_nobody_knows_leaves_no_column_empty():
    found = usual_plans(CHANNELS, {"cmb", "jd-baitiao"}, 4)
    assert all(known_fee(CHANNELS[each.channel], each.periods) for each in found)


def test_where_no_fee_is_known_the_channels_stand_there_and_where_there_is_but_one_it_fills_all_columns():
    bare = {ident: replace(each, fee_rates={}) for ident, each in CHANNELS.items()}
    assert [each.channel for each in usual_plans(bare, {"ccb"}, 3)] == ["ccb", "huabei", "jd-baitiao"]
    assert usual_plans({"xiaomi": bare["xiaomi"]}, (), 2) == (UsualPlan("xiaomi", 12), UsualPlan("xiaomi", 6))


@given(
    st.dictionaries(
        st.sampled_from(sorted(CHANNELS)),
        st.lists(st.integers(1, 60), max_size=5, unique=True),
        min_size=1,
    ),
    st.sets(st.sampled_from(sorted(CHANNELS))),
    st.integers(1, 6),
)
def test_no_plan_stands_twice_and_none_without_a_fee_while_one_with_a_fee_is_left(fees, held, count):
    channels = {name: replace(CHANNELS[name], fee_rates=dict.fromkeys(each, "0.05")) for name, each in fees.items()}
    found = usual_plans(channels, held, count)
    known = [each for each in found if each.periods in channels[each.channel].fee_rates]
    assert len(found) == count
    assert len(set(known)) == len(known) == min(count, sum(map(len, fees.values())))


@pytest.mark.parametrize("count", [1, 4])
def test_every_plan_is_through_a_channel_that_there_is(count):
    assert {each.channel for each in usual_plans(CHANNELS, {"gone"}, count)} <= CHANNELS.keys()
