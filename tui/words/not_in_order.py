"""What is not in order before a bill is repaid: of all that there is, the worst."""

from collections.abc import Iterator
from datetime import date

from models.actions.precautions import Row, rows
from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.channels.precautions import Of
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.money import yuan
from tui.run.session import Session
from tui.words.coverage import lacking
from tui.words.precautions import whose
from tui.words.styled import Styled


def not_in_order(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Styled | None:
    """The worst of it; None where nothing is out of order."""
    return next(_found(bill, ledger, book, session), None)


def _found(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Iterator[Styled]:
    """All of it, the worst first: money, then what was promised, then what may be wrong with the figure, then the
    rest."""
    lacks = lacking(bill, ledger, book, session)
    if lacks is not None:
        yield lacks
    t, now = session.language.t, session.now()
    promise, here = ledger.promises.get(bill.id), today(now, bill.channel.zone)
    if promise is not None and promise.on < here:
        yield t("the day on which you promised to pay has passed: {day}", day=promise.on.isoformat()), "warn"
    for other in _put_off_to(bill, ledger, book):
        said = {"amount": yuan(other.over.amount if other.over else 0), "due": other.due.isoformat()}
        yield t("put off to this bill: {amount} of {due}; is it in the app's figure?", **said), "warn"
    yield from _checks(bill, ledger, book, session)
    if promise is not None and promise.on >= here:
        yield t("you promised to pay on {day}", day=promise.on.isoformat()), "accent"


def _put_off_to(bill: Bill, ledger: Ledger, book: Book) -> Iterator[Bill]:
    for deferral in ledger.deferrals.values():
        other = book.bills.get(deferral.id)
        if deferral.to == bill.id and other is not None and other.over is not None:
            yield other


def _checks(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Iterator[Styled]:
    """The precautions of its institution that are to be looked at, the one that is due longest first.

    Whoever never looked at any of that institution's, has no use for them.
    """
    if not session.config.checks or not ledger.precautions:
        return
    channels, day = book.channels, session.today()
    mine = [row for row in rows(ledger, channels, session.now()) if _concerns(row, bill.channel, channels)]
    due = [row for row in mine if row.is_due(day)] if any(row.last for row in mine) else []
    for row in sorted(due, key=lambda each: each.since or date.max):
        t = session.language
        account, what = whose(row, channels, t), t.say(row.check.name)
        yield t.t("{account}: {what} is to be looked at (K)", account=account, what=what), "warn"


def _concerns(row: Row, account: Channel, channels: Catalogue) -> bool:
    """Whether it is looked at for that account: of several cards of a bank, one stands for the bank."""
    if row.account_id == account.id:
        return True
    if row.check.of is not Of.INSTITUTION:
        return False
    return channel_of(channels, row.account_id).institution == account.institution
