"""The cells of a statement as values: amounts with a sign or a note, moments, the month of a bill, a card's digits."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from models.bills.overview import HOME_ZONE
from models.exchange.guard import unguarded
from models.exchange.sheet_cell import from_day_number
from models.values.dates import days_between
from models.values.message import Problem
from models.values.money import Fen, parse_amount
from models.values.text import MAX_NORMALISED, clean, normalise
from models.values.typed import parse_local_time

_ZONE = ZoneInfo(HOME_ZONE)
_NOTED = re.compile(r"(?P<amount>[^()]*\d[^()]*)(?:\((?P<note>[^()]*)\))?")
_ODD_COMMA = re.compile(r",(?!\d{3}(?!\d))", re.ASCII)
"""No statement writes decimals behind a comma: this is an amount of which a part is gone."""
_SIGN = re.compile(r"[^\d+-]{0,8}(?P<sign>[+-])(?=\D{0,4}\d)")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "[": "(", "]": ")", "【": "(", "】": ")"})
_GIVEN_BACK = re.compile(r"退款?\D{0,3}(?P<amount>\d[\d,.]*)")
_ALL_BACK = re.compile("全额退")
_LABEL = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*月?份?\s*账单", re.ASCII)
_MONTH = re.compile(r"(?<!\d)(?<!\d[年./-])(\d{1,2})\s*月份?\s*账单", re.ASCII)
_LAST4 = re.compile(r"\((?:尾号)?\D{0,2}(\d{4})\)|(?:尾号|末四位)\D{0,3}(\d{4})(?!\d)", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?e\+?\d+", re.ASCII | re.IGNORECASE)
"""A long number that a spreadsheet has rounded: it tells no payment from another."""
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_*#.:/|-]*", re.ASCII)
_PERIOD = re.compile(
    r"(?:第\s*)?(?P<period>\d{1,3})\s*期?\s*(?:[/／]|[,，(]?\s*(?=共))\s*(?:共|总)?\s*(?P<periods>\d{1,3})\s*期",
    re.ASCII,
)
_PERIODS = re.compile(r"(?<!\d)(\d{1,2})\s*期", re.ASCII)
_PERIOD_IN_BRACKETS = re.compile(r"分期\D{0,12}\((?P<period>\d{1,2})/(?P<periods>\d{1,2})\)", re.ASCII)
_PERIOD_BEHIND = re.compile(r"共?\s*(?P<periods>\d{1,3})\s*期\s*[-,，(/]?\s*第\s*(?P<period>\d{1,3})\s*期", re.ASCII)


class Amount(msgspec.Struct, frozen=True):
    """An amount with its sign, and the note in brackets beside it, as in `131.77(已退款89.84)`."""

    fen: Fen
    note: str = ""

    def kept(self) -> Fen:
        """What is left of it after what its note says went back."""
        return self.fen - given_back(self.fen, self.note)


def parse_signed(cell: str) -> Amount:
    """The amount in a cell; Problem where there is none."""
    text = normalise(unguarded(cell.strip())).translate(_SIGNS)
    match = _NOTED.fullmatch(text) if len(text) <= MAX_NORMALISED else None
    bare = match["amount"] if match else text
    if _ODD_COMMA.search(bare):
        raise Problem("{text} is not an amount; write it like 1234.50", text=clean(cell, 40))
    sign = _SIGN.match(bare)
    fen = parse_amount(bare.replace(sign["sign"], "", 1) if sign else bare)
    below = sign is not None and sign["sign"] == "-"
    return Amount(-fen if below else fen, (match["note"] or "") if match else "")


def given_back(of: Fen, note: str) -> Fen:
    """What a note or a status like `已退款(￥12.00)` says went back of an amount; all of it for `已全额退款`."""
    if _ALL_BACK.search(note):
        return of
    found = _GIVEN_BACK.search(normalise(note).replace("(", "").replace("¥", ""))
    return min(of, parse_amount(found["amount"].rstrip(".,"))) if found else 0


def parse_moment(cell: str) -> tuple[datetime, bool]:
    """The instant in a cell, as the institution has it, and whether it has a time of day; Problem for all else."""
    return _moment(cell.strip())


@lru_cache(maxsize=1024)
def _moment(cell: str) -> tuple[datetime, bool]:
    text = from_day_number(normalise(unguarded(cell)))
    if not text:
        raise Problem("a value is missing here")
    at = parse_local_time(text)
    return at.replace(tzinfo=_ZONE), ":" in text


def midnight(day: date) -> datetime:
    """The instant at which a day begins, which stands for a day without its time."""
    return datetime(day.year, day.month, day.day, tzinfo=_ZONE)


def label_in(text: str, on: date | None = None) -> date | None:
    """The first day of the month that a text says a bill is of: `2026年09月账单`; None where it says none.

    Without a year, as in `9月账单`, it is the month of that name that is nearest to `on`.
    """
    found = _LABEL.search(text)
    if found:
        return date(int(found[1]), int(found[2]), 1) if 1 <= int(found[2]) <= 12 else None
    alone = _MONTH.search(text) if on else None
    if on is None or alone is None or not 1 <= int(alone[1]) <= 12:
        return None
    months = (date(year, int(alone[1]), 1) for year in (on.year - 1, on.year, on.year + 1))
    return min(months, key=lambda month: abs(days_between(month, on)))


def last4_in(text: str) -> str:
    """The last four digits of a card in a text like `储蓄卡(8705)`; "" where there are none."""
    found = _LAST4.search(normalise(text))
    return (found[1] or found[2]) if found else ""


def period_in(text: str) -> tuple[int, int] | None:
    """Which period of how many a text like `…/10/12期` says; None where it says none, or one that cannot be."""
    plain = normalise(text)
    ways = (_PERIOD, _PERIOD_BEHIND, _PERIOD_IN_BRACKETS)
    found = next((match for each in ways if (match := each.search(plain))), None)
    if found is None or not 1 <= int(found["period"]) <= int(found["periods"]):
        return None
    return int(found["period"]), int(found["periods"])


def periods_in(text: str) -> int | None:
    """In how many periods something is paid, by a method like `花呗分期(6期)`; None where it says none."""
    found = _PERIODS.search(normalise(text))
    return int(found[1]) if found and 2 <= int(found[1]) <= 60 else None


def number_in(cell: str) -> str:
    """The number of a payment or an order; "" for a dash, and for one that a spreadsheet has rounded.

    What else stands in the cell may be a name: it is no part of the number.
    """
    text = clean(unguarded(cell.strip()).strip("'`\"= "), 64)
    found = _ID.match(normalise(text))
    return "" if found is None or len(found[0]) < 2 or _NUMBER.fullmatch(text) else found[0]
