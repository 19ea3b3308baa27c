"""A row of the list in cells: the head of a section, a bill, one order of a bill that has several."""

from rich.cells import cell_len

from models.actions.promise import broken
from models.bills.book import OrderRow
from models.bills.overview import HOME_ZONE
from models.bills.status import Moment, Status
from models.channels.rules import Mode
from models.ledger.ids import early_id
from models.plans.plan import fee_known
from models.values.dates import today
from models.values.message import msg
from models.values.money import grouped
from tui.panes.list_columns import GAPS, MARK, NOTHING, Columns, account, due, period, time_left
from tui.run.language import Language
from tui.run.session import Session
from tui.state.sections import Beside, BillRow, Folded, Head, ListRow, OrderPart, Urgency
from tui.state.views import Listing
from tui.terminal.cells import Cells, fit, line_len
from tui.words.checked import check_mark
from tui.words.corrected import beside_said
from tui.words.cost import UNKNOWN
from tui.words.hits import underlined
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, UNDER_WAY, dated
from tui.words.progress import progress

SECTION_WORDS = {
    Urgency.OVERDUE: msg("overdue"),
    Urgency.TO_CONFIRM: msg("to be confirmed"),
    Urgency.LATER: msg("later"),
    Urgency.SETTLED: msg("settled"),
}
INKS = {
    Urgency.OVERDUE: "bad",
    Urgency.TO_CONFIRM: "accent",
    Urgency.SOON: "warn",
    Urgency.LATER: "dim",
    Urgency.SETTLED: "good",
}
"""The inks of a section: of its name, and of the dates in it where they are what it says."""
DATED = frozenset({Urgency.OVERDUE, Urgency.SOON})
TOGETHER = msg("{count} orders, 1 bill")
APART = msg("{count} orders, one by one")
NAMED = 8
"""Cells of its title that a row keeps before it also says until when its bill is promised."""


def list_row(
    row: ListRow, listing: Listing, found: Columns, session: Session, moment: Moment, *, keyed: bool = True
) -> Cells:
    """The row in the cells of its columns. `keyed`: its key works here, and is named."""
    t = session.language
    match row:
        case Head():
            name = _section(row.section, moment, t)
            sum_ink = "bad" if row.section is Urgency.OVERDUE else "dim"
            end = grouped(row.amount) if row.section is not Urgency.SETTLED else ""
            return _rule(f"{name} {row.count}", f"bold {INKS[row.section]}", end, sum_ink, found.width)
        case Folded():
            name = f"{STATUS_GLYPHS[Status.SETTLED]} {t.t('settled')} {row.count}"
            return _rule(name, f"bold {INKS[Urgency.SETTLED]}", fold_key(row, t) if keyed else "", "dim", found.width)
        case BillRow():
            return _entry(row, listing, found, session, moment)
        case OrderPart():
            return _part(row, listing, found)
        case Beside():
            title = f"{_branch(last=row.last)}{t.say(beside_said(row.line, row.bill))}"
            room = found.width - MARK - len(found.right("amount", ""))
            return (
                (" " * MARK + fit(title, room), "dim"),
                (found.right("amount", grouped(row.line.outstanding)), "dim"),
            )


def fold_key(row: Folded, t: Language) -> str:
    """The key that folds or unfolds what is settled, and which of the two it does now."""
    return t.t("⏎ fold") if row.opened else t.t("⏎ open")


def _section(section: Urgency, moment: Moment, t: Language) -> str:
    if section is Urgency.SOON:
        return t.t("within {days} days", days=moment.soon_days)
    return t.say(SECTION_WORDS[section])


def _rule(name: str, ink: str, end: str, end_ink: str, width: int) -> Cells:
    """A name, a rule behind it, and what it ends in."""
    line = "─" * (width - cell_len(name) - cell_len(end) - 1 - bool(end))
    return ((f"{name} ", ink), (line, "line"), (f" {end}" if end else "", end_ink))


