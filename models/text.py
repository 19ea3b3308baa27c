"""Text from outside is data: cleaned once where it comes in and again where it is shown."""

import unicodedata

MAX_TITLE = 120
MAX_NOTE = 500

_UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str, limit: int | None = None) -> str:
    """`text` with white space folded and everything that could steer a terminal replaced by U+FFFD."""
    folded = " ".join(text.split())
    if not folded.isascii() or not folded.isprintable():
        folded = "".join("\ufffd" if unicodedata.category(c) in _UNSAFE or c in _BIDI else c for c in folded)
    return folded if limit is None else folded[:limit].rstrip()


def normalise(text: str) -> str:
    """NFKC without white space at the ends: full-width digits and punctuation become the plain ones."""
    return unicodedata.normalize("NFKC", text).strip()
