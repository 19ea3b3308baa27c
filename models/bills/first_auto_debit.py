"""The first auto-debit after it was set up: nobody has seen yet that it works."""

from datetime import date

from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.channel import AUTO_DEBIT
from models.ledger.auto_debit import Outcome
from models.ledger.ledger import Ledger


def set_up_before(bill: Bill, ledger: Ledger, book: Book) -> date | None:
    """The day on which auto-debit was set up, where the bill's is the first since then; None of any other bill.

    It stays the first until somebody sees that money was taken.
    """
    account = ledger.accounts.get(bill.channel.id)
    since = account.set_up_on if account else None
    if since is None or bill.settles or bill.window is None or bill.due < since:
        return None
    later = [each for each in book.bills.values() if each.channel.id == bill.channel.id and each.due >= since]
    if any(_taken(each) for each in later):
        return None
    first = min((each.due for each in later if each.window is not None), default=None)
    return since if first == bill.due else None


def _taken(bill: Bill) -> bool:
    seen = bill.auto_debit.outcome if bill.auto_debit else None
    return seen in {Outcome.TAKEN, Outcome.PART} or any(each.method == AUTO_DEBIT for each in bill.repayments)
