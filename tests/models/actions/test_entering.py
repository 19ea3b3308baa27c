"""What an order that is entered today leaves open: periods that were due before, of which nobody said anything."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.entering import Past, asked, entered, with_past
from models.channels.builtin import builtin
from tests.models.builders import at, order

HUABEI = builtin()["huabei"]
PHONE = order()
"""Due on the 10th of December, of January and of February."""
LATE = replace(PHONE, entered_on=date(2027, 1, 11))


def test_an_order_is_entered_on_the_institutions_date() -> None:
    assert entered(PHONE, HUABEI, at("2027-01-10T17:00:00+00:00")).entered_on == date(2027, 1, 11)


@pytest.mark.parametrize("said", [0, 2])
def test_an_order_that_says_how_many_periods_are_repaid_has_no_question(said: int) -> None:
    one = replace(PHONE, paid_periods=said)
    made = entered(one, HUABEI, at("2027-01-11T12:00:00+08:00"))
    assert made == replace(one, entered_on=date(2027, 1, 11))
    assert asked(made, HUABEI) == ()


def test_an_order_of_an_older_version_has_no_question() -> None:
    assert asked(PHONE, HUABEI) == ()


@pytest.mark.parametrize(
    ("on", "numbers"), [("2026-12-10", ()), ("2026-12-11", (1,)), ("2027-01-11", (1, 2)), ("2030-01-01", (1, 2, 3))]
)
def test_the_periods_due_before_that_day_are_asked_about(on: str, numbers: tuple[int, ...]) -> None:
    assert asked(replace(PHONE, entered_on=date.fromisoformat(on)), HUABEI) == numbers


def test_an_answer_for_all_is_how_many_were_repaid() -> None:
    assert with_past(LATE, HUABEI, Past.REPAID) == replace(LATE, paid_periods=2)
    assert with_past(LATE, HUABEI, Past.UNPAID) == replace(LATE, paid_periods=0)
    assert asked(with_past(LATE, HUABEI, Past.UNPAID), HUABEI) == ()
    future = replace(PHONE, entered_on=date(2026, 11, 2))
    assert with_past(future, HUABEI, Past.REPAID) == future
