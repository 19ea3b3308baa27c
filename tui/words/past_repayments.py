"""All repayments on record, newest first, and the ones that match a text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.bills.book import Book
from models.channels.effective import channel_of
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.dates import today
from models.values.identity import plain_key
from models.values.money import grouped, plain
from models.values.text import clean
from tui.run.language import Language
from tui.words.punctuation import listed


class PastRepayment(NamedTuple):
    """A repayment as it is listed: its day at the institution, whom it went to, for what, and how it was paid.

    `order` is the id of the first order that it went to, "" for none; `bill` that of the bill that it was made for, ""
    where there is none any more, or it settled an order early. `texts` are what a search finds it by, each as
    `plain_key` has it.
    """

    made: Repayment
    day: str
    account: str
    order: str
    orders: str
    method: str
    bill: str
    texts: tuple[str, ...]


def past_repayments(ledger: Ledger, book: Book, language: Language) -> tuple[PastRepayment, ...]:
    """All repayments, newest first."""
    made = sorted(ledger.repayments.values(), key=lambda each: (each.paid_at.timestamp(), each.id), reverse=True)
    return tuple(_listed(each, ledger, book, language) for each in made)


def matching(rows: Sequence[PastRepayment], text: str) -> tuple[PastRepayment, ...]:
    """Those with every word of the text in their account, method, reference, orders, amount or date."""
    wanted = [plain_key(word) for word in text.split()]
    return tuple(row for row in rows if all(any(word in each for each in row.texts) for word in wanted))


def _listed(made: Repayment, ledger: Ledger, book: Book, language: Language) -> PastRepayment:
    channel = channel_of(book.channels, made.account_id)
    orders = [ledger.orders[each] for each in _orders(made) if each in ledger.orders]
    day = today(made.paid_at, channel.zone).isoformat()
    method = clean(language.words(paid_by(made, channel)))
    bill = bill_id(made.account_id, made.due)
    bill = book.moved[bill].to if bill in book.moved else bill
    texts = (
        *(channel.name.values()),
        *(channel.short.values()),
        *paid_by(made, channel).values(),
        *(text for order in orders for text in (order.title, order.order_no)),
        *(made.account_id, made.reference, day, plain(made.amount), grouped(made.amount)),
    )
    return PastRepayment(
        made=made,
        day=day,
        account=clean(language.words(channel.short)),
        order=orders[0].id if orders else "",
        orders=listed((order.title for order in orders), language),
        method=method,
        bill=bill if not made.order and bill in book.bills else "",
        texts=tuple(map(plain_key, texts)),
    )


def _orders(made: Repayment) -> Iterator[str]:
    """The orders that it went to, each once."""
    yield from dict.fromkeys([*([made.order] if made.order else []), *(each.order for each in made.allocations)])
