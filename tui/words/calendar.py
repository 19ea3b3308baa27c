"""The bills as days of a calendar, in words. Nothing of a clock: what stands there follows from the ledger alone."""

from collections.abc import Iterator

from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, auto_debit_of
from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.status import Moment, status
from models.channels.effective import channel_of
from models.channels.rules import Switch
from models.exchange.calendar import CalendarDay
from models.ledger.ids import bill_account, bill_due
from models.ledger.ledger import Ledger
from models.values.money import yuan
from models.values.text import clean
from tui.run.language import Language
from tui.words.corrected import beside_said
from tui.words.present import STATUS_WORDS, unconfirmed_said, zone_name
from tui.words.punctuation import said_of

MOST_NAMED = 20
"""Lines of a bill that are named; the rest is counted."""


def calendar_days(ledger: Ledger, book: Book, language: Language) -> Iterator[CalendarDay]:
    """One for each bill, cancelled where nothing is left to do, and for each id that a bill had before it moved."""
    for bill in book.bills.values():
        yield _day(bill, language)
    for moved in ledger.moved.values():
        if moved.id not in book.bills:
            name = language.words(channel_of(book.channels, bill_account(moved.id)).name)
            there = language.t("moved to {day}", day=bill_due(moved.to).isoformat())
            summary = said_of(name, there, language)
            yield CalendarDay(id=moved.id, on=bill_due(moved.id), summary=summary, description=summary, cancelled=True)


def _day(bill: Bill, language: Language) -> CalendarDay:
    name, settled = language.words(bill.channel.name), bill.outstanding <= 0
    if settled and bill.confirmed:
        # Of a bill on which nothing is owed the clock changes nothing.
        stands = language.say(STATUS_WORDS[status(bill, Moment(bill.due_at))])
        summary = said_of(name, stands, language)
    elif settled:
        summary = said_of(name, unconfirmed_said(bill, language), language)
    else:
        summary = language.t("repay {amount} to {channel}", amount=yuan(bill.outstanding), channel=name)
    return CalendarDay(
        id=bill.id,
        on=bill.due,
        summary=summary,
        description="\n".join(_described(bill, language)),
        cancelled=settled and bill.confirmed,
    )


def _described(bill: Bill, language: Language) -> Iterator[str]:
    """By when, how much is estimated, what auto-debit does, and what is on the bill."""
    t = language.t
    zone = zone_name(bill.channel.zone, language)
    yield t("due by {time} ({zone})", time=f"{bill.due_at:%Y-%m-%d %H:%M}", zone=zone)
    if bill.outstanding > 0:
        if said := unconfirmed_said(bill, language):
            yield said
        if bill.estimated:
            yield t("of that {amount} is estimated interest", amount=yuan(bill.estimated))
        yield from _auto_debit(bill, language)
    for line in bill.lines[:MOST_NAMED]:
        yield _line(line, bill, language)
    if len(bill.lines) > MOST_NAMED:
        yield t("and {count} more", count=len(bill.lines) - MOST_NAMED)


def _auto_debit(bill: Bill, language: Language) -> Iterator[str]:
    window, t = auto_debit_window(bill), language.t
    if auto_debit_of(bill) is Switch.UNKNOWN:
        yield t("whether auto-debit is on is not known; repay it by hand, or look")
    elif window is not None:
        yield t(
            "auto-debit takes it from {start} on; check the balance the day before", start=f"{window.start:%m-%d %H:%M}"
        )
    else:
        yield t("auto-debit is off; repay it by hand")


def _line(line: Line, bill: Bill, language: Language) -> str:
    amount = yuan(line.amount - line.reduced)
    if line.order is None:
        return said_of(language.say(beside_said(line, bill)), amount, language)
    of = f"{clean(line.order.title)} {line.number}/{line.order.plan.periods}"
    return said_of(of, amount, language)
