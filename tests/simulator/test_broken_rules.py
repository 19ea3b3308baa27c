"""A rule of fenqi is broken on purpose, and the simulator sees it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from models.bills import carrying, crediting, late_cost, linked_bills, minimum, schedule, status
from models.plans import split
from models.plans.plan import parts
from tests.simulator.beside import Ask, differences
from tests.simulator.rules import on_day

Rule = Callable[..., Any]


def _never_back(dues: Rule) -> Rule:
    def broken(*given: Any) -> Sequence[date]:
        found, least = [], 31
        for due in dues(*given):
            least = min(least, due.day)
            found.append(on_day(due.year, due.month, least))
        return found

    return broken


def _from_the_first(returned: Rule) -> Rule:
    def broken(rows: Sequence[Any], *given: Any) -> Any:
        lines, more = returned(rows[::-1], *given)
        return lines[::-1], more

    return broken


def _odd_first(_: Rule) -> Rule:
    return lambda usual, odd, periods, _remainder: (odd, *(usual,) * (periods - 1))


def _nowhere(put_off: Rule) -> Rule:
    return lambda *given, **named: (put_off(*given, **named)[0], ())


BROKEN: Mapping[str, tuple[Any, str, Callable[[Rule], Rule], int]] = {
    "day 31 never springs back": (schedule, "due_dates_of", _never_back, 1),
    "the remainder is in the first period": (
        split,
        "with_odd",
        _odd_first,
        6,
    ),
    "credit goes to no bill": (crediting, "_by_itself", lambda _: lambda *_given: 0, 6),
    "a refund lowers the bill that is out": (crediting, "_of_goods", lambda _: lambda *_given: False, 0),
    "a part refund lowers the first period": (schedule, "returned", _from_the_first, 21),
    "the minimum has nothing of what is no instalment": (minimum, "_other", lambda _: lambda _bill: 0, 10),
    "what the minimum leaves bears no interest": (carrying, "rest_interest", lambda _: lambda *_given: 0, 34),
    "lateness costs twice as much": (late_cost, "late_interest", lambda rule: lambda *given: 2 * rule(*given), 4),
    "every sum is too small for a penalty": (late_cost, "is_small", lambda _: lambda *_given: True, 0),
    "a day less is left": (status, "days_left", lambda rule: lambda *given: rule(*given) - 1, 6),
    "what is deferred is lost": (
        linked_bills,
        "put_off",
        _nowhere,
        32,
    ),
}


@pytest.fixture(autouse=True)
def _no_parts_kept() -> Iterator[None]:
    """What a broken rule made of a plan is not kept for others."""
    parts.cache_clear()
    yield
    parts.cache_clear()


@pytest.mark.parametrize("name", BROKEN)
def test_each_is_noticed(name: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    room, rule, broken, seed = BROKEN[name]
    monkeypatch.setattr(room, rule, broken(getattr(room, rule)))
    assert "fenqi says" in next(differences(seed, ask), "")
