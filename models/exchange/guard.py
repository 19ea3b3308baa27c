"""What a spreadsheet may take for a formula is guarded by a `'` in files, and the guard is taken off again."""

import re
import unicodedata

from models.values.identity import visible

_STARTS = frozenset("=+-@\t\r\u2212")
"""What a formula begins with, in its plain form; the last one is the minus sign of print."""

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""`="00123"`: by this a spreadsheet keeps a number as the text that it is."""


def guarded(cell: str) -> str:
    """`cell`, behind a `'` where a spreadsheet could take it for a formula."""
    return f"'{cell}" if _is_formula(cell) else cell


def unguarded(cell: str) -> str:
    """`cell` without the quote that `guarded` put there, or as the text of `="…"`."""
    if cell.startswith("'") and _is_formula(cell):
        return cell[1:]
    text = _AS_TEXT.fullmatch(cell.strip())
    return text[1].replace('""', '"') if text else cell


def _is_formula(cell: str) -> bool:
    """Whether the first character that is seen begins a formula.

    Quoted cells count, so that taking one quote off is exact.
    """
    for character in cell:
        if character in _STARTS:
            return True
        if character == "'" or character.isspace() or not visible(character):
            continue
        return unicodedata.normalize("NFKC", character)[0] in _STARTS
    return False
