"""What a column of an order is, and how single values are read from text and written as text."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

import msgspec

from models.values.identity import key_of
from models.values.long_numbers import masked
from models.values.message import Message, Problem, Words
from models.values.money import Fen, plain
from models.values.text import MAX_NOTE, MAX_TITLE, clean, normalise, plain_number
from models.values.typed import parse_count, parse_flag

Cell = str | int | bool
"""A value as it stands in a file; "" where there is none."""

_LISTED = re.compile("[;,、]")
_ROUNDED_NUMBER = re.compile(
    r"[+-]?(?:\d+(?:[.,]\d*)*(?:e|[x×*]10\^?)\+\d+|[1-9](?:[.,]\d*)*e[12]\d|\d{1,3}(?:[.,]\d*)+(?:e|[x×*]10\^?)\d+)"
    r"(?:[.,]0+)?",
    re.ASCII | re.IGNORECASE,
)
"""`5E+15`, `5,26E+15`, `526.1E13`, `5.26×10^15`: what a spreadsheet makes of a number that is too long for it."""


Example = Cell | Message | Words
"""A cell of the template, which may be another in each language."""


class Asked(msgspec.Struct, frozen=True):
    """How the order form asks for a value: where among its fields, and with which words.

    A field with `choices`, keys and their words, is chosen; any other is typed into. `more`: it is not among the six
    that a page always shows, but behind them.
    """

    position: int
    label: Message
    hint: Message
    choices: tuple[tuple[str, Message], ...] = ()
    more: bool = True


def as_it_is(value: Cell) -> Cell:
    """A text, a number or a flag, which stands in a file as what it is."""
    return value


class Column(msgspec.Struct, frozen=True):
    """One value of an order in a file. `name` is its header in CSV and its key in JSON, and the name of its field in
    `Order`, or in `Terms` where it is one of those that make the plan.

    `names` are what it may be called besides, in any language; the first is its title in Chinese. `parse` makes the
    value of a text that is not blank, or raises Problem; `write` is its inverse. `needed`: no order is without it.
    `help` says what it is, for whoever types it.
    `examples` are its cells in the template, row by row, as far as it has some. `asked` is None for what the order form
    does not ask for.
    """

    name: str
    names: tuple[str, ...]
    parse: Callable[[str], object]
    write: Callable[[Any], Cell] = as_it_is
    needed: bool = False
    examples: tuple[Example, ...] = ()
    asked: Asked | None = None
    help: Message = Message("")

    @property
    def title(self) -> str:
        """What it is called in Chinese."""
        return self.names[0] if self.names else self.name

    @property
    def is_flag(self) -> bool:
        """Whether JSON may have `true` or `false` here."""
        return self.parse is parse_flag

    def cell(self, value: object) -> Cell:
        """The value as it is written; None, which is no value, as ""."""
        return "" if value is None else self.write(value)


def _parse_text(text: str, limit: int) -> str:
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise Problem("the text has {length} characters; at most {limit} fit", length=len(cleaned), limit=limit)
    return cleaned


def _parse_words(text: str, limit: int) -> str:
    """A text as it will be stored: by it an order without a number is known again."""
    return masked(_parse_text(text, limit))


parse_label = partial(_parse_text, limit=MAX_TITLE)
"""One with a whole number in it is refused, and not masked: it is what an account is known by."""
parse_title = partial(_parse_words, limit=MAX_TITLE)
parse_note = partial(_parse_words, limit=MAX_NOTE)


def is_rounded(number: str) -> bool:
    """Whether it is a number as a spreadsheet writes one that is too long for it, whatever stands before it."""
    return _ROUNDED_NUMBER.fullmatch(key_of(plain_number(number)).strip("'\"`=#")) is not None


def parse_number(text: str) -> str:
    """An order number, which is text; Problem where a spreadsheet took it for a number and rounded it."""
    number = _parse_text(text, MAX_TITLE)
    if is_rounded(number):
        raise Problem(
            "a spreadsheet has rounded the order number to {number}; format the column as text and enter it again",
            number=number,
        )
    return number


def parse_numbers(text: str) -> tuple[int, ...]:
    """Numbers of periods, like `3;5`."""
    return tuple(parse_count(each, "期") for each in _LISTED.split(normalise(text)))


def write_numbers(numbers: tuple[int, ...]) -> str:
    """The inverse."""
    return ";".join(map(str, numbers))


def write_date(day: date) -> str:
    """`2026-12-10`."""
    return day.isoformat()


def write_moment(at: datetime) -> str:
    """`2026-11-11 20:05`. Midnight stands for a date without a time."""
    if at.time() == time():
        return at.date().isoformat()
    return at.isoformat(" ", "seconds" if at.second else "minutes")


def write_amounts(amounts: tuple[Fen, ...]) -> str:
    """`134.90`, or a list like `511.15;511.15;511.17`."""
    return ";".join(map(plain, amounts))
