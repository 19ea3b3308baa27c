"""The bytes of a file become text. Spreadsheets in China save UTF-8 with a BOM or GB18030."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from models.values.message import Message, Problem, msg

MAX_BYTES = 20_000_000
"""No list of orders is larger; a larger file is a slip."""


def decode(data: bytes) -> tuple[str, tuple[Message, ...]]:
    """The text, and a remark where the encoding was a guess; raises Problem where it is no text."""
    if len(data) > MAX_BYTES:
        raise Problem("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise Problem("the file is UTF-16; save it as UTF-8")
    if b"\0" in data:
        raise Problem("the file holds NUL bytes: it is UTF-16 without a mark, or no text; save it as UTF-8")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if data.startswith(BOM_UTF8):
            raise Problem(
                "the file says that it is UTF-8, but byte {number} is not; save it again as UTF-8",
                number=error.start + len(BOM_UTF8) + 1,
            ) from None
    try:
        return data.decode("gb18030"), (msg("the file is not UTF-8; it was read as GB18030"),)
    except UnicodeDecodeError:
        raise Problem("the file is neither UTF-8 nor GB18030; save it as UTF-8") from None
