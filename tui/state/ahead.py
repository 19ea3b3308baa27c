"""Where the user is in the agenda: which month, which movement, which pay account."""

import msgspec

from models.bills.agenda import MONTHS, MOST_MONTHS, Agenda
from models.bills.movements import Movement
from models.bills.running import RunningBalance


class Looking(msgspec.Struct, frozen=True):
    """How many `months` are shown, and the numbers of the chosen `month`, of the movement `at` the cursor, and of the
    `account`."""

    months: int = MONTHS
    month: int = 0
    at: int = 0
    account: int = 0

    def within(self, found: Agenda) -> tuple[Movement, ...]:
        """What moves in the chosen month."""
        return found.of_month(found.months[self.month].first)

    def chosen(self, found: Agenda) -> Movement | None:
        """What of it the cursor is on; None where nothing moves."""
        moves = self.within(found)
        return moves[min(self.at, len(moves) - 1)] if moves else None

    def run(self, found: Agenda) -> RunningBalance | None:
        """The pay account that is shown; None where none is known."""
        return found.balances[self.account % len(found.balances)] if found.balances else None

    def by_month(self, by: int, found: Agenda) -> "Looking":
        """So many months further."""
        return _standing(self, max(0, min(self.month + by, len(found.months) - 1)), found)

    def by_day(self, by: int, found: Agenda) -> "Looking":
        """So much further in the month."""
        last = max(0, len(self.within(found)) - 1)
        return msgspec.structs.replace(self, at=max(0, min(min(self.at, last) + by, last)))

    def longer(self) -> "Looking":
        """A year more; after the most, the first year again."""
        months = self.months + MONTHS
        return Looking(months=months if months <= MOST_MONTHS else MONTHS, month=self.month, account=self.account)

    def other_account(self) -> "Looking":
        """The next pay account."""
        return msgspec.structs.replace(self, account=self.account + 1)


def begun(found: Agenda, months: int = MONTHS) -> Looking:
    """Where one begins: in the month in which an account runs short first; else in this one."""
    short = found.short
    firsts = [each.first for each in found.months]
    at = firsts.index(short[0].on.replace(day=1)) if short else 0
    return _standing(Looking(months=months), at, found)


def kept(looking: Looking, found: Agenda) -> Looking:
    """The same place in what is found now."""
    return _standing(looking, min(looking.month, len(found.months) - 1), found, looking.at)


def _standing(looking: Looking, month: int, found: Agenda, at: int | None = None) -> Looking:
    """In that month: on the day that is short first, else on what comes first."""
    there = msgspec.structs.replace(looking, month=month)
    moves = there.within(found)
    if at is None:
        short = {each.on for each in found.short}
        at = next((k for k, each in enumerate(moves) if each.on in short and not each.income), 0)
    return msgspec.structs.replace(there, at=max(0, min(at, len(moves) - 1)))
