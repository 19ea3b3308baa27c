"""How tables lie in a file: JSON, one document a line, so that the file diffs and syncs well.

The first line is the table `fenqi`, whose one document has the schema, the generation (counted up by every write)
and a checksum of the bytes after that line. A file that keeps its checksum is our own and is not checked again.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any
from zlib import crc32

import msgspec

from models.store import migrations
from models.store.migration import Document
from models.store.shapes import read_struct, rows
from models.values.message import Problem
from models.values.nesting import too_deep
from models.values.text import clean

META = "fenqi"
LAST_NUMBER = 2**53 - 1
"""The greatest write number that can be counted on: up to it every program reads whole numbers exactly."""

Tables = dict[str, dict[str, Document]]
"""Documents by table and id, in the order of the file."""

_FIRST_LINE = re.compile(
    rb'\{"fenqi":\{"1":\{"schema":[1-9]\d{0,8},"generation":([1-9]\d{0,17}),"checksum":"([0-9a-f]{8})"\}\},\n'
)

_MARK = b"\xef\xbb\xbf"
"""What editors put before UTF-8."""
_CONFLICT = rb"(?m)^(?:<{7}|>{7})[ \r\n]"
"""The lines by which a version control marks two versions in one file."""
_SCHEMA = rb'"schema"\s*:\s*(\d{1,18})'
_HEAD = 1000
"""Bytes in which the schema stands, however somebody laid the file out."""


class Contents(msgspec.Struct, frozen=True):
    """What a file holds, its tables as the newest schema has them.

    Generation 0: there is no file yet. `edited`: the bytes are not as fenqi wrote them. `schema`: that of the bytes,
    None where it is the newest.
    """

    generation: int = 0
    tables: Tables = {}
    edited: bool = False
    schema: int | None = None


class _Schema(msgspec.Struct, frozen=True):
    schema: int


class _Meta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: Annotated[int, msgspec.Meta(ge=1)]
    generation: Annotated[int, msgspec.Meta(ge=1)]
    checksum: str = ""


def whole(data: bytes) -> bool:
    """Whether the bytes are as fenqi wrote them, of whatever schema."""
    first = _FIRST_LINE.match(data)
    return first is not None and first[2].decode() == checksum(data[first.end() :])


def number_of(data: bytes) -> int:
    """The write number in the first line, even where what follows is lost; 0 where there is none."""
    first = _FIRST_LINE.match(data.removeprefix(_MARK))
    return 0 if first is None or int(first[1]) > LAST_NUMBER else int(first[1])


def schema_of(data: bytes) -> int:
    """The schema that the beginning claims; 0 where it claims none."""
    claimed = re.search(_SCHEMA, data[:_HEAD])
    return 0 if claimed is None else int(claimed[1])


def checksum(data: bytes) -> str:
    """8 hex digits that differ where the bytes do."""
    return f"{crc32(data):08x}"


class Encoder:
    """Makes a file's bytes. A table that is the same object as the time before is not encoded again."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Mapping[str, Document], bytes]] = {}
        self._json = msgspec.json.Encoder()

    def encode(self, tables: Mapping[str, Mapping[str, Document]], generation: int) -> bytes:
        """The file's bytes."""
        body = b",\n".join(self._table(name, documents) for name, documents in tables.items()) + b"}\n"
        meta = self._json.encode(_Meta(migrations.newest(), generation, checksum(body)))
        return b'{"fenqi":{"1":%b},\n%b' % (meta, body)

    def _table(self, name: str, documents: Mapping[str, Document]) -> bytes:
        last = self._made.get(name)
        if last is not None and last[0] is documents:
            return last[1]
        lines = (self._json.encode_lines(each).splitlines() for each in (list(documents), list(documents.values())))
        rows = b",\n".join(map(b":".join, zip(*lines, strict=True)))
        made = b"%b:{%b}" % (self._json.encode(name), b"\n%b\n" % rows if rows else b"")
        self._made[name] = documents, made
        return made


def decode(data: bytes, path: str) -> Contents:
    """What the bytes hold; the documents are not read yet. Problem naming `path` for all but fenqi files."""
    data = data.removeprefix(_MARK)
    if not data or data.isspace():
        raise Problem("{path} is empty; it was left as it is; `fenqi doctor` helps", path=path)
    ours = whole(data)
    if not ours:
        _check_by_hand(data, path)
    tables = _parsed(data, path)
    meta = _meta(tables, path)
    if meta.schema == migrations.newest():
        return Contents(meta.generation, tables, edited=not ours)
    return Contents(meta.generation, _migrated(tables, meta.schema, path), edited=not ours, schema=meta.schema)


