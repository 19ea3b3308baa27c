"""Pane 2: the bill under the cursor, its lines, and the whole schedule of the order."""

from collections.abc import Sequence

from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.reactive import reactive

from models.bills.bill import Bill, auto_debit_of
from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.status import Moment, Status, line_status, status
from models.channels.rules import Mode, Switch
from models.ledger.order import Order
from models.ledger.paid_by import paid_by
from models.plans.plan import fee_known
from models.values.message import Message, msg
from models.values.money import Fen, yuan
from tui.panes.pane import Pane
from tui.run.language import Language
from tui.run.session import Session
from tui.state.views import Detail
from tui.terminal.cells import Cells, cut, fit, flow, right, wrap
from tui.widgets.lines import Lines
from tui.widgets.on_demand import OnDemand
from tui.words.corrected import beside_said, corrected_said
from tui.words.cost import apart
from tui.words.extent import state_said
from tui.words.present import STATUS_STYLES, status_words, time_left, viewer_time, weekday, zone_name
from tui.words.remarks import remarks
from tui.words.yearly import cost_said

AUTO_DEBIT_WORDS = {
    Switch.ON: msg("auto-debit on"),
    Switch.OFF: msg("auto-debit off"),
    Switch.ALWAYS: msg("auto-debit always on"),
    Switch.UNKNOWN: msg("auto-debit not known"),
}


class BillPane(Pane):
    """The bill's figures, lines and schedule, as text to scroll."""

    detail: reactive[Detail] = reactive(Detail(), init=False, repaint=False, always_update=True)

    def compose(self) -> ComposeResult:
        yield Lines(cursor=False, id="bill-text")

    def watch_detail(self, old: Detail, detail: Detail) -> None:
        text = self.query_one("#bill-text", Lines)
        if old.bill is None or detail.bill is None or old.bill.id != detail.bill.id:
            text.home()
        text.show_text(lambda width: bill_text(detail, self.session, width))


def bill_text(detail: Detail, session: Session, width: int) -> Sequence[Cells]:
    """The pane's lines, `width` cells wide; those of the bill's lines, of which there can be thousands, on demand."""
    t, bill, moment = session.language, detail.bill, session.moment()
    if bill is None or detail.book is None:
        if detail.book is not None and detail.book.schedules:
            return [((t.t("no bill is selected"), "dim"),)]
        return [((t.t("no bill: enter an order with the a key, or import some with i"), "dim"),)]
    head = _early_head if bill.settles else _head
    lines: list[Cells | Line] = [*head(bill, session, width), *_remarks(detail, session, width)]
    lines += [(), ((t.say(_together(bill)), "dim"),), *bill.lines, *_correction(bill, t, width)]
    if detail.order:
        lines += [(), *_schedule(detail.order, bill, detail.book, session, width, ended=detail.ended)]
    return OnDemand(lines, lambda each: _bill_line(each, bill, moment, t, width) if isinstance(each, Line) else each)


def _head(bill: Bill, session: Session, width: int) -> list[Cells]:
    t, now = session.language, session.now()
    stands = status(bill, session.moment())
    style = STATUS_STYLES[stands]
    here = viewer_time(bill, session.zone)
    due = f"{bill.due.isoformat()} {weekday(bill.due, t)} {bill.due_at:%H:%M}"
    rows: list[list[Cells]] = [
        [
            ((t.words(bill.channel.short), "bold"),),
            ((f"{t.t('to pay')} ", "dim"), (yuan(bill.outstanding), "bold")),
            ((status_words(stands, t), style),),
            ((time_left(bill, now, t) if bill.outstanding else "", style),),
        ],
        [
            ((f"{t.t('due')} ", "dim"), (due, ""), (f" {zone_name(bill.channel.zone, t)}", "dim")),
            ((f"= {here}" if here else "", ""),),
        ],
        [
            ((f"{t.t('bill')} {yuan(bill.amount)}", ""),),
            ((f"{t.t('repaid')} {yuan(bill.paid)}", ""),),
            ((_auto_debit(bill, t), "dim"),),
        ],
    ]
    _point_to_help(rows, bill, session, width)
    for each in bill.repayments:
        method = t.words(paid_by(each, bill.channel))
        when = each.paid_at.astimezone(bill.due_at.tzinfo)
        text = t.t(
            "repaid {amount} on {when} by {method}",
            amount=yuan(each.amount),
            when=f"{when:%Y-%m-%d %H:%M}",
            method=method,
        )
        mark, ink = ("✓", "good") if each.confirmed else ("?", "accent")
        unseen = "" if each.confirmed else t.t("the app does not show it yet: c confirms it")
        more = t.t("credit {amount}", amount=yuan(each.credit)) if each.credit else ""
        rows.append([((f"{mark} {text}", ink),), ((more, "accent"),), ((each.reference, "dim"),), ((unseen, ink),)])
    return [line for pieces in rows for line in flow(pieces, width)]


def _point_to_help(rows: list[list[Cells]], bill: Bill, session: Session, width: int) -> None:
    """Name what helps where an overdue bill cannot be paid, in the first line that has room for it: no line more."""
    if status(bill, session.moment()) is not Status.OVERDUE:
        return
    more: Cells = ((session.language.t("N: cannot pay it"), "accent"),)
    for row in rows:
        if len(flow([*row, more], width)) == len(flow(row, width)):
            row.append(more)
            return


