"""Plans for the same price, in columns side by side: what each costs, and what the coming months hold with it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.headroom import Headroom
from models.bills.overview import MonthSum
from models.bills.proportion import Share, by_month, highest_share
from models.channels.rate_lines import over
from models.offers.offer import Offer, falls_due, months_with
from models.plans.plan import usual
from models.values.message import Message, Problem
from models.values.money import Fen, grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, right, wrap
from tui.words.compared_months import month_bars, short_day, spared, up_to
from tui.words.cost import over_line, rate_said
from tui.words.most_periods import too_many
from tui.words.present import month_name
from tui.words.proportion import INK, highest_with, percent_said
from tui.words.punctuation import listed
from tui.words.styled import Styled

LABEL = 16
"""Cells of the labels, left of the columns."""
WIDEST = 24
"""Cells of a column at most: figures that are compared stand close to each other."""
WITH_SHARES = 20
"""Cells of a column from which on there is room for a share of the income beside each sum."""


class Compared(NamedTuple):
    """A plan, or what is wrong with it; None where no fee is typed yet.

    `fee` is the fee in the words of its page. `known_on` is the day of the catalogue's figure where that was filled
    in. `month_only`: only the month is known in which it ends. `most` is the highest price at which it makes no day
    short, None where none is that low or that is not known.
    """

    made: Offer | Problem | None
    fee: Message
    known_on: date | None
    month_only: bool
    most: Fen | None = None


class OwedAnyway(NamedTuple):
    """What is owed without the purchase: in the coming months, and `late` in fen from those before.

    `due` is what is still owed in each month however far ahead, beside the `income` of a month, where that is known.
    `spare` is what the main pay account has to spare, where that is known.
    """

    months: Sequence[MonthSum]
    late: Fen
    due: Mapping[date, Fen]
    income: Fen | None = None
    spare: Headroom | None = None


WITH_BARS = 120
"""Cells of a screen from which on the months are drawn as bars, too."""
COLUMN = 12
"""Cells of the narrowest column of a plan."""


def with_room(width: int, plans: int) -> int:
    """How many of so many plans have room beside each other on a screen of that width."""
    return max(1, min(plans, (width - LABEL) // COLUMN))


def column_width(width: int, plans: int) -> int:
    """Cells of the column of one of so many plans on a screen of that width, with the space after it."""
    return min(WIDEST, max(COLUMN, (width - LABEL) // plans))


def left_out(width: int, plans: int, first: int, t: Language) -> str:
    """Which of so many plans are shown, from the `first` on, and how the others are reached; "" where all have room."""
    count = with_room(width, plans)
    if count == plans:
        return ""
    return t.t("plans {first} to {last} of {all}; ⏎ goes on", first=first + 1, last=first + count, all=plans)


def compared(
    plans: Sequence[Compared],
    owed: OwedAnyway,
    about: Message | None,
    t: Language,
    width: int,
    first: int = 0,
    chosen: int = 0,
) -> list[Cells]:
    """All that is said of the plans on a screen of that width, `first` of which are before them; `about` explains a
    label and stands with what is wrong. The months with the `chosen` plan are drawn as bars where there is room.

    Its lines are as few as fit below the fields on 24 rows: a blank one makes room for a sentence.
    """
    wrong: list[Cells] = [
        ((line, "warn"),) for sentence in _remarks(plans, about, t, first + 1) for line in wrap(sentence, width - 2)
    ]
    known = _filled_in(plans, t, width)
    column = column_width(width, len(plans))
    figures = [*_figures(plans, t), *_highest(plans, owed, t, column), *_affordable(plans, owed, t)]
    months = _by_month(plans, owed, t, column)
    # All of a plan stands below the beginning of its fields, and no further from it than its widest figure needs.
    room = max((cell_len(text) for row in (*figures, *months) for text, _ in row.cells), default=0)
    above, below = ([_row(row, column, min(room, column - 1)) for row in rows] for rows in (figures, months))
    below = [*_heading(t, width), *below, *_beside(plans, owed, t, width, first, chosen)]
    return [*wrong, *above, *known, *below] if wrong else [(), *above, *(known or [()]), *below]


def _remarks(plans: Sequence[Compared], about: Message | None, t: Language, first: int) -> list[str]:
    """What is wrong with a plan, by its number, and what else is to be known before comparing."""
    made = [each.made for each in plans]
    said = [
        t.t("plan {number}: {problem}", number=number, problem=t.say(each.message))
        for number, each in enumerate(made, first)
        if isinstance(each, Problem)
    ]
    for number, each in enumerate(made, first):
        long = too_many(each.plan.periods, each.channel, t) if isinstance(each, Offer) else ""
        if long:
            said.append(t.t("plan {number}: {problem}", number=number, problem=long))
    if about is not None:
        said.append(t.say(about))
    if None in made:
        said.append(t.t("a column without a fee is left out; 0% is interest-free"))
    return said + _over(made, t, first)


def _over(made: Sequence[Offer | Problem | None], t: Language, first: int) -> list[str]:
    """What of which plans is over its line; plans of which the same is said stand together."""
    found: dict[str, list[str]] = {}
    for number, each in enumerate(made, first):
        text = over_line(each.cost, each.line, t) if isinstance(each, Offer) else ""
        if text:
            found.setdefault(text, []).append(str(number))
    return [t.t("plan {number}: {problem}", number=listed(which, t), problem=text) for text, which in found.items()]


def _filled_in(plans: Sequence[Compared], t: Language, width: int) -> list[Cells]:
    """That fees are the catalogue's and how old; of several the oldest date is named. Empty where all are typed."""
    dates = [each.known_on for each in plans if each.known_on is not None]
    if not dates:
        return []
    said = t.t("fees of {date} are filled in: type those that you are offered", date=min(dates).isoformat())
    return [((line, "warn"),) for line in wrap(said, width - 2)]


