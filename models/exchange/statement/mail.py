"""A mail, or a saved page of one, becomes the rows of its tables, however deep they lie in each other.

Tags are known by a pattern of bounded length and not by a parser of HTML: whatever is sent costs the same.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import parsedate_to_datetime
from itertools import islice

import msgspec

from models.exchange.encoding import decode
from models.exchange.statement.forwarded import in_home_zone, sent_first
from models.values.invisible import without_invisible
from models.values.message import Problem

MAX_PARTS = 200
MAX_TEXT = 5_000_000
"""Characters of a text in a mail: those of banks have a tenth of it."""
_DEEP = 3
"""Mails in mails in a mail."""
_LONGEST_HEAD = 2000
"""Characters of the headers that are looked at."""

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
    """What a mail shows: the rows of its tables, and all of its text in one line. `sent`: when, as it says itself; what
    was forwarded, when that was sent first. `about`: its title, its subject and who it is from."""

    rows: tuple[tuple[str, ...], ...]
    text: str
    sent: datetime | None = None
    about: str = ""

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
        texts = sorted(_texts(message_from_bytes(data), _DEEP, _Head()), key=lambda each: not each[0])
    except Exception:  # whatever a library makes of broken headers: the mail is named for that
        raise Problem("the mail is broken; save it again from the mail program") from None
    for is_html, text, head in texts:
        found = page_of(text if is_html else html.escape(text).replace("\n", "<br>"))
        about = f"{head.about} {found.about}".strip()
        yield msgspec.structs.replace(found, sent=sent_first(found.text, head.sent), about=about)


class _Head(msgspec.Struct, frozen=True):
    """What the headers of a mail say: when it was sent, its subject, and who it is from."""

    sent: datetime | None = None
    about: str = ""

    def inner(self, mail: Mail) -> "_Head":
        """That of a mail in this one, or of a part of it, which has no headers of its own."""
        about = " ".join(filter(None, (_header(mail, "Subject"), _header(mail, "From"))))
        return _Head(_sent(mail) or self.sent, f"{about} {self.about}".strip()[:_LONGEST_HEAD])


def _sent(mail: Mail) -> datetime | None:
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return in_home_zone(parsedate_to_datetime(str(mail["Date"])))
    return None


def _header(mail: Mail, name: str) -> str:
    raw = mail[name]
    with suppress(LookupError, ValueError, HeaderParseError):
        return str(make_header(decode_header(str(raw)[:_LONGEST_HEAD]))) if raw is not None else ""
    return ""


def _parts(mail: Mail, head: _Head) -> Iterator[tuple[Mail, _Head]]:
    """The parts that have no parts, each with the headers of the mail in the mail that it is of."""
    head = head.inner(mail)
    if not mail.is_multipart():
        yield mail, head
        return
    for part in mail.get_payload():
        if isinstance(part, Mail):
            yield from _parts(part, head)


def _texts(mail: Mail, deep: int, head: _Head) -> Iterator[tuple[bool, str, _Head]]:
    """The texts of all parts, whether each is HTML, and what the headers say; a mail inside the mail has its own."""
    for part, own in islice(_parts(mail, head), MAX_PARTS):
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        kind = part.get_content_type()
        if kind in {"text/html", "text/plain"}:
            yield kind == "text/html", _text(data, part.get_content_charset() or ""), own
        elif deep and is_mail(data):
            yield from _texts(message_from_bytes(data), deep - 1, own)


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
    unshown, title = "", ""
    for piece in _TAG.split(without_invisible(text)):
        name = _name(piece)
        if unshown == "title" and not name:
            title = html.unescape(piece[:_LONGEST_HEAD])
        if unshown or name in _UNSHOWN:
            unshown = "" if name == f"/{unshown}" else unshown or name
        elif name:
            tables.tag(name)
        elif not piece.startswith("<!"):
            tables.words(html.unescape(piece))
    stated = " ".join("".join(tables.stated).split())
    return MailText(tuple(row for row in tables.rows if any(row)), stated, about=" ".join(title.split()))


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
