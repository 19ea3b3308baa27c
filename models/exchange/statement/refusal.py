"""What is no statement that is read: a sentence for each kind, with what to export instead, and where in the app."""

import io
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from models.exchange.header import column_of
from models.exchange.sniff import kind_of
from models.exchange.statement_sources import names_of, source_of
from models.exchange.statement_ways import OF_PACKED, WAYS, way_to, whose
from models.values.message import Message, Problem, Words, msg

_SAID: Mapping[str, Callable[[Words], Message]] = {
    "pdf": lambda where: msg("a PDF is not read; export CSV or XLSX instead: {where}", where=where),
    "picture": lambda where: msg("a picture is not read; export CSV or XLSX instead: {where}", where=where),
    "old workbook": lambda where: msg(
        "a workbook in the old form (.xls), or one that is locked with a password, is not read; "
        "open it in Excel or WPS and save it as XLSX or as CSV UTF-8, or export it as one of these: {where}",
        where=where,
    ),
    "workbook": lambda _: msg("this workbook is not read; open it and save it as XLSX or as CSV UTF-8"),
    "document": lambda where: msg("a document is not read; export CSV or XLSX instead: {where}", where=where),
    "archive": lambda _: msg("this is a packed file; unpack it, then give the file in it"),
    "program": lambda where: msg("a program's file is no statement; export CSV or XLSX: {where}", where=where),
    "no text": lambda where: msg("this is no text, and so no statement; export CSV or XLSX: {where}", where=where),
}
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEAD = 4096
"""Bytes from the start of a file that are looked at."""


def check_kind(data: bytes, name: str = "") -> None:
    """Problem that says what to do, where the bytes show that it is none of text; `name`: that of the file."""
    kind = kind_of(data)
    if kind == "archive" and _is_locked(data):
        raise Problem.of(_locked(whose(name, data)))
    if kind:
        raise Problem.of(_SAID[kind](way_to(whose(name, data))))
    if not data.strip():
        raise Problem("the file is empty")
    head = data[:_HEAD]
    wide = head.startswith((BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE)) or head.count(0) * 16 > len(head)
    controls = len(_CONTROL.findall(head))
    if not wide and controls > 2 and controls * 20 > len(head):
        raise Problem.of(_SAID["no text"](way_to(whose(name))))


def _locked(source: str) -> Message:
    return msg(
        "the file is locked; unpack it with the code that 微信/支付宝 sent to your phone, then give the file in it; "
        "if there is no code, export it again: {where}",
        where=WAYS.get(source, OF_PACKED),
    )


def _is_locked(data: bytes) -> bool:
    """Whether a file in the archive can only be unpacked with a code."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    if data[6:7] and data[6] & 1:  # the mark of its first file, however broken the rest is
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(each.flag_bits & 1 for each in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _names(cells: Sequence[str]) -> Iterator[str]:
    """What may be names of columns: no text that is longer than any."""
    return (cell for cell in cells[:100] if len(cell) <= 100)


def unknown(tables: Iterable[Sequence[Sequence[str]]], read: Iterable[str], name: str = "") -> Message:
    """What is said of a file that is none of those that are `read`; `tables` are the ways to see its first rows."""
    names = names_of(read)
    for rows in tables:
        if any("periods" in map(column_of, _names(cells)) for cells in rows):
            return msg("this is a list of orders; `fenqi import FILE` reads it")
        source = source_of(rows, rows)
        if source is not None:
            return msg(
                "this is a statement of {source} in a form that fenqi does not know; it knows those of {sources} "
                "as the apps and banks hand them out: {where}",
                source=source.name,
                sources=names,
                where=way_to(source.id or whose(name)),
            )
    return msg(
        "this is no statement that fenqi knows; it knows those of {sources}, as CSV or XLSX: {where}",
        sources=names,
        where=way_to(whose(name)),
    )
