"""Which debts to settle early, and when, so that most is saved."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from models.bills.payoff_debts import Debt
from models.bills.payoff_turns import Settled, Spare, in_turn, saved_by
from models.values.money import Fen

EXACT = 8
"""So many debts that can save are searched whole."""
WIDTH = 250
"""With more of them, so many choices are gone on with from each day."""

_Choice = tuple[Fen, tuple[tuple[int, int], ...]]
"""What was saved so far, and which debts were settled on which days, by their indices."""


def most_saved(debts: Sequence[Debt], spare: Spare) -> tuple[Settled, ...]:
    """The settlements that save most; of those that save the same, the ones after which
    the debts are over first; of these, fewer and earlier ones.

    Nothing saves more, waiting for a day included, with up to EXACT debts that can save. Proof: what is at hand on a
    day follows from what is settled and from what that saved, see `over`; so of two ways to have settled the same debts
    by a day, only the one that saved more need be gone on with. With more debts it saves at least as much as settling
    them in any of the usual orders.
    """
    able = [debt for debt in debts if debt.most > 0]
    known = [in_turn(order, spare, least=1) for order in usual_orders(able)]
    floor = max(map(saved_by, known), default=0)
    found = [tuple(Settled(able[which], on) for which, on in choice) for _, choice in _searched(able, spare, floor)]
    return min([*found, *known], key=lambda each: (-saved_by(each), *_rank(each, debts)), default=())


def usual_orders(debts: Sequence[Debt]) -> tuple[Sequence[Debt], ...]:
    """The debts in the orders that people take them in, and by what they save, and save of what they take."""
    return (
        highest_rate_first(debts),
        smallest_first(debts),
        sorted(debts, key=lambda debt: (-debt.most, debt.order)),
        sorted(debts, key=lambda debt: (-debt.most / max(1, debt.rest), debt.order)),
    )


def highest_rate_first(debts: Iterable[Debt]) -> list[Debt]:
    """The one that costs most a year first; those without a rate last."""
    return sorted(debts, key=lambda debt: (debt.rate is None, -(debt.rate or 0), debt.rest, debt.order))


def smallest_first(debts: Iterable[Debt]) -> list[Debt]:
    """The one of which least is owed first."""
    return sorted(debts, key=lambda debt: (debt.rest, debt.order))


def _rank(settled: Sequence[Settled], debts: Sequence[Debt]) -> tuple[tuple[int, bool, int], int, int]:
    """Less is better, of settlements that save the same."""
    on = {each.debt.order: each.on for each in settled}
    over = max((_over(debt, on.get(debt.order)) for debt in debts), default=(0, False, 0))
    return over, len(settled), sum(each.on for each in settled)


def _over(debt: Debt, on: int | None) -> tuple[int, bool, int]:
    """When it is over, to compare: on the day with the index `on`; as planned, before the first day without a rest."""
    if on is not None:
        return on, True, 0
    last = debt.flows[-1][0].toordinal() if debt.flows else 0
    return next((index for index, rest in enumerate(debt.rests) if not rest), len(debt.rests)), False, last


def _searched(debts: Sequence[Debt], spare: Spare, floor: Fen) -> Iterable[_Choice]:
    """Day by day, for each set of debts that can be settled by then, the way to that which saved most."""
    choices: dict[int, _Choice] = {0: (0, ())}
    hopes = [list(accumulate(reversed(debt.saves), max))[::-1] for debt in debts]
    for index in range(len(debts[0].rests) if debts else 0):
        open_ = _hopeful(choices, [hope[index] for hope in hopes], floor)
        if len(debts) > EXACT and len(open_) > WIDTH:
            open_ = dict(sorted(open_.items(), key=lambda each: -each[1][0])[:WIDTH])
        choices = _settled_on(open_, debts, spare, index)
    return choices.values()


def _hopeful(choices: Mapping[int, _Choice], hopes: Sequence[Fen], floor: Fen) -> dict[int, _Choice]:
    """Those with which, if all else could be settled at its best, as much would be saved as is known to be possible."""
    return {
        chosen: choice
        for chosen, choice in choices.items()
        if choice[0] + sum(hope for which, hope in enumerate(hopes) if hope > 0 and not chosen >> which & 1) >= floor
    }


def _settled_on(choices: Mapping[int, _Choice], debts: Sequence[Debt], spare: Spare, index: int) -> dict[int, _Choice]:
    """Those choices, and what can be settled besides on the day with that index."""
    found, new = dict(choices), dict(choices)
    money = spare.by(index)
    worth = [(which, debt.saves[index], debt.rests[index]) for which, debt in enumerate(debts) if debt.saves[index] > 0]
    while new:
        further: dict[int, _Choice] = {}
        for chosen, (saved, way) in new.items():
            room = money + saved - sum(debts[which].rests[index] for which, _ in way)
            for which, saves, rest in worth:
                more = chosen | 1 << which
                if more == chosen or room + saves < rest:
                    continue
                best = found.get(more)
                if best is None or saved + saves > best[0]:
                    found[more] = further[more] = (saved + saves, (*way, (which, index)))
        new = further
    return found
