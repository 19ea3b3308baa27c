"""When two texts are the same identifier, name or header, however they are spelt."""

import re
import unicodedata

from models.values.invisible import without_invisible
from models.values.text import MAX_NORMALISED, normalise

_STEERS = frozenset({"Cc", "Cs", "Cn"})
_NO_INK = "\u2800"
"""A braille sign without dots."""
_LOST = "\ufffd"
"""What stands for characters that could steer a terminal, where a text was cleaned."""

_QUOTED = re.compile(r'=?"(.*)"')
_STRAIGHT = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
_MARKS = frozenset({"'", "`", "#", "=", _LOST})
"""What keeps a spreadsheet from taking a number for one, or stands before it on a page."""
_CALLED = re.compile(
    r"(?:(?:小米|商城|京东|淘宝)*[订訂][单單](?:[编編]?[号號][码碼]?)?|单号|order(?:no\.?|number|id)?)"
    r"(?::(?=.)|(?=\d{5}))"
)
"""`订单号：` before the number itself."""
_GROUPED = re.compile(r"\d{1,3}(?:[,']\d{3})+", re.ASCII)
_WHOLE = re.compile(r"([\d,']+)\.0+", re.ASCII)


def visible(text: str) -> str:
    """`text` without the characters that nobody sees; white space stays."""
    kept = without_invisible(text).replace(_NO_INK, "")
    if kept.isprintable():
        return kept
    return "".join(c for c in kept if c.isspace() or unicodedata.category(c) not in _STEERS)


def key_of(text: str) -> str:
    """What all spellings of an identifier, a name or a header have in common; to compare, never to show.

    Width, case, white space and invisible characters make no difference, nor do the marks of spreadsheets and pages:
    `="…"`, a leading `'`, backtick or `#`, `订单号：`, a colon at the end, thousands commas and `.0`. It is "" only
    for what is blank.
    """
    folded = plain_key(text)
    if len(folded) > MAX_NORMALISED:
        return folded
    key = folded
    while (bare := _bare(key)) != key:
        key = bare
    return key.replace(_LOST, "") or key or folded


def plain_key(text: str) -> str:
    """`text` without white space and invisible characters, in one width and case: what a search looks for, and in."""
    seen = "".join(visible(text).split())
    if seen.isascii():
        return seen.casefold()
    return normalise("".join(normalise(normalise(seen).casefold()).translate(_STRAIGHT).split()))


def _bare(key: str) -> str:
    """`key` without the outermost mark; what would leave nothing stays."""
    quoted = _QUOTED.fullmatch(key)
    if quoted is not None:
        return quoted[1].replace('""', '"') or key
    if key[:1] in _MARKS:
        return key[1:] or key
    called = _CALLED.match(key)
    key = key[called.end() :] if called is not None else key.removesuffix(":") or key
    whole = _WHOLE.fullmatch(key)
    digits = whole[1] if whole is not None else key
    return digits.replace(",", "").replace("'", "") if _GROUPED.fullmatch(digits) else digits
