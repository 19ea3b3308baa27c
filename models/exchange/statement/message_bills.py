"""Where a message that names several bills is parted: 花呗 and 借呗, two cards, two dates."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from models.exchange.statement.message_amounts import For, SaidAmount
from models.exchange.statement.message_names import Strength
from models.exchange.statement.message_parts import MessageParts
from models.exchange.statement.message_text import MessageText

_STOPS = re.compile("[,，、。;；]")
_WITHIN = 4
"""Letters between a name and an amount that is its own though nothing else says what it is of."""


class _Mark(msgspec.Struct, frozen=True):
    """What tells one bill from another: a lender's name, the digits of a card or a date (`kind`), and which."""

    start: int
    end: int
    kind: str
    key: str


class SeveralBills(msgspec.Struct, frozen=True):
    """A message in parts. `head` and `tail` are what stands before the first and behind the last and is of each."""

    parts: Sequence[MessageText]
    head: MessageText
    tail: MessageText

    def with_all(self) -> Iterator[MessageText]:
        """Each part with what is of all of them."""
        skip = len(self.head.small)
        for at, part in enumerate(self.parts):
            begin = skip if at == 0 else 0
            end = len(part.small) - (len(self.tail.small) if at == len(self.parts) - 1 else 0)
            yield self.head + part.part(begin, end) + self.tail


def several_bills(read: MessageParts) -> SeveralBills | None:
    """The message in a part for each bill; None where it is of one."""
    marks, amounts = _marks(read), [each for each in read.amounts if each.role in {For.OWED, For.PAID, None}]
    cuts = list(_cuts(read, marks, amounts))
    if not cuts:
        return None
    text, length = read.text, len(read.text.small)
    names = [each.start for each in marks if each.kind == "name"]
    first, last = min(names, default=0), amounts[-1].end
    outside = any(each.start < first or each.start > last for each in read.amounts)
    return SeveralBills(
        [text.part(start, end) for start, end in pairwise((0, *cuts, length))],
        text.part(0, 0 if outside else first),
        text.part(length if outside else last, length),
    )


def _marks(read: MessageParts) -> list[_Mark]:
    named = [each for each in read.who if each.strength >= Strength.CREDIT]
    marks = [_Mark(each.start, each.end, "name", f"{each.channel}{each.product}{each.bank}") for each in named]
    marks += [_Mark(at, at + len(tail), "card", tail) for at, tail in read.cards]
    marks += [_Mark(each.start, each.end, "date", f"{each.month}-{each.day}") for each in read.days]
    return sorted(marks, key=lambda each: each.start)


def _cuts(read: MessageParts, marks: Sequence[_Mark], amounts: Sequence[SaidAmount]) -> Iterator[int]:
    """Where the next bill begins: behind an amount, with another lender, card or date that has an amount of its own."""
    current: dict[str, str] = {}
    last: SaidAmount | None = None
    at = 0
    for amount in amounts:
        own: list[_Mark] = []
        while at < len(marks) and marks[at].start < amount.start:
            own.append(marks[at])
            at += 1
        names = [each for each in own if each.kind == "name"]
        if amount.role is None and not (names and amount.start - names[-1].end <= _WITHIN):
            continue
        if last is not None:
            others = [each for each in own if each.start >= last.end and current.get(each.kind, each.key) != each.key]
            other = next((each for each in others if each.kind == "name"), None)
            if other is None and last.role is amount.role is For.OWED:
                other = next(iter(others), None)
            if other is not None:
                stops = [each.end() for each in _STOPS.finditer(read.text.small, last.end, other.start)]
                yield stops[-1] if stops else other.start
        current |= {each.kind: each.key for each in own}
        last = amount
