"""Estimated interest on what a bill left stays as it was once the bill that has it was settled, by whatever rules."""

from collections import Counter

import msgspec

from models.bills.book import Book
from models.bills.derive import derive
from models.bills.settled import is_settled
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, put
from models.values.message import Problem
from models.values.money import Fen


def with_settled_interest(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after`, which has other days or rules, with the interest that bills `before` were settled with on record."""
    if not before.minimums:
        return after
    was, now = derive(before, catalogue), derive(after, catalogue)
    settled: Counter[str] = Counter()
    for ident, interest in _settled_with(was).items():
        settled[_id_now(ident, now)] += interest
    for ident, interest in settled.items():
        made, bill = after.minimums.get(ident), now.bills.get(ident)
        if made is not None and bill is not None and bill.over and bill.over.interest != interest:
            made = msgspec.structs.replace(made, estimate=interest)
            after = msgspec.structs.replace(after, minimums=put(after.minimums, ident, made))
    return after


def _settled_with(book: Book) -> dict[str, Fen]:
    """By the bills that left something to one that is settled: the interest on it that nobody has seen."""
    found = {}
    for bill in book.bills.values():
        there = book.bills.get(bill.over.to) if bill.over and bill.over.estimated else None
        if bill.over and there is not None and is_settled(there):
            found[bill.id] = bill.over.interest
    return found


def _id_now(ident: str, now: Book) -> str:
    """The id that the bill has now."""
    try:
        return now.bill(ident).id
    except Problem:
        return ident
