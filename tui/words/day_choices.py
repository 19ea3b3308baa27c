"""A due day that may be chosen, in a line: the next bills, and how long after the payday they are due."""

from models.actions.day_choices import DayChoice, since_payday
from models.values import quantity
from tui.run.language import Language


def choice_said(choice: DayChoice, payday: int | None, t: Language) -> str:
    """`15 (bill day 5): 2026-12-10, 2027-01-15, 2027-02-15 · 5 days after the payday`."""
    dates = ", ".join(day.isoformat() for day in choice.bills)
    move = choice.move
    if move is None:
        said = t.t("as it is: {dates}", dates=dates)
    elif move.bill_day is None:
        said = t.t("day {due}: {dates}", due=move.due_day, dates=dates)
    else:
        said = t.t("day {due}, bill day {day}: {dates}", due=move.due_day, day=move.bill_day, dates=dates)
    if payday is None:
        return said
    last = choice.bills[-1]  # the first may be out already
    return f"{said} · {t.t('{days} after the payday', days=quantity.days(since_payday(payday, last)))}"
