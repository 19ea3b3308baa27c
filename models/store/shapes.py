"""What a ledger's file holds, read strictly."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from models.values.message import Inner, Problem
from models.values.text import clean

Struct = TypeVar("Struct")

_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)


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
            from models.store.wrong_shape import wrong_record  # noqa: PLC0415  # hardly a file is wrong

            problem = wrong_record(str(error), table, record, path)
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
