"""Single cells as a spreadsheet leaves them, turned back into what was typed."""

import re
from datetime import datetime, timedelta

from models.exchange.column import Column, parse_label, parse_note, parse_number, parse_title
from models.exchange.columns import COLUMNS
from models.offers.typed_terms import parse_amounts
from models.values.identity import key_of
from models.values.message import Message, msg
from models.values.money import parse_amount
from models.values.text import MAX_NORMALISED, clean, normalise
from models.values.typed import parse_date, parse_local_time

_EPOCH = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet, which holds the year 1900 for a leap year."""

_DAYS = range(36_526, 73_051)
"""The years 2000 to 2099: all other numbers are no dates of orders."""

_DAY_NUMBER = re.compile(r"(\d{5})(?:\.(\d{1,12}))?", re.ASCII)
_NOTED = re.compile(r"([^()]*\d[^()]*)\(([^()]*)\)\s*", re.ASCII)
_BRACKETS = str.maketrans("[]【】〔〕{}", "()()()()")
_MARKS = "'`\"“”‘’"
_ZEROS = re.compile(r"\d{15}0{2,}", re.ASCII)
"""A number of 17 digits and more as a spreadsheet writes it, which knows only 15 of them; it may be true as well."""
_REFUNDED = re.compile(r"退|refund", re.IGNORECASE)

_TEXTS = (parse_title, parse_note, parse_number, parse_label)


def typed(name: str, cell: str) -> str:
    """What was typed into a cell of that column, without the marks and the note beside it."""
    column = COLUMNS[name]
    if column.parse in _TEXTS or len(cell) > MAX_NORMALISED:
        return cell
    text = normalise(cell).strip(_MARKS).strip()
    if column.parse in {parse_date, parse_local_time}:
        return from_day_number(text)
    found = _noted(column, cell)
    return found[1] if found else text


def noted(row: int, name: str, cell: str) -> Message | None:
    """What is said of a note beside an amount, like `131.77(已退款89.84)`, and of a number that was perhaps rounded;
    None where there is nothing to say.
    """
    column = COLUMNS[name]
    if column.parse is parse_number and _ZEROS.fullmatch(key_of(cell)):
        return msg(
            "row {row}: the order number {number} has only zeros from its 16th digit on, as where a spreadsheet "
            "has rounded it; compare it with the order page",
            row=row,
            number=clean(cell, 40),
        )
    found = _noted(column, cell)
    if found is None:
        return None
    title = {"en": column.name, "zh_CN": column.title}
    amount, note = clean(found[1], 40), clean(found[2], 40)
    if _REFUNDED.search(note):
        return msg(
            "row {row}, column {column}: {amount} is read without its note ({note}); "
            "record what went back with `fenqi refund` once the order is there",
            row=row,
            column=title,
            amount=amount,
            note=note,
        )
    return msg(
        "row {row}, column {column}: {amount} is read without its note ({note})",
        row=row,
        column=title,
        amount=amount,
        note=note,
    )


def _noted(column: Column, cell: str) -> re.Match[str] | None:
    if column.parse not in {parse_amount, parse_amounts} or len(cell) > MAX_NORMALISED:
        return None
    return _NOTED.fullmatch(normalise(cell).translate(_BRACKETS).strip(_MARKS).strip())


def from_day_number(text: str) -> str:
    """The date that a number of days is, with its time of day where it has a fraction; any other text as it is."""
    match = _DAY_NUMBER.fullmatch(text)
    if match is None or int(match[1]) not in _DAYS:
        return text
    seconds = round(86_400 * float(f"0.{match[2] or 0}"))
    at = _EPOCH + timedelta(days=int(match[1]), seconds=seconds)
    return at.strftime("%Y-%m-%d %H:%M:%S") if seconds else at.strftime("%Y-%m-%d")
