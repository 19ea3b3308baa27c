"""What the agenda is drawn out of: the months as rows, the chosen one by its days, and what is said of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.agenda import Agenda, MonthAhead
from models.bills.movements import Movement
from models.bills.running import RunningBalance
from models.channels.channel import Catalogue
from models.values import quantity
from models.values.money import grouped, yuan
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, right
from tui.words.ahead import Stretch, balance_missing, movement_name, movement_said, short_forms, stretches
from tui.words.day_strip import INKS, MARKS, DayStrip
from tui.words.month_bars import MonthRows, Stack, legend, names_of
from tui.words.present import month_name


class AgendaPage(NamedTuple):
    """What is shown of the agenda, in which language; `letters`: there are no colours.

    `number` is that of the chosen month, `chosen` what the cursor is on of all that moves in it, `run` the pay account.
    """

    found: Agenda
    number: int
    chosen: Movement | None
    run: RunningBalance | None
    channels: Catalogue
    language: Language
    letters: bool = False

    @property
    def month(self) -> MonthAhead:
        """The chosen month."""
        return self.found.months[self.number]

    @property
    def moves(self) -> tuple[Movement, ...]:
        """What moves in the chosen month."""
        return self.found.of_month(self.month.first)

    @property
    def any_balance(self) -> bool:
        """Whether anything is known of what is on the pay account, so that it can be drawn."""
        return self.run is not None and self.run.until is not None

    def rows(self, width: int) -> MonthRows:
        """The months as rows."""
        return MonthRows(self.found.months, Stack(self.found.accounts, self.letters), width, self.language)

    def months(self, width: int, count: int, *, cursor: bool = True) -> Iterator[Cells]:
        """So many of the months, the chosen one among them, with a cursor on it."""
        rows, chosen = self.rows(width), self.number
        first = max(0, min(chosen - count // 2, len(self.found.months) - count))
        for number, month in enumerate(self.found.months[first : first + count], first):
            here = cursor and number == chosen
            mark = ("▸" if here else " ") + " " * cursor
            yield rows.row(month, mark, "cursor" if here else "")

    def legend(self, width: int) -> Cells:
        """The colours of the accounts, or their letters."""
        stack = Stack(self.found.accounts, self.letters)
        names = list(names_of(self.found.accounts, self.channels, self.language))
        return legend(stack, names, self.language, width)

    def income(self) -> Cells:
        """What the shares are of; nothing where no income is known."""
        income = self.month.income
        return ((self.language.t("of {amount} a month", amount=yuan(income)), "dim"),) if income is not None else ()

    def strip(self, label: int, each: int) -> DayStrip:
        """The chosen month by its days."""
        on = self.chosen.on if self.chosen else None
        return DayStrip(self.month.first, self.moves, self.run, on, label, each, self.language)

    def about(self) -> str:
        """`11 bills · 4,923.83`: what the chosen month comes to."""
        t, month = self.language, self.month
        if not month.bills:
            return t.t("no bills")
        return f"{t.words(quantity.bills(month.bills))} · {grouped(month.due)}"

    def name(self) -> str:
        """The chosen month, with its year where it is another one."""
        first = self.month.first
        name = month_name(first, self.language)
        return name if first.year == self.found.day.year else f"{first:%Y-%m}"

    def sentence(self, width: int) -> Cells:
        """That the account runs short in the chosen month; what the cursor is on; or that nothing is known."""
        t, chosen, run = self.language, self.chosen, self.run
        missing = balance_missing(run, self.month.first, t)
        if missing:
            return ((cut(missing, width), "dim"),)
        days = list(self.short)
        here = next((each for each in days if chosen is not None and each.first.on == chosen.on), None)
        short = here or (days[0] if days and (chosen is None or chosen is self.moves[0]) else None)
        if short is not None:
            forms = short_forms(short, t, self.found.day)
            fits = next((each for each in forms if cell_len(each) <= width - 2), forms[-1])
            return ((cut(f"! {fits}", width), "bold warn"),)
        return self.movement(chosen, width) if chosen else ()

    @property
    def short(self) -> Iterator[Stretch]:
        """When the account runs short in the chosen month."""
        days = self.run.short if self.run else ()
        return stretches(each for each in days if each.on.replace(day=1) == self.month.first)

    def movement(self, each: Movement, width: int) -> Cells:
        """What the cursor is on, and what is left of the account then."""
        after = next((m.after for m in self.run.moved if m.movement is each), None) if self.run else None
        said = movement_said(each, after, self.channels, self.language)
        return ((cut(said, width), ""),)

    def listed(self, each: Movement, width: int, *, here: bool) -> Cells:
        """What moves, as a row of a list: its day, its mark, its name, and its amount."""
        ink = "cursor" if here else ""
        amount = "?" if each.amount is None else grouped(each.amount)
        tail = f"+{amount}" if each.income else amount
        name = movement_name(each, self.channels, self.language)
        room = width - 12 - len(tail)
        return (
            ("▸" if here else " ", f"key {ink}".strip()),
            (f"{each.on:%m-%d}  ", ink or "dim"),
            (f"{MARKS[each.kind]} ", f"{INKS[each.kind]} {ink}".strip()),
            (fit(name, room), ink),
            (right(tail, len(tail) + 1), f"{'good' if each.income else ''} {ink}".strip()),
            (" ", ink),
        )


def around(rows: Sequence[Cells], at: int, count: int) -> list[Cells]:
    """So many of the rows, that one among them; `▴` and `▾` at the end of a row that is not the first or the last."""
    first = max(0, min(at - count // 2, len(rows) - count))
    shown = list(rows[first : first + count])
    if first > 0 and shown:
        shown[0] = (*shown[0][:-1], ("▴", "dim"))
    if first + count < len(rows) and shown:
        shown[-1] = (*shown[-1][:-1], ("▾", "dim"))
    return shown
