"""An instant by the clock of whoever looks, who may be abroad or on a host that runs on UTC."""

from datetime import datetime

import pendulum

from models.bills.overview import HOME_ZONE
from models.values.dates import instant_said


def by_viewer(at: datetime, zone: str) -> str:
    """`2026-12-10 06:30`, in `zone`; with that where its clock is not the one that the institutions go by."""
    here, home = (pendulum.instance(at).in_timezone(each).utcoffset() for each in (zone, HOME_ZONE))
    return f"{instant_said(at, zone)} {zone}" if here != home else instant_said(at, zone)


def by_viewer_today(at: datetime, now: datetime, zone: str) -> str:
    """The same, without the day where that is today's, and without the year."""
    then, said = instant_said(at, zone), by_viewer(at, zone)
    same = len("2026-12-10 ") if then[:10] == instant_said(now, zone)[:10] else len("2026-")
    return said[same:]
