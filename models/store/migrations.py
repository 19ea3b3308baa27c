"""How files of an older schema become files of the newest: one function for every step between two schemas."""

from collections.abc import Callable
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""From the tables of one schema, without the table `fenqi`, to those of the next. It may change them in place.

The table `history` keeps documents of the others, which must follow.
"""


def moves_carry_both_days(tables: dict[str, Any]) -> dict[str, Any]:
    """Nothing is rewritten: `effective.as_now` reads a move of the due day alone as what it was.

    The number keeps older programs, which know no bill day in a move, from leaving out the user's own rules for a
    channel.
    """
    return tables


MIGRATIONS: tuple[Migration, ...] = (moves_carry_both_days,)
"""The first one leads from schema 1 to schema 2."""


def newest() -> int:
    """The schema that is written."""
    return 1 + len(MIGRATIONS)


def migrated(tables: dict[str, Any], schema: int) -> dict[str, Any]:
    """Tables of that schema as the newest has them."""
    for migrate in MIGRATIONS[schema - 1 :]:
        tables = migrate(tables)
    return tables
