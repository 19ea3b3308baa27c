"""The user's own rules for a channel as text by field, the way a form has it. Fields are named as in the catalogue."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from models.channels.arrival import Takes
from models.channels.channel import LANGUAGES, Channel
from models.channels.effective import as_now
from models.channels.override import ChannelOverride
from models.plans.annual_cost import parse_rate, percent
from models.values.message import Problem
from models.values.money import parse_amount, plain
from models.values.text import clean, normalise, plain_number
from models.values.typed import parse_count, parse_date

RATES = (
    "late_daily_rate",
    "late_extra_rate",
    "late_penalty",
    "minimum.instalments",
    "minimum.other",
    "early.daily_rate",
)
"""The fields that the catalogue has as decimals and people as percentages."""

LISTS = ("due_days", "methods", "early.methods")

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_TAKES = {"0": Takes.AT_ONCE, "T+1": Takes.NEXT_WORKING_DAY}
_SPAN = re.compile(r"(?:\d\s*-\s*)?(\d{1,2})", re.ASCII)
_MOVE = re.compile(r"(\S+)\s+(?:(\d{1,2})(?:\s*/\s*|\s+))?(\d{1,2})", re.ASCII)


def override_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """The values of an override by field; a field that it does not set is left out."""
    texts, now = {}, as_now(values)
    for field in FIELDS:
        value = _get(now, field)
        if value not in (None, "", [], (), {}):
            texts[field] = _text(field, value)
    return texts


def channel_texts(channel: Channel) -> dict[str, str]:
    """The same for what a channel says itself."""
    return override_texts(msgspec.to_builtins(channel, str_keys=True))


def read_override(old: ChannelOverride, cells: Mapping[str, str]) -> ChannelOverride:
    """`old` with what was typed: a blank field is as the catalogue has it, one left as it was stays as it was.

    Raises Problem naming the first field whose text is wrong; whether the values will do is not checked here.
    """
    texts = override_texts(old.values)
    values = dict(old.values)
    for field, text in cells.items():
        if text.strip() == texts.get(field, ""):
            continue
        try:
            value = FIELDS[field](text) if text.strip() else None
        except Problem as problem:
            problem.field = field  # which may be that of a part, like "rate"
            raise
        values = _put(values, field, value)
    return msgspec.structs.replace(old, values=values)


def _get(values: Mapping[str, Any], field: str) -> Any:
    """The value of `due_day`, `auto_debit.pay_account`, or `apps.name`, the first app's; None where there is none."""
    found: Any = values
    for key in field.split("."):
        found = found[0] if isinstance(found, list | tuple) and found else found
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _put(values: Mapping[str, Any], field: str, value: Any) -> dict[str, Any]:
    """The values with one that is set, or, with None, taken out; so is a table that nothing is left of."""
    key, _, rest = field.partition(".")
    new = {name: each for name, each in values.items() if name != key}
    if rest:
        inner = values.get(key)
        first, *others = inner if isinstance(inner, list) and inner else [inner]
        table = _put(first if isinstance(first, Mapping) else {}, rest, value)
        value = _apps(table, others) if key == "apps" else table or None
    return new if value is None else {**new, key: value}


def _apps(first: Mapping[str, Any], others: list[Any]) -> list[Any] | None:
    """The apps with what is missing of the first left blank, for the channel's own checks to find."""
    given = {key: each for key, each in first.items() if each}
    return ([{"name": {}, "domain": "", **given}] if given else []) + others or None


def _text(field: str, value: Any) -> str:
    """A value as the form shows it; whatever else stands in a file that was edited by hand, as it is."""
    if field in {"cutoff", "auto_debit.until"}:
        return str(value)[:5]
    if field in RATES:
        try:
            return percent(Decimal(str(value)))
        except InvalidOperation:
            return clean(str(value))
    if field == "fee_rates" and isinstance(value, Mapping):
        return ", ".join(clean(f"{periods}: {_text(RATES[0], rate)}") for periods, rate in value.items())
    if field in LISTS and isinstance(value, list | tuple):
        return ", ".join(clean(str(each.get("id") if isinstance(each, Mapping) else each)) for each in value)
    if field == "arrivals" and isinstance(value, Mapping):
        return ", ".join(clean(f"{method}: {_how_long(each)}") for method, each in value.items())
    if field == "due_moves" and isinstance(value, list | tuple) and all(isinstance(move, Mapping) for move in value):
        return "; ".join(move_text(move) for move in value)
    if isinstance(value, Mapping):
        value = value.get("zh_CN") or next(iter(value.values()), "")
    return clean(str(value))


def move_text(move: Mapping[str, Any]) -> str:
    """`2026-12-15 10/20`; without a bill day of its own `2026-12-15 20`."""
    billed = "" if move.get("bill_day") is None else f"{move['bill_day']}/"
    return clean(f"{move.get('since')} {billed}{move.get('due_day')}")


def _clock(text: str) -> str:
    """`17:00`, as the catalogue writes it."""
    match = _CLOCK.fullmatch(normalise(text))
    try:
        if match:
            return time(int(match[1]), int(match[2])).isoformat()
    except ValueError:
        pass
    raise Problem("{text} is not a time of day; write it like 17:00", text=clean(text, 40))


