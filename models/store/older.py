"""Whether tables of an older schema are as that has them, before they are brought to the next."""

from collections.abc import Mapping
from typing import Any

import msgspec

from models.store.migration import HISTORY, Document, Migration
from models.store.shapes import check_numbered, read_struct, rows
from models.values.message import Problem
from models.values.text import clean


class _Entry(msgspec.Struct, frozen=True):
    """What a step needs of an action: its records and whether it is undone."""

    docs: tuple[tuple[str, str, Document | None, str], ...]
    undone: bool = False


def check_older(migration: Migration, tables: Mapping[str, object], schema: int, path: str) -> None:
    """Problem for the first record that the step cannot be taken with. `schema`: what the file says."""
    for table in tables:
        for ident, found in rows(tables, table, path).items():
            _check(migration, found, (table, ident), schema, path)
    documents = rows(tables, HISTORY, path)
    check_numbered(documents, HISTORY, path)
    for ident, found in documents.items():
        for table, record, other, _ in read_struct(found, _Entry, HISTORY, ident, path).docs:
            if other is not None:
                _check(migration, other, (table, record), schema, path)


def _check(migration: Migration, found: object, record: tuple[str, str], schema: int, path: str) -> None:
    table, ident = record
    document = read_struct(found, dict[str, Any], table, ident, path)
    newer = migration.newer.get(table)
    if newer in document:
        raise Problem(
            "{path} says schema {schema}, but {record} in the table {table} has {name}, which came later; "
            "set the schema right in the first line, or restore a backup: `fenqi restore` lists them",
            path=path,
            schema=schema,
            record=clean(ident, 80),
            table=table,
            name=newer or "",
        )
    if table in migration.kinds:
        read_struct(document, migration.kinds[table], table, ident, path)
