"""Long numbers of cards, phones and people in a text: all of each but its last four characters is masked."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from models.values.number_kinds import (
    LEAST,
    MOST,
    begins_with_day,
    dialled_before,
    is_card,
    is_dated,
    is_mall,
    is_person,
    is_phone,
)

KEPT = 4
"""Characters of a number that are shown."""
PHONE = 11
"""Digits of a phone's number."""

_ADORNED = (
    "²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\u1369-\u1371\u19da"
    "\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a"
)
"""Digits raised, lowered, in circles or brackets or with a stop, which `\\d` leaves out."""
_KINDS = (r"\d", _ADORNED, "〇零一二三四五六七八九幺")
"""Digits of each kind; the last are read out. A number of one kind may have a mark of another before or behind it."""
_X = "XxＸｘ"
_DIGIT = f"[{''.join(_KINDS)}]"
_USUAL = r"\s\-\u00ad\u200b-\u200d\u2010-\u2015\u2060\u20e3\u2212\ufe0f\ufe63\ufeff\uff0d·•‧∙⋅・･.–—"
_SUMS = frozenset("+=&＋＝＆")
"""What stands between amounts that are added up, too."""
_ODD = frozenset("/_,()／＿，（）、:：;；|｜~～*＊#＃") | _SUMS
"""What stands in lists of prices, in large amounts and in times, too."""
_BETWEEN = rf"[{_USUAL}{re.escape(''.join(sorted(_ODD)))}]{{1,3}}"
_RUN = re.compile(rf"{_DIGIT}+(?:{_BETWEEN}{_DIGIT}+)*(?:(?:{_BETWEEN})?[{_X}])?")
_GROUP = re.compile("|".join([*(f"[{kind}]+[{_X}]?" for kind in _KINDS), f"[{_X}]"]))
_LONG = re.compile(rf"{_DIGIT}{{5,}}(?:[\s\-–—·.]{_DIGIT}{{2,}})*|{_DIGIT}{{3,}}(?:[\s\-–—·.]{_DIGIT}{{3,}})+")
"""Digits that may be a number of any account, in one or in groups. Dates, amounts and sizes are none."""
_MARKED = re.compile(rf"(?:\*(?:[^\w*]|_){{0,3}}){{7,}}(?:{_DIGIT}(?:[^\w*]|_){{0,3}}){{3}}[{_DIGIT[1:-1]}{_X}]")
_FIRST_OF_CARDS = frozenset("34569")
"""With what their numbers begin; years, and most amounts, begin otherwise."""
_PHONES = {(3, 4, 4), (3, 8), (7, 4)}
"""The groups in which a phone's number is read out."""
_CARDS = {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (6, 4, 4, 4), (6, 4, 4, 5)}
"""The groups in which those of cards are printed."""


class _Group(NamedTuple):
    """Digits with nothing between them, in ASCII; where they stand in the text, and what stands before them there."""

    text: str
    start: int
    end: int
    before: str = ""


def masked(text: str, *, every: bool = False, cards: bool = True) -> str:
    """The text with `*` for all but the last four of each number in it that looks like a card's, a phone's or a
    person's; `every`: of each long number, whatever it may be, where the text goes to somebody else. Without `cards`
    those of cards stay: the number of an order or a payment may pass their check.

    A card's has 16 to 19 digits, or 15 from 34 or 37 on, that pass the check of Luhn, a phone's 11 from 13 on, a
    person's the check of its 18 characters and a day in them: in one, in groups apart by spaces or dashes, or digit by
    digit, and full-width; two of cards may be glued. Apart by slashes, commas, colons, low lines, brackets or other
    signs they have at least three groups, and are no list of prices and no large amount. An order number of Xiaomi
    Mall is none.
    """
    if every:
        return _LONG.sub(lambda found: _tail(found[0]), text)
    return _RUN.sub(lambda run: _masked_run(run[0], cards=cards), text)


def is_masked(text: str) -> bool:
    """Whether a number that was masked stands in the text."""
    return _MARKED.search(text) is not None


