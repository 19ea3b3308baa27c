"""What is shown once a repayment is on record: how much, how far each order is, what is left, and what is next."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.status import status
from models.ledger.paid_by import paid_by
from models.values.dates import instant_said, today
from models.values.money import Fen, grouped, yuan
from models.values.text import clean
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, line_len, right, wrap
from tui.widgets.big_digits import big
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, dated, time_left
from tui.words.progress import progress
from tui.words.recorded import Recorded, said

MARGIN = 4
"""Cells that sentences leave free, as those of a question do."""
BAR, SHORT_BAR = 18, 8
ROOMY = 66
"""Cells from which the long bar leaves room for a title."""
NARROW = 56
"""Cells below which an order has a line for its title and one for its bar."""
TITLE = 8
"""Cells of a title by which it is recognised; with fewer, what stands beside it goes into a line of its own."""


class Spread(msgspec.Struct, frozen=True):
    """How much room what was recorded is given: big digits (`tall`), empty lines (`air`), two lines for an order, and
    how many orders are shown."""

    tall: bool
    air: bool
    two: bool
    shown: int


def head(of: Recorded) -> str:
    """What was recorded, in one line: when, for which bill of whom, and how it was paid."""
    return f"✓ {of.session.language.t('recorded')}  {_which(of)}"


def _which(of: Recorded) -> str:
    t, first, zone = of.session.language, of.made[0], of.channel.zone
    dues = " + ".join(dated(each.due, of.channel, of.session.now()) for each in of.made)
    at = instant_said(first.paid_at, zone)
    day, _, hour = at.partition(" ")
    return " · ".join(
        (
            hour if day == today(of.session.now(), zone).isoformat() else at,
            f"{t.words(of.channel.short)} {t.t('early settlement') if first.order else dues}",
            t.words(paid_by(first, of.channel)),
        )
    )


def page(of: Recorded, width: int, height: int) -> list[Cells]:
    """All of it but the bill that is next, in lines of `width` cells, and where that can be at most `height` lines:
    orders give way first."""
    orders = _orders(of)
    for layout in _layouts(len(orders), narrow=width < NARROW):
        found = _page(of, orders, layout, width)
        if len(found) <= height:
            break
    return found


def _layouts(orders: int, *, narrow: bool) -> Iterator[Spread]:
    """Ways to lay it out, the roomiest first."""
    yield Spread(True, True, narrow, orders)
    if narrow:
        yield Spread(True, True, False, orders)
        yield Spread(True, False, False, orders)
    yield from (Spread(False, True, False, orders), Spread(False, False, False, orders))
    yield from (Spread(False, False, False, shown) for shown in range(orders - 2, -1, -1))


def _page(of: Recorded, orders: Sequence["_Order"], layout: Spread, width: int) -> list[Cells]:
    groups: list[list[Cells]] = [
        _head(of, width),
        _amount(of, width, tall=layout.tall),
        _bars(of, orders, layout, width),
        [((part, ink),) for text, ink in said(of) for part in wrap(text, width - MARGIN)],
        _next(of, width),
    ]
    lines: list[Cells] = []
    for group in filter(None, groups):
        lines += [(), *group] if lines and layout.air else group
    return lines


def _head(of: Recorded, width: int) -> list[Cells]:
    """The same in lines, of which the first begins with that it was recorded."""
    mark = f"✓ {of.session.language.t('recorded')}"
    first, *more = wrap(head(of), width, indent=2)
    return [((mark, "good bold"), (first.removeprefix(mark), "dim")), *(((part, "dim"),) for part in more)]


def _amount(of: Recorded, width: int, *, tall: bool) -> list[Cells]:
    t, first = of.session.language, of.made[0]
    rows = big(yuan(of.amount), width, ascii_only=of.session.surface.plain) if tall else (yuan(of.amount),)
    facts: list[Cells] = []
    if first.reference:
        facts = [((t.t("reference"), "dim"), (f"  {first.reference}", ""))]
    across = max(map(cell_len, rows)) + 4
    if facts and across + line_len(facts[0]) > width:
        return [*(((row, "good bold"),) for row in rows), *facts]
    return [
        ((row, "good bold"), *((("    ", ""), *facts[at]) if at < len(facts) else ())) for at, row in enumerate(rows)
    ]


class _Order(msgspec.Struct, frozen=True):
    """How far an order is: so many of its periods are settled, so much is repaid and left."""

    title: str
    settled: int
    periods: int
    repaid: Fen
    left: Fen


def _orders(of: Recorded) -> list[_Order]:
    """The orders that it was paid for, as far as they are there."""
    paid_for = dict.fromkeys(share.order for each in of.made for share in each.allocations if share.order)
    rows = [(of.book.row(ident), of.book.schedules[ident]) for ident in paid_for if ident in of.book.schedules]
    return [
        _Order(clean(row.order.title), row.settled, len(lines), sum(line.paid for line in lines), row.owed)
        for row, lines in rows
    ]


def _bars(of: Recorded, orders: Sequence[_Order], layout: Spread, width: int) -> list[Cells]:
    """Each order: its bar, how many of its periods are settled, and what is left on it; and the sum of all."""
    t = of.session.language
    owed = sum(each.outstanding for each in of.book.open_bills if each.channel.id == of.channel.id)
    whom = t.words(of.channel.short)
    total = t.t("owed to {channel} in all", channel=whom) if owed else t.t("nothing is owed to {channel}", channel=whom)
    period = max((len(_periods(each)) for each in orders), default=0)
    amount = max(len(grouped(each)) for each in (owed, *(each.left for each in orders)))
    behind = period + amount + 4
    bar = BAR if width >= ROOMY else SHORT_BAR
    if layout.two:
        bar = max(1, width - behind - 2)
    before = 2 if layout.two else max(1, width - bar - behind - 2) + 2
    lines: list[Cells] = []
    if orders:
        heads = (right(t.t("repaid"), bar + 2 + period), "  ", right(t.t("to pay"), amount))
        if cell_len(heads[0]) <= bar + 2 + period and cell_len(heads[2]) <= amount:
            lines.append(((" " * before + "".join(heads), "dim"),))
    for each in orders[: layout.shown]:
        heavy, light = progress(each.repaid, each.repaid + each.left, bar)
        row: Cells = (
            (heavy, "good"),
            (light, "line"),
            ("  " + right(_periods(each), period), ""),
            ("  " + right(grouped(each.left), amount), "bold"),
        )
        if layout.two:
            lines += [((cut(each.title, width), ""),), (("  ", ""), *row)]
        else:
            lines.append(((fit(each.title, before - 2) + "  ", ""), *row))
    if layout.shown < len(orders):
        lines.append(((t.t("… and {count} more orders", count=len(orders) - layout.shown), "dim"),))
    if owed:
        room = before + bar + period
        lines.append(((right(cut(total, room), room), "dim"), ("  " + right(grouped(owed), amount + 2), "")))
    else:
        lines += [((part, "good"),) for part in wrap(total, width)]
    return lines


def _periods(order: _Order) -> str:
    return f"{order.settled}/{order.periods}"


def _next(of: Recorded, width: int) -> list[Cells]:
    """The rule above the bill that is due next, which is drawn by itself; or that there is none."""
    t = of.session.language
    if of.next is None:
        return [((t.t("nothing else is due"), "good"),)]
    name = t.t("due next")
    return [((f"{name} ", "dim"), ("─" * max(0, width - cell_len(name) - 1), "line"))]


def next_bill(bill: Bill, session: Session, width: int) -> list[Cells]:
    """The bill that is due next, in a line or, where there is no room for a title in it, in some."""
    t, now = session.language, session.now()
    stands = status(bill, session.moment())
    glyph, ink = STATUS_GLYPHS[stands] + " ", STATUS_STYLES[stands]
    owed = [line for line in bill.lines if line.outstanding > 0 and line.order]
    titles = {line.order_id: line.order.title for line in owed if line.order}
    title = clean(next(iter(titles.values()))) if len(titles) == 1 else t.t("{count} orders", count=len(titles))
    which = f"  {owed[0].number}/{owed[0].order.plan.periods}" if len(owed) == 1 and owed[0].order else ""
    short = t.words(bill.channel.short) + which
    due, amount = f"{dated(bill.due, bill.channel, now)} {time_left(bill, now, t)}", grouped(bill.outstanding)
    room = width - sum(cell_len(each) for each in (glyph, short, due, amount)) - 6
    if room >= min(TITLE, cell_len(title)):
        cells: Cells = (
            (glyph, ink),
            (fit(title, room), ""),
            (f"  {short}", "dim"),
            (f"  {due}", ink),
            (f"  {amount}", "bold"),
        )
        return [cells]
    room = width - cell_len(glyph + short) - 2
    first: Cells = ((glyph, ink), (fit(title, room) if cell_len(title) > room else title, ""), (f"  {short}", "dim"))
    *parts, last = wrap(due, max(1, width - cell_len(amount) - 4))
    rest: Cells = ((f"  {last}", ink), (right(amount, width - cell_len(last) - 2), "bold"))
    return [first, *(((f"  {part}", ink),) for part in parts), rest]
