"""How values read on screens and in the shell: dates, days left, statuses."""

from datetime import date, datetime

import pendulum

from models.bills.bill import Bill, auto_debit_unseen, days_left
from models.bills.minimum import rest_unsaid
from models.bills.overview import HOME_ZONE
from models.bills.status import Status
from models.channels.channel import Channel
from models.values.dates import today
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.language import Language

STATUS_WORDS: dict[Status, Message] = {
    Status.UPCOMING: msg("not due yet"),
    Status.DUE_SOON: msg("due soon"),
    Status.DUE_TODAY: msg("due today"),
    Status.OVERDUE: msg("overdue"),
    Status.PARTLY_PAID: msg("partly paid"),
    Status.TO_CONFIRM: msg("to be confirmed"),
    Status.SETTLED: msg("settled"),
    Status.MINIMUM_PAID: msg("minimum paid"),
    Status.IN_INSTALMENTS: msg("in instalments"),
    Status.DEFERRED: msg("deferred"),
}

STATUS_GLYPHS: dict[Status, str] = {
    Status.UPCOMING: "·",
    Status.DUE_SOON: "!",
    Status.DUE_TODAY: "!",
    Status.OVERDUE: "!!",
    Status.PARTLY_PAID: "½",
    Status.TO_CONFIRM: "?",
    Status.SETTLED: "✓",
    Status.MINIMUM_PAID: "→",
    Status.IN_INSTALMENTS: "→",
    Status.DEFERRED: "→",
}

UNDER_WAY = "›"
"""In a list, behind the status: its checklist is under way."""

STATUS_STYLES: dict[Status, str] = {
    Status.UPCOMING: "",
    Status.DUE_SOON: "warn",
    Status.DUE_TODAY: "warn",
    Status.OVERDUE: "bad",
    Status.PARTLY_PAID: "accent",
    Status.TO_CONFIRM: "accent",
    Status.SETTLED: "good",
    Status.MINIMUM_PAID: "accent",
    Status.IN_INSTALMENTS: "accent",
    Status.DEFERRED: "accent",
}
"""Styles of `Lines`."""

MONTHS = (
    *(msg("Jan"), msg("Feb"), msg("Mar"), msg("Apr"), msg("May"), msg("Jun")),
    *(msg("Jul"), msg("Aug"), msg("Sep"), msg("Oct"), msg("Nov"), msg("Dec")),
)

WEEKDAYS = (msg("Mon"), msg("Tue"), msg("Wed"), msg("Thu"), msg("Fri"), msg("Sat"), msg("Sun"))


def status_words(status: Status, language: Language) -> str:
    """`! due soon`: a glyph and a word, so that colour is never needed."""
    return f"{STATUS_GLYPHS[status]} {language.say(STATUS_WORDS[status])}"


def legend(language: Language) -> list[tuple[str, str, str]]:
    """Every sign before an order or a bill: the sign, what it says, its style of `Lines`."""
    words: dict[str, list[str]] = {}
    for each, glyph in STATUS_GLYPHS.items():
        words.setdefault(glyph, []).append(language.say(STATUS_WORDS[each]))
    styles = {glyph: STATUS_STYLES[each] for each, glyph in STATUS_GLYPHS.items()}
    signs = [(glyph, " / ".join(said), styles[glyph]) for glyph, said in words.items()]
    return [*signs, (UNDER_WAY, language.t("its checklist is under way"), "")]


def weekday(day: date, language: Language) -> str:
    """`Thu` or `周四`."""
    return language.say(WEEKDAYS[day.weekday()])


def month_name(day: date, language: Language) -> str:
    """`Dec` or `12 月`: the month that the day is in."""
    return language.say(MONTHS[day.month - 1])


def zone_name(zone: str, language: Language) -> str:
    """What the zone of an institution is called."""
    return language.t("Asia/Shanghai") if zone == HOME_ZONE else zone


def dated(day: date, channel: Channel, now: datetime) -> str:
    """`12-10`, a day at the institution; with its year where that is another than this one."""
    return f"{day:%m-%d}" if day.year == today(now, channel.zone).year else day.isoformat()


def due_when(bill: Bill, now: datetime) -> str:
    """`12-10 23:59`, the due instant at the institution."""
    return f"{dated(bill.due_at.date(), bill.channel, now)} {bill.due_at:%H:%M}"


def time_left(bill: Bill, now: datetime, language: Language) -> str:
    """`18 days left`, `3 h 20 min left`, `2 days overdue`; days are the institution's."""
    days = days_left(bill, now)
    if days > 1:
        return language.t("{days} days left", days=days)
    if days == 1:
        return language.t("due tomorrow")
    if days == 0 and now <= bill.due_at:
        minutes = int((bill.due_at - pendulum.instance(now)).total_seconds()) // 60
        return language.t("{hours} h {minutes} min left", hours=minutes // 60, minutes=minutes % 60)
    if days == 0:
        return language.t("past today's cut-off")
    if bill.unsaid or auto_debit_unseen(bill, now) or rest_unsaid(bill, now):
        if days == -1:
            return language.t("1 day past the due date")
        return language.t("{days} days past the due date", days=-days)
    return language.t("1 day overdue") if days == -1 else language.t("{days} days overdue", days=-days)


def unconfirmed_said(bill: Bill, language: Language) -> str:
    """How much of the bill was paid that the app was not yet seen to show, and what is left; "" where it shows all."""
    amount = sum(each.amount for each in bill.repayments if not each.confirmed)
    if not amount:
        return ""
    if bill.outstanding > 0:
        left = yuan(bill.outstanding)
        return language.t("{amount} paid, not shown yet: {left} left", amount=yuan(amount), left=left)
    return language.t("{amount} paid, not shown yet", amount=yuan(amount))


def how_it_stands(bill: Bill, now: datetime, language: Language) -> str:
    """What of it was paid and is not seen, and how long there is for what is left."""
    left = time_left(bill, now, language) if bill.outstanding else ""
    return " · ".join(filter(None, (unconfirmed_said(bill, language), left)))


def viewer_time(bill: Bill, zone: str) -> str:
    """The due instant in the viewer's zone, `12-10 16:59 Europe/Berlin`; "" where the clocks agree."""
    local = bill.due_at.in_timezone(zone)
    if local.utcoffset() == bill.due_at.utcoffset():
        return ""
    return f"{local:%m-%d %H:%M} {zone}"
