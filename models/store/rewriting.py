"""A ledger's records rewritten one by one, with what undo knows of them: every state that it leads to stays one."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from models.store.layout import Tables
from models.store.migration import HISTORY, Document, Migration, taken
from models.store.records import TABLES, to_document
from models.values.message import Message

Rewrite = Callable[[Any], Any]
"""Makes another record of a record, or another label of an action's; the same where nothing is to be done."""


def rewritten(tables: Tables, rewrite: Rewrite) -> Tables:
    """The tables with their records rewritten, those that undo and redo bring back and the labels of actions, too.

    The tables are good ones, and the same where nothing is to be done.
    """
    if not any(_changes(found, kind, rewrite) for kind, found in _documents(tables)):
        return tables
    plain = {
        table: {ident: _as(found, kind) for ident, found in tables.get(table, {}).items()}
        for table, kind in TABLES.items()
    }
    made = taken(
        Migration(lambda table, found: _as(found, TABLES[table], rewrite)),
        {**plain, HISTORY: tables.get(HISTORY, {})},
    )
    entries = made[HISTORY].items()
    return {
        **made,
        HISTORY: {ident: {**entry, "label": _as(entry["label"], Message, rewrite)} for ident, entry in entries},
    }


def _documents(tables: Tables) -> Iterator[tuple[type[Any], Document]]:
    """All that the tables hold, with what each is."""
    for table, kind in TABLES.items():
        for found in tables.get(table, {}).values():
            yield kind, found
    for entry in tables.get(HISTORY, {}).values():
        yield Message, entry["label"]
        for table, _, other, _ in entry["docs"]:
            if other is not None:
                yield TABLES[table], other


def _changes(found: Document, kind: type[Any], rewrite: Rewrite) -> bool:
    return _as(found, kind) != _as(found, kind, rewrite)


def _as(found: Document, kind: type[Any], rewrite: Rewrite = lambda value: value) -> Document:
    """The document as it is read, rewritten and written; one that cannot be read, and so not be undone, as it is."""
    try:
        return to_document(rewrite(msgspec.convert(found, kind)))
    except msgspec.ValidationError:
        return found
