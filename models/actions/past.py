"""Answering which of an order's periods were repaid before it was entered."""

from collections.abc import Collection

import msgspec

from models.bills.derive import derive
from models.bills.unsaid import unsaid_of
from models.channels.channel import Catalogue
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger, being_paid, order_of, put
from models.ledger.order import with_repaid
from models.values.message import Problem


def answer_past(ledger: Ledger, catalogue: Catalogue, ident: str, repaid: Collection[int]) -> Ledger:
    """With the question about an order's past answered: of its open periods `repaid` were, the others were not.

    Problem where nothing is asked of it (any more), for periods that are not asked about, and where an open checklist
    stands against it.
    """
    order, book = order_of(ledger, ident), derive(ledger, catalogue)
    asked = unsaid_of(ident, book)
    if not asked:
        raise Problem("nothing is to be answered about the past of {title}", title=order.title)
    other = sorted(set(repaid) - set(asked))
    if other:
        raise Problem(
            "period {number} of {title} is not among those asked about",
            field="periods",
            number=other[0],
            title=order.title,
        )
    lines = book.schedules[ident][: max(repaid, default=0)]
    under_way = being_paid(ledger)
    for line in lines:
        whose = under_way.get(book.bill_of(line).id) if line.number in repaid else None
        if whose is not None:
            due = bill_due(whose).isoformat()
            raise Problem("the checklist of the bill due {due} is under way; finish or drop it first", due=due)
    # What never cost anything, or was recorded since, does not stand between those that were repaid before.
    free = {line.number for line in lines if not line.amount}
    answered = with_repaid(order, {*repaid, *free})
    return msgspec.structs.replace(ledger, orders=put(ledger.orders, ident, answered))
