"""One step between two schemas: of the records as they are, and of every state that undo or redo leads to."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from models.store.digest import digest

Document = dict[str, Any]
OlderTables = Mapping[str, Mapping[str, Document]]

HISTORY = "history"
"""The table of what can be undone, whose entries hold documents of the others."""


class Migration(NamedTuple):
    """From one schema to the next. Both functions change nothing in place.

    `document` makes the new document of one of a table. `tables` makes whole tables where their records hang on those
    of others; those that it does not name are made document by document.

    `kinds`: what the documents of a table have to be for that. `newer`: a field of a table's that none has yet.
    """

    document: Callable[[str, Document], Document] = lambda _, document: document
    tables: Callable[[OlderTables], OlderTables] = lambda _: {}
    kinds: Mapping[str, type[msgspec.Struct]] = {}
    newer: Mapping[str, str] = {}


def taken(migration: Migration, tables: Mapping[str, Any]) -> dict[str, Any]:
    """Tables of the older schema as the newer has them, with their history."""
    past = tables.get(HISTORY)
    now = {name: documents for name, documents in tables.items() if name != HISTORY}
    new = _migrated(migration, now)
    return new if past is None else {**new, HISTORY: _history(migration, now, new, past)}


def _migrated(migration: Migration, tables: OlderTables) -> dict[str, Mapping[str, Document]]:
    whole = migration.tables(tables)
    rest = {
        name: {ident: migration.document(name, each) for ident, each in documents.items()}
        for name, documents in tables.items()
        if name not in whole
    }
    return {**rest, **whole}


def _history(
    migration: Migration, tables: OlderTables, new: OlderTables, past: Mapping[str, Document]
) -> dict[str, Document]:
    """The entries: each leads from a state to the next, and both are brought along."""
    order = sorted(past, key=int)
    done = [ident for ident in order if not past[ident].get("undone")]
    made: dict[str, Document] = {}
    for idents in (done[::-1], [ident for ident in order if ident not in done]):
        here, there = tables, new
        for ident in idents:
            entry = past[ident]
            before = _swapped(here, entry["docs"])
            whole = migration.tables(before)
            touched = {(swap[0], swap[1]) for swap in entry["docs"] if swap[0] not in whole}
            touched |= {(name, each) for name in whole for each in {**there.get(name, {}), **whole[name]}}
            after = _with_documents(migration, there, before, touched, whole)
            changed_outside = {(swap[0], swap[1]) for swap in entry["docs"] if digest(_of(here, swap)) != swap[3]}
            docs = [
                [*each, _of(after, each), "?" if each in changed_outside else digest(_of(there, each))]
                for each in sorted(touched)
                if _of(after, each) != _of(there, each)
            ]
            made[ident] = {**entry, "docs": docs}
            here, there = before, after
    return {ident: made[ident] for ident in order}


def _swapped(tables: OlderTables, swaps: Iterable[list[Any]]) -> OlderTables:
    """The state that lies on the other side of an action."""
    state = dict(tables)
    for table, ident, other, _ in swaps:
        records = {key: each for key, each in state.get(table, {}).items() if key != ident}
        state[table] = records if other is None else {**records, ident: other}
    return state


def _with_documents(
    migration: Migration,
    there: OlderTables,
    before: OlderTables,
    touched: Iterable[tuple[str, str]],
    whole: OlderTables,
) -> OlderTables:
    """The new state next to `there`: with the documents that were touched, and the tables that are made whole."""
    state = {**there, **whole}
    for table, ident in touched:
        if table not in whole:
            records = {key: each for key, each in state.get(table, {}).items() if key != ident}
            old = before.get(table, {}).get(ident)
            state[table] = records if old is None else {**records, ident: migration.document(table, old)}
    return state


def _of(tables: OlderTables, swap: Any) -> Document | None:
    return tables.get(swap[0], {}).get(swap[1])
