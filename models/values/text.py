"""Text from outside is data: cleaned once where it comes in and again where it is shown."""

import re
import unicodedata

from models.values.invisible import without_invisible, without_no_break

MAX_TITLE = 120
MAX_NOTE = 500
MAX_REFERENCE = 64
MAX_NORMALISED = 500
"""Characters: no figure, date or name is longer. Unicode lets a text cost the square of its length."""

_UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STEERING = f"[\x7f-\x9f{''.join(sorted(_BIDI))}]"
"""What could steer a terminal and may stand in JSON as it is."""
_FULL_STOP = re.compile("(?<=[0-9])\u3002(?=[0-9])")


def clean(text: str, limit: int | None = None) -> str:
    """`text` with white space folded and everything that could steer a terminal replaced by U+FFFD."""
    folded = harmless(" ".join(text.split()))
    return folded if limit is None else folded[:limit].rstrip()


def is_clean(text: str, limit: int) -> bool:
    """Whether `clean` leaves the text as it is."""
    if text.isprintable():  # most: nothing steers, and the plain space is the only white space in it
        return len(text) <= limit and "  " not in text and text == text.strip()
    return text == clean(text, limit)


def harmless(text: str) -> str:
    """`text`, its spaces as they are, with everything that could steer a terminal replaced by U+FFFD."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in _UNSAFE or c in _BIDI else c for c in text)


def escaped(json: str) -> str:
    """The same JSON with what could steer a terminal written as `\\u009b`."""
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", json)


def plain_number(text: str) -> str:
    """A number's text, normalised, with `50。00` as `50.00`: a Chinese input method writes its full stop so.

    Spaces at which no line breaks group digits, and are none of its characters.
    """
    return _FULL_STOP.sub(".", normalise(without_no_break(text)))


def normalise(text: str) -> str:
    """NFKC without what nobody sees and white space at the ends: full-width digits and signs become the plain ones.

    What is longer than any figure, date or name only loses its ends.
    """
    text = text.strip()
    if text.isascii() or len(text) > MAX_NORMALISED:
        return text
    return without_invisible(unicodedata.normalize("NFKC", without_invisible(text))).strip()
