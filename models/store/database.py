"""TinyDB on the ledger's file; it is loaded with the first change."""

from collections.abc import Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from models.store.layout import Tables
from models.store.migration import Document
from models.store.storage import FileStorage


class Working(Storage):
    """TinyDB's storage: the tables of a transaction, which writes them at its end."""

    def __init__(self, file: FileStorage) -> None:
        self._file = file

    def read(self) -> Tables:
        """The tables as TinyDB sees them."""
        return self._file.working

    def write(self, data: Tables) -> None:
        """Keep what TinyDB made of them for the end of the transaction."""
        self._file.work(data)


class Documents(Table):
    """A table whose documents have ids of their own, as text."""

    document_id_class: Any = str  # TinyDB's hints know only int

    def put(self, documents: Mapping[str, Document]) -> None:
        """Add the documents, or replace those with the same ids whole (TinyDB's upsert would merge them)."""
        if documents:
            self._update_table(lambda rows: cast("dict[str, Mapping[str, Any]]", rows).update(documents))

    def drop(self, idents: list[str]) -> None:
        """Remove the documents with these ids."""
        if idents:
            self.remove(doc_ids=cast("list[int]", idents))  # the hint again


class Database(TinyDB):
    """TinyDB on a `FileStorage`."""

    table_class = Documents

    def __init__(self, storage: FileStorage) -> None:
        super().__init__(storage=lambda: Working(storage))

    def documents(self, table: str) -> Documents:
        """The table with that name."""
        return cast("Documents", self.table(table))
