"""Settles debts early in a given order, each as soon as there is money for it.

The money a month stays the same: the planned bills and the spare money. What a settled order would have taken goes to
the next order, on the days on which it would have been due.
"""

from collections.abc import Iterable, Sequence

import msgspec

from models.bills.payoff_debts import Debt
from models.values.money import Fen


class Spare(msgspec.Struct, frozen=True, kw_only=True):
    """Money beyond the bills, in fen: `monthly` on each of the days, `once` on the first of them."""

    monthly: Fen = 0
    once: Fen = 0

    def by(self, index: int) -> Fen:
        """All of it that has come by the day with that index, that day's included."""
        return self.once + self.monthly * (index + 1)


class Settled(msgspec.Struct, frozen=True):
    """A debt, and the index of the day on which it is settled."""

    debt: Debt
    on: int

    @property
    def saved(self) -> Fen:
        return self.debt.saves[self.on]


def saved_by(settled: Iterable[Settled]) -> Fen:
    """What all of that saves."""
    return sum(each.saved for each in settled)


def over(settled: Sequence[Settled], spare: Spare, index: int) -> Fen:
    """The money at hand on that day after its bills and those settlements are paid; below 0, they cannot be paid.

    That is all spare money and all savings, less what the settled debts would have taken only after that day.
    """
    return spare.by(index) + saved_by(settled) - sum(each.debt.rests[index] for each in settled)


def in_turn(debts: Sequence[Debt], spare: Spare, least: Fen = 0) -> tuple[Settled, ...]:
    """The debts settled in that order: each waits until there is money for the one before it.

    One that saves less than `least` (fen) on a day is passed over on that day; one whose periods are all billed is left
    out.
    """
    settled, waiting = list[Settled](), list(debts)
    for index in range(len(debts[0].rests) if debts else 0):
        waiting = [each for each in waiting if each.offered[index]]
        for debt in [each for each in waiting if each.saves[index] >= least]:
            made = [*settled, Settled(debt, index)]
            if over(made, spare, index) < 0:
                break
            settled = made
            waiting.remove(debt)
    return tuple(settled)
