"""The agenda in the size that the terminal has."""

from collections.abc import Iterator

from rich.cells import cell_len

from models.channels.effective import channel_of
from models.values import quantity
from models.values.money import grouped, yuan
from tui.terminal.cells import Cells, line_len, right, wrap
from tui.words.agenda_page import AgendaPage, around
from tui.words.ahead import balance_missing, day_said, held, short_said
from tui.words.boxes import box, filled, said_under, titled, two_ends

WIDE, HIGH = 100, 35
"""Cells and rows from which on the month's days stand beside the months, and the pay account in a frame below."""
LIST = 38
"""Cells of the frame of the days."""
STRIP = 74
"""Cells from which on a month has room day by day."""
LABEL = 10
"""Cells before the days."""
DATES = 6
"""Lines of the frame of the pay account of which no balance is known: the days, and what is said of them."""
LEAST, TALLEST = 3, 8
"""Rows of the balance."""
FIGURES = 11
"""Cells of the figures beside the balance."""


def agenda_lines(page: AgendaPage, width: int, height: int) -> list[Cells]:
    """The whole page, in exactly so many cells and rows."""
    made = list((wide if width >= WIDE and height >= HIGH else narrow)(page, width, height))[:height]
    return [filled(line, width) for line in [*made, *[()] * (height - len(made))]]


def head(page: AgendaPage, width: int) -> Cells:
    """How far is looked ahead, what is owed in all, what comes before the payday, and when all is repaid."""
    t, found = page.language, page.found
    owed, until = found.owed, found.until_payday
    months = t.words(quantity.months(len(found.months)))
    left: Cells = (
        (f" {t.t('Ahead')}   ", "key"),
        (f"{months} · {t.t('owed')} ", "dim"),
        (yuan(owed.total), "bold"),
    )
    if until is not None and width >= WIDE:
        most = f"–{grouped(until.before + until.to_confirm)}" if until.to_confirm else ""
        before = t.t("before payday {day} {amount}", day=f"{until.on:%m-%d}", amount=f"{grouped(until.before)}{most}")
        left = (*left, (f"   {before}", "dim"))
    if found.earlier:
        left = (*left, (f"   {t.t('from before {amount}', amount=grouped(found.earlier))}", "dim"))
    end: Cells = ()
    if owed.ends_on is not None:
        end = ((t.t("all repaid {day}", day=owed.ends_on.isoformat()), "dim"), (" ", ""))
    return two_ends(left, end, width)


def narrow(page: AgendaPage, width: int, height: int) -> Iterator[Cells]:
    """The months over the days of the chosen one, one under the other."""
    t, run = page.language, page.run
    rest = max(2, height - 8)
    count = max(2, min(len(page.found.months), rest - LEAST))
    spare = max(1, rest - count)
    balance = min(TALLEST, spare)
    yield head(page, width)
    yield titled(t.t("by month"), page.income(), width)
    for row in page.months(width - 1, count):
        yield ((" ", ""), *row)
    yield ((" " * 8, ""), *page.legend(width - 9))
    account: Cells = ((run.label, "dim"),) if run else ()
    yield titled(page.name(), account, width, here=True, of=page.about())
    legend: Cells = ()
    if width >= STRIP:
        legend = (("■ ", ""), (t.t("you"), "dim"), (" ▾ ", "accent"), (t.t("auto"), "dim"), (" ", ""))
        strip = page.strip(LABEL, 2)
        yield strip.numbers()
        yield strip.marks()
        shown = [*strip.columns(balance, ticks=False)] if page.any_balance else _list(page, width, spare)
    else:
        spare += 2
        shown = _list(page, width, spare)
    yield from [*shown, *[()] * (spare - len(shown))]
    yield two_ends(((" ", ""), *page.sentence(width - line_len(legend) - 2)), legend, width)
    yield said_under(((held(run, t), "dim"),) if run else (), width)


def _list(page: AgendaPage, width: int, count: int) -> list[Cells]:
    """What moves in the chosen month, as a list."""
    rows = [page.listed(each, width, here=each is page.chosen) for each in page.moves]
    at = next((k for k, each in enumerate(page.moves) if each is page.chosen), 0)
    return around(rows, at, count)


