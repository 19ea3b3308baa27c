"""JSON as it stands in a file: keys that come twice are known, and no float ever holds money."""

import json
from collections import Counter

import msgspec

from models.values.message import Problem
from models.values.nesting import too_deep


class Object(dict[str, object]):
    """A JSON object that remembers which of its keys came twice."""

    __slots__ = ("twice",)  # a file may hold millions of them

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.twice: tuple[str, ...] = ()
        if len(self) < len(pairs):
            self.twice = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)


class Number(str):
    """A number, as the text that stands there."""

    __slots__ = ()


class NotANumber(msgspec.Struct, frozen=True):
    """`NaN` or `Infinity`, which Python reads but JSON does not know."""

    text: str


def parse(text: str) -> object:
    """The JSON value; Problem where the text is none."""
    try:
        parsed: object = json.loads(
            text, object_pairs_hook=Object, parse_int=Number, parse_float=Number, parse_constant=NotANumber
        )
    except json.JSONDecodeError as error:
        raise Problem(
            "the file is not valid JSON from line {line}, column {column} on",
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise _nested() from None
    if too_deep(parsed):
        raise _nested()
    return parsed


def _nested() -> Problem:
    return Problem("the file is not a list of orders: its brackets are nested too deep")
