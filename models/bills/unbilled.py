"""The bill by which an account is asked about: its next, or its last; one of nothing where it never had any."""

from datetime import date

from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.channel import Channel


def bill_of_account(book: Book, channel: Channel, day: date) -> Bill:
    """The first bill of the account on which money is owed, else its last; else one due on that `day` without lines."""
    own = sorted((each for each in book.bills.values() if each.channel.id == channel.id), key=lambda each: each.due)
    owed = next((each for each in own if each.outstanding > 0), None)
    if owed is not None or own:
        return owed or own[-1]
    return Bill(id=channel.id, channel=channel, due=day, cutoff=channel.cutoff, lines=())
