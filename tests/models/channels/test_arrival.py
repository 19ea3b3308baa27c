"""How long money is on its way, and until when it can be sent."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.own_rules import set_override
from models.channels.arrival import Arrival, Takes, arrives, last_safe
from models.channels.builtin import builtin
from models.channels.channel_checks import check_channel
from models.channels.effective import effective_channel
from models.channels.override import ChannelOverride
from models.channels.typed_rules import override_texts, read_override
from models.ledger.ledger import Ledger
from models.values.dates import instant
from models.values.message import Problem
from tests.models.builders import at

ZONE = "Asia/Shanghai"
AT_ONCE = Arrival(Takes.AT_ONCE)
BEFORE_FIVE = Arrival(Takes.SAME_DAY, before=time(17))
WORKING = Arrival(Takes.NEXT_WORKING_DAY)
THREE = Arrival(Takes.DAYS, days=3)
ARRIVALS = st.sampled_from((AT_ONCE, BEFORE_FIVE, WORKING, THREE, Arrival(Takes.DAYS, days=1)))


@pytest.mark.parametrize(
    ("arrival", "sent", "there"),
    [
        (AT_ONCE, "2026-12-10T23:59:59+08:00", "2026-12-10T23:59:59+08:00"),
        (BEFORE_FIVE, "2026-12-10T17:00:00+08:00", "2026-12-10T23:59:59+08:00"),
        (BEFORE_FIVE, "2026-12-10T17:00:01+08:00", "2026-12-11T23:59:59+08:00"),
        (WORKING, "2026-12-10T09:00:00+08:00", "2026-12-11T23:59:59+08:00"),
        (WORKING, "2026-12-11T09:00:00+08:00", "2026-12-14T23:59:59+08:00"),
        (WORKING, "2026-12-12T09:00:00+08:00", "2026-12-14T23:59:59+08:00"),
        (WORKING, "2026-12-13T17:00:00+00:00", "2026-12-15T23:59:59+08:00"),
        (THREE, "2026-12-10T00:00:00+08:00", "2026-12-13T23:59:59+08:00"),
    ],
    ids=["at once", "at the hour", "after it", "thursday", "friday", "saturday", "sunday that is monday there", "days"],
)
def test_money_is_there_at_the_latest_at_the_end_of_a_day_of_the_institutions(arrival, sent, there):
    assert arrives(arrival, at(sent), ZONE) == at(there)


@pytest.mark.parametrize(
    ("arrival", "due", "cutoff", "safe"),
    [
        (AT_ONCE, date(2026, 12, 10), time(17), "2026-12-10T17:00:00+08:00"),
        (BEFORE_FIVE, date(2026, 12, 10), time(23, 59, 59), "2026-12-10T17:00:00+08:00"),
        (BEFORE_FIVE, date(2026, 12, 10), time(17), "2026-12-09T17:00:00+08:00"),
        (THREE, date(2026, 12, 10), time(23, 59, 59), "2026-12-07T23:59:59+08:00"),
        (WORKING, date(2026, 12, 14), time(23, 59, 59), "2026-12-13T23:59:59+08:00"),
        (WORKING, date(2026, 12, 13), time(23, 59, 59), "2026-12-10T23:59:59+08:00"),
        (WORKING, date(2026, 12, 14), time(17), "2026-12-10T23:59:59+08:00"),
    ],
)
def test_the_last_safe_hour_is_the_last_from_which_it_is_there_before_the_cut_off(arrival, due, cutoff, safe):
    assert last_safe(arrival, instant(due, cutoff, ZONE)) == at(safe)


@given(
    ARRIVALS,
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from((time(17), time(23, 59, 59))),
    st.sampled_from((ZONE, "America/New_York", "Europe/London")),
    st.integers(-12 * 24 * 3600, 12 * 24 * 3600),
)
def test_what_is_sent_by_the_last_safe_hour_is_there_in_time_and_nothing_later(arrival, due, cutoff, zone, seconds):
    due_at = instant(due, cutoff, zone)
    sent = datetime.fromtimestamp(due_at.timestamp() + seconds, tz=at("2026-01-01T00:00:00+08:00").tzinfo)
    in_time = arrives(arrival, sent, zone).timestamp() <= due_at.timestamp()
    assert in_time is (sent.timestamp() <= last_safe(arrival, due_at).timestamp())
    assert last_safe(arrival, due_at) >= due_at - timedelta(days=5)


def test_every_method_of_the_catalogue_says_how_long_it_takes_and_where_that_is_from():
    for channel in builtin().values():
        assert channel.arrivals.keys() == {each.id for each in channel.methods}
        assert "arrivals" in channel.uncertain
    xiaomi = builtin()["xiaomi"]
    assert [each.id for each in xiaomi.methods] == ["debit-card", "wechat", "alipay", "mi-wallet"]
    assert all(xiaomi.arrival(each.id) == THREE for each in xiaomi.methods)
    assert builtin()["cmb"].arrival("bank-transfer") == WORKING
    assert xiaomi.arrival("bank-transfer") is None, "which it does not take"


def typed(text: str, channel: str = "xiaomi", **rest: str) -> ChannelOverride:
    return read_override(ChannelOverride(id=channel), {"arrivals": text, **rest})


@pytest.mark.parametrize(
    ("text", "arrival"),
    [
        ("alipay: 0", AT_ONCE),
        ("alipay：17：00", BEFORE_FIVE),
        ("alipay: t+1", WORKING),
        ("alipay: 3", THREE),
        ("alipay:1-3", THREE),
    ],
)
def test_the_user_says_how_long_a_method_takes_and_the_others_stay_as_they_are(text, arrival):
    found = effective_channel(builtin(), typed(text))
    assert found.arrivals == {**builtin()["xiaomi"].arrivals, "alipay": arrival}
    texts = override_texts(typed(text).values)
    assert typed(texts["arrivals"]) == typed(text)
    set_override(Ledger(), builtin(), typed(text))


@pytest.mark.parametrize("text", ["alipay", "alipay: soon", "3", ": 3", "alipay: 25:00", "alipay: 1-2-3"])
def test_what_says_no_time_is_refused(text):
    with pytest.raises(Problem) as refused:
        typed(text)
    assert refused.value.field == "arrivals"


@pytest.mark.parametrize("text", ["cash: 3", "alipay: 00", "alipay: 32"])
def test_a_time_that_cannot_be_is_not_taken(text):
    with pytest.raises(Problem) as refused:
        set_override(Ledger(), builtin(), typed(text))
    assert refused.value.field == "arrivals"


def test_methods_that_the_user_left_out_or_took_from_elsewhere_have_no_time_of_theirs():
    own = read_override(ChannelOverride(id="huabei"), {"methods": "debit-card, bank-transfer"})
    set_override(Ledger(), builtin(), own)
    found = effective_channel(builtin(), own)
    assert found.arrivals == {"debit-card": AT_ONCE}
    assert found.arrival("bank-transfer") is None, "nobody said it of this channel"


@pytest.mark.parametrize(
    "wrong",
    [
        Arrival(Takes.SAME_DAY),
        Arrival(Takes.AT_ONCE, before=time(17)),
        Arrival(Takes.DAYS),
        Arrival(Takes.NEXT_WORKING_DAY, days=1),
    ],
)
def test_an_arrival_has_what_its_kind_needs_and_nothing_else(wrong):
    with pytest.raises(Problem) as refused:
        check_channel(replace(builtin()["huabei"], arrivals={"balance": wrong}))
    assert refused.value.field == "arrivals"