def wide(page: AgendaPage, width: int, height: int) -> Iterator[Cells]:
    """The months with the days of the chosen one beside them, and the pay account below."""
    months = len(page.found.months)
    inside = max(6, min(months, height - 23)) + 4 if page.any_balance else height - 5 - DATES
    rows = min(months, inside - 4)
    yield head(page, width)
    left = months_box(page, width - LIST, inside, rows)
    for one, other in zip(left, _days_box(page, inside), strict=True):
        yield (*one, *other)
    yield from account_box(page, width, height - inside - 5)


def months_box(page: AgendaPage, width: int, inside: int, count: int) -> Iterator[Cells]:
    """The months in a frame, with their legend and when orders end."""
    t = page.language
    share: Cells = ((t.t("of income"), "dim"),) if page.month.income is not None else ()
    lines: list[Cells] = [((" " * 7, ""), *page.legend(width - 10)), ()]
    lines += [*page.months(width - 2, count), (), _ends(page, width - 2)]
    return box(t.t("by month"), share, lines, width, inside, here=True)


def _ends(page: AgendaPage, width: int) -> Cells:
    """When orders end, the earliest first, as many as have room."""
    t, found = page.language, page.found
    said = f"       {t.t('ends')}"
    ends = dict[str, str]()
    for each in found.ends:
        ends[each.account_id] = day_said(each.on, found.day)
    last = {each.account_id: each.on for each in found.ends}
    for ident in sorted(last, key=lambda each: last[each]):
        more = f"  {t.words(channel_of(page.channels, ident).short)} {ends[ident]}"
        if cell_len(said + more) > width - 1:
            break
        said += more
    return ((said, "dim"),)


def _days_box(page: AgendaPage, inside: int) -> Iterator[Cells]:
    """What moves in the chosen month, as a list in a frame."""
    t = page.language
    short = [f"! {short_said(each, t, page.found.day)}" for each in page.short][:1]
    said: list[Cells] = [((f" {line}", "bold warn"),) for each in short for line in wrap(each, LIST - 4, indent=2)]
    lines: list[Cells] = [(), *_list(page, LIST - 2, inside - 1 - len(said)), *said]
    count = t.words(quantity.bills(page.month.bills))
    return box(f"{page.name()} · {count}", ((grouped(page.month.due), ""),), lines, LIST, inside)


def account_box(page: AgendaPage, width: int, inside: int, *, below: Cells = ()) -> Iterator[Cells]:
    """The chosen month by its days, with what is on the pay account, in a frame."""
    t, run = page.language, page.run
    strip = page.strip(LABEL + 1, 3)
    rows = max(LEAST, min(TALLEST, inside - 6)) if page.any_balance else 0
    figures = [*_figures(page), *[("", "")] * rows]
    columns = [
        (*line, (" " + right(text, FIGURES) + " ", ink))
        for line, (text, ink) in zip(strip.columns(rows, ticks=True), figures, strict=False)
    ]
    sentence = page.sentence(width - 15)
    marks: Cells = (
        ("■ ", ""),
        (f"{t.t('by hand')}  ", "dim"),
        ("▾ ", "accent"),
        (f"{t.t('auto-debit')}  ", "dim"),
        ("+ ", "good"),
        (f"{t.t('payday')}  ", "dim"),
        ("- ", ""),
        (f"{t.t('fixed costs')}  ", "dim"),
    )
    lines = [(), strip.numbers(), strip.marks(), *columns, (), ((" " * (LABEL + 1), ""), *sentence)]
    lines.append(two_ends((), marks, width - 2))
    title = f"{t.t('pay account')} · {run.label}" if run else f"{page.name()} · {t.t('pay account')}"
    end: Cells = ((held(run, t), "dim"),) if run else ()
    return box(title, end, lines, width, inside, below=below)


def _figures(page: AgendaPage) -> Iterator[tuple[str, str]]:
    """Beside the balance: the lowest and the last of the month, and what is to repay."""
    t, run, first = page.language, page.run, page.month.first
    if run is None or balance_missing(run, first, t):
        return
    days = [day for day in page.strip(1, 1).days if run.lowest(day) is not None]
    if not days:
        return
    lowest = min(days, key=lambda day: run.lowest(day) or 0)
    amount = run.lowest(lowest) or 0
    yield t.t("low {day}", day=f"{lowest:%m-%d}"), "dim"
    yield grouped(amount), "warn" if amount < 0 else ""
    yield "", ""
    yield t.t("to repay"), "dim"
    yield grouped(page.month.due), ""
    yield "", ""
    yield t.t("month end"), "dim"
    yield grouped(run.on(days[-1]) or 0), ""
