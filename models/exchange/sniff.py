"""What a file is that holds no list of orders as text: a sentence for each kind, which says what to do instead.

Where one names the `{formats}` of orders, `read_orders` fills them in: each of them loads this module.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import msgspec

from models.values.message import Message, Problem, msg

LATER = ""
"""Stands for the names of the formats of orders until `read_orders` puts them in."""
_HEAD = 4096
"""Bytes or characters from the start of a file that are looked at."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError)
"""What Python raises of an archive that is broken, encrypted or packed in a way that it does not know."""


class _Kind(msgspec.Struct, frozen=True):
    """A kind of file, by its bytes, and what is said of it where orders are looked for."""

    name: str
    fits: Callable[[bytes], bool]
    said: Message


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _zip_with(names: str) -> Callable[[bytes], bool]:
    """A zip archive in which there are such files, by a regular expression."""
    begins = re.compile(f"^(?:{names})", re.MULTILINE)

    def fits(data: bytes) -> bool:
        if not data.startswith(b"PK\x03\x04"):
            return False
        members = _members(data)
        return bool(re.search(names, data.decode("latin-1")) if members is None else begins.search(members))

    return fits


def _members(data: bytes) -> str | None:
    """The names of the files in a zip archive, line by line, and what it says that it is; None where it is broken.

    What stands in a file is none of its names: one that is packed as it is may be a workbook itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\n", " ") for name in archive.namelist()]
            if "mimetype" in names:
                with suppress(*_BROKEN), archive.open("mimetype") as said:
                    names.append(said.read(100).decode("latin-1"))
    except _BROKEN:
        return None
    return "\n".join(names)


def _workbook(program: str) -> Message:
    return msg("this is a workbook of {program}, not text; save it there as CSV UTF-8 and import that", program=program)


_PICTURE = msg("this is a picture; type the order in with `fenqi order add`, or on the screen with `a`")
_DOCUMENT = msg("this is a document; copy its table into a spreadsheet, save that as CSV UTF-8 and import it")
_ARCHIVE = msg("this is a packed file; unpack it and import what is in it")

_OPEN = r"application/vnd\.oasis\.opendocument\."

_KINDS = (
    _Kind("workbook", _zip_with("xl/(?:workbook|worksheets)"), _workbook("Excel")),
    _Kind("workbook", _zip_with(_OPEN + "spreadsheet"), _workbook("LibreOffice")),
    _Kind("workbook", _zip_with(r"Index/.*\.iwa|Index\.zip"), _workbook("Numbers")),
    _Kind("document", _zip_with(f"word/document|ppt/presentation|{_OPEN}"), _DOCUMENT),
    _Kind(
        "archive",
        _starts(b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        _ARCHIVE,
    ),
    _Kind(
        "old workbook",
        _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\x00\x00\x06\x05\x00"),
        _workbook("Excel"),
    ),
    _Kind(
        "pdf",
        _starts(b"%PDF-"),
        msg("this is a PDF; type the order in, or save its table as CSV UTF-8 and import that"),
    ),
    _Kind("picture", _starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"), _PICTURE),
    _Kind("picture", lambda data: data.startswith(b"BM") and b"\0" in data[:64], _PICTURE),
    _Kind("picture", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _PICTURE),
    _Kind(
        "picture", lambda data: data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"avif"}, _PICTURE
    ),
    _Kind("document", _starts(b"{\\rtf"), _DOCUMENT),
    _Kind(
        "program",
        _starts(b"SQLite format 3\x00", b"\x7fELF", b"MZ"),
        msg("this is a program's file and no text; import a {formats} file", formats=LATER),
    ),
)

_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|!--|html|head|body|meta|table|div|script)", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:\?xml|[a-z]+[\s>])", re.IGNORECASE)
_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def kind_of(data: bytes) -> str:
    """What kind of file it is, where its bytes show that it is none of text; "" for all else."""
    return next((kind.name for kind in _KINDS if kind.fits(data)), "")


def check_bytes(data: bytes) -> None:
    """Problem that names what the file is, where its bytes show that it is none of text."""
    for kind in _KINDS:
        if kind.fits(data):
            raise Problem.of(kind.said)


def check_text(text: str) -> None:
    """Problem that names what the file is, where its text is none of rows or records."""
    head = text[:_HEAD].removeprefix("\ufeff")
    if _WEB_PAGE.match(head) or head.lstrip().startswith("MIME-Version:"):
        raise Problem("this is a web page; copy its table into a spreadsheet, save that as CSV UTF-8 and import it")
    if _MARKUP.match(head):
        if _SHEET in head:
            raise Problem.of(_workbook("Excel"))
        raise Problem("this is XML; fenqi reads orders as {formats}", formats=LATER)
    if len(_CONTROL.findall(head)) * 10 > len(head):
        raise Problem("this is no text; import a {formats} file", formats=LATER)
