"""The coming months with a plan, as bars beside those without it; the day that it makes short, the highest price."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.headroom import Headroom
from models.bills.overview import MonthSum
from models.bills.proportion import Share
from models.offers.offer import Offer, falls_due, months_with
from models.values.money import Fen, grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right
from tui.words.month_bars import BLOCK, seams
from tui.words.present import month_name
from tui.words.proportion import percent_said
from tui.words.styled import Styled

LABEL, WIDEST = 8, 40
"""Cells of the name of a month, and of the longest bar."""


class Means(NamedTuple):
    """What there is to pay with: the `income` of a month, and what the main pay account has to spare; None where that
    is not known."""

    income: Fen | None = None
    spare: Headroom | None = None


def short_day(made: Offer, spare: Headroom) -> Styled:
    """The day that the plan makes short, and by how much; `—` for none."""
    found = spare.short(falls_due(made))
    return ("—", "dim") if found is None else (f"! {found[0]:%m-%d}", "warn")


def month_bars(
    made: Offer, number: int, months: Sequence[MonthSum], income: Fen | None, t: Language, width: int
) -> list[Cells]:
    """Of each month what is owed without the plan and, in another colour, what it adds; sums and shares of both."""
    sums = months_with(months, made)
    owed = [month.due - month.paid for month in months]
    figures = [f"{grouped(one)} › {grouped(other)}" for one, other in zip(owed, sums, strict=True)]
    shares = [shares_said(month, one, other, income) for month, one, other in zip(months, owed, sums, strict=True)]
    figure, share = max(map(cell_len, figures)), max(map(cell_len, shares))
    room = min(WIDEST, width - LABEL - figure - share - 8)
    if room < LABEL:
        return []
    lines: list[Cells] = [(), ((t.t("with plan {number}", number=number), "dim"),)]
    for month, one, other, said, part in zip(months, owed, sums, figures, shares, strict=True):
        before, more = seams((one, other - one), max(sums), room)
        bar: Cells = ((BLOCK * before, "dim"), (BLOCK * more, "key"), (" " * (room - before - more), ""))
        tail: Cells = ((f"  {right(said, figure)}", ""), (f"  {right(part, share)}", "dim"))
        lines.append((("  " + fit(month_name(month.first, t), LABEL - 2), "dim"), *bar, *tail))
    return lines


def shares_said(month: MonthSum, one: Fen, other: Fen, income: Fen | None) -> str:
    """`41% › 43%`; "" where no income is known."""
    if income is None:
        return ""
    return " › ".join(percent_said(Share(month.first, each, income)) or "—" for each in (one, other))


def spared(spare: Headroom | None, t: Language) -> str:
    """What the days are compared with, or that they cannot be."""
    if spare is None:
        return t.t("no balance of the last day, so no day is called short or safe")
    return t.t("short days are those of {account}", account=spare.label)


def up_to(price: Fen | None) -> Styled:
    """The highest price; `—` where none is low enough."""
    return ("—", "dim") if price is None else (grouped(price), "")
