"""An instant by the clock of whoever looks, who may be abroad or on a host that runs on UTC."""

from datetime import datetime

import pendulum

from models.bills.overview import HOME_ZONE
from models.values.dates import clock_time, instant_said


def by_viewer(at: datetime, zone: str) -> str:
    """`2026-12-10 06:30`, in `zone`; with that where its clock is not the one that the institutions go by."""
    return _with_zone(instant_said(at, zone), at, zone)


def by_viewer_today(at: datetime, now: datetime, zone: str) -> str:
    """The same, without the day where that is today's, and without the year."""
    return _with_zone(clock_time(at, now, zone), at, zone)


def _with_zone(said: str, at: datetime, zone: str) -> str:
    here, home = (pendulum.instance(at).in_timezone(each).utcoffset() for each in (zone, HOME_ZONE))
    return f"{said} {zone}" if here != home else said
