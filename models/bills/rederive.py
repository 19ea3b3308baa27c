"""What follows from a changed ledger, out of what followed from the one before: so large ledgers are quick."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from models.bills.account_bills import bills_of
from models.bills.bill import Bill
from models.bills.bill_alone import AccountRecords, bill_on, records_of
from models.bills.book import Book
from models.bills.chain import linked_accounts
from models.bills.credits import Credit, credits_of
from models.bills.derive import (
    correct_schedules,
    derive,
    in_order,
    repaid_by_bill,
    schedules_of,
    waiting,
)
from models.bills.schedule import Line
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ids import bill_account, bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment

RecordT = TypeVar("RecordT")

BillKey = tuple[date, str]
"""A bill, by its due date and account."""

MadeBills = Mapping[str, Bill | None]
"""Bills by id; None where there is none any more."""

MANY = 4
"""Where one in so many orders changed, everything is derived from the beginning."""


def rederive(book: Book, before: Ledger, ledger: Ledger, catalogue: Catalogue) -> Book:
    """What `derive` makes of `ledger`, given the `book` that it made of the ledger `before`, by the same catalogue.

    A record is the same where it is the same object; those that both share must be in the same order, which the changes
    of a ledger keep. Orders with a changed record get a new schedule; bills with a changed record, or with a line of
    such an order, are made again. Of an account of which a bill may leave something to another one, all orders and all
    bills are, where any is. All else is taken over.
    """
    if not book.channels or changed(before.channels, ledger.channels) or _other_rules(before.accounts, ledger.accounts):
        return derive(ledger, catalogue)
    orders = _changed_orders(before, ledger)
    surplus, keys = _credits(book, before, ledger), _changed_bills(book, before, ledger, orders)
    linked = linked_accounts(ledger) | surplus.keys()
    whole = _whole(book.linked | linked, before, ledger, orders, keys)
    whole |= {account for account in linked | book.linked if surplus.get(account) != book.credits.get(account)}
    if whole:
        orders |= {each.id for of in (before, ledger) for each in of.orders.values() if each.account_id in whole}
    if len(orders) * MANY > len(ledger.orders):
        return derive(ledger, catalogue)
    channels = book.channels
    fresh = schedules_of(ledger, channels, (ledger.orders[ident] for ident in ledger.orders if ident in orders))
    schedules = {**book.schedules, **fresh}
    if ledger.orders is not before.orders:
        schedules = {ident: schedules[ident] for ident in ledger.orders}
    on_bill: dict[BillKey, list[Line]] = defaultdict(list)
    for ident, rows in fresh.items():
        for row in rows:
            on_bill[row.due, ledger.orders[ident].account_id].append(row)
    if whole:
        keys |= {(bill.due, bill.channel.id) for bill in book.bills.values() if bill.channel.id in whole}
    keys |= on_bill.keys()
    repaid = repaid_by_bill(_repayments(book, before, ledger, keys, whole), schedules, ledger.deferrals)
    said = records_of(ledger, repaid, linked, surplus)
    made: dict[str, Bill | None] = {}
    for due, account in keys:
        old = book.bills.get(bill_id(account, due))
        lines = () if account in whole else [*_kept(old, orders), *on_bill.get((due, account), ())]
        bill = bill_on(due, channel_of(channels, account), _oldest_first(lines, ledger), said) if lines else None
        made[bill_id(account, due)] = bill
    for account in whole:
        own = {due: _oldest_first(rows, ledger) for (due, of), rows in on_bill.items() if of == account}
        made |= {bill.id: bill for bill in bills_of(channel_of(channels, account), own, said)}
    again = ((book.bills.get(ident), bill) for ident, bill in made.items())
    stale = [bill for old, bill in again if bill and (bill.uncorrected or (old and old.uncorrected))]
    correct_schedules(schedules, sorted(stale, key=in_order))
    return _with(book, made, schedules, orders, said)


def _credits(book: Book, before: Ledger, ledger: Ledger) -> Mapping[str, tuple[Credit, ...]]:
    """What lies with each account, as it came."""
    same = before.repayments is ledger.repayments and before.refunds is ledger.refunds
    # What a refund leaves hangs on its order, too, and on what its bills have all the same.
    hangs = before.orders is ledger.orders and before.corrections is ledger.corrections
    if same and (hangs or not ledger.refunds):
        return book.credits
    return credits_of(ledger, book.channels)


def _whole(
    linked: Set[str], before: Ledger, ledger: Ledger, orders: Collection[str], keys: Iterable[BillKey]
) -> set[str]:
    """Those of the linked accounts that have a change."""
    if not linked:
        return set()
    found = {account for _, account in keys}
    found |= {of.orders[ident].account_id for of in (before, ledger) for ident in orders if ident in of.orders}
    found |= {each.account_id for each in _both(before.repayments, ledger.repayments)}
    found |= {each.account_id for each in _both(before.credits, ledger.credits)}
    said = changed(before.minimums, ledger.minimums) | changed(before.deferrals, ledger.deferrals)
    return set(linked) & (found | {bill_account(ident) for ident in said})


def _with(
    book: Book,
    made: MadeBills,
    schedules: Mapping[str, tuple[Line, ...]],
    orders: Set[str],
    said: AccountRecords,
) -> Book:
    """The book with these bills (None: there is none any more) and schedules; `orders` are those that changed."""
    bills = {ident: bill for ident, bill in {**book.bills, **made}.items() if bill}
    if made.keys() - book.bills.keys():
        bills = dict(sorted(bills.items(), key=lambda item: in_order(item[1])))
    new = [bill for bill in made.values() if bill]
    still = book.waiting - made.keys() | waiting(new)
    after = Book(
        bills=bills,
        schedules=schedules,
        waiting=still,
        moved=said.ledger.moved,
        linked=said.linked,
        credits=said.credits,
        channels=book.channels,
    )
    stale = orders | {line.order_id for bill in new for line in bill.lines}
    after.rows.update(book.rows)
    for ident in stale:
        after.rows.pop(ident, None)
    return after


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The ids of the records that were added, removed or replaced."""
    if before is after:
        return set()
    return {ident for ident, record in after.items() if before.get(ident) is not record} | before.keys() - after.keys()


