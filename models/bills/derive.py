"""The book of a whole ledger: every schedule and every bill."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

import msgspec

from models.bills.account_bills import bills_of
from models.bills.bill import Bill
from models.bills.bill_alone import records_of
from models.bills.book import Book
from models.bills.chain import linked_accounts
from models.bills.contracts import contracts
from models.bills.credits import Credit, credits_of
from models.bills.deferring import Deferrals, as_one_period, repaid_there
from models.bills.repaid_again import billed_again
from models.bills.schedule import NO_PERIODS, Line, schedule, shares_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.closing import Refund
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import Repayment


def derive(ledger: Ledger, catalogue: Catalogue) -> Book:
    """Every schedule and bill that follows from what the ledger says, by the user's own rules for the channels.

    Account by account, in the order of dates: what a bill leaves unpaid or in credit is on the next one.
    """
    surplus = credits_of(ledger, contracts(ledger, catalogue))
    return _derived(ledger, catalogue, linked_accounts(ledger) | surplus.keys(), surplus)


def derive_apart(ledger: Ledger, catalogue: Catalogue) -> Book:
    """The same as if each bill stood for itself: what went from one to another is where it was."""
    return _derived(msgspec.structs.replace(ledger, deferrals={}, minimums={}), catalogue, frozenset(), {})


def _derived(
    ledger: Ledger, catalogue: Catalogue, linked: frozenset[str], surplus: Mapping[str, tuple[Credit, ...]]
) -> Book:
    channels = contracts(ledger, catalogue)
    schedules = schedules_of(ledger, channels, ledger.orders.values())
    accounts: dict[str, dict[date, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for order in sorted(ledger.orders.values(), key=attrgetter("turn")):
        own = accounts[order.account_id]
        for line in schedules[order.id]:
            own[line.due].append(line)
    repaid = repaid_by_bill(ledger.repayments.values(), schedules, ledger.deferrals)
    said = records_of(ledger, repaid, linked, surplus)
    made: list[Bill] = []
    for ident in sorted(accounts):
        made += bills_of(channel_of(channels, ident), accounts[ident], said)
    made.sort(key=attrgetter("due"))  # which keeps those of a day in the order of their accounts, see `in_order`
    bills = {bill.id: bill for bill in made}
    correct_schedules(schedules, (bill for bill in bills.values() if bill.uncorrected))
    return Book(
        bills=bills,
        schedules=schedules,
        waiting=waiting(bills.values()),
        moved=ledger.moved,
        linked=said.linked,
        credits=surplus,
        channels=channels,
    )


in_order: Callable[[Bill], tuple[date, str]] = attrgetter("due", "channel.id")
"""What the bills of all accounts are sorted by: earliest due first."""


def repaid_by_bill(
    repayments: Iterable[Repayment], schedules: Mapping[str, Sequence[Line]], deferrals: Deferrals
) -> Mapping[str, list[Repayment]]:
    """The repayments by the ids of their bills; some of those may be gone."""
    repaid: dict[str, list[Repayment]] = defaultdict(list)
    for repayment in repayments:
        for key in _bills_of(repayment, schedules, deferrals):
            repaid[key].append(repayment)
    return repaid


def correct_schedules(schedules: dict[str, tuple[Line, ...]], bills: Iterable[Bill]) -> None:
    """Put the lines of bills, as their corrections left them, into the schedules of their orders.

    The bills are in the order of their dates; of a period that was deferred the line is on several.
    """
    changed: dict[str, dict[int, Line]] = defaultdict(dict)
    for bill in bills:
        for line in bill.lines:
            if line.order:
                own = changed[line.order.id]
                own[line.number] = as_one_period(own[line.number], line) if line.number in own else line
    for ident, lines in changed.items():
        schedules[ident] = tuple(lines.get(row.number, row) for row in schedules[ident])


def waiting(bills: Iterable[Bill]) -> frozenset[str]:
    """Those of the bills, by id, with a repayment that the institution was not yet seen to show."""
    return frozenset(bill.id for bill in bills if bill.repayments and not bill.confirmed)


def same_book(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers differ at most in what no bill follows from: how far checklists and set-ups got."""
    rest = (name for name in one.__struct_fields__ if name not in {"checklists", "set_ups"})
    return all(getattr(one, name) is getattr(other, name) for name in rest)


def _bills_of(repayment: Repayment, schedules: Mapping[str, Sequence[Line]], deferrals: Deferrals) -> set[str]:
    """The bills of the lines that a repayment went to; that it was made for, of what went to no order."""
    found, whole = set[str](), bool(repayment.allocations)
    for share in repayment.allocations:
        rows = schedules.get(share.order, ())
        if 0 < share.number <= len(rows):
            bill = bill_id(repayment.account_id, rows[share.number - 1].due)
            found.add(repaid_there(bill, (share.order, share.number), repayment, deferrals))
        else:
            whole = False
    if not whole and not repayment.order:
        found.add(bill_id(repayment.account_id, repayment.due))
    return found


def schedules_of(ledger: Ledger, channels: Catalogue, orders: Iterable[Order]) -> dict[str, tuple[Line, ...]]:
    """The schedules of these orders, as no correction has changed them."""
    shares, again = shares_of(ledger), billed_again(ledger)
    refunds: dict[str, list[Refund]] = defaultdict(list)
    for refund in ledger.refunds.values():
        refunds[refund.order].append(refund)
    return {
        order.id: schedule(
            order,
            channel_of(channels, order.account_id),
            shares,
            ledger.closings.get(order.id),
            refunds.get(order.id, ()),
            again.get(order.id, NO_PERIODS),
        )
        for order in orders
    }
