"""What the coming months hold besides a new order, and what it adds: two parts of one bar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.bills.overview import MonthSum
from tests.models.builders import by_hand, order
from tui.run.language import language_of
from tui.words.order_follows import BAR, Follows, _months

DECEMBER = date(2026, 12, 1)


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_what_the_order_adds_to_a_month_is_the_end_of_its_bar_in_the_ink_of_what_is_new(there: int, more: int) -> None:
    months = [MonthSum(first=DECEMBER, due=there, paid=0)]
    (line,) = _months(
        Follows(order("phone"), by_hand()["huabei"], (), months, {DECEMBER: more}, ()), language_of("en"), 76
    )
    cells = {ink: text.count("▆") for text, ink in line}
    assert cells["dim"] + cells["key"] == BAR
    assert cells["key"] >= 1
    assert abs(cells["key"] * (there + more) - more * BAR) <= there + more
