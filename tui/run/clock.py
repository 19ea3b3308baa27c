"""The one place that asks what time it is."""

import os
import re
from collections.abc import Callable
from datetime import date, datetime

import pendulum
from pendulum import DateTime

from models.values.dates import checked
from models.values.message import Problem

Clock = Callable[[], DateTime]
"""Gives the current instant."""

_ISO = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})"


def parse_now(text: str) -> DateTime:
    """The instant in ISO 8601 with an offset, like `2026-11-22T14:00:00+08:00`; raises Problem for all else."""
    if re.fullmatch(_ISO, text, re.ASCII):
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            checked(at.date())
            return pendulum.instance(at)
    raise Problem("{text} is not a time with an offset; write it like 2026-11-22T14:00:00+08:00", text=text[:40])


def clock(fixed: str | None) -> Clock:
    """The clock of the host, or one that stands still at `fixed` (or at FENQI_NOW). Problem where it cannot be right:
    by that of 1970 nothing would be due."""
    at = fixed or os.environ.get("FENQI_NOW")
    if not at:
        _check_host(pendulum.now("UTC").date())
        return lambda: pendulum.now("UTC")
    still = parse_now(at)
    return lambda: still


def _check_host(day: date) -> None:
    try:
        checked(day)
    except Problem:
        raise Problem(
            "the clock of this machine says {day}: set it, or say the time with `--now`", day=day.isoformat()
        ) from None


def begun_at(start: DateTime, own: Clock) -> Clock:
    """A clock that shows `start` now and goes as `own` does."""
    ahead = start - own()
    return lambda: own() + ahead
