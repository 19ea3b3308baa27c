"""What follows from a changed ledger, out of what followed from the one before: so large ledgers are quick."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import partial
from typing import TypeVar

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.chain import refold
from models.bills.derive import (
    bill_on,
    correct_schedules,
    derive,
    in_order,
    older_ids,
    repaid_by_bill,
    schedules_of,
    waiting,
)
from models.bills.schedule import Line
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.moved_bill import MovedBill
from models.ledger.repayment import Repayment

Record = TypeVar("Record")

Key = tuple[date, str]
"""A bill, by its due date and account."""

Made = Mapping[str, Bill | None]
"""Bills by id; None where there is none any more."""

MANY = 4
"""Where one in so many orders changed, everything is derived from the beginning."""


def rederive(book: Book, before: Ledger, ledger: Ledger, catalogue: Catalogue) -> Book:
    """What `derive` makes of `ledger`, given the `book` that it made of the ledger `before`, by the same catalogue.

    A record is the same where it is the same object; those that both share must be in the same order, which the changes
    of a ledger keep. Orders with a changed record get a new schedule; bills with a changed record, or with a line of
    such an order, are made again, and those after them on the same account as far as what is left to them is another;
    all others are taken over.
    """
    orders = _changed_orders(before, ledger)
    rules = changed(before.channels, ledger.channels) or changed(before.accounts, ledger.accounts)
    if rules or len(orders) * MANY > len(ledger.orders):
        return derive(ledger, catalogue)
    channels = book.channels
    fresh = schedules_of(ledger, channels, (ledger.orders[ident] for ident in orders & ledger.orders.keys()))
    schedules = {**book.schedules, **fresh}
    if ledger.orders is not before.orders:
        schedules = {ident: schedules[ident] for ident in ledger.orders}
    on_bill: dict[Key, list[Line]] = defaultdict(list)
    for ident, rows in fresh.items():
        for row in rows:
            on_bill[row.due, ledger.orders[ident].account_id].append(row)
    keys = _changed_bills(book, before, ledger, orders) | on_bill.keys()
    repaid, older = repaid_by_bill(_repayments(book, before, ledger, keys), schedules), older_ids(ledger.moved)

    def make(account: str, due: date, carried: Sequence[Line]) -> Bill | None:
        old = book.bills.get(bill_id(account, due))
        own = _oldest_first([*_kept(old, orders), *on_bill.get((due, account), ())], ledger)
        paid = {old.id: old.repayments} if old and (due, account) not in keys else repaid
        return bill_on(due, channel_of(channels, account), [*own, *carried], paid, older, ledger) if own else None

    made = _made(book, keys, make)
    again = [(book.bills.get(ident), bill) for ident, bill in made.items()]
    correct_schedules(
        schedules, (bill for old, bill in again if bill and (bill.uncorrected or (old and old.uncorrected)))
    )
    return _with(book, made, schedules, orders, ledger.moved)


def _made(book: Book, keys: Iterable[Key], make: Callable[[str, date, Sequence[Line]], Bill | None]) -> Made:
    """The bills that are made again, by id, along the chain of each account that has one of the `keys`."""
    changed: dict[str, set[date]] = defaultdict(set)
    for due, account in keys:
        changed[account].add(due)
    made: dict[str, Bill | None] = {}
    for account, days in changed.items():
        old, dues = partial(_old, book, account), book.dues.get(account, ())
        if new := [day for day in days if old(day) is None]:
            dues = tuple(sorted((*dues, *new)))
        made |= {bill_id(account, due): bill for due, bill in refold(dues, days, old, partial(make, account))}
    return made


def _old(book: Book, account: str, due: date) -> Bill | None:
    return book.bills.get(bill_id(account, due))


def _with(
    book: Book,
    made: Made,
    schedules: Mapping[str, tuple[Line, ...]],
    orders: Set[str],
    moved: Mapping[str, MovedBill],
) -> Book:
    """The book with these bills (None: there is none any more) and schedules; `orders` are those that changed."""
    bills = {ident: bill for ident, bill in {**book.bills, **made}.items() if bill}
    if made.keys() - book.bills.keys():
        bills = dict(sorted(bills.items(), key=lambda item: in_order(item[1])))
    new = [bill for bill in made.values() if bill]
    still = book.waiting - made.keys() | waiting(new)
    dues = _dues(book, made)
    after = Book(bills=bills, schedules=schedules, waiting=still, moved=moved, dues=dues, channels=book.channels)
    stale = orders | {line.order_id for bill in new for line in bill.lines}
    after.rows.update(book.rows)
    for ident in stale:
        after.rows.pop(ident, None)
    return after


def _dues(book: Book, made: Made) -> Mapping[str, tuple[date, ...]]:
    """The dates of each account's bills, with those that came and without those that went."""
    days: dict[str, set[date]] = {}
    for ident, bill in made.items():
        old = book.bills.get(ident)
        one = bill or old
        if one is not None and (bill is None or old is None):
            account = one.channel.id
            days.setdefault(account, set(book.dues.get(account, ()))).symmetric_difference_update([one.due])
    dues = {**book.dues, **{account: tuple(sorted(own)) for account, own in days.items()}}
    return {account: own for account, own in dues.items() if own} if days else book.dues


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The ids of the records that were added, removed or replaced."""
    if before is after:
        return set()
    return {ident for ident, record in after.items() if before.get(ident) is not record} | before.keys() - after.keys()


def _both(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Record]:
    """The changed records, as they were and as they are."""
    idents = changed(before, after)
    return (records[ident] for records in (before, after) for ident in idents if ident in records)


def _changed_orders(before: Ledger, after: Ledger) -> set[str]:
    """The orders, by id, whose schedules follow from changed records. Some are gone."""
    found = changed(before.orders, after.orders) | changed(before.closings, after.closings)
    found |= {refund.order for refund in _both(before.refunds, after.refunds)}
    return found | {
        share.order for repayment in _both(before.repayments, after.repayments) for share in repayment.allocations
    }


def _changed_bills(book: Book, before: Ledger, after: Ledger, orders: Collection[str]) -> set[tuple[date, str]]:
    """The bills, by due date and channel, that have changed records, and those that the changed orders were on."""
    lines = (line for ident in orders for line in book.schedules.get(ident, ()))
    found = {(line.due, line.order.account_id) for line in lines if line.order}
    found |= {(each.due, each.account_id) for each in _both(before.repayments, after.repayments)}
    idents = changed(before.corrections, after.corrections) | changed(before.debits, after.debits)
    idents |= changed(before.reductions, after.reductions)  # those of a correction have the id of its bill
    idents |= {each.bill for each in _both(before.conversions, after.conversions)}
    idents |= {each.to for each in _both(before.moved, after.moved)}
    return found | {(bill.due, bill.channel.id) for bill in map(book.bills.get, idents) if bill}


def _repayments(book: Book, before: Ledger, after: Ledger, keys: Set[tuple[date, str]]) -> Iterator[Repayment]:
    """Those that may be of the bills made again: that were of them, that were made for them, and changed ones."""
    there = (book.bills.get(bill_id(channel, due)) for due, channel in keys)
    found = {each.id for bill in there if bill for each in bill.repayments}
    found |= changed(before.repayments, after.repayments)
    for ident, each in after.repayments.items():
        if ident in found or (each.due, each.account_id) in keys:
            yield each


def _kept(old: Bill | None, orders: Collection[str]) -> list[Line]:
    """A bill's lines, before any correction, of the orders that did not change; without what was carried to it."""
    lines = (old.uncorrected or old.lines) if old else ()
    return [line for line in lines if line.order and line.order.id not in orders]


def _oldest_first(lines: list[Line], ledger: Ledger) -> list[Line]:
    """The lines of orders by when those were bought."""
    return sorted(lines, key=lambda line: (ledger.orders[line.order_id].bought_at, line.order_id))
