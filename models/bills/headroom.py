"""How much a pay account has to spare from each day on, so that a purchase makes no day short."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate

import msgspec

from models.bills.agenda import Agenda
from models.bills.running import RunningBalance
from models.values.money import Fen


class Headroom(msgspec.Struct, frozen=True):
    """A pay account from the day `since` on, as far as it is known. In fen.

    `lowest` is the least on the account on each day, after all that leaves it and before any pay. `spare` is, for each
    day, the least of that day and all later ones: a purchase that takes more by then makes some day short, or shorter.
    """

    label: str
    since: date
    lowest: tuple[Fen, ...]
    spare: tuple[Fen, ...]

    def short(self, dues: Iterable[tuple[date, Fen]]) -> tuple[date, Fen] | None:
        """The first day that these payments make short or shorter, and by how much; None where they make none so, as
        far as is known."""
        left, taken = sorted(dues), 0
        for number, low in enumerate(self.lowest):
            day = self.since + timedelta(days=number)
            while left and left[0][0] <= day:
                taken += left.pop(0)[1]
            if taken > 0 and low < taken:
                return day, taken - low
        return None

    def fits(self, dues: Iterable[tuple[date, Fen]]) -> bool:
        """Whether it makes no day short or shorter, as far as is known."""
        taken = 0
        for due, amount in sorted(dues):
            taken += amount
            number = max(0, (due - self.since).days)
            if number < len(self.spare) and taken > self.spare[number]:
                return False
        return True


def headroom(found: Agenda) -> Headroom | None:
    """Of the main account, from which the purchase would be paid; None where nothing is known of it."""
    run = next((each for each in found.balances if each.main and each.known), None)
    if run is None:
        return None
    lowest = tuple(_troughs(run))
    spare = tuple(accumulate(reversed(lowest), min))[::-1]
    return Headroom(run.label, run.since, lowest, spare)


def _troughs(run: RunningBalance) -> Iterable[Fen]:
    """The least of each day, before any pay of it."""
    if run.balance is None or run.until is None:
        return
    moved, at, left = run.moved, 0, run.begins
    for number in range((run.until - run.since).days + 1):
        day, low = run.since + timedelta(days=number), left
        while at < len(moved) and moved[at].movement.on <= day:
            left = moved[at].after
            low = low if moved[at].movement.income else min(low, left)
            at += 1
        yield low


def highest_price(fits: Callable[[Fen], bool], most: Fen) -> Fen | None:
    """The highest price up to `most` that fits, if all lower prices fit, too; None where not even one fen does."""
    if not fits(1):
        return None
    low, high = 1, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
