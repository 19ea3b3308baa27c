"""The bill that comes after another of the same account."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.bills.derive import derive
from models.bills.following import following
from models.channels.cycle import DueMove
from models.channels.rules import Mode
from models.ledger.ids import bill_id
from tests.models.builders import by_hand, ledger, order

MOVES = (DueMove(date(2026, 12, 15), 10, 20),)


def after(channel: str, due: date, *, day: int | None = None, **rules):
    """What follows the bill of an order due on that day, where the rules of its channel are these."""
    catalogue = {**by_hand(), channel: replace(by_hand()[channel], **rules)}
    one = order(channel=channel, due=due, due_day=day, bought_at=datetime(2026, 11, 1))
    (first, *_) = derive(ledger(one), catalogue).bills.values()
    assert first.id == bill_id(channel, first.due)
    return following(first)


@pytest.mark.parametrize(
    ("channel", "due", "rules", "then"),
    [
        ("huabei", date(2026, 12, 10), {}, (date(2027, 1, 10), None)),
        ("huabei", date(2026, 12, 10), {"due_moves": MOVES}, (date(2027, 1, 20), None)),
        ("huabei", date(2027, 1, 10), {"due_moves": MOVES}, (date(2027, 2, 20), None)),
        ("jd-baitiao", date(2026, 12, 3), {"mode": Mode.ORDER}, (date(2027, 1, 3), None)),
        ("cmb", date(2027, 1, 31), {}, (date(2027, 2, 28), 31)),
        ("cmb", date(2027, 1, 30), {}, (date(2027, 2, 28), 30)),
        ("cmb", date(2027, 1, 31), {"bill_day": 11, "due_day": 31}, (date(2027, 2, 28), 31)),
        ("cmb", date(2026, 12, 26), {"bill_day": 8, "due_after": 18}, (date(2027, 1, 26), None)),
    ],
)
def test_it_is_due_when_the_accounts_next_bill_is(channel, due, rules, then):
    assert tuple(after(channel, due, **rules)) == then


def test_the_day_that_a_short_month_clamped_springs_back():
    assert after("cmb", date(2027, 2, 28), day=31).due == date(2027, 3, 31)
    assert after("cmb", date(2027, 2, 28)).due == date(2027, 3, 28)


def test_it_is_where_the_orders_next_period_is_whatever_the_rule():
    for channel, one in by_hand().items():
        book = derive(ledger(order(channel=channel, due=date(2027, 1, 31))), by_hand())
        bills = list(book.bills.values())
        assert [following(each).due for each in bills[:-1]] == [each.due for each in bills[1:]], one.id
