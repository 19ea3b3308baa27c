"""Whole lives of some orders, by the shell, day by day: fenqi says of each bill what was worked out without it."""

import pytest

from tests.often import is_long
from tests.simulator.beside import Ask, differences
from tests.simulator.life import DAYS, Life

pytestmark = pytest.mark.soak
# The long campaign has all lives in which test_broken_rules.py breaks rules: unbroken, all is the same in them.
SEEDS, EVERY = (range(100), 3) if is_long() else ((0, 34), 10)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """More lives, and asked more often, in the long campaign."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", SEEDS)


def test_all_that_fenqi_says_in_four_hundred_days_is_what_was_worked_out_by_hand(seed: int, ask: Ask) -> None:
    assert next(differences(seed, ask, every=EVERY), "") == ""


def test_a_life_has_eight_to_twelve_orders_and_is_the_same_for_the_same_seed() -> None:
    for seed in range(50):
        one, same = Life(seed), Life(seed)
        assert 8 <= len(one.purchases) <= 12
        assert (one.purchases, one.begin) == (same.purchases, same.begin)
        assert max(one.purchases) < DAYS
