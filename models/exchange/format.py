"""What a format of files of orders is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from models.channels.names import Names
from models.exchange.encoding import decode
from models.exchange.row import Reading
from models.exchange.sniff import check_bytes, check_text

Content = Mapping[str, list[Any]]
"""What a file holds: lists of records by name, `orders` first, each record's values by column or key."""


class Format(msgspec.Struct, frozen=True):
    """A form that a file may have. `endings` are those of its names; `sniff` knows it by its first bytes.

    `read` raises Problem for a file that is no such file. `titled` writes orders under other titles; None
    where programs rely on the names. `whole`: it has room for the whole ledger, not only orders. `marked`: a new file
    of it begins with the mark by which spreadsheets know that a text is UTF-8.
    """

    name: str
    endings: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, Names], Reading]
    write: Callable[[Content], str]
    titled: Callable[[Content, Iterable[str]], str] | None = None
    whole: bool = False
    marked: bool = False


def text_reader(read: Callable[[str, Names], Reading]) -> Callable[[bytes, Names], Reading]:
    """`read` for the bytes of a text; what had to be guessed of their encoding is a remark."""

    def read_bytes(data: bytes, names: Names) -> Reading:
        check_bytes(data)
        text, remarks = decode(data)
        check_text(text)
        reading = read(text, names)
        return msgspec.structs.replace(reading, remarks=(*remarks, *reading.remarks))

    return read_bytes
