"""The bytes of a file become text. Spreadsheets in China save UTF-8 with a BOM, GB18030 or UTF-16."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from models.values.message import Message, Problem, msg

MAX_BYTES = 20_000_000
"""No list of orders is larger; a larger file is a slip."""

_WIDE = (
    (BOM_UTF32_LE, "UTF-32"),
    (BOM_UTF32_BE, "UTF-32"),
    (BOM_UTF16_LE, "UTF-16"),
    (BOM_UTF16_BE, "UTF-16"),
)
"""The marks of encodings with two or four bytes a character; that of UTF-32 begins like that of UTF-16."""


def decode(data: bytes, most: int = MAX_BYTES) -> tuple[str, tuple[Message, ...]]:
    """The text, and a remark where the encoding is another than UTF-8; raises Problem where it is no text.

    `most`: the bytes that it may have.
    """
    if len(data) > most:
        raise Problem("the file is larger than {limit} MB", limit=most // 1_000_000)
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _decoded(data, encoding, encoding)
    if b"\0" in data:
        return _decoded(data, _bare_utf_16(data), "UTF-16")
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


def _decoded(data: bytes, codec: str, name: str) -> tuple[str, tuple[Message, ...]]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise Problem("the file is {encoding}, but broken; save it again as UTF-8", encoding=name) from None
    if "\0" in text:
        raise Problem("the file holds NUL bytes: it is no text; save it as CSV in UTF-8")
    return text, (msg("the file is not UTF-8; it was read as {encoding}", encoding=name),)


def _bare_utf_16(data: bytes) -> str:
    """The UTF-16 of a text without a mark: one half of every separator and digit is 0, the first or the second.

    Problem where it is neither.
    """
    halves = (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2]))
    for codec, zeros, others in halves if len(data) % 2 == 0 else ():
        many = zeros.count(0)
        if many * 8 >= len(zeros) and many > 4 * others.count(0) and (b"\n" in others or b"\r" in others):
            return codec
    raise Problem("the file holds NUL bytes: it is no text; save it as CSV in UTF-8")
