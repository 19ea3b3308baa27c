"""What is shown once a repayment is on record: how much, how far each order is, what is left, and what is next."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec
from rich.cells import cell_len

from models.actions.settled_early import outcome
from models.bills.bill import Bill, is_taken, past_due
from models.bills.book import Book
from models.channels.channel import AUTO_DEBIT, Channel
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.dates import END_OF_DAY, instant, instant_said, today
from models.values.money import Fen, grouped, yuan
from models.values.text import clean
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, line_len, right, wrap
from tui.widgets.big_digits import big
from tui.words.bill import over_said
from tui.words.present import dated, due_when, time_left
from tui.words.progress import progress

MARGIN = 4
"""Cells that sentences leave free, as those of a question do."""
BAR, SHORT_BAR = 18, 8
ROOMY = 66
"""Cells from which the long bar leaves room for a title."""
NARROW = 56
"""Cells below which an order has a line for its title and one for its bar."""


class Spread(msgspec.Struct, frozen=True):
    """How much room what was recorded is given: big digits (`tall`), empty lines (`air`), two lines for an order, and
    how many orders are shown."""

    tall: bool
    air: bool
    two: bool
    shown: int


class Recorded(msgspec.Struct, frozen=True):
    """Repayments of one account that were made at once, the first of them asked about; and what the ledger is by now.

    `next`: the bill to repay next, None where nothing else is due.
    """

    made: tuple[Repayment, ...]
    channel: Channel
    ledger: Ledger
    book: Book
    next: Bill | None
    session: Session

    @property
    def amount(self) -> Fen:
        return sum(each.amount for each in self.made)

    @property
    def bills(self) -> list[Bill]:
        """The bills that were paid, wholly or in part; early settlement is of none."""
        found = (self.book.bills.get(bill_id(each.account_id, each.due)) for each in self.made if not each.order)
        return [each for each in found if each is not None]


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


def said(of: Recorded) -> Iterator[tuple[str, str]]:
    """What else came of it: what stays owed of the bill, what was saved or went beyond; and what to look at later."""
    t, session, first = of.session.language.t, of.session, of.made[0]
    for bill in of.bills:
        if bill.outstanding > 0:
            yield _left_of(bill, session), "warn"
        yield from ((text, "accent") for text in over_said(bill, session))
    if first.order:
        yield from _saved(of, first.order)
    credit = sum(each.credit for each in of.made)
    if credit > 0:
        yield _more_than_owed(of, credit), "accent"
    if not all(each.confirmed for each in of.made):
        yield t("? The app does not show it yet; press c on that order once it does."), "accent"
    elif first.method != AUTO_DEBIT:
        day = next(filter(None, (_debited_too(bill, session.now()) for bill in of.bills)), None)
        if day is not None:
            yield t("? On {day} check that it was not debited as well.", day=f"{day:%m-%d}"), "accent"


def _more_than_owed(of: Recorded, credit: Fen) -> str:
    """What becomes of what was paid too much: where no bill of the account is to come, nothing will take it."""
    t, last = of.session.language.t, max(each.due for each in of.made)
    if any(each.channel.id == of.channel.id and each.due > last for each in of.book.bills.values()):
        return t("{amount} is more than was owed: credit on the next bill", amount=yuan(credit))
    return t("{amount} is more than was owed; no later bill takes it: ask for it back", amount=yuan(credit))


def _left_of(bill: Bill, session: Session) -> str:
    t, now, amount = session.language, session.now(), yuan(bill.outstanding)
    when = due_when(bill, now)
    if past_due(bill, now):
        late = time_left(bill, now, t)
        return t.t("left on this bill: {amount}, was due {when}: {late}", amount=amount, when=when, late=late)
    return t.t("left on this bill: {amount}, until {when}", amount=amount, when=when)


def _saved(of: Recorded, order: str) -> Iterator[tuple[str, str]]:
    """What the early settlement saved against paying every remaining fee."""
    t, ended = of.session.language.t, outcome(of.ledger, of.book, order)
    if ended is None:
        yield t("what it saved is not known: neither is the fee"), "warn"
    elif ended.saved > 0:
        yield t("saved {saved} against paying every remaining fee", saved=yuan(ended.saved)), "good"
    elif ended.saved < 0:
        yield t("{more} more than every remaining fee", more=yuan(-ended.saved)), "warn"
    else:
        yield t("nothing saved: every remaining fee was charged"), "warn"


def _debited_too(bill: Bill, now: datetime) -> date | None:
    """The day on which auto-debit, which is on, may still take what was paid by hand; None where it cannot."""
    channel, owed = bill.channel, [line for line in bill.lines if line.paid]
    if bill.outstanding > 0 or not any(is_taken(line, channel) for line in owed):
        return None
    end = instant(bill.due, channel.auto_debit.until or END_OF_DAY, channel.zone)
    return bill.due if now.timestamp() <= end.timestamp() else None


def _next(of: Recorded, width: int) -> list[Cells]:
    """The rule above the bill that is due next, which is drawn by itself; or that there is none."""
    t = of.session.language
    if of.next is None:
        return [((t.t("nothing else is due"), "good"),)]
    name = t.t("due next")
    return [((f"{name} ", "dim"), ("─" * max(0, width - cell_len(name) - 1), "line"))]
