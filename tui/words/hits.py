"""The letters that a search hit: underlined, whatever else the text is."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from models.values.identity import plain_key
from models.values.text import clean
from tui.terminal.cells import Cells

HIT = "hit"
"""The ink of a letter that was hit."""


_letters = lru_cache(4096)(plain_key)
"""A letter as a search compares it: a list has the same few in all its rows."""


def hits(text: str, wanted: Iterable[str]) -> frozenset[int]:
    """The places in `text` of the letters that any of the `wanted` words hits, compared as a search compares."""
    letters = [(letter, at) for at, char in enumerate(text) for letter in _letters(char)]
    spelt = "".join(letter for letter, _ in letters)
    found = set[int]()
    for word in filter(None, map(plain_key, wanted)):
        start = spelt.find(word)
        while start >= 0:
            found |= {at for _, at in letters[start : start + len(word)]}
            start = spelt.find(word, start + len(word))
    return frozenset(found)


def underlined(shown: str, wanted: Sequence[str], ink: str = "", *, of: str = "") -> Cells:
    """`shown` with the letters underlined that were hit; where it is cut or filled up, it is `of` that text."""
    whole = clean(of) or shown
    found = hits(whole, wanted) if any(wanted) else frozenset()
    if not found:
        return ((shown, ink),) if shown else ()
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shown, whole, strict=False)))
    parts = groupby(enumerate(shown), key=lambda each: each[0] < kept and each[0] in found)
    return tuple(("".join(char for _, char in part), f"{ink} {HIT}".strip() if hit else ink) for hit, part in parts)