def _migrated(tables: Tables, schema: int, path: str) -> Tables:
    try:
        return migrations.migrated(tables, schema, path)
    except Problem:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, msgspec.ValidationError) as error:
        # Tables that are not as their schema has them.
        raise Problem(
            "{path} cannot be brought from schema {schema} to this fenqi's: its records are not as that schema has "
            "them; it was left as it is; `fenqi doctor` helps",
            path=path,
            schema=schema,
        ) from error


def _parsed(data: bytes, path: str) -> Tables:
    try:
        tables = msgspec.json.decode(data)
    except RecursionError:
        raise _nested(path) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _not_json(data, path) from None
    if not isinstance(tables, dict) or META not in tables:
        raise Problem("{path} is not a fenqi file; it was left as it is; `fenqi doctor` helps", path=path)
    return tables


def _meta(tables: Tables, path: str) -> _Meta:
    """Take the meta document out of the tables; the schema is read first, for it says what the rest means."""
    documents = rows(tables, META, path)
    del tables[META]
    if list(documents) != ["1"]:
        raise Problem(
            "{path}: the first line is to begin like {like}; the file was left as it is; `fenqi doctor` helps",
            path=path,
            like=f'{{"fenqi":{{"1":{{"schema":{migrations.newest()},"generation":12',
        )
    found = read_struct(documents["1"], dict[str, Any], META, "1", path)
    schema = read_struct(found, _Schema, META, "1", path).schema
    if schema > migrations.newest():
        raise Problem(
            "{path} was made by a newer fenqi (schema {schema}); it was left as it is; `fenqi doctor` helps",
            path=path,
            schema=schema,
        )
    _check_number(found.get("generation"), path)
    return read_struct(found, _Meta, META, "1", path)


def _check_number(number: object, path: str) -> None:
    """Refuse a write number by which nobody could say which of two files is the newer one."""
    if type(number) is not int or not 1 <= number < LAST_NUMBER:
        raise Problem(
            "{path}: the write number {number} cannot be counted on; it is a whole number from 1 on; "
            "the file was left as it is; `fenqi doctor` helps",
            path=path,
            number=clean(msgspec.json.encode(number).decode(), 40),
        )


def _check_by_hand(data: bytes, path: str) -> None:
    """Refuse what a slip in an editor makes and a fast reader takes: keys given twice, NaN, fractions of a fen."""

    if re.search(_CONFLICT, data):
        raise Problem(
            "{path} holds two versions, between the marks <<<<<<< and >>>>>>>; it was left as it is; "
            "`fenqi restore` puts one version back, and `fenqi merge` joins another one to it",
            path=path,
        )

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
            raise Problem(
                "{path} gives {key} twice; it was left as it is; `fenqi doctor` helps", path=path, key=clean(twice, 80)
            )
        return found

    def refused(number: str) -> object:
        raise Problem(
            "{path} holds the number {number}; only whole ones belong there; `fenqi doctor` helps",
            path=path,
            number=clean(number, 40),
        )

    import json  # noqa: PLC0415  # msgspec reads our own files; this is for what somebody edited

    try:
        found = json.loads(data.decode(), object_pairs_hook=unique, parse_float=refused, parse_constant=refused)
    except Problem:
        raise
    except RecursionError:
        raise _nested(path) from None
    except ValueError:
        raise _not_json(data, path) from None
    if too_deep(found):
        raise _nested(path)


def _nested(path: str) -> Problem:
    return Problem(
        "{path} is not valid JSON of fenqi's: its brackets are nested too deep; it was left as it is; "
        "`fenqi doctor` helps",
        path=path,
    )


def _not_json(data: bytes, path: str) -> Problem:
    from models.store.wrong_shape import not_json_from  # noqa: PLC0415  # hardly a file is none

    position = not_json_from(data)
    if position is None:
        return Problem("{path} is not valid JSON; it was left as it is; `fenqi doctor` helps", path=path)
    return Problem(
        "{path} is not valid JSON from line {line}, column {column} on; it was left as it is; `fenqi doctor` helps",
        path=path,
        line=position.line,
        column=position.column,
    )
