"""Strings that somebody would put into a title, and what of them must never reach a terminal."""

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator

CLASSIC = (
    "\x1b[2J\x1b[H",
    "\x1b[31;1mred",
    "\x1b]0;owned\x07",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]8;;https://evil.example\x1b\\pay here\x1b]8;;\x1b\\",
    '\x1bP$q"p\x1b\\',
    "\x1b_G\x1b\\",
    "\x1b[6n",
    "\x1b[21t",
    "\x1bc",
    "\x9b2J",
    "\x9d0;owned\x9c",
    "\x90q\x9c",
    "\x85next",
    "a\x00b",
    "\x07\x08\x08\x08\x7f",
    "line\nbreak\rback\ttab\x0b\x0c",
    "\u2028\u2029",
    "¥100.00\u202e00.1¥",
    "\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u202a\u202b\u202c\u202d",
    "zero\u200bwidth\u200c\u200d\ufeff\u2060",
    "\ufe0f1\ufe0f\u20e3 ❤\ufe0f ☎\ufe0f ⚠\ufe0f",
    "👩\u200d👩\u200d👧\u200d👦🇨🇳🏴\U000e0067\U000e007f",
    "Z" + "\u0301\u0335\u20dd" * 60,
    "\u0e33" * 40 + "\u1160\u11ff" * 20,
    "\ue000\uf8ff\U000f0000\u0378\uffff",
    "[@click=app.quit]free phone[/]",
    "[@click=app.bell()]x",
    "[/]",
    "[bold",
    "[link=https://evil.example]x[/link]",
    "[on red]x[/on red]",
    "$(touch owned)",
    "`touch owned`",
    ";rm -rf ~|cat &",
    "%s%n%(x)s%",
    "{braces}",
    "{0.__class__}",
    "{title.__class__.__mro__}",
    "{title:>99999999}",
    "{{}}",
    "{",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "'=1",
    "../../etc/passwd",
    "~/.ssh/id_ed25519",
    "\\x1b[2J\\u001b",
    "<script>alert(1)</script>&amp;",
    '"quoted","cells"',
    "'; DROP TABLE orders; --",
    "花" * 200,
    "x" * 10_000,
    "＝１＋１",
    "NaN",
    "null",
)
"""The classics, one weapon each."""

LONE = "\ud83d"
"""Half of a pair, which no file in UTF-8 can hold and JSON can."""

_WEAPONS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0))] + list(
    "\u202e\u2066\u2069\u200b\u200d\ufe0f\u20e3\u0301\ue000\uffff[]{}()$`%\\/\"';:=@-+~花…❤"
)
_SNIPPETS = (
    "\x1b[",
    "\x1b]",
    "\x1b]52;c;",
    "\x9b",
    "[@click=",
    "[/",
    "{0.",
    "{title}",
    "小米",
    "amount",
    "1499.00",
    "\r\n",
)


def hostile_strings(count: int, seed: int = 0) -> list[str]:
    """`count` different ones: the classics first, then random mixtures of what they are made of."""
    chance = random.Random(seed)
    found = dict.fromkeys(CLASSIC[:count])
    while len(found) < count:
        parts = [chance.choice(_WEAPONS if chance.random() < 0.6 else _SNIPPETS) for _ in range(chance.randint(1, 24))]
        found["".join(parts) + str(len(found))] = None
    return list(found)


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*m"  # colours
    rb"|(\r\n)?\x1b\[[0-9]*(;[0-9]*)?H"  # where to write; Textual ends a line before it says where the next one is
    rb"|\x1b\[[0-9]+G"  # where to go on after a character of which terminals do not agree how wide it is
    rb"|\x1b\]22;default\x07"  # the mouse pointer, which Textual sets whenever a screen opens
    rb"|\x1b\[\?(7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes, asked at start and end
    rb"|\x1b\[\?(2026|2048)\$p"  # does the terminal know them
    rb"|\x1b\[[<>][0-9]*u"  # keyboard protocol
    rb"|\x1b\[5n"  # has it taken in what was written
)
"""All that the app itself writes besides text."""


def strange(written: bytes, *, lines: bool = False) -> list[str]:
    """What steers a terminal in the bytes that were written to it, other than what the app itself does.

    `lines`: they are a command's output, in which lines may end and nothing else.
    """
    rest = written if lines else ALLOWED.sub(b"", written)
    text = rest.decode("utf-8", "surrogateescape")
    ends = "\r\n" if lines else ""
    return [_around(text, at) for at, c in enumerate(text) if c not in ends and _steers(c)]


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _BIDI


def _around(text: str, at: int) -> str:
    return repr(text[max(0, at - 20) : at + 20])


def chunks(strings: list[str], size: int) -> Iterator[list[str]]:
    """The strings, `size` at a time."""
    for start in range(0, len(strings), size):
        yield strings[start : start + size]


def of_one_line(strings: Iterable[str]) -> list[str]:
    """Those that fit into a line that is typed."""
    return [each for each in strings if "\n" not in each and "\r" not in each]
