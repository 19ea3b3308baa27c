"""Which debts are settled early, and when: as much is saved as by trying everything."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations, product
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from models.bills.payoff_debts import Debt
from models.bills.payoff_search import EXACT, most_saved, usual_orders
from models.bills.payoff_turns import Settled, Spare, in_turn, saved_by
from models.values.dates import months_after
from tests.models.builders import DUE

DAYS = 5
"""On which there is money."""


def debt(name: str, amount: int, periods: int, saves: list[int], rate: float = 0.1) -> Debt:
    """One with so many equal periods, due ten days after each day; on each day settling it saves that."""
    saves = [min(each, amount * max(0, periods - k)) for k, each in enumerate(saves)]
    rests = [amount * max(0, periods - k) for k in range(len(saves))]
    return Debt(
        order=name,
        rate=rate,
        flows=tuple((months_after(DUE, k), amount) for k in range(periods)),
        rests=tuple(rests),
        saves=tuple(saves),
        totals=tuple(rest - saved for rest, saved in zip(rests, saves, strict=True)),
        offered=tuple(rest > 0 for rest in rests),
    )


@st.composite
def debts(draw: st.DrawFn, most: int = 3) -> list[Debt]:
    """Some of them; what one saves may also grow while one waits, or be a loss."""
    return [
        debt(
            str(which),
            draw(st.integers(1, 40)),
            draw(st.integers(1, DAYS)),
            draw(st.lists(st.integers(-5, 40), min_size=DAYS, max_size=DAYS)),
        )
        for which in range(draw(st.integers(0, most)))
    ]


def affordable(chosen: list[Settled], spare: Spare) -> bool:
    """Whether, counting the money day by day, there is always enough for what is settled."""
    hand = spare.once
    for day in range(DAYS):
        hand += spare.monthly
        for each in chosen:
            if each.on < day:  # what it would have taken since the day before
                hand += each.debt.rests[day - 1] - each.debt.rests[day]
            if each.on == day:
                hand -= each.debt.totals[day]
        if hand < 0:
            return False
    return True


def over_on(found: list[Debt], chosen: Sequence[Settled]) -> date:
    """When all of them are over, with those settlements."""
    on = {each.debt.order: months_after(DUE, each.on) - timedelta(days=10) for each in chosen}
    return max((on.get(each.order, each.flows[-1][0]) for each in found), default=DUE)


def by_trying_everything(found: list[Debt], spare: Spare) -> tuple[int, date]:
    """The most that can be saved, and when all is over then at the earliest: each debt settled on each day or never."""
    best = (0, over_on(found, ()))
    for days in product((None, *range(DAYS)), repeat=len(found)):
        chosen = [
            Settled(each, on) for each, on in zip(found, days, strict=True) if on is not None and each.offered[on]
        ]
        tried = saved_by(chosen), over_on(found, chosen)
        if (tried[0], best[1]) > (best[0], tried[1]) and all(e.saved > 0 for e in chosen) and affordable(chosen, spare):
            best = tried
    return best


SPARE = st.builds(Spare, monthly=st.integers(0, 40), once=st.integers(0, 60))


@given(debts(), SPARE)
def test_nothing_saves_more_whatever_is_settled_when_and_of_what_saves_the_same_it_is_over_first(found, spare):
    chosen = most_saved(found, spare)
    assert affordable(list(chosen), spare)
    assert all(each.saved > 0 for each in chosen)
    assert (saved_by(chosen), over_on(found, chosen)) == by_trying_everything(found, spare)


@given(debts(most=4), SPARE)
def test_in_any_turn_there_is_money_for_what_is_settled_and_none_costs_more_than_as_planned(found, spare):
    for order in (found, *usual_orders(found)):
        chosen = in_turn(order, spare)
        assert affordable(list(chosen), spare)
        assert all(each.saved >= 0 and each.debt.offered[each.on] for each in chosen)
        assert saved_by(chosen) <= saved_by(most_saved(found, spare))


def test_of_two_debts_that_save_the_same_the_one_that_lasts_longer_is_settled_where_there_is_money_for_one():
    brief, long = debt("brief", 10, 4, [20, 0, 0, 0, 0]), debt("long", 8, 5, [20, 0, 0, 0, 0])
    for found in ((brief, long), (long, brief)):
        assert [each.debt.order for each in most_saved(found, Spare(once=20))] == ["long"]


def test_waiting_for_a_large_saving_beats_a_small_one_today():
    small, large = debt("small", 10, 5, [5, 4, 3, 2, 1]), debt("large", 20, 5, [30, 24, 18, 12, 6])
    spare = Spare(monthly=45)
    assert in_turn((small, large), spare)[0].debt is small
    assert [each.debt.order for each in most_saved((small, large), spare)] == ["large", "small"]


def many(count: int, days: int = 36) -> list[Debt]:
    """So many debts of unequal sizes, each of which saves the less the later it is settled."""
    return [
        debt(
            str(which),
            500 + 137 * (which * 7 % 11),
            days,
            [(50 + 13 * (which * 5 % 7)) * (days - k) for k in range(days)],
        )
        for which in range(count)
    ]


def test_of_more_debts_than_are_searched_whole_it_saves_at_least_as_much_as_any_usual_order_and_takes_no_time():
    found, spare = many(20), Spare(monthly=9_000, once=20_000)
    assert len(found) > EXACT
    before = process_time()
    best = saved_by(most_saved(found, spare))
    assert process_time() - before < 3
    assert best >= max(saved_by(in_turn(order, spare)) for order in usual_orders(found)) > 0


def test_the_most_debts_that_are_searched_whole_are_at_least_as_good_as_every_turn():
    found, spare = many(6, 12), Spare(monthly=3_000)
    best = saved_by(most_saved(found, spare))
    assert best == max(saved_by(in_turn(turn, spare, least=1)) for turn in permutations(found))