def moves_of(text: str) -> list[dict[str, Any]]:
    """`2026-12-15 10/20; 2027-06-01 5/15`: from when on, and to which bill day and due day.

    Earlier moves stay for older bills. One day alone is the due day, moved from that due date on.
    """
    moves = []
    for item in normalise(text).split(";"):
        match = _MOVE.fullmatch(item.strip())
        if match is None:
            raise Problem(
                "{text} is not a moved due day; write from when on, then bill day and due day, like 2026-12-15 10/20",
                text=clean(item, 40),
            )
        since, bill_day, due_day = match.groups()
        days = {"bill_day": parse_count(bill_day)} if bill_day else {}
        moves.append({"since": parse_date(since).isoformat(), **days, "due_day": parse_count(due_day)})
    return moves


def _rate(like: str) -> Callable[[str], str]:
    """Reads a percentage like that one. Without its sign, 0.05 could be meant as 0.05%, a hundredth of what it says."""

    def read(text: str) -> str:
        if "%" not in normalise(text):
            raise Problem("write it with a per cent sign, like {like}", like=like)
        return f"{parse_rate(text):f}"

    return read


def _items(text: str) -> list[str]:
    """What stands between the commas."""
    return [item.strip() for item in normalise(text).replace("，", ",").replace("、", ",").split(",") if item.strip()]


def _days(text: str) -> list[int]:
    return [parse_count(item) for item in _items(text)]


def _fees(text: str) -> dict[str, str]:
    """`3: 2.5%, 12: 8.8%`: the total fee by number of periods, as the catalogue has it."""
    fees = {}
    for item in _items(text):
        periods, colon, rate = item.partition(":")
        if not colon:
            raise Problem("{text} is not a fee; write periods and total fee, like 12: 8.8%", text=clean(item, 40))
        fees[str(parse_count(periods))] = _rate("8.8%")(rate)
    return fees


def _arrivals(text: str) -> dict[str, Any]:
    """`alipay: 1-3, card: 0, transfer: T+1`: how long each method takes, as the catalogue has it.

    A number is the most days that it takes, 0 is at once; an hour is until when it arrives the same day, and T+1 is the
    next working day.
    """
    found = {}
    for item in _items(text):
        method, colon, said = (each.strip() for each in item.partition(":"))
        if not (colon and method and said):
            raise _no_time(item)
        found[method] = _arrival(said, item)
    return found


def _arrival(said: str, item: str) -> dict[str, Any]:
    if said.upper() in _TAKES:
        return {"takes": _TAKES[said.upper()].value}
    if _CLOCK.fullmatch(said):
        return {"takes": Takes.SAME_DAY.value, "before": _clock(said)}
    span = _SPAN.fullmatch(said)
    if span is None:
        raise _no_time(item)
    return {"takes": Takes.DAYS.value, "days": int(span[1])}


def _no_time(item: str) -> Problem:
    return Problem(
        "{text} does not say how long a method takes; write balance: 0 for at once, balance: 3 for up to 3 days, "
        "balance: 17:00 for the same day before that hour, or balance: T+1 for the next working day",
        text=clean(item, 40),
    )


def _how_long(arrival: Any) -> str:
    """An arrival as it is typed."""
    if not isinstance(arrival, Mapping):
        return str(arrival)
    if arrival.get("takes") == Takes.SAME_DAY:
        return str(arrival.get("before"))[:5]
    if arrival.get("takes") == Takes.DAYS:
        return str(arrival.get("days"))
    return next((said for said, takes in _TAKES.items() if takes == arrival.get("takes")), str(arrival.get("takes")))


def _per_cent(text: str) -> str:
    return plain_number(text).removesuffix("%").strip()


def _words(text: str) -> dict[str, str]:
    """A text of the user's, which is the same in every language."""
    return dict.fromkeys(LANGUAGES, clean(text))


FIELDS: Mapping[str, Callable[[str], Any]] = {
    "name": _words,
    "short": _words,
    "lender": clean,
    "apps.name": _words,
    "apps.domain": clean,
    "mode": clean,
    "bill_day": parse_count,
    "due_day": parse_count,
    "due_moves": moves_of,
    "due_days": _days,
    "due_after": parse_count,
    "cutoff": _clock,
    "grace_days": parse_count,
    "grace_amount": lambda text: plain(parse_amount(text)),
    "auto_debit.default": clean,
    "auto_debit.extent": clean,
    "auto_debit.pay_account": clean,
    "auto_debit.until": _clock,
    "auto_debit.days_before": parse_count,
    "methods": _items,
    "arrivals": _arrivals,
    "late_daily_rate": _rate("0.05%"),
    "late_base": clean,
    "late_since": clean,
    "late_extra_rate": _rate("0.015%"),
    "late_penalty": _rate("5%"),
    "late_penalty_floor": lambda text: plain(parse_amount(text)),
    "minimum.instalments": _rate("100%"),
    "minimum.other": _rate("10%"),
    "early.rule": clean,
    "early.percent": _per_cent,
    "early.daily_rate": _rate("0.065%"),
    "early.free_days": parse_count,
    "early.methods": _items,
    "fee_rates": _fees,
    "most_periods": parse_count,
    "rounding": clean,
    "remainder": clean,
    "entry": _words,
}
"""Every field that can be typed, and how its text becomes the value that the catalogue would have."""