def _other_rules(before: Mapping[str, Account], after: Mapping[str, Account]) -> bool:
    """Whether the rules of an account are others. Since when it is known, and who made it, are none of them."""

    def rules(accounts: Mapping[str, Account], ident: str) -> Account | None:
        return replace(accounts[ident], added_on=None, by_order=False) if ident in accounts else None

    return any(rules(before, ident) != rules(after, ident) for ident in changed(before, after))


def _both(before: Mapping[str, RecordT], after: Mapping[str, RecordT]) -> Iterator[RecordT]:
    """The changed records, as they were and as they are."""
    idents = changed(before, after)
    return (records[ident] for records in (before, after) for ident in idents if ident in records)


def _changed_orders(before: Ledger, after: Ledger) -> set[str]:
    """The orders, by id, whose schedules follow from changed records. Some are gone."""
    found = changed(before.orders, after.orders) | changed(before.closings, after.closings)
    found |= {refund.order for refund in _both(before.refunds, after.refunds)}
    said = (line for each in _both(before.corrections, after.corrections) for line in each.returned)
    found |= {line.order for line in said if line.order in after.orders}
    return found | {
        share.order for repayment in _both(before.repayments, after.repayments) for share in repayment.allocations
    }


def _changed_bills(book: Book, before: Ledger, after: Ledger, orders: Collection[str]) -> set[tuple[date, str]]:
    """The bills, by due date and channel, that have changed records, and those that the changed orders were on."""
    lines = (line for ident in orders for line in book.schedules.get(ident, ()))
    found = {(line.due, line.order.account_id) for line in lines if line.order}
    found |= {(each.due, each.account_id) for each in _both(before.repayments, after.repayments)}
    idents = changed(before.corrections, after.corrections) | changed(before.debits, after.debits)
    idents |= changed(before.figures, after.figures)
    idents |= changed(before.reductions, after.reductions)  # those of a correction have the id of its bill
    idents |= {each.bill for each in _both(before.conversions, after.conversions)}
    idents |= {each.to for each in _both(before.moved, after.moved)}
    return found | {(bill.due, bill.channel.id) for bill in map(book.bills.get, idents) if bill}


def _repayments(
    book: Book, before: Ledger, after: Ledger, keys: Set[tuple[date, str]], whole: Set[str]
) -> Iterator[Repayment]:
    """Those that may be of the bills made again: that were of them, that were made for them, and changed ones.

    Of accounts that are made again as a `whole`, all.
    """
    there = (book.bills.get(bill_id(channel, due)) for due, channel in keys)
    found = {each.id for bill in there if bill for each in bill.repayments}
    found |= changed(before.repayments, after.repayments)
    for ident, each in after.repayments.items():
        if ident in found or (each.due, each.account_id) in keys or each.account_id in whole:
            yield each


def _kept(old: Bill | None, orders: Collection[str]) -> list[Line]:
    """A bill's lines, before any correction, of the orders that did not change."""
    lines = (old.uncorrected or old.lines) if old else ()
    return [line for line in lines if line.order and line.order.id not in orders]


def _oldest_first(lines: Iterable[Line], ledger: Ledger) -> list[Line]:
    """The lines as their orders stand together."""
    return sorted(lines, key=lambda line: ledger.orders[line.order_id].turn)
