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

_QUOTED = r'=?"(.*)"'
_ENDS = ":.,;。、"
"""What a page or a list leaves behind a name or a number."""
_STRAIGHT = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
_MARKS = frozenset({"'", "`", "#", "=", _LOST})
"""What keeps a spreadsheet from taking a number for one, or stands before it on a page."""
_LABEL = (
    r"(?:(?:小米|商城|京东|淘宝)*[订訂][单單](?:[编編]?[号號][码碼]?)?|[单單][号號]|[编編][号號]"
    r"|order(?:no\.?|number|id)?|no\.?)"
)
_CALLED = (
    rf"[\[(【〔]{_LABEL}:?[\])】〕]:?(?=.)"
    rf"|{_LABEL}(?::(?=.)|(?=[\[(【〔]?(?:\d[-,']?){{5}}|\d[\d.,]*(?:e[+\d]|[x×*]10)))"
)
"""`订单号：`, `【订单号】` or `No.` before the number itself, which may be a rounded one. A pattern that takes long to
compile: it is, when it is needed first."""
_WRAPPED = r"(?a)[\[(【〔]([\d,'-]{5,})[\])】〕]"
_DASHES = "[\u2010-\u2015\u2212]"
_GROUPED = r"(?a)\d{1,3}(?:[,']\d{3})+|(?=(?:\d-?){10})\d+(?:-\d{3,})+"
"""Thousands, and the groups in which a page shows a number that is longer than a date."""
_WHOLE = r"(?a)([\d,'-]+)\.0+"


def visible(text: str) -> str:
    """`text` without the characters that nobody sees; white space stays."""
    kept = without_invisible(text).replace(_NO_INK, "")
    if kept.isprintable():
        return kept
    return "".join(c for c in kept if c.isspace() or unicodedata.category(c) not in _STEERS)


def key_of(text: str) -> str:
    """What all spellings of an identifier, a name or a header have in common; to compare, never to show.

    Width, case, white space and invisible characters make no difference, nor do the marks of spreadsheets and pages:
    `="…"`, a leading `'`, backtick or `#`, `订单号：`, a colon, comma or stop at the end, thousands
    commas, the dashes that group a long number, and `.0`. It is "" only for what is blank.
    """
    folded = plain_key(text)
    if len(folded) > MAX_NORMALISED:
        return folded
    key = folded.replace(_LOST, "") or folded
    while key and (bare := _bare(key)) != key:
        key = bare
    return key


def plain_key(text: str) -> str:
    """`text` without white space and invisible characters, in one width and case: what a search looks for, and in."""
    seen = "".join(visible(text).split())
    if seen.isascii():
        return seen.casefold()
    return normalise("".join(normalise(normalise(seen).casefold()).translate(_STRAIGHT).split()))


def _bare(key: str) -> str:
    """`key` without the outermost mark; what would leave nothing stays."""
    quoted = re.fullmatch(_QUOTED, key)
    if quoted is not None:
        return quoted[1].replace('""', '"') or key
    if key[:1] in _MARKS:
        return key[1:] or key
    called = re.match(_CALLED, key)
    key = key[called.end() :] if called is not None else key.rstrip(_ENDS) or key
    wrapped = re.fullmatch(_WRAPPED, key)
    if wrapped is not None:
        return wrapped[1]
    plain = re.sub(_DASHES, "-", key)
    whole = re.fullmatch(_WHOLE, plain)
    digits = whole[1] if whole is not None else plain
    if re.fullmatch(_GROUPED, digits):
        return re.sub("[,'-]", "", digits)
    return digits if whole is not None else key
