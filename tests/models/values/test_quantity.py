"""So many days, periods or orders: one of them is not `1 days`."""

import pytest

from models.values import quantity
from models.values.message import msg


@pytest.mark.parametrize(
    ("of", "one", "two", "chinese"),
    [
        (quantity.days, "1 day", "2 days", "2 天"),
        (quantity.periods, "1 period", "2 periods", "2 期"),
        (quantity.orders, "1 order", "2 orders", "2 笔订单"),
    ],
)
def test_one_of_something_is_one(of, one: str, two: str, chinese: str) -> None:
    sentence = "overdue by {some}"
    assert str(msg(sentence, some=of(1))) == f"overdue by {one}"
    assert str(msg(sentence, some=of(2))) == f"overdue by {two}"
    assert msg(sentence, some=of(2)).filled("{some}", "zh_CN") == chinese
