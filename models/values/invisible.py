"""Characters that nobody sees: spreadsheets, editors and web pages leave them inside what was typed."""

import re
from functools import cache

_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
"""Unicode's format characters, its category Cf: zero width, byte order, direction, soft hyphen."""
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0"
"""What is drawn as nothing, though Unicode counts it among letters and marks."""

_INVISIBLE = f"[{_FORMAT}{_SELECTORS}{_FILLERS}]"
_NO_BREAK = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"))


@cache
def _invisible() -> re.Pattern[str]:
    """Compiled when it is first used, and held: it is asked of every title in a list of thousands."""
    return re.compile(_INVISIBLE)


def without_invisible(text: str) -> str:
    """`text` without what has neither ink nor width. Spaces of every kind stay."""
    return text if text.isascii() else _invisible().sub("", text)


def without_no_break(text: str) -> str:
    """`text` without the spaces at which no line breaks, which group the digits of a number."""
    return text.translate(_NO_BREAK)
