"""What is the same in every row of a table: it is said once, and has no column."""

from collections.abc import Collection


def in_every_row(words: Collection[str]) -> str:
    """What all rows have; "" where they differ, and of a single row, which repeats nothing."""
    return next(iter(words)) if len(words) > 1 and len({*words}) == 1 else ""
