"""The names in a file: which column each means, as export writes them and as people do, in either language."""

from collections.abc import Collection, Iterable
from functools import cache

import msgspec

from models.exchange.columns import COLUMNS
from models.exchange.header_key import header_key
from models.values.identity import key_of
from models.values.message import Message, Words, msg
from models.values.text import clean

MAX_NAMES = 100
"""What names more columns is no order."""

IGNORED = frozenset({"序号", "行号", "no", "nr", "#"})
"""A count of the rows, which says nothing of an order."""


class Header(msgspec.Struct, frozen=True):
    """What the names in a file mean: a column each, "" where it is none; and what is wrong with them, by name."""

    columns: tuple[str, ...]
    faults: tuple[tuple[str, Message], ...]


def header(names: Iterable[str], *, unused: Collection[int] = ()) -> Header:
    """Recognise the names; unknown, unnamed and repeated ones are faults.

    `unused`: the columns, counted from 1, in which nothing stands, so that they need no name.
    """
    columns: list[str] = []
    faults: list[tuple[str, Message]] = []
    for number, name in enumerate(names, 1):
        quoted = clean(name, 40)
        column = column_of(name)
        if not quoted and number in unused:
            pass
        elif not quoted:
            faults.append(("", msg("column {number} has no name", number=number)))
        elif header_key(name) in IGNORED or key_of(name) in IGNORED:
            pass
        elif not column:
            faults.append((quoted, msg("this column is not known")))
        elif column in columns:
            faults.append((quoted, msg("the column {column} is there twice", column=titles([column]))))
        columns.append(column)
    return Header(tuple(columns), tuple(faults))


def column_of(name: str) -> str:
    """The column that goes by a name in a file; "" where none does."""
    return _by_name(tuple(COLUMNS)).get(header_key(name), "")


@cache
def _by_name(columns: tuple[str, ...]) -> dict[str, str]:
    """Every spelling of a name, and the column that goes by it."""
    return {header_key(name): each for each in columns for name in (each, *COLUMNS[each].names)}


def too_many(names: Collection[str]) -> Message | None:
    """Why these are not read one by one; None where there are not too many."""
    if len(names) <= MAX_NAMES:
        return None
    return msg("there are {found} columns; an order has at most {limit}", found=len(names), limit=MAX_NAMES)


def titles(names: Iterable[str]) -> Words:
    """The columns as they are called in each language."""
    found = list(names)
    return {"en": ",".join(found), "zh_CN": ",".join(COLUMNS[name].title for name in found)}
