"""A mail, or a saved page of one, becomes the rows of its tables, however deep they lie in each other.

Tags are known by a pattern of bounded length and not by a parser of HTML: whatever is sent costs the same.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_bytes
from email.message import Message as Mail
from email.utils import parsedate_to_datetime

import msgspec

from models.exchange.encoding import decode
from models.values.invisible import without_invisible
from models.values.message import Problem

MAX_PARTS = 200
MAX_TEXT = 5_000_000
"""Characters of a text in a mail: those of banks have a tenth of it."""
_DEEP = 3
"""Mails in mails in a mail."""

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?\S")
_HEADERS = re.compile(
    rb"^(?:From|Subject|Date|MIME-Version|Content-Type|Received|Return-Path):", re.MULTILINE | re.IGNORECASE
)
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|div|meta)", re.IGNORECASE)
_TAG = re.compile(r"(<[!/a-zA-Z][^<>]{0,4000}>)")
_NAME = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")
_UNSHOWN = frozenset({"script", "style", "title"})
_BREAKS = frozenset({"br", "p", "/p", "div", "/div", "li", "tr", "/tr", "td", "/td", "th", "/th", "table", "/table"})


class MailText(msgspec.Struct, frozen=True):
    """What a mail shows: the rows of its tables, and all of its text in one line. `sent`: its date."""

    rows: tuple[tuple[str, ...], ...]
    text: str
    sent: date | None = None

    def numbered(self) -> list[tuple[int, list[str]]]:
        """The rows with their numbers, as those of other files."""
        return list(enumerate(map(list, self.rows), 1))


def is_mail(data: bytes) -> bool:
    """Whether it is a mail (.eml, .mht)."""
    head = data[:8192].removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(_HEADER.match(head)) and len(_HEADERS.findall(head)) >= 2


def is_page(data: bytes) -> bool:
    """Whether it is a page, as a mail program saves a mail that it shows."""
    return bool(_PAGE.match(data[:4096].removeprefix(b"\xef\xbb\xbf")))


def pages_of(data: bytes) -> Iterator[MailText]:
    """Every text in a mail, those in HTML first; or the one page that it is."""
    if not is_mail(data):
        yield page_of(decode(data)[0])
        return
    try:
        mail = message_from_bytes(data)
        sent = _sent(mail)
        texts = sorted(_texts(mail, _DEEP), key=lambda each: not each[0])
    except Exception:  # whatever a library makes of broken headers: the mail is named for that
        raise Problem("the mail is broken; save it again from the mail program") from None
    for is_html, text in texts:
        found = page_of(text if is_html else html.escape(text).replace("\n", "<br>"))
        yield msgspec.structs.replace(found, sent=sent)


def _sent(mail: Mail) -> date | None:
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(str(mail["Date"])).date()
    return None


def _texts(mail: Mail, deep: int) -> Iterator[tuple[bool, str]]:
    """The texts of all parts, and whether each is HTML; a mail inside the mail has its own."""
    for count, part in enumerate(mail.walk()):
        if count >= MAX_PARTS:
            return
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        kind = part.get_content_type()
        if kind in {"text/html", "text/plain"}:
            yield kind == "text/html", _text(data, part.get_content_charset() or "")
        elif deep and is_mail(data):
            yield from _texts(message_from_bytes(data), deep - 1)


def _text(data: bytes, charset: str) -> str:
    """As it says that it is encoded; what names itself gbk is seldom only that."""
    with suppress(LookupError, ValueError):
        if charset.lower() in {"gbk", "gb2312", "gb18030"}:
            return data.decode("gb18030")
        return data.decode(charset) if charset else decode(data)[0]
    return data.decode("gb18030" if charset.lower().startswith("gb") else "utf-8", "replace")


def page_of(text: str) -> MailText:
    """The rows of the tables in a text of HTML; the cell that holds a table has none of its text."""
    if len(text) > MAX_TEXT:
        raise Problem("the mail is larger than any statement; save the one that the bank sent as a file")
    tables = _Tables()
    unshown = ""
    for piece in _TAG.split(without_invisible(text)):
        name = _name(piece)
        if unshown or name in _UNSHOWN:
            unshown = "" if name == f"/{unshown}" else unshown or name
        elif name:
            tables.tag(name)
        elif not piece.startswith("<!"):
            tables.words(html.unescape(piece))
    return MailText(tuple(row for row in tables.rows if any(row)), " ".join("".join(tables.stated).split()))


class _Tables:
    """The rows so far of tables in tables, and all that was shown."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.stated: list[str] = []
        self._open: list[list[list[str]]] = []

    def tag(self, name: str) -> None:
        if name == "tr":
            self._open.append([])
        elif name in {"td", "th"} and self._open:
            self._open[-1].append([])
        elif name == "/tr" and self._open:
            self.rows.append(tuple(" ".join("".join(cell).split()) for cell in self._open.pop()))
        if name in _BREAKS:
            self.words(" ")

    def words(self, text: str) -> None:
        self.stated.append(text)
        if self._open and self._open[-1]:
            self._open[-1][-1].append(text)


def _name(piece: str) -> str:
    """The name of a tag, with its slash where it ends; "" for text."""
    found = _NAME.match(piece) if piece.endswith(">") else None
    return found[1].lower() if found else ""
