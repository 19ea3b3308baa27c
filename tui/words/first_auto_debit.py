"""The first auto-debit since it was set up."""

from collections.abc import Iterator
from datetime import datetime

from models.bills.bill import Bill, auto_debit_unseen
from models.bills.book import Book
from models.bills.debit_phase import BY_HAND, phase
from models.bills.first_auto_debit import set_up_before
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from tui.run.session import Session
from tui.words.styled import Styled


def first_said(bill: Bill, ledger: Ledger, book: Book, now: datetime) -> Message | None:
    """That the bill's auto-debit is the first since it was set up, to be looked at with care; None of any other, and
    where somebody looked. Once its hours are over, whether it took the money is the question."""
    since = set_up_before(bill, ledger, book)
    if since is None or bill.outstanding <= 0 or phase(bill, now) in BY_HAND:
        return None
    over, day = auto_debit_unseen(bill, now), since.isoformat()
    if bill.channel.known_auto_debit is Switch.ALWAYS:
        if over:
            return msg(
                "this was the first auto-debit since its settings were looked at on {day}: was it taken?", day=day
            )
        return msg(
            "first auto-debit since its settings were looked at on {day}: look on {due} whether the money was taken",
            day=day,
            due=bill.due.isoformat(),
        )
    if over:
        return msg("this was the first auto-debit since it was set up on {day}: was it taken?", day=day)
    return msg(
        "first auto-debit since it was set up on {day}: look on {due} whether the money was taken",
        day=day,
        due=bill.due.isoformat(),
    )


def first_auto_debit(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Iterator[Styled]:
    """The same, as a line."""
    said = first_said(bill, ledger, book, session.now())
    if said is not None:
        yield session.language.say(said), "warn"
