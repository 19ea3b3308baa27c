"""An ordinary bill whose due instant passes between the look at the app's figure and the payment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models import checklist
from models.bill import past_due
from models.caution import LOOK_AGAIN
from models.channel import Catalogue
from models.channel_file import builtin
from models.checklist import LATE, Step
from models.ledger import Ledger, Way, bill_id
from models.message import Problem
from tests.models.builders import (
    DUE,
    book,
    by_hand,
    check_book,
    found,
    ledger,
    order,
    through_the_file,
    walk_to_amount,
)

CHANNELS = tuple(builtin())
ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati")
MINUTE = timedelta(minutes=1)


def verified(channel: str, minutes: int, pay: int = 10_100) -> tuple[Ledger, str, datetime]:
    """The amount step of a bill of ¥101.00 done so many minutes before it was due, and the due instant."""
    ident = bill_id(channel, DUE)
    of = ledger(order(channel=channel))
    due = datetime.fromtimestamp(book(of).bill(ident).due_at.timestamp(), ZoneInfo("Asia/Shanghai"))
    now = due - minutes * MINUTE
    of = walk_to_amount(of, ident, now)
    way = Way.MATCH if pay == 10_100 else Way.PART
    return through_the_file(checklist.settle_amount(of, found(of, ident), 10_100, way, pay, now)), ident, due


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("later", [MINUTE, timedelta(hours=12), timedelta(days=9)], ids=str)
def test_paying_an_amount_that_was_verified_before_the_due_instant(channel, later, zone):
    of, ident, due = verified(channel, 5)
    one, progress = found(of, ident), of.checklists[ident]
    assert checklist.warnings(progress, one, due) == ()
    now = (due + later).astimezone(ZoneInfo(zone))
    (warn,) = checklist.warnings(progress, one, now)
    cutoff = f"{due:%m-%d %H:%M}"
    assert str(warn.message) == (
        f"the app showed ¥101.00 before the cut-off of {cutoff}, now over: late interest may be on top"
    )
    assert [str(each) for each in warn.reasons.values()] == [
        "it took ¥101.00",
        "look again: the amount is asked for anew",
    ]
    method = one.channel.methods[0].id
    with pytest.raises(Problem, match="a warning has to be answered first"):
        checklist.choose_method(of, one, method, now)
    took = checklist.answer(of, one, warn.id, "took", now)
    assert checklist.warnings(took.checklists[ident], one, now + timedelta(days=3)) == ()
    done = checklist.complete(checklist.choose_method(took, one, method, now), one, due - MINUTE, "", now)
    (made,) = done.repayments.values()
    assert (made.amount, made.paid_at) == (10_100, due - MINUTE)
    check_book(done)


@pytest.mark.parametrize("channel", CHANNELS)
def test_looking_again_opens_the_amount_and_takes_the_grown_figure(channel):
    of, ident, due = verified(channel, 5)
    now = due + timedelta(days=1)
    of = checklist.answer(of, found(of, ident), "due-since-verified", LOOK_AGAIN, now)
    assert checklist.current(of.checklists[ident], found(of, ident)) is Step.AMOUNT
    of = checklist.settle_amount(of, found(of, ident), 10_107, Way.CORRECT, 10_107, now)
    assert of.corrections[ident].reason == LATE
    assert checklist.warnings(of.checklists[ident], found(of, ident), now + MINUTE) == ()


def test_of_a_part_it_is_asked_whether_the_part_was_taken():
    of, ident, due = verified("huabei", 5, pay=4_000)
    (warn,) = checklist.warnings(of.checklists[ident], found(of, ident), due + MINUTE)
    assert str(warn.reasons["took"]) == "it took ¥40.00"


@given(
    st.sampled_from(CHANNELS),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
    st.integers(0, 6 * 24 * 60),
    st.times(),
)
def test_it_is_asked_exactly_when_the_due_instant_lies_between(channel, before, minutes, cutoff):
    catalogue: Catalogue = {**by_hand(), channel: replace(by_hand()[channel], cutoff=cutoff.replace(microsecond=0))}
    ident = bill_id(channel, DUE)
    of = ledger(order(channel=channel))
    one = found(of, ident, catalogue=catalogue)
    at = datetime.fromtimestamp(one.due_at.timestamp() + 60 * before, UTC)
    of = walk_to_amount(of, ident, at, catalogue)
    of = checklist.settle_amount(of, one, 10_100, Way.MATCH, 10_100, at)
    later = at + minutes * MINUTE
    ids = [each.id for each in checklist.warnings(of.checklists[ident], one, later)]
    assert ("due-since-verified" in ids) == (past_due(one, later) and not past_due(one, at))
    assert len(ids) <= 1, "one question about lateness is enough"
