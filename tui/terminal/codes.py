"""A style as the codes of a terminal, and the fewest of them that lead from one style to another."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from tui.terminal.roles import OF_256

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


STEPS = (0, 95, 135, 175, 215, 255)
"""How much of red, green and blue is in the colours 16 to 231 of 256."""
GREYS = range(8, 239, 10)
"""The same of the greys after them."""


def of_256(colour: Color) -> Color:
    """The one of 256 colours that stands for a colour: by `OF_256`, or else the nearest in red, green and blue."""
    wanted = colour.get_truecolor()
    known = OF_256.get(wanted.hex)
    if known is not None:
        return Color.from_ansi(known)
    at = [STEPS.index(_nearest(part, STEPS)) for part in wanted]
    grey = _nearest(sum(wanted) // 3, GREYS)
    if _apart(wanted, (grey,) * 3) < _apart(wanted, [STEPS[step] for step in at]):
        return Color.from_ansi(232 + GREYS.index(grey))
    return Color.from_ansi(16 + 36 * at[0] + 6 * at[1] + at[2])


def _nearest(part: int, steps: Sequence[int]) -> int:
    return min(steps, key=lambda step: abs(step - part))


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    return sum((this - that) ** 2 for this, that in zip(one, other, strict=True))


def _sent(colour: Color, system: ColorSystem) -> Color:
    few = system is ColorSystem.EIGHT_BIT and colour.type is ColorType.TRUECOLOR
    return of_256(colour) if few else colour.downgrade(system)


@lru_cache(4096)
def codes(style: Style | None, system: ColorSystem) -> Codes:
    """The codes of a style on a terminal with so many colours."""
    if style is None:
        return PLAIN
    text, ground = (
        "" if color is None or color.is_default else ";".join(_sent(color, system).get_ansi_codes(foreground))
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