def _auto_debit(bill: Bill, t: Language) -> str:
    state = auto_debit_of(bill)
    return state_said(AUTO_DEBIT_WORDS[state], state, bill.channel, t)


def _early_head(bill: Bill, session: Session, width: int) -> list[Cells]:
    """Of a bill that settles an order early: it has no date to be late for."""
    t = session.language
    asked = ((f"{t.t('to settle early')} ", "dim"), (yuan(bill.outstanding), "bold"))
    return flow([((t.words(bill.channel.short), "bold"),), asked], width)


def _remarks(detail: Detail, session: Session, width: int) -> list[Cells]:
    if detail.bill is None or detail.book is None:
        return []
    said = (*remarks(detail.bill, detail.order, detail.book, detail.credit, session), *detail.past)
    return [((line, style),) for text, style in said for line in wrap(text, width, indent=2)]


def _bill_line(line: Line, bill: Bill, moment: Moment, t: Language, width: int) -> Cells:
    """What a line of the bill is for, of how many periods, what is still owed of it and how it stands."""
    early = bool(bill.settles)
    stands = line_status(line, bill, moment)
    # What credit covers stands above the line of that credit, so that all lines come to what is to be paid.
    owed = line.outstanding if bill.over else line.outstanding + line.carried
    # What is of no order has no period, and its words need the room.
    tail = (right(f"{line.number}/{line.order.plan.periods}", 7) if line.order else "") + right(yuan(owed), 13)
    words = "" if early else f"  {fit(status_words(stands, t), 17)}"
    title = line.order.title if line.order else t.say(beside_said(line, bill))
    room = max(4, width - cell_len(tail) - cell_len(words))
    return ((fit(title, room), ""), (tail, ""), (words, STATUS_STYLES[stands]))


def _correction(bill: Bill, t: Language, width: int) -> list[Cells]:
    """What it was corrected by."""
    return [((part, "accent"),) for each in corrected_said(bill, t) for part in wrap(f"± {each}", width, indent=2)]


def _together(bill: Bill) -> Message:
    """How many orders the bill has, and whether they are repaid at once: in 订单制 each is, on its own. Of one that is
    settled early, how many periods."""
    if bill.settles:
        return msg("to be settled: {count} periods", count=sum(line.order is not None for line in bill.lines))
    count = len({line.order_id for line in bill.lines if line.order})
    if count <= 1:
        return msg("on this bill: {count}", count=count)
    if bill.channel.mode is Mode.ORDER:
        return msg("due on this day: {count} · repaid order by order", count=count)
    return msg("on this bill: {count} · repaid together", count=count)


def _schedule(order: Order, bill: Bill, book: Book, session: Session, width: int, *, ended: bool) -> list[Cells]:
    t, moment = session.language, session.moment()
    rows = book.schedules[order.id]
    heading = [t.t("no."), t.t("due"), t.t("principal"), t.t("fee"), t.t("amount"), t.t("status")]
    lines: list[Cells] = [
        ((cut(order.title, width), "bold"),),
        *([] if ended else _cost(order, book, width, t)),
        ((_row(heading, width), "dim"),),
    ]
    for row in rows:
        stands = line_status(row, book.bill_of(row), moment)
        cells = [str(row.number), row.due.isoformat(), *_said(order, *_parts(row)), status_words(stands, t)]
        here = row.due == bill.due
        lines.append(((_row(cells, width, mark="▸" if here else " "), "bold" if here else STATUS_STYLES[stands]),))
    total = [
        "",
        t.t("total"),
        *_said(order, *(sum(part) for part in zip(*(_parts(row) for row in rows), strict=True))),
        t.t("to pay {amount}", amount=yuan(sum(row.outstanding for row in rows))),
    ]
    lines.append(((_row(total, width), "bold"),))
    return lines


def _cost(order: Order, book: Book, width: int, t: Language) -> list[Cells]:
    """The order's fees, and the rate that was advertised beside what it is a year; y says more of it."""
    if not fee_known(order.plan):
        return [((line, "accent"),) for line in wrap(t.t("? fee not known: t asks for the price"), width, indent=2)]
    said = cost_said(order, book, t)
    return [((line, style),) for text, style in said for line in wrap(text, width, indent=2)]


def _parts(row: Line) -> tuple[Fen, Fen, Fen]:
    """Principal, fee and both, without what is not owed after all: what was repaid of each, and what is still owed.

    What credit paid of it, or what went over to a later bill, is as much of its price.
    """
    whole = replace(row, carried=0) if row.carried else row
    principal, fee = whole.paid_principal + whole.owed_principal, whole.paid_fee + whole.owed_fee
    return principal, fee, principal + fee


def _said(order: Order, principal: Fen, fee: Fen, amount: Fen) -> tuple[str, str, str]:
    """Principal and fee, where they are known apart, and both."""
    return *apart(order.plan, principal, fee), yuan(amount)


def _row(cells: list[str], width: int, mark: str = " ") -> str:
    number, due, principal, fee, amount, stands = cells
    parts = [mark + right(number, 3), fit(due, 10)]
    if width >= 56:
        parts += [right(principal, 10), right(fee, 8)]
    return " ".join((*parts, right(amount, 10), stands))
