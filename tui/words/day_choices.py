"""A due day that may be chosen, in a line: the next bills, and how long after the payday they are due."""

from models.actions.day_choices import DayChoice, since_payday
from models.values import quantity
from tui.run.language import Language
from tui.words.punctuation import listed


def choice_said(choice: DayChoice, payday: int | None, t: Language) -> str:
    """`day 15, bill day 5: 2026-12-10, 2027-01-15, 2027-02-15 · 5 days after the payday`."""
    said = _days(choice, listed((day.isoformat() for day in choice.bills), t), t)
    days = _since(choice, payday)
    return said if days is None else f"{said} · {t.t('{days} after the payday', days=quantity.days(days))}"


def choice_in_short(choice: DayChoice, payday: int | None, t: Language) -> str:
    """The same where there is little room: `day 15, bill day 5: 12-10, 01-15, 02-15 · payday + 5 days`."""
    said = _days(choice, listed((f"{day:%m-%d}" for day in choice.bills), t), t)
    days = _since(choice, payday)
    return said if days is None else f"{said} · {t.t('payday + {days}', days=quantity.days(days))}"


def _days(choice: DayChoice, dates: str, t: Language) -> str:
    move = choice.move
    if move is None:
        return t.t("as it is: {dates}", dates=dates)
    if move.bill_day is None:
        return t.t("day {due}: {dates}", due=move.due_day, dates=dates)
    return t.t("day {due}, bill day {day}: {dates}", due=move.due_day, day=move.bill_day, dates=dates)


def _since(choice: DayChoice, payday: int | None) -> int | None:
    """Days between payday and due day: of the last bill, as the first may be out already."""
    return None if payday is None else since_payday(payday, choice.bills[-1])
