"""What a ledger's file holds, read strictly: where something is not as it should be, it is said which record and field
it is, and how that is written, so that somebody can set it right with an editor."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from models.values.message import Inner, Problem
from models.values.text import clean

Struct = TypeVar("Struct")

_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
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


def read_struct(document: object, kind: type[Struct], table: str, ident: str, path: str) -> Struct:
    """The document as a `kind`, strictly; Problem naming the file, the table, the record and the field."""
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        table, record = clean(table, 80), clean(ident, 80)
        if isinstance(error.__cause__, Problem):  # what the values say together
            problem = Problem(
                "{path}: {record} in the table {table} is wrong: {reason}; the file was left as it is; "
                "`fenqi doctor` helps",
                path=path,
                table=table,
                record=record,
                reason=Inner(error.__cause__.message),
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


def _wrong(said: str, table: str, record: str, path: str) -> Problem:
    """What msgspec says, for a person."""
    named = re.search(_WHERE, said)
    where = named[1] if named else ""
    field, kind = re.search(_FIELD, said), re.match(_TYPE, said)
    if field:
        name = clean(f"{where}.{field[2]}".lstrip("."), 120)
        if field[1].startswith("missing"):
            return Problem(
                "{path}: {record} in the table {table} lacks {name}; the file was left as it is; `fenqi doctor` helps",
                path=path,
                table=table,
                record=record,
                name=name,
            )
        return Problem(
            "{path}: {record} in the table {table} has {name}, which is unknown; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=name,
        )
    like = None if " of length" in said else _LIKE.get((kind[1] or kind[2]) if kind else "")
    if like is None:
        return Problem(
            "{path}: {record} in the table {table} is wrong: {name} is not as it should be; "
            "the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=clean(where or record, 120),
        )
    if not where:
        return Problem(
            "{path}: {record} in the table {table} is to be written like {like}; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            like=like,
        )
    return Problem(
        "{path}: {record} in the table {table} is wrong: {name} is to be written like {like}; the file was left as it "
        "is; `fenqi doctor` helps",
        path=path,
        table=table,
        record=record,
        name=clean(where, 120),
        like=like,
    )
