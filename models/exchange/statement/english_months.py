"""The months in English, as banks and mail programs write them: `Nov`, `Nov.`, `November`."""

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?P<month>{'|'.join(_NAMES)})[a-z]{{0,6}}\.?"
"""One of them, in any case, by its first letters."""


def month_number(name: str) -> int:
    """1 for `jan`, in any case; ValueError for what is none."""
    return _NAMES.index(name.lower()) + 1
