"""A style as the codes of a terminal, and the fewest of them that lead from one style to another."""

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

MARKS = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}
WEIGHTS, WEIGHT_OFF = "12", "22"
OFF = {**dict.fromkeys(WEIGHTS, WEIGHT_OFF), "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends a mark; bold and dim end together."""
ON_BLANKS = frozenset("479")
"""Marks that are seen where there is no character."""


class Codes(NamedTuple):
    """The colours of text and ground, "" for the terminal's own; `marks`: those of `MARKS` that are on."""

    text: str = ""
    ground: str = ""
    marks: str = ""

    @property
    def of_blank(self) -> "Codes":
        """What of it is seen where there is no character."""
        return self if ON_BLANKS & set(self.marks) else Codes(ground=self.ground)


PLAIN = Codes()


@lru_cache(4096)
def codes(style: Style | None, system: ColorSystem) -> Codes:
    """The codes of a style on a terminal with so many colours."""
    if style is None:
        return PLAIN
    text, ground = (
        "" if color is None or color.is_default else ";".join(color.downgrade(system).get_ansi_codes(foreground))
        for color, foreground in ((style.color, True), (style.bgcolor, False))
    )
    return Codes(text, ground, "".join(code for name, code in MARKS.items() if getattr(style, name)))


@lru_cache(4096)
def with_blank(there: Codes, blank: Codes) -> Codes:
    """The style that is there, as far as it may stay while a blank is written."""
    if blank.marks:
        return blank
    left = Codes(there.text, blank.ground, "".join(each for each in there.marks if each not in ON_BLANKS))
    return there if left == there else left


@lru_cache(4096)
def change(there: Codes, wanted: Codes) -> str:
    """What leads from one style to another, in the fewest bytes."""
    ended = dict.fromkeys(OFF[each] for each in there.marks if each not in wanted.marks)
    on = there.marks if WEIGHT_OFF not in ended else there.marks.strip(WEIGHTS)
    steps = [*ended, *(each for each in wanted.marks if each not in on)]
    steps += [wanted.text or "39"] if there.text != wanted.text else []
    steps += [wanted.ground or "49"] if there.ground != wanted.ground else []
    anew = ["", *wanted.marks, *filter(None, (wanted.text, wanted.ground))]  # an empty one is a reset
    return min((f"\x1b[{';'.join(each)}m" if each else "" for each in (steps, anew)), key=len)
