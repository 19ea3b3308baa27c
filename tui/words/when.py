"""How long there is for a bill, in a word or two beside its date: what to do where the date is not the question."""

import re
from datetime import date, datetime

from models.bills.bill import Bill, auto_debit_unseen, days_left
from models.bills.minimum import rest_unsaid
from models.bills.status import Status
from models.values.dates import days_between
from tui.run.language import Language

HOUR = re.compile(r"\d\d-\d\d \d\d:\d\d")
"""A date with an hour, as sentences have it."""
HALF_A_YEAR = 180
"""Days from which on a date is also that of another year."""


def when(bill: Bill, stands: Status, now: datetime, language: Language) -> str:
    """`3 days`, `today`, `2 d ago`, the hour that was its cut-off; of one to be confirmed, what to look at."""
    t = language.t
    if stands is Status.TO_CONFIRM:
        return _to_look_at(bill, now, language)
    days = days_left(bill, now)
    if stands is Status.OVERDUE:
        return t("{days} d ago", days=-days) if days < 0 else t("past {time}", time=f"{bill.due_at:%H:%M}")
    if days <= 1:
        return t("today") if days <= 0 else t("tomorrow")
    return t("{days} days", days=days)


def _to_look_at(bill: Bill, now: datetime, language: Language) -> str:
    t = language.t
    if bill.outstanding > 0 and auto_debit_unseen(bill, now):
        return t("debit?")
    if bill.unsaid:
        return t("repaid?")
    return t("the rest?") if rest_unsaid(bill, now) else t("shown?")


def day_said(day: date, now: date) -> str:
    """`12-10`; the year too where the date is half a year away or more."""
    return day.isoformat() if abs(days_between(now, day)) >= HALF_A_YEAR else f"{day:%m-%d}"


def hours_in(said: str) -> frozenset[str]:
    """The dates with an hour that are named in it."""
    return frozenset(HOUR.findall(said))
