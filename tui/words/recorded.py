"""What is on record of a repayment, and what came of it besides: what stays owed, what was saved or went beyond."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from models.actions.settled_early import outcome
from models.bills.bill import Bill, is_taken, past_due
from models.bills.book import Book
from models.channels.channel import AUTO_DEBIT, Channel
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.dates import END_OF_DAY, instant
from models.values.money import Fen, yuan
from tui.run.session import Session
from tui.words.bill import over_said
from tui.words.present import due_when, time_left


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
