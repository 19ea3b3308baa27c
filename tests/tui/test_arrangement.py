"""When the main screen has to look again by itself."""

from datetime import UTC, datetime, time

import pendulum
from hypothesis import given
from hypothesis import strategies as st

from tests.models.builders import book, catalogue_with, crowded, ledger
from tui.arrangement import next_turn

ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Pacific/Niue", "UTC")


@given(
    st.lists(crowded(), max_size=6),
    st.datetimes(datetime(2026, 12, 1), datetime(2027, 2, 20), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.times(timezones=st.none()).map(lambda at: time(at.hour, at.minute)),
)
def test_statuses_turn_at_the_next_due_instant_of_any_bill_or_at_midnight_in_shanghai(bought, now, zone, cutoff):
    found = book(ledger(*bought), catalogue_with("huabei", zone=zone, cutoff=cutoff))
    midnight = pendulum.instance(now).in_timezone("Asia/Shanghai").end_of("day")
    dues = (one.due_at for one in found.bills.values())
    assert next_turn(found, now) == min((due for due in dues if now <= due < midnight), default=midnight)
