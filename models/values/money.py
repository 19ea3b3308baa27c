"""Money is an integer number of fen. No float ever holds it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from models.values.message import Problem
from models.values.text import clean, plain_number

FEN = "fen"
"""What marks a field as an amount, not any number."""

Fen = Annotated[int, FEN]
"""A hundredth of a yuan."""

MAX_AMOUNT: Fen = 100_000_000_00
"""¥100,000,000: no instalment order is larger; a larger figure is a slip."""

_PLAIN = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?", re.ASCII)
_TOO_FINE = re.compile(r"[\d,]+\.\d{3,}", re.ASCII)


def parse_amount(text: str) -> Fen:
    """The fen in `¥1,234.50`, `1234.5`, `１２３４.50`, `1234。50` or `1234.50元`; raises Problem for all else."""
    given = plain_number(text)
    digits = given.removeprefix("¥").removesuffix("元").strip()
    quoted = clean(given, 40)
    if not digits:
        raise Problem("an amount is missing; write it like 1234.50")
    if digits.startswith("-"):
        raise Problem("the amount {text} is negative; write it without a sign", text=quoted)
    if _TOO_FINE.fullmatch(digits):
        raise Problem("the amount {text} has parts of a fen; give two decimals at most", text=quoted)
    match = _PLAIN.fullmatch(digits)
    if match is None:
        raise Problem("{text} is not an amount; write it like 1234.50", text=quoted)
    whole, cents = match.groups()
    if len(whole) > 15:
        raise Problem("the amount {text} is over {limit}", text=quoted, limit=yuan(MAX_AMOUNT))
    fen = int(whole.replace(",", "")) * 100 + int((cents or "0").ljust(2, "0"))
    if fen > MAX_AMOUNT:
        raise Problem("the amount {text} is over {limit}", text=quoted, limit=yuan(MAX_AMOUNT))
    return fen


_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?", re.ASCII)
_COMMA_LAST = re.compile(r"\d+,\d{1,2}", re.ASCII)
_EITHER = re.compile(r"(\d{1,3})[.](\d{3})|(0\d{0,2}),(\d{3})", re.ASCII)


def typed_amount(text: str) -> Fen:
    """The fen in what a person types: all that `parse_amount` reads, and `492,62`, `1.234,50` or `1.234.567`, which can
    only be one amount. Raises Problem for all else, with both readings where there are two, as of `1.234`.
    """
    given = plain_number(text)
    digits = given.removeprefix("¥").removesuffix("元").strip()
    either = _EITHER.fullmatch(digits)
    if either is not None:
        whole, rest = (part for part in either.groups() if part)
        raise Problem(
            "{text} can be {grouped} or {whole}.{rest}; write it like 1234.50",
            text=clean(given, 40),
            grouped=plain(int(whole + rest) * 100),
            whole=whole,
            rest=rest,
        )
    if _COMMA_LAST.fullmatch(digits):
        return parse_amount(digits.replace(",", "."))
    grouped = _GROUPED.fullmatch(digits)
    if grouped is not None:
        whole, point, cents = digits.replace(grouped[1], "").replace(",", ".").partition(".")
        return parse_amount(whole + point + cents)
    return parse_amount(text)


AMOUNT_MARKS = "[0-9０-９.,．，。｡¥￥元\\s]*"
"""What an amount is written with, as a regular expression: digits and separators, full-width ones, too."""


def plain(fen: Fen) -> str:
    """`1234.50`: the form that files and `--json` use."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def plain_or_none(fen: Fen | None) -> str | None:
    """The same; None for an amount that is not known."""
    return None if fen is None else plain(fen)


def yuan(fen: Fen) -> str:
    """`¥1,234.50`: the form that screens use."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def times(fen: Fen, rate: Decimal) -> Fen:
    """`fen` × `rate`, rounded once, half up, to the fen."""
    return int((fen * rate).to_integral_value(ROUND_HALF_UP))
