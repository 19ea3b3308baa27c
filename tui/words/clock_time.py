"""When something was done, by the clock of a place."""

from datetime import datetime

import pendulum


def clock_time(at: datetime, now: datetime, zone: str) -> str:
    """`12:43`; with the day where that is another than now."""
    then, here = (pendulum.instance(each).in_timezone(zone) for each in (at, now))
    return f"{then:%H:%M}" if then.date() == here.date() else f"{then:%m-%d %H:%M}"
