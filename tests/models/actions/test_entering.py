"""What an order that is entered today leaves open: periods that were due before, of which nobody said anything."""

from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.entering import Past, asked, entered, with_past
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.exchange.answers import parse_past
from models.values.message import Problem
from tests.models.builders import at, ledger, order

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


@pytest.mark.parametrize(
    ("text", "periods", "fields"),
    [
        ("2", {1, 2}, {"paid_periods": 2}),
        ("1-2", {1, 2}, {"paid_periods": 2}),
        ("1,3", {1, 3}, {"paid_periods": 1, "repaid_also": (3,)}),
        ("3-3", {3}, {"paid_periods": 0, "repaid_also": (3,)}),
        ("1-1，3", {1, 3}, {"paid_periods": 1, "repaid_also": (3,)}),
        ("0", set(), {"paid_periods": 0}),
        ("none", Past.UNPAID, {"paid_periods": 0}),
        ("全部已还", Past.REPAID, {"paid_periods": 3}),
    ],
)
def test_any_of_the_past_periods_can_be_said_to_be_repaid(text, periods, fields) -> None:
    one = replace(PHONE, entered_on=date(2027, 3, 1))
    assert parse_past(text) == periods
    made = with_past(one, HUABEI, parse_past(text))
    assert made == replace(one, **fields)
    paid = [line.paid > 0 for line in derive(ledger(made), builtin()).schedules[made.id]]
    assert paid == [number in made.repaid_periods for number in (1, 2, 3)]


@pytest.mark.parametrize("text", ["3-1", "1-2-3", "0-2", "1;x", "-1", "1.5"])
def test_what_is_no_list_of_periods_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        parse_past(text)


def test_a_period_that_was_not_due_is_not_repaid() -> None:
    with pytest.raises(Problem, match=r"period 3 of .* is not repaid: only periods up to 2 were due"):
        with_past(LATE, HUABEI, parse_past("1,3"))


@pytest.mark.parametrize("also", [(1,), (3, 3), (3, 2), (4,)])
def test_no_order_has_a_period_twice_or_one_that_it_has_not(also) -> None:
    with pytest.raises(Problem):
        replace(PHONE, paid_periods=0, repaid_also=also)


def test_an_answer_for_all_is_how_many_were_repaid() -> None:
    assert with_past(LATE, HUABEI, Past.REPAID) == replace(LATE, paid_periods=2)
    assert with_past(LATE, HUABEI, Past.UNPAID) == replace(LATE, paid_periods=0)
    assert asked(with_past(LATE, HUABEI, Past.UNPAID), HUABEI) == ()
    future = replace(PHONE, entered_on=date(2026, 11, 2))
    assert with_past(future, HUABEI, Past.REPAID) == future
