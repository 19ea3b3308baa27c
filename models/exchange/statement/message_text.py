"""The text of a message, made ready to be read: in one width and case, letter for letter as it is shown."""

import re
from collections.abc import Iterable

import msgspec

from models.values.identity import visible
from models.values.text import clean

BLANK = "▮"
"""Stands for each letter of what was read already, so that it is not read twice."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；！？"}
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_MARKS = {ord("￥"): "¥", ord("〔"): "【", ord("〕"): "】", ord("［"): "【", ord("］"): "】"}
_PLAIN: dict[int, int | str] = {**_WIDE, **_SMALL, **_MARKS}
_PLAIN |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n")
_HARD = re.compile("[。;；!！?？]")


class MessageText(msgspec.Struct, frozen=True):
    """`stated`: without control characters; `small`: the same in one width and in small letters, letter for letter."""

    stated: str
    small: str

    def part(self, start: int, end: int) -> "MessageText":
        return MessageText(self.stated[start:end], self.small[start:end])

    def __add__(self, other: "MessageText") -> "MessageText":
        return MessageText(self.stated + other.stated, self.small + other.small)


def text_of(text: str) -> MessageText:
    stated = clean(visible(text))
    return MessageText(stated, stated.translate(_PLAIN))


def paragraphs(text: str) -> list[str]:
    """What blank lines part."""
    return [each for each in _PARAGRAPH.split(text.replace("\r\n", "\n").replace("\r", "\n")) if each.strip()]


def blanked(small: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with those parts of it blank; they come in their order."""
    parts, at = [], 0
    for start, end in spans:
        if end > at:
            begin = max(start, at)
            parts += [small[at:begin], BLANK * (end - begin)]
            at = end
    return "".join((*parts, small[at:]))


def clause_start(small: str, at: int, most: int) -> int:
    """Where the sentence begins that a place in the text belongs to, but no more than `most` letters before it."""
    least = max(0, at - most)
    for index in range(at - 1, least - 1, -1):
        if _HARD.match(small[index]):
            return index + 1
    return least
