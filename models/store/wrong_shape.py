"""What is wrong in a file: which record and field it is, and how that is written, so that somebody can set it right
with an editor."""

import re
from typing import NamedTuple

import msgspec

from models.values.message import Problem
from models.values.text import clean

_FIELD = r"(missing required|contains unknown) field `([^`]*)`"
_TYPE = r"(?:Expected `(\w+)|Invalid RFC3339 encoded (\w+))"
_WHERE = r" - at `\$\.?([^`]*)`"
_LIKE = {
    "int": "12",
    "str": '"abc"',
    "bool": "true",
    "array": "[ ]",
    "object": "{ }",
    "date": '"2026-12-10"',
    "datetime": '"2026-12-10T09:30:00+08:00"',
}
"""How a value of each kind is written."""


class WrongField(msgspec.Struct, frozen=True):
    """What is wrong with a value: where its field stands in it, "" for the value itself, and how it is written.

    `lacking`: there is no such field; `unknown`: there should be none. `like` is "" where there is no example.
    """

    name: str
    lacking: bool = False
    unknown: bool = False
    like: str = ""


class JsonPosition(NamedTuple):
    """A character in a text, its line and its column counted from 1."""

    line: int
    column: int


def not_json_from(data: bytes) -> JsonPosition | None:
    """From where on bytes that should be JSON are none; None where no position can be named."""
    import json  # noqa: PLC0415  # msgspec reads our own files, and names bytes

    try:
        json.loads(data.decode())
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return JsonPosition(before.count("\n") + 1, len(before) - before.rfind("\n"))
    except json.JSONDecodeError as error:
        return JsonPosition(error.lineno, error.colno)
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets that are nested too deep
        return None
    return None


def wrong_field(said: str) -> WrongField:
    """What msgspec says is wrong with a value."""
    named = re.search(_WHERE, said)
    where = named[1] if named else ""
    field, kind = re.search(_FIELD, said), re.match(_TYPE, said)
    if field:
        missing = field[1].startswith("missing")
        return WrongField(clean(f"{where}.{field[2]}".lstrip("."), 120), lacking=missing, unknown=not missing)
    like = "" if " of length" in said or kind is None else _LIKE.get(kind[1] or kind[2], "")
    return WrongField(clean(where, 120), like=like)


def wrong_record(said: str, table: str, record: str, path: str) -> Problem:
    """What msgspec says of a record, for a person."""
    wrong = wrong_field(said)
    if wrong.lacking:
        return Problem(
            "{path}: {record} in the table {table} lacks {name}; the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name,
        )
    if wrong.unknown:
        return Problem(
            "{path}: {record} in the table {table} has {name}, which is unknown; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name,
        )
    if not wrong.like:
        return Problem(
            "{path}: {record} in the table {table} is wrong: {name} is not as it should be; "
            "the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name or record,
        )
    if not wrong.name:
        return Problem(
            "{path}: {record} in the table {table} is to be written like {like}; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            like=wrong.like,
        )
    return Problem(
        "{path}: {record} in the table {table} is wrong: {name} is to be written like {like}; the file was left as it "
        "is; `fenqi doctor` helps",
        path=path,
        table=table,
        record=record,
        name=wrong.name,
        like=wrong.like,
    )
