"""The two pictures of what is ahead that stand on the main screen: the coming months, and one of them by its days."""

from collections.abc import Iterator

import msgspec
from rich.cells import cell_len

from models.bills.movements import Movement
from models.values import quantity
from models.values.money import grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right, wrap
from tui.words.agenda_layout import LEAST
from tui.words.agenda_page import AgendaPage
from tui.words.ahead import held, movement_name, short_name
from tui.words.boxes import box, filled
from tui.words.day_strip import INKS, MARKS

MONTHS, DAYS = 64, 96
"""Cells of the months' frame and of the days', where they stand beside each other."""
LABEL, EACH = 9, 2
"""Cells before the days, and of a day."""
SPARE = 3
"""Lines in a frame of the months besides them, where there is room: an empty one, the legend, an empty one."""


def months_framed(page: AgendaPage, width: int, height: int) -> Iterator[Cells]:
    """As many of the coming months as have room in a frame of that size, with the colours of their accounts."""
    t, inside, rows = page.language, height - 2, page.rows(width - 2)
    airy = inside >= len(page.found.months) + SPARE
    months = page.found.months[: inside - SPARE if airy else inside - 1]
    drawn_rows = msgspec.structs.replace(rows, months=months)
    drawn = [drawn_rows.row(month) for month in months]
    legend: Cells = ((" " * (rows.label + 2), ""), *page.legend(width - rows.label - 5))
    lines: list[Cells] = [(), legend, (), *drawn] if airy else [*drawn, legend]
    share: Cells = ((t.t("of income"), "dim"),) if page.month.income is not None else ()
    title = t.t("next {months}", months=quantity.months(len(months)))
    return box(title, share, lines, width, inside, below=_opens(page))


def days_framed(page: AgendaPage, width: int, height: int) -> Iterator[Cells]:
    """The chosen month by its days, with what is on the pay account, and what moves beside it."""
    t, run, inside = page.language, page.run, height - 2
    strip = page.strip(LABEL, EACH)
    columns = strip.columns(max(LEAST, min(10, inside - 6)), ticks=True) if page.any_balance else ()
    sentence: Cells = ((" " * LABEL, ""), *page.sentence(LABEL + 31 * EACH - LABEL))
    marks: Cells = ((" " * LABEL, ""), ("■ ", ""), (f"{t.t('by hand')}  ", "dim"), ("▾ ", "accent"))
    marks = (*marks, (f"{t.t('auto-debit')}  ", "dim"), ("+ ", "good"), (f"{t.t('payday')}  ", "dim"))
    marks = (*marks, ("- ", ""), (t.t("fixed costs"), "dim"))
    wanted = () if run else _to_come(t)
    left = [(), strip.numbers(), strip.marks(), *columns, (), sentence, marks, *wanted][:inside]
    before = LABEL + 31 * EACH + 1
    room = width - 2 - before - 1
    beside: list[Cells] = [(), *(_moving(each, page, room) for each in page.moves)]
    last = inside - 1
    if len(beside) > last:
        more = quantity.more(len(beside) - last + 1)
        beside = [*beside[: last - 1], ((fit(t.words(more), room), "dim"),)]
    lines = [
        (*filled(left[y] if y < len(left) else (), before), *(beside[y] if y < len(beside) else ()))
        for y in range(inside)
    ]
    title = f"{page.name()} · {run.label}" if run else page.name()
    end: Cells = ((held(run, t), "dim"),) if run else ()
    return box(title, end, lines, width, inside, below=_opens(page))


def _to_come(t: Language) -> Iterator[Cells]:
    """Where no balance is known: what will stand there, and how one is noted."""
    for said in (
        t.t(
            "Once the balance of a pay account is noted, it stands here day by day, with the days on which it is short."
        ),
        t.t("`fenqi balance` notes it; c asks for it before an auto-debit."),
    ):
        yield ()
        yield from (((" " * LABEL, ""), (line, "dim")) for line in wrap(said, 31 * EACH))


def _moving(each: Movement, page: AgendaPage, room: int) -> Cells:
    amount = "?" if each.amount is None else grouped(each.amount)
    left = max(0, room - 5 - cell_len(amount) - 1)
    name = movement_name(each, page.channels, page.language)
    if cell_len(name) > left:
        name = short_name(each, page.channels, page.language)
    name = fit(name, left)
    return (
        (f"{each.on:%d} ", "dim"),
        (f"{MARKS[each.kind]} ", INKS[each.kind]),
        (name, ""),
        (right(amount, room - 5 - cell_len(name)), "good" if each.income else ""),
    )


def _opens(page: AgendaPage) -> Cells:
    return ((page.language.t("o opens it"), "dim"),)
