"""Reminders in words: one sentence each, which says what to do."""

from models.actions.reminding import Occasion, Reminder
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, days_left
from models.bills.book import Book
from models.bills.debit_phase import due_then
from models.bills.turning import Turned
from models.ledger.ledger import Ledger
from models.values.dates import instant_said
from models.values.money import yuan
from tui.run.session import Session
from tui.words.precautions import due_said
from tui.words.present import dated, due_when


def reminder_said(reminder: Reminder, ledger: Ledger, book: Book, session: Session) -> str:
    """The sentence."""
    t = session.language.t
    if reminder.row is not None:
        return due_said(reminder.row, ledger, book.channels, session.language)
    if reminder.bill is None:
        return t("a sync tool put another version of the ledger beside it: {name}", name=reminder.name)
    return _of_bill(reminder, reminder.bill, session)


def _of_bill(reminder: Reminder, bill: Bill, session: Session) -> str:
    t, name = session.language.t, session.language.words(bill.channel.name)
    owed, day = yuan(bill.outstanding), dated(bill.due, bill.channel, session.now())
    match reminder.occasion:
        case Occasion.OVERDUE:
            return t(
                "{channel}: {amount} due on {day} is overdue; look at the amount in the app and repay it today",
                channel=name,
                amount=owed,
                day=day,
            )
        case Occasion.AFTER_AUTO_DEBIT:
            return t("{channel}: look in the app whether auto-debit took the bill due on {day}", channel=name, day=day)
        case Occasion.PROMISE:
            return t("{channel}: {amount}, which you promised to pay today", channel=name, amount=owed)
        case Occasion.BALANCE:
            return _balance_said(bill, session)
        case Occasion.UNSEEN:
            return _unseen_said(reminder, bill, session)
        case Occasion.UNSAID:
            return t("{channel}: look in the app whether the bill due on {day} was repaid", channel=name, day=day)
        case _:
            return _due_said(bill, session)


def turned_said(turned: Turned, session: Session) -> str:
    """That the bill is due today, or its auto-debit begins."""
    if not turned.by_auto_debit:
        return _due_said(turned.bill, session)
    name, amount = session.language.words(turned.bill.channel.name), due_then(turned.bill)
    if amount is None:
        return session.language.t("{channel}: auto-debit begins", channel=name)
    return session.language.t("{channel}: auto-debit begins, and takes {amount}", channel=name, amount=yuan(amount))


def _due_said(bill: Bill, session: Session) -> str:
    t, name, owed = session.language.t, session.language.words(bill.channel.name), yuan(bill.outstanding)
    days = days_left(bill, session.now())
    if days == 0:
        hour = f"{bill.due_at:%H:%M}"
        return t("{channel}: {amount} is due today, by {time}", channel=name, amount=owed, time=hour)
    when, window = due_when(bill, session.now()), bill.window
    if window is not None and window.known and (due_then(bill) or 0) >= bill.outstanding:
        return t(
            "{channel}: {amount} is due in {days} days, by {time}; auto-debit takes it",
            channel=name,
            amount=owed,
            days=days,
            time=when,
        )
    if days == 1:
        return t("{channel}: {amount} is due tomorrow, by {time}", channel=name, amount=owed, time=when)
    return t("{channel}: {amount} is due in {days} days, by {time}", channel=name, amount=owed, days=days, time=when)


def _balance_said(bill: Bill, session: Session) -> str:
    t, name = session.language.t, session.language.words(bill.channel.name)
    window, amount = auto_debit_window(bill), due_then(bill)
    start = f"{window.start:%m-%d %H:%M}" if window else ""
    if amount is None:
        return t(
            "{channel}: auto-debit takes the minimum from {start} on; check that the account covers it",
            channel=name,
            start=start,
        )
    return t(
        "{channel}: auto-debit takes {amount} from {start} on; check that the account covers it",
        channel=name,
        amount=yuan(amount),
        start=start,
    )


def _unseen_said(reminder: Reminder, bill: Bill, session: Session) -> str:
    made = reminder.repayment
    return session.language.t(
        "{channel}: look in the app whether the {amount} paid on {day} arrived",
        channel=session.language.words(bill.channel.name),
        amount=yuan(made.amount if made else bill.paid),
        day=instant_said(made.paid_at, bill.channel.zone)[5:10] if made else "",
    )
