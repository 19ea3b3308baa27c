"""Characters that nobody sees: spreadsheets, editors and web pages leave them inside what was typed."""

import re
import unicodedata

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0")
"""What is drawn as nothing, though Unicode counts it among letters and marks."""

_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")


def is_invisible(character: str) -> bool:
    """Whether it has neither ink nor width: format characters (zero width, BOM, bidi, soft hyphen) and selectors."""
    return (
        unicodedata.category(character) == "Cf"
        or character in _FILLERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def without_invisible(text: str) -> str:
    """`text` without what nobody sees. Spaces of every kind stay."""
    if text.isascii():
        return text
    return "".join(character for character in text if not is_invisible(character))


def without_no_break(text: str) -> str:
    """`text` without the spaces at which no line breaks, which group the digits of a number."""
    return _NO_BREAK.sub("", text)