def _masked_run(run: str, *, cards: bool) -> str:
    if sum(map(str.isalnum, run)) < PHONE:
        return run
    groups = list(_groups(run))
    made, done = "", 0
    for start, end in _found(groups, cards=cards):
        made += run[done:start] + _tail(run[start:end])
        done = end
    return made + run[done:]


def _groups(run: str) -> Iterator[_Group]:
    done = 0
    for each in _GROUP.finditer(run):
        group = _Group(_plain(each[0]), each.start(), each.end(), run[done : each.start()])
        yield from _two_cards(group) or (group,)
        done = each.end()


def _two_cards(group: _Group) -> tuple[_Group, ...]:
    """The two numbers of cards that are glued in the group; none where it is something else."""
    digits, least = group.text, LEAST - 1  # an Amex card's
    if not 2 * least <= len(digits) <= 2 * MOST or not digits.isdecimal() or begins_with_day(digits):
        return ()
    for middle in range(max(least, len(digits) - MOST), min(MOST, len(digits) - least) + 1):
        two = digits[:middle], digits[middle:]
        if all(each[0] in _FIRST_OF_CARDS and is_card(each) and not is_mall(each) for each in two):
            first = group._replace(text=two[0], end=group.start + middle)
            return first, _Group(two[1], first.end, group.end)
    return ()


def _found(groups: Sequence[_Group], *, cards: bool) -> Iterator[tuple[int, int]]:
    """Where the numbers begin and end in a run, none within another; the longest from each group on."""
    first = 0
    while first < len(groups):
        if row := _in_a_row(groups, first, cards=cards):
            yield from ((each[0].start + _prefix(each), each[-1].end) for each in row)
            first += sum(map(len, row))
            continue
        lasts = (last for last in range(min(len(groups), first + MOST), first, -1) if not _goes_on(groups, first, last))
        found = next((each for last in lasts for each in _ways(groups[first:last]) if _looks(each, cards=cards)), None)
        if found is None:
            first += 1
        else:
            yield found[0].start + _prefix(found), found[-1].end
            first += len(found)


def _goes_on(groups: Sequence[_Group], first: int, last: int) -> bool:
    """Whether those groups are a part of what is added up: apart as such, with more of it before or behind them."""
    if not _are_apart_by(groups[first:last], _SUMS):
        return False
    beside = groups[first].before + (groups[last].before if last < len(groups) else "")
    return not _SUMS.isdisjoint(beside)


def _in_a_row(groups: Sequence[_Group], first: int, *, cards: bool) -> list[Sequence[_Group]]:
    """The numbers, two or more, that what seems to be added up from there on is made of to its end; none where it is
    a sum, or anything else is among it."""
    if not _SUMS.isdisjoint(groups[first].before):
        return []
    end = first + 1
    while end < len(groups) and not _SUMS.isdisjoint(groups[end].before):
        end += 1
    chain = groups[first:end]
    if len(chain) < 2 or _is_sum(chain):
        return []
    found, at = list[Sequence[_Group]](), 0
    while at < len(chain):
        lasts = range(min(len(chain), at + MOST), at, -1)
        number = next((chain[at:last] for last in lasts if _looks(chain[at:last], cards=cards)), None)
        if number is None:
            return []
        found.append(number)
        at += len(number)
    return found if len(found) > 1 else []


def _is_sum(groups: Sequence[_Group]) -> bool:
    """Whether the last of them is what the others come to."""
    *parts, total = (int(each.text.removesuffix("X") or "0") for each in groups)
    return sum(parts) == total


def _ways(groups: Sequence[_Group]) -> Iterator[Sequence[_Group]]:
    """The groups, and where they end with an X the same without it: it may say how many there are."""
    yield groups
    last = groups[-1]
    if last.text.endswith("X") and len(last.text) > 1:
        yield (*groups[:-1], _Group(last.text[:-1], last.start, last.end - 1))


