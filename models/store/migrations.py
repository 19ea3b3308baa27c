"""How files of an older schema become files of the newest: one step between every two schemas."""

from collections.abc import Mapping
from typing import Any

from models.store import schema_3
from models.store.migration import Migration, taken

NOTHING_REWRITTEN = Migration()
"""To schema 2: `effective.as_now` reads a move of the due day alone as what it was.

The number keeps older programs, which know no bill day in a move, from leaving out the user's own rules for a channel.
"""

MIGRATIONS: tuple[Migration, ...] = (NOTHING_REWRITTEN, schema_3.MIGRATION)
"""The first one leads from schema 1 to schema 2."""


def newest() -> int:
    """The schema that is written."""
    return 1 + len(MIGRATIONS)


def migrated(tables: Mapping[str, Any], schema: int, path: str) -> dict[str, Any]:
    """Tables of that schema as the newest has them, and what can be undone in them.

    Problem naming `path` where a record is not as that schema has it.
    """
    from models.store.older import check_older  # noqa: PLC0415  # a file of this schema needs none

    found = dict(tables)
    for migration in MIGRATIONS[schema - 1 :]:
        check_older(migration, found, schema, path)
        found = taken(migration, found)
    return found
