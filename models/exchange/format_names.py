"""What the formats of files of orders are called: sentences name them, and load none of them."""

from collections.abc import Iterable

from models.values.message import Words

NAMES = ("json", "csv")
"""Of each format in `formats.py`."""


def named(formats: Iterable[str]) -> Words:
    """Those formats, in the middle of a sentence."""
    *others, last = sorted(each.upper() for each in formats)
    if not others:
        return {"en": last, "zh_CN": last}
    return {"en": f"{', '.join(others)} or {last}", "zh_CN": f"{'、'.join(others)} 或 {last}"}


FORMAT_NAMES = named(NAMES)
"""All of them."""
