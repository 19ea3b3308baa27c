"""The plans beside each other: a row for each strategy, what it costs, what it saves, and until when one owes."""

from rich.cells import cell_len

from models.bills.payoff import Payoffs, Strategy
from models.values.money import grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right
from tui.words.payoff import STRATEGY_WORDS, free_said, sooner_said

GAP = 2
MOST = 20
"""Cells of a column, at most."""


def plan_heads(found: Payoffs, language: Language, width: int) -> Cells:
    """What stands above the columns; the cursor's cell is before them, so the rows have one cell less."""
    name, column = _widths(found, language, width - 1)
    t = language.t
    heads = (t("fees to come"), t("saved"), t("debt free"), t("sooner"))
    return ((" " * (name + 1), ""), *((right(each, column), "dim") for each in heads))


def plan_row(found: Payoffs, strategy: Strategy, language: Language, width: int) -> Cells:
    """A strategy with its figures."""
    name, column = _widths(found, language, width)
    each = found.by_strategy[strategy]
    return (
        (" ", ""),
        (fit(language.say(STRATEGY_WORDS[strategy]), name - 1), "dim" if strategy is Strategy.NOTHING else ""),
        (right(grouped(each.fees), column), ""),
        (right(grouped(each.saved), column), "good bold" if 0 < each.saved == found.best.saved else ""),
        (right(free_said(each), column), ""),
        (right(sooner_said(each, found, language), column), ""),
    )


def _widths(found: Payoffs, language: Language, width: int) -> tuple[int, int]:
    """Cells of the names, and of each column of figures."""
    name = max(cell_len(language.say(STRATEGY_WORDS[each])) for each in found.by_strategy) + 1 + GAP
    return name, max(1, min(MOST, (width - name) // 4))
