"""Orders that end before their last period: settled early, or returned."""

from datetime import datetime

import msgspec

from models.values.dates import Instant
from models.values.money import Fen


class Covered(msgspec.Struct, frozen=True):
    """`amount` of period `number`, which was owed on it no more: credit had paid it, or another bill has it."""

    number: int
    amount: Fen


class Closing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An order that was settled early; `id` is the order's. Nothing more is owed from period `first` on.

    `stands` are the periods from there on of which nothing was owed then, which it left as they were: repaid, covered
    by credit, or gone over to another bill. `covered` is what was so of periods of which more was owed. An older
    version names none of either. `estimate` is None where it was not known what the institution charges; an older
    version kept what is owed with every fee then.
    """

    id: str
    first: int
    at: Instant
    estimate: Fen | None = None
    figure: Fen
    stands: tuple[int, ...] = ()
    covered: tuple[Covered, ...] = ()

    def ends(self, number: int) -> bool:
        """Whether it ended the period with that number."""
        return number >= self.first and number not in self.stands

    def left_of(self, number: int) -> Fen:
        """What it left of a period that it ended, as it was."""
        return sum(each.amount for each in self.covered if each.number == number)


class Refund(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Goods returned: `amount` went back to the institution. `full`: the whole purchase, so all that is left ends.

    `stands` are the periods that it left as they were, because their bill was out or settled by then; None where an
    older version recorded it, which took it off those, too. `waived` is what the institution had taken off their
    principal: nobody paid that, so nobody gets it back. `recorded_at`: when it was recorded, where that was on a later
    day than `at`.
    """

    id: str
    order: str
    amount: Fen
    at: Instant
    full: bool = False
    stands: tuple[int, ...] | None = None
    waived: Fen = 0
    recorded_at: Instant | None = None

    @property
    def known_at(self) -> datetime:
        """Since when it is known here."""
        return self.recorded_at or self.at
