"""What was repaid last, a row each: where a wide screen has room for it below a checklist that is not begun."""

from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.status import Moment, Status, status
from models.channels.effective import channel_of
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.dates import today
from models.values.money import grouped
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, STATUS_WORDS
from tui.words.when import day_said

LEAST = 2
"""Rows that are worth a heading."""
MARK, GAP = 2, 2


def latest(ledger: Ledger, book: Book, moment: Moment, t: Language, width: int, rows: int) -> list[Cells]:
    """As many of the last repayments as `rows` hold below a heading: when, to whom, how that stands, how much."""
    made = sorted(ledger.repayments.values(), key=lambda each: (each.paid_at.timestamp(), each.id), reverse=True)
    shown = made[: max(0, rows - 1)]
    if len(shown) < min(LEAST, len(made)) or not shown:
        return []
    heading = t.t("latest records")
    lines: list[Cells] = [((f"{heading} ", "bold"), ("─" * max(0, width - cell_len(heading) - 1), "line"))]
    names = {each.id: clean(t.words(channel_of(book.channels, each.account_id).short)) for each in shown}
    whom, most = max(map(cell_len, names.values())), max(len(grouped(each.amount)) for each in shown)
    days = {each.id: _day(each, book, moment) for each in shown}
    stands = {each.id: _stands(each, book, moment) for each in shown}
    words = {ident: t.say(STATUS_WORDS[each]) for ident, each in stands.items()}
    when = max(map(cell_len, days.values()))
    room = max(0, width - when - MARK - whom - 2 * GAP - most)
    if max(map(cell_len, words.values())) > room:
        words = dict.fromkeys(words, "")  # the mark says it, too
    return lines + [
        (
            (fit(days[each.id], when), "dim"),
            (fit(STATUS_GLYPHS[stands[each.id]], MARK), STATUS_STYLES[stands[each.id]]),
            (fit(names[each.id], whom), ""),
            (" " * GAP + fit(words[each.id], room), "dim"),
            (right(grouped(each.amount), most + GAP), ""),
        )
        for each in shown
    ]


def _day(made: Repayment, book: Book, moment: Moment) -> str:
    zone = channel_of(book.channels, made.account_id).zone
    return f"{day_said(today(made.paid_at, zone), today(moment.now, zone))} "


def _stands(made: Repayment, book: Book, moment: Moment) -> Status:
    """How what it was paid for stands by now; a bill that is there no more has nothing left."""
    if not made.confirmed:
        return Status.TO_CONFIRM
    ident = bill_id(made.account_id, made.due)
    bill: Bill | None = book.bills.get(book.moved[ident].to if ident in book.moved else ident)
    if made.order or bill is None or bill.outstanding <= 0:
        return Status.SETTLED
    found = status(bill, moment)
    return found if found is not Status.OVERDUE else Status.PARTLY_PAID