class _Row(NamedTuple):
    """What is said of each plan, behind a label."""

    label: str
    cells: Sequence[Styled]


def _figures(plans: Sequence[Compared], t: Language) -> list[_Row]:
    sums = t.t("a period ¥"), t.t("fees ¥")
    labels = (*sums, t.t("advertised"), t.t("simple (单利)"), t.t("compound"), t.t("ends on"))
    columns = [_facts(each, t) for each in plans]
    return [_Row(label, cells) for label, *cells in zip(labels, *columns, strict=True)]


def _facts(plan: Compared, t: Language) -> list[Styled]:
    """A plan's figures with their styles: a period, fees, the fee as given, simple, compound, the end."""
    made = plan.made
    if not isinstance(made, Offer):
        return [("—" if made is None else "!!", "dim")] * 6
    cost, end = made.cost, made.dues[-1]
    above = over(cost, made.line)
    rates = [t.t("no rate") if rate is None else rate_said(rate, t) for rate in (cost.simple, cost.compound)]
    if cost.simple == 0:
        rates = [t.t("interest-free"), "—"]
    return [
        (grouped(usual(made.plan).amount), "bold"),
        (grouped(made.fee), ""),
        (t.say(plan.fee), ""),
        (f"!! {rates[0]}" if above.simple else rates[0], "warn" if above.simple else "bold"),
        (rates[1], "warn" if above.simple else ""),
        (t.t("about {month}", month=f"{end:%Y-%m}") if plan.month_only else end.isoformat(), ""),
    ]


def _highest(plans: Sequence[Compared], owed: OwedAnyway, t: Language, column: int) -> list[_Row]:
    """The month in which each plan makes the share of the income highest, and that share; nothing without an income."""
    if owed.income is None:
        return []
    since = owed.months[0].first
    cells = []
    for each in plans:
        made = each.made
        highest = highest_share(by_month(falls_due(made), owed.due), owed.income) if isinstance(made, Offer) else None
        cells.append(highest_with(highest, since, t, column - 1) if highest else ("—", "dim"))
    return [_Row(t.t("highest share"), cells)]


def _affordable(plans: Sequence[Compared], owed: OwedAnyway, t: Language) -> list[_Row]:
    """The day that each plan makes short, and the highest price at which it makes none; nothing without a balance."""
    if owed.spare is None:
        return []
    days = [short_day(each.made, owed.spare) if isinstance(each.made, Offer) else ("—", "dim") for each in plans]
    prices = [up_to(each.most) for each in plans]
    return [_Row(t.t("first short day"), days), _Row(t.t("none short up to"), prices)]


def _beside(
    plans: Sequence[Compared], owed: OwedAnyway, t: Language, width: int, first: int, chosen: int
) -> list[Cells]:
    """The months with the `chosen` plan, or the first of which a fee is known, as bars; where there is room."""
    made = [(at, each.made) for at, each in enumerate(plans, first) if isinstance(each.made, Offer)]
    if width < WITH_BARS or not made or not owed.months:
        return []
    at, shown = next((each for each in made if each[0] == chosen), made[0])
    said: list[Cells] = [(), *(((line, "dim"),) for line in wrap(spared(owed.spare, t), width - 2))]
    return [*month_bars(shown, at + 1, owed.months, owed.income, t, width), *said]


def _heading(t: Language, width: int) -> list[Cells]:
    """What stands above the coming months."""
    first, *more = wrap(t.t("on the left as it is, then with each plan"), width - LABEL - 2)
    rows: list[Cells] = [((fit(t.t("owed by month ¥"), LABEL), "dim"), (first, "dim"))]
    return [*rows, *(((" " * LABEL, ""), (line, "dim")) for line in more)]


def _by_month(plans: Sequence[Compared], owed: OwedAnyway, t: Language, column: int) -> list[_Row]:
    """What is owed in the coming months, without the purchase and with it."""
    rows: list[_Row] = []
    offers = [each.made if isinstance(each.made, Offer) else None for each in plans]
    if owed.late:
        late, label = grouped(owed.late), t.t("late")
        cells = [(late if each else "", "bad") for each in offers]
        rows.append(_Row(label + right(late, LABEL - 1 - cell_len(label)), cells))
    with_each = [_month_cells(each, owed, column) if each else () for each in offers]
    for number, month in enumerate(owed.months):
        name, owed_then = month_name(month.first, t), grouped(month.due - month.paid)
        label = name + right(owed_then, LABEL - 1 - cell_len(name))
        rows.append(_Row(label, [sums[number] if sums else ("", "") for sums in with_each]))
    return rows


def _month_cells(made: Offer, owed: OwedAnyway, column: int) -> list[Styled]:
    """What is owed in each month with the plan; with its share of the income where that is known and has room."""
    sums = [grouped(each) for each in months_with(owed.months, made)]
    if owed.income is None or column < WITH_SHARES:
        return [(each, "") for each in sums]
    due = by_month(falls_due(made), owed.due)
    shares = [Share(month.first, due.get(month.first, 0), owed.income) for month in owed.months]
    return [
        (f"{text} {right(percent_said(share), 5)}", INK[share.mark]) for text, share in zip(sums, shares, strict=True)
    ]


def _row(row: _Row, column: int, room: int) -> Cells:
    """The figures in so much `room` at the beginning of each `column`."""
    name = cut(row.label, LABEL)
    return (
        (name + " " * (LABEL - cell_len(name)), "dim"),
        *((right(cut(text, room), room) + " " * (column - room), style) for text, style in row.cells),
    )
