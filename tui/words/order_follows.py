"""What follows from an order while it is entered: its cost, its dates, and the months that it changes most."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.overview import MonthSum
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.channels.rate_lines import over, rate_line
from models.channels.rules import Mode
from models.ledger.order import Order
from models.plans.annual_cost import Cost, dated_cost
from models.plans.plan import fee_known, fee_total
from models.values.message import Message
from models.values.money import Fen, grouped, yuan
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right, wrap
from tui.words.compared_months import Means, shares_said
from tui.words.cost import UNKNOWN, over_line, rate_said
from tui.words.most_periods import too_many
from tui.words.order_preview import alike
from tui.words.present import month_name
from tui.words.yearly import stated_said

INDENT = 3
LABEL = 12
FIGURE = 14
"""Cells of the figures, which stand under each other on their last one."""
BAR = 25
"""Cells of the bar of the month that takes most."""
MONTHS = 2
"""How many months are shown."""
SHORTEST = 3
"""Rows of the schedule that are worth their place."""


class Follows(NamedTuple):
    """An order, its account, its schedule, and what the coming months hold without it and what it adds to them."""

    order: Order
    channel: Channel
    rows: Sequence[Line]
    months: Sequence[MonthSum]
    added: Mapping[date, Fen]
    past: Sequence[int]
    """The periods that are due already, of which nobody has said whether they are repaid."""
    like: Order | None = None
    """One that is there already, and is perhaps the same purchase."""
    which: Message | None = None
    """That it is to be said whether there is a fee; until then the order has none."""
    means: Means = Means()


def added(rows: Sequence[Line], before: Sequence[Line]) -> dict[date, Fen]:
    """What a schedule adds to each month, in fen, instead of the one `before` it."""
    found: dict[date, Fen] = {}
    for sign, lines in ((1, rows), (-1, before)):
        for row in lines:
            first = row.due.replace(day=1)
            found[first] = found.get(first, 0) + sign * row.outstanding
    return found


def follows(made: Follows, t: Language, width: int, height: int) -> list[Cells]:
    """The lines of what follows, `width` cells wide: the figures always, the months and the schedule where they fit."""
    lines = _figures(made, t, width)
    months = _months(made, t, width)
    if months and len(lines) + 1 + len(months) <= height:
        lines += [(), *months]
    room = height - len(lines) - 1
    if room >= min(len(made.rows), SHORTEST + 1):
        lines += [(), *_schedule(made.rows, t, room)]
    return lines


def _figures(made: Follows, t: Language, width: int) -> list[Cells]:
    rows = made.rows
    lines = [
        *_line(t.t("fees"), *_fees(made, t), width),
        *_stated(made, t, width),
        *_line(t.t("in all"), grouped(sum(row.amount for row in rows)), _all(made, t), "dim", width),
        *_line(t.t("first"), rows[0].due.isoformat(), _dates(made, t), "dim", width),
    ]
    if made.like:
        lines += [((" " * INDENT, ""), *cells) for cells in alike(made.like, t, width - INDENT)]
    long = too_many(made.order.plan.periods, made.channel, t)
    if long:
        lines += _wrapped(long, "warn", width)
    if made.past:
        lines += _wrapped(
            t.t("periods due already: {count}; asked when you save", count=len(made.past)), "accent", width
        )
    return lines


def _stated(made: Follows, t: Language, width: int) -> list[Cells]:
    """The annual rate that its page states, beside ours."""
    said, agrees = stated_said(made.order, _cost(made), t)
    return _wrapped(said, "dim" if agrees else "warn", width) if said else []


def _cost(made: Follows) -> Cost:
    return dated_cost(made.order.plan, made.order.lent_on, tuple(row.due for row in made.rows))


def _fees(made: Follows, t: Language) -> tuple[str, str, str]:
    """All fees, what they come to a year, and the ink of that."""
    plan = made.order.plan
    if made.which:
        more = made.which.params["more"]
        return UNKNOWN, t.t("rounding, or a fee of {more}? asked when you save", more=more), "accent"
    if not fee_known(plan):
        return UNKNOWN, t.t("fee not known: type the price"), "accent"
    fees = fee_total(plan)
    if not fees:
        return t.t("interest-free"), "", ""
    cost = _cost(made)
    said = t.t("{rate} in all", rate=f"{fees / plan.principal:.2%}")
    if cost.simple is None:
        return grouped(fees), f"{said}  {t.t('no annual rate')}", "warn"
    said = f"{said}  {t.t('{rate} a year, simple', rate=rate_said(cost.simple, t))}"
    line = rate_line(made.channel, made.order.lent_on)
    said = "  ".join(filter(None, (said, over_line(cost, line, t))))
    return grouped(fees), said, "warn" if over(cost, line).simple else ""


def _all(made: Follows, t: Language) -> str:
    """How all periods are made up; what they come to besides, where it is to be said whether there is a fee."""
    if not made.which:
        return _times(made.rows, t)
    plan, each = made.order.plan, max(row.amount for row in made.rows)
    return t.t(
        "or {sum}: {periods} × {amount}", sum=grouped(plan.periods * each), periods=plan.periods, amount=grouped(each)
    )


def _times(rows: Sequence[Line], t: Language) -> str:
    """`12 × 223.24`, and the first or the last amount where that is another."""
    amounts = [row.amount for row in rows]
    inner = amounts[1:-1] or amounts[:1]
    if len(set(inner)) > 1:
        return t.t(
            "{count} amounts, {least} to {most}",
            count=len(rows),
            least=grouped(min(amounts)),
            most=grouped(max(amounts)),
        )
    said = f"{len(rows)} × {grouped(inner[0])}"
    if amounts[0] != inner[0]:
        return t.t("{times}, the first {amount}", times=said, amount=grouped(amounts[0]))
    if amounts[-1] != inner[0]:
        return t.t("{times}, the last {amount}", times=said, amount=grouped(amounts[-1]))
    return said


def _dates(made: Follows, t: Language) -> str:
    last = t.t("last {due}", due=made.rows[-1].due.isoformat())
    if made.channel.mode is Mode.ORDER:
        return f"{last}  {t.t('each order on its own date')}"
    return f"{last}  {t.t('on the {channel} bill', channel=t.words(made.channel.short))}"


def _line(label: str, figure: str, said: str, ink: str, width: int) -> list[Cells]:
    """A figure with its label, and what is said of it: beside it, or below where there is no room."""
    head: Cells = ((" " * INDENT + fit(label, LABEL), "dim"), (right(figure, FIGURE), "bold"))
    if INDENT + LABEL + FIGURE + 2 + cell_len(said) <= width:
        return [(*head, (f"  {said}", ink))]
    return [head, *_wrapped(said, ink, width)]


def _wrapped(said: str, ink: str, width: int) -> list[Cells]:
    return [((" " * INDENT + line, ink),) for line in wrap(said, max(12, width - INDENT))]


def _months(made: Follows, t: Language, width: int) -> list[Cells]:
    """The months that change most, with what they hold and will hold, as bars of one scale."""
    after = {each.first: each.due - each.paid + made.added.get(each.first, 0) for each in made.months}
    changed = sorted(
        (each for each in made.months if made.added.get(each.first)), key=lambda each: -abs(made.added[each.first])
    )
    shown = sorted(changed[:MONTHS], key=lambda each: each.first)
    most = max((after[each.first] for each in shown), default=0)
    if most <= 0:
        return []
    figures = [_grows(each, after[each.first], made.means.income) for each in shown]
    widest = max(map(cell_len, figures))
    bar = min(BAR, width - INDENT - LABEL // 2 - 4 - widest)
    if bar < 4:
        return []
    lines: list[Cells] = []
    for month, said in zip(shown, figures, strict=True):
        cells = max(1, after[month.first] * bar // most) if after[month.first] > 0 else 0
        added = max(1, cells - (month.due - month.paid) * bar // most) if made.added[month.first] > 0 else 0
        before = max(0, cells - added)
        label = " " * INDENT + fit(month_name(month.first, t), LABEL // 2 + 1)
        grown = fit("▆" * (cells - before), bar - before)
        lines.append(((label + "▆" * before, "dim"), (grown, "key"), (f"   {right(said, widest)}", "")))
    return [*lines, *_short(made, t, width)]


def _grows(month: MonthSum, after: Fen, income: Fen | None) -> str:
    """`4,923.83 › 5,147.07`, and the share of the income of both where that is known."""
    owed = month.due - month.paid
    said = f"{grouped(owed)} › {grouped(after)}"
    shares = shares_said(month, owed, after, income)
    return f"{said}  {shares}" if shares else said


def _short(made: Follows, t: Language, width: int) -> list[Cells]:
    """The first day that it makes short, or shorter, and by how much; nothing where it makes none so."""
    more = [(row.due, row.outstanding) for row in made.rows if row.outstanding > 0]
    found = made.means.spare.short(more) if made.means.spare else None
    if found is None:
        return []
    day, by = found
    return _wrapped(f"! {t.t('{day}: short by {amount}', day=f'{day:%m-%d}', amount=yuan(by))}", "warn", width)


def _schedule(rows: Sequence[Line], t: Language, room: int) -> list[Cells]:
    """The first rows, and how much more there is."""
    shown = rows if len(rows) <= room else rows[: room - 1]
    number, amount = len(str(len(rows))), max(len(grouped(row.amount)) for row in rows)
    begin = " " * INDENT
    lines: list[Cells] = []
    for row in shown:
        cells = (right(str(row.number), number), row.due.isoformat(), right(grouped(row.amount), amount))
        lines.append(((begin + "  ".join(cells), ""),))
    if len(shown) < len(rows):
        said = t.t("▾ {count} more, until {due}", count=len(rows) - len(shown), due=rows[-1].due.isoformat())
        lines.append(((" " * INDENT + said, "dim"),))
    return lines
