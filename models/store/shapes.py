"""What a ledger's file holds, read strictly: where something is not as it should be, it is said which record and field
it is, and how that is written, so that somebody can set it right with an editor."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from models.values.message import Problem
from models.values.text import clean

Struct = TypeVar("Struct")

_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_FIELD = re.compile(r"(missing required|contains unknown) field `([^`]*)`")
_TYPE = re.compile(r"(?:Expected `(\w+)|Invalid RFC3339 encoded (\w+))")
_WHERE = re.compile(r" - at `\$\.?([^`]*)`")
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


def read_struct(document: object, kind: type[Struct], table: str, ident: str, path: str) -> Struct:
    """The document as a `kind`, strictly; Problem naming the file, the table, the record and the field."""
    table, record = clean(table, 80), clean(ident, 80)
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Problem):  # what the values say together
            problem = Problem(
                "{path}: {record} in the table {table} is wrong: {reason}; the file was left as it is; "
                "`fenqi doctor` helps",
                path=path,
                table=table,
                record=record,
                reason=clean(str(error.__cause__), 300),
            )
        else:
            problem = _wrong(str(error), table, record, path)
    raise problem


def rows(tables: Mapping[str, object], table: str, path: str) -> Mapping[str, object]:
    """The documents of a table by id; none where the file is older than the table. Problem where it is no table."""
    found: object = tables.get(table, {})
    if isinstance(found, dict):
        return found
    raise Problem(
        "{path}: the table {table} is not an object; the file was left as it is; `fenqi doctor` helps",
        path=path,
        table=clean(table, 80),
    )


def check_numbered(idents: Iterable[str], table: str, path: str) -> None:
    """Problem for the first id that is no number, as those of actions are."""
    stray = next((ident for ident in idents if not _NUMBER.fullmatch(ident)), None)
    if stray is not None:
        raise Problem(
            "{path}: {record} in the table {table} is not a number; the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=clean(stray, 80),
        )


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
    named = _WHERE.search(said)
    where = named[1] if named else ""
    field, kind = _FIELD.search(said), _TYPE.match(said)
    if field:
        missing = field[1].startswith("missing")
        return WrongField(clean(f"{where}.{field[2]}".lstrip("."), 120), lacking=missing, unknown=not missing)
    like = "" if " of length" in said or kind is None else _LIKE.get(kind[1] or kind[2], "")
    return WrongField(clean(where, 120), like=like)


def _wrong(said: str, table: str, record: str, path: str) -> Problem:
    """What msgspec says, for a person."""
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