def _looks(groups: Sequence[_Group], *, cards: bool) -> bool:
    """Whether the groups are one number of a card, a phone or a person."""
    digits = "".join(each.text for each in groups)
    if not PHONE <= len(digits) <= MOST or (len(groups) == 1 and is_dated(digits)):
        return False
    if is_phone(digits) and _as_phone(groups):
        return True
    if len(groups) > 1 and not _as_one(groups):
        return False
    if is_person(digits):
        return True
    return cards and is_card(digits) and (not _is_odd(groups) or _as_listed(groups))


def _is_odd(groups: Sequence[_Group]) -> bool:
    """Whether they are apart as numbers of cards and phones seldom are."""
    return _are_apart_by(groups, _ODD)


def _as_listed(groups: Sequence[_Group]) -> bool:
    """Whether groups that are apart so may be one number: two are not, nor prices, nor an amount with thousands, nor
    what is added up."""
    sizes = [len(each.text) for each in groups]
    begins = groups[0].text[0] in _FIRST_OF_CARDS
    if _are_apart_by(groups, _SUMS) and not _as_printed(groups):
        return False
    return begins and len(groups) >= 3 and 3 != max(sizes) <= 6 and not _are_prices(groups)


def _may_be_sum(groups: Sequence[_Group]) -> bool:
    """Whether the groups are apart as amounts that are added up, and each may be one."""
    sums = _are_apart_by(groups, _SUMS)
    return sums and all(1 < len(each.text) <= 5 and each.text[0] != "0" for each in groups)


def _as_printed(groups: Sequence[_Group]) -> bool:
    """Whether the groups are those of a card, or digits, with one sign between all, and are no sum with its parts."""
    sizes = tuple(len(each.text) for each in groups)
    printed = sizes in _CARDS or max(sizes) == 1
    return printed and len(_apart(groups)) == 1 and not _is_sum(groups)


def _are_prices(groups: Sequence[_Group]) -> bool:
    """Whether each group may be a price, of two digits or more: `4999`, `268`, `1500`."""
    return all(len(each.text) > 1 and each.text[0] != "0" and each.text[-1] in "089" for each in groups)


def _are_apart_by(groups: Sequence[_Group], signs: Container[str]) -> bool:
    """Whether one of those signs stands between the groups."""
    return any(each in signs for apart in _apart(groups) for each in apart)


def _apart(groups: Sequence[_Group]) -> set[str]:
    """What stands between the groups."""
    return {each.before for each in groups[1:]}


def _as_one(groups: Sequence[_Group]) -> bool:
    """Whether the groups are as people write one number: of three and more, or alike; dates and counts are not."""
    sizes = [len(each.text) for each in groups]
    alike = len({*sizes[:-1]}) == 1 and sizes[-1] <= sizes[0] and len(_apart(groups)) == 1
    return alike or min(sizes[:-1]) >= 3


def _as_phone(groups: Sequence[_Group]) -> bool:
    """Whether the groups are as people write a phone's number: three prices are not."""
    if _may_be_sum(groups):
        return False
    before = dialled_before("".join(each.text for each in groups))
    sizes = tuple(len(each.text) for each in groups)
    if before < sizes[0]:
        sizes = (sizes[0] - before, *sizes[1:])
    if len(groups) == 1 or max(sizes) == 1:
        return True
    if _is_odd(groups):
        return sizes in _PHONES and not _are_prices(groups)
    dashed = all(not each.isspace() for each in _apart(groups)) and min(sizes) >= 3
    halves = len(groups) == 2 and min(sizes) >= 3 and not _are_prices(groups)
    return sizes in _PHONES or dashed or halves


def _prefix(groups: Sequence[_Group]) -> int:
    """The digits dialled before a phone's number, which say nothing of anybody: they stay as they are."""
    return dialled_before(groups[0].text) if len(groups) == 1 else 0


def _plain(group: str) -> str:
    """The group in ASCII."""
    return "".join("X" if each in _X else str(int(unicodedata.numeric(each))) for each in group)


def _tail(number: str) -> str:
    """The number with `*` for all but its last four characters; what stands between them stays."""
    hidden = sum(map(str.isalnum, number)) - KEPT
    made = ""
    for each in number:
        made += "*" if each.isalnum() and hidden > 0 else each
        hidden -= each.isalnum()
    return made
