"""What the formats of files of orders are called, for those who only name them: reading one takes much more."""

from collections.abc import Iterable

from models.values.message import Words

WHOLE, OTHERS = ("json",), ("csv",)
"""Their names: of those that have room for a whole ledger, and of the others."""


def _named(names: Iterable[str]) -> Words:
    *others, last = sorted(each.upper() for each in names)
    if not others:
        return {"en": last, "zh_CN": last}
    return {"en": f"{', '.join(others)} or {last}", "zh_CN": f"{'、'.join(others)} 或 {last}"}


FORMAT_NAMES = _named((*WHOLE, *OTHERS))
"""All of them, in the middle of a sentence."""
WHOLE_NAMES = _named(WHOLE)
"""Those that have room for a whole ledger."""
