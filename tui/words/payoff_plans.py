"""The plans side by side: a row for each strategy, with what it costs, what it saves, and when the debt ends."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.book import Book
from models.bills.payoff import Payoffs, Strategy
from models.values.message import msg
from models.values.money import grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right
from tui.words.payoff import STRATEGY_WORDS, fees_said, free_said, sooner_said
from tui.words.payoff_orders import order_lines, rules_said

GAP = 2
PASTED = 80
"""Cells of a row of what is copied."""
MOST = 20
"""Cells of a column, at most, where there is more room than it needs."""
HEADS = {"fees": msg("fees to come"), "saved": msg("saved"), "free": msg("debt free"), "sooner": msg("sooner")}
GIVEN_UP = ("sooner", "fees")
"""The columns that go first where there is no room for all."""


class PlanTable(NamedTuple):
    """The rows of all plans for a width: the cells of the names, and of each column of figures that has room."""

    found: Payoffs
    language: Language
    name: int
    columns: Mapping[str, int]

    def heads(self) -> Cells:
        """What stands above the columns; the cursor's cell is before them, so a row has one cell less."""
        said = ((right(self.language.say(HEADS[each]), width), "dim") for each, width in self.columns.items())
        return ((" " * (self.name + 1), ""), *said)

    def row(self, strategy: Strategy) -> Cells:
        """A strategy with its figures."""
        each, figures = self.found.by_strategy[strategy], _figures(self.found, strategy, self.language)
        most = "good bold" if 0 < each.saved == self.found.best.saved else ""
        return (
            (" ", ""),
            (
                fit(self.language.say(STRATEGY_WORDS[strategy]), self.name - 1),
                "dim" if strategy is Strategy.NOTHING else "",
            ),
            *((right(figures[name], width), most if name == "saved" else "") for name, width in self.columns.items()),
        )


def plan_text(found: Payoffs, strategy: Strategy, book: Book, language: Language) -> str:
    """A plan with its figures and its orders, to be pasted elsewhere."""
    table = plan_table(found, language, PASTED)
    orders = order_lines(found, found.by_strategy[strategy], book, language, PASTED)
    lines = [table.heads(), table.row(strategy), (), *orders, (), ((rules_said(found, book, language), ""),)]
    return "\n".join("".join(text for text, _ in line).strip() for line in lines)


def plan_table(found: Payoffs, language: Language, width: int) -> PlanTable:
    """The table for rows of so many cells."""
    name = max(cell_len(language.say(STRATEGY_WORDS[each])) for each in found.by_strategy) + 1
    rows = [_figures(found, each, language) for each in found.by_strategy]
    needed = {
        each: max(cell_len(language.say(words)), *(cell_len(row[each]) for row in rows)) + GAP
        for each, words in HEADS.items()
    }
    shown = _with_room(needed, width - name)
    share = min(MOST, (width - name) // len(shown))
    even = share >= max(needed[each] for each in shown)
    return PlanTable(
        found,
        language,
        min(name, max(1, width - sum(needed[each] for each in shown))),
        {each: share if even else needed[each] for each in shown},
    )


def _with_room(needed: Mapping[str, int], room: int) -> Sequence[str]:
    """The columns that have room, after as few as possible are given up."""
    shown = list(needed)
    for each in GIVEN_UP:
        if sum(needed[name] for name in shown) > room:
            shown.remove(each)
    return shown


def _figures(found: Payoffs, strategy: Strategy, language: Language) -> Mapping[str, str]:
    each = found.by_strategy[strategy]
    return {
        "fees": fees_said(each, found),
        "saved": grouped(each.saved),
        "free": free_said(each),
        "sooner": sooner_said(each, found, language),
    }