def _entry(row: BillRow, listing: Listing, found: Columns, session: Session, moment: Moment) -> Cells:
    t, order, ink, wanted = session.language, row.orders[0], STATUS_STYLES[row.status], (listing.text,)
    under_way = {row.bill.id if row.bill else "", *(early_id(each.order.id) for each in row.orders)}
    doing = UNDER_WAY if under_way & listing.under_way else " "
    owed_to = account(row, t)
    over = found.over("channel", owed_to)
    whole = found.title - over
    after = [
        (made, made_ink)
        for made, made_ink in (
            ("" if row.several or fee_known(order.order.plan) else f" {UNKNOWN}", "accent"),
            check_mark(listing.checked.get(row.bill.id) if row.bill is not None else None),
            _promised(row, listing, session, moment),
        )
        if made
    ]
    while after and whole - line_len(after) < NAMED:
        after.pop()
    room = whole - line_len(after)
    title, title_ink = (several(row, room, found, t), "bold") if row.several else (order.order.title, "")
    owed = row.bill is not None and row.bill.outstanding > 0
    return (
        (fit(STATUS_GLYPHS[row.status], MARK - 1), ink),
        (doing, ""),
        *underlined(fit(title, room), wanted, title_ink if row.bill is not None else "dim", of=title),
        *after,
        *underlined(found.left("channel", owed_to, over), wanted, "dim"),
        *((((found.blank("bar", "period")), ""),) if row.several else _progress(order, listing, found)),
        (found.left("due", due(row, today(moment.now, HOME_ZONE))), INKS[row.section] if row.section in DATED else ""),
        (found.left("when", time_left(row, moment, t)), "dim"),
        (found.right("amount", NOTHING if row.amount is None else grouped(row.amount)), "bold" if owed else "dim"),
    )


def _part(row: OrderPart, listing: Listing, found: Columns) -> Cells:
    """What an order has on the bill above: whom it is owed to and when stands there."""
    order = row.order.order
    mark = "" if fee_known(order.plan) else f" {UNKNOWN}"
    title = f"{_branch(last=row.last)}{order.title}"
    room = found.title + len(found.blank("channel")) - len(mark)
    return (
        (" " * MARK, ""),
        *underlined(fit(title, room), (listing.text,), "dim", of=title),
        (mark, "accent"),
        *_progress(row.order, listing, found),
        (found.blank("due", "when"), ""),
        (found.right("amount", grouped(row.amount)), "dim"),
    )


def _branch(*, last: bool) -> str:
    return "└ " if last else "├ "


def _progress(order: OrderRow, listing: Listing, found: Columns) -> Cells:
    """How far the order is repaid, as a bar and in periods."""
    if "bar" not in found.cells:
        return ()
    repaid = sum(line.paid for line in listing.book.schedules[order.order.id])
    heavy, light = progress(repaid, repaid + order.owed, found.cells["bar"])
    return (
        (" " * GAPS["bar"], ""),
        (heavy, "good"),
        (light, "line"),
        (found.right("period", period(order)), "dim"),
    )


def several(row: BillRow, room: int, found: Columns, t: Language) -> str:
    """What a bill of several orders is called in `room` cells: how many are repaid at once, or on one day each alone.

    Fewer words where these have no room: a number is not cut.
    """
    by_order = row.bill is not None and row.bill.channel.mode is Mode.ORDER
    few = t.t("{count} orders", count=row.count)
    words = [t.t((APART if by_order else TOGETHER).template, count=row.count), few]
    if found.slim:
        words = [f"{t.words(row.orders[0].channel.short)} · {each}" for each in words] + words
    return next((each for each in words if cell_len(each) <= room), few)


def _promised(row: BillRow, listing: Listing, session: Session, moment: Moment) -> tuple[str, str]:
    """Until when the bill is promised, and amber once that day has passed; "" where no promise stands."""
    made = listing.promised.get(row.bill.id) if row.bill is not None else None
    if made is None or row.bill is None:
        return "", ""
    words = session.language.t("promised {day}", day=dated(made.on, row.bill.channel, moment.now))
    return f" {words}", "warn" if broken(made, row.bill, moment.now) else "accent"
