"""Money is an integer number of fen. No float ever holds it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from models.values.message import Problem
from models.values.text import MAX_NORMALISED, clean, plain_number

FEN = "fen"
"""What marks a field as an amount, not any number."""

Fen = Annotated[int, FEN]
"""A hundredth of a yuan."""

MAX_AMOUNT: Fen = 100_000_000_00
"""¥100,000,000: no instalment order is larger; a larger figure is a slip."""

_MARKED = r"(?is)(?:人民币|RMB|CNY|CN¥|¥|元)?\s*(.*?)\s*(?:元整|元|块钱|块|圆|RMB|CNY|¥)?"
_GROUPED = r"(?a)[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?"
"""`1,234.50`, `1.234,50` or `1.234.567`: thousands by one sign, decimals behind the other."""
_TWO_READINGS = r"(?a)([1-9]\d{0,2})\.(\d{3})|(0\d{0,2}),(\d{3})"
"""`1.234` groups thousands where `0,234` begins decimals, and the other way round: by countries, not by the figure."""
_PLAIN = r"(?a)(\d+)(?:[.,](\d{1,2})0*)?"
_TOO_FINE = r"(?a)\d+\.\d{3,}"


def parse_amount(text: str) -> Fen:
    """The fen in an amount as a person, a page or a spreadsheet writes it, wherever it stands: in a typed field, in an
    option of the shell, in a file.

    Marks of money and width do not count: `¥1,234.50`, `RMB1234.5`, `１２３４。50`, `1234.50元`. What can only be one
    amount is read as that: `492,62`, `1.234,50`, `1.234.567`, `134.9000`. Where a point or a comma may group thousands
    as well as begin the decimals, as in `1.234`, both readings are named in the Problem; all else is a Problem, too.
    """
    given = plain_number(text)
    digits = given if given.isdecimal() else _digits(given)
    quoted = clean(given, 40)
    if not digits:
        raise Problem("an amount is missing; write it like 1234.50")
    if digits.startswith("-"):
        raise Problem("the amount {text} is negative; write it without a sign", text=quoted)
    if not digits.isdecimal():
        _check_readings(digits, quoted)
        if by := re.fullmatch(_GROUPED, digits):
            digits = digits.replace(by[1], "").replace(",", ".")
    match = re.fullmatch(_PLAIN, digits)
    if match is None and re.fullmatch(_TOO_FINE, digits):
        raise Problem("the amount {text} has parts of a fen; give two decimals at most", text=quoted)
    if match is None:
        raise Problem("{text} is not an amount; write it like 1234.50", text=quoted)
    whole, cents = match.groups()
    fen = int(whole) * 100 + int((cents or "0").ljust(2, "0")) if len(whole) <= 15 else MAX_AMOUNT + 1
    if fen > MAX_AMOUNT:
        raise Problem("the amount {text} is over {limit}", text=quoted, limit=yuan(MAX_AMOUNT))
    return fen


def _digits(given: str) -> str:
    """Without what says that it is money."""
    marked = re.fullmatch(_MARKED, given) if len(given) <= MAX_NORMALISED else None
    return marked[1] if marked else given


def _check_readings(digits: str, quoted: str) -> None:
    """Problem with both readings where a point or a comma may group thousands as well as begin the decimals."""
    found = re.fullmatch(_TWO_READINGS, digits)
    if found is None:
        return
    whole, rest = (part for part in found.groups() if part)
    raise Problem(
        "{text} may be {one} or {other}; write it like 1234.50",
        text=quoted,
        one=f"{whole}.{rest}",
        other=f"{int(whole + rest):,}",
    )


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


def grouped(fen: Fen) -> str:
    """`1,234.50`: the same where its place says that it is yuan, as in a column of amounts."""
    return yuan(fen).replace("¥", "")


def times(fen: Fen, rate: Decimal) -> Fen:
    """`fen` × `rate`, rounded once, half up, to the fen."""
    return int((fen * rate).to_integral_value(ROUND_HALF_UP))
