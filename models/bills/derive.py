"""The book of a whole ledger: every schedule and every bill."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.chain import Make, fold
from models.bills.contracts import contracts
from models.bills.converting import conversions_of, converted
from models.bills.correcting import corrected
from models.bills.schedule import Line, Shares, schedule
from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.ledger.closing import Refund
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.moved_bill import MovedBill
from models.ledger.order import Order
from models.ledger.repayment import Repayment
from models.values.money import Fen


def derive(ledger: Ledger, catalogue: Catalogue) -> Book:
    """Every schedule and bill that follows from what the ledger says, by the user's own rules for the channels.

    Account by account, in the order of dates: what a bill leaves unpaid or in credit is on the next one.
    """
    channels = contracts(ledger, catalogue)
    schedules = schedules_of(ledger, channels, ledger.orders.values())
    accounts: dict[str, dict[date, list[Line]]] = {}
    for order in sorted(ledger.orders.values(), key=lambda order: (order.bought_at, order.id)):
        own = accounts.setdefault(order.account_id, {})
        for line in schedules[order.id]:
            own.setdefault(line.due, []).append(line)
    repaid, older = repaid_by_bill(ledger.repayments.values(), schedules), older_ids(ledger.moved)
    made: list[Bill] = []
    dues = {ident: tuple(sorted(own)) for ident, own in accounts.items()}
    for ident in sorted(accounts):
        made += fold(dues[ident], _maker(channel_of(channels, ident), accounts[ident], repaid, older, ledger))
    made.sort(key=attrgetter("due"))  # which keeps those of a day in the order of their accounts, see `in_order`
    bills = {bill.id: bill for bill in made}
    correct_schedules(schedules, (bill for bill in bills.values() if bill.uncorrected))
    return Book(
        bills=bills,
        schedules=schedules,
        waiting=waiting(bills.values()),
        moved=ledger.moved,
        dues=dues,
        channels=channels,
    )


def older_ids(moved: Mapping[str, MovedBill]) -> Mapping[str, str]:
    """By the ids of bills that got another date: an id that each had before."""
    return {moved[ident].to: ident for ident in sorted(moved, reverse=True)}


def _maker(
    channel: Channel,
    own: Mapping[date, Sequence[Line]],
    repaid: Mapping[str, Collection[Repayment]],
    older: Mapping[str, str],
    ledger: Ledger,
) -> Make:
    return lambda due, carried: bill_on(due, channel, (*own[due], *carried), repaid, older, ledger)


in_order: Callable[[Bill], tuple[date, str]] = attrgetter("due", "channel.id")
"""What the bills of all accounts are sorted by: earliest due first."""


def repaid_by_bill(
    repayments: Iterable[Repayment], schedules: Mapping[str, Sequence[Line]]
) -> Mapping[str, list[Repayment]]:
    """The repayments by the ids of their bills; some of those may be gone."""
    repaid: dict[str, list[Repayment]] = defaultdict(list)
    for repayment in repayments:
        for key in _bills_of(repayment, schedules):
            repaid[key].append(repayment)
    return repaid


def bill_on(
    due: date,
    channel: Channel,
    lines: Iterable[Line],
    repaid: Mapping[str, Collection[Repayment]],
    older: Mapping[str, str],
    ledger: Ledger,
) -> Bill:
    """The bill that these lines make, with what the ledger says of it."""
    key = bill_id(channel.id, due)
    bill = Bill(
        id=key,
        channel=channel,
        due=due,
        cutoff=channel.cutoff,
        lines=tuple(lines),
        repayments=tuple(sorted(repaid[key], key=lambda each: each.paid_at)) if key in repaid else (),
        auto_debit=ledger.debits.get(key),
        lowered=ledger.reductions.get(key),
        conversions=conversions_of(ledger, key),
        moved_from=older.get(key),
    )
    return corrected(bill, ledger.corrections[key]) if key in ledger.corrections else converted(bill)


def correct_schedules(schedules: dict[str, tuple[Line, ...]], bills: Iterable[Bill]) -> None:
    """Put the lines of bills, as their corrections left them, into the schedules of their orders."""
    changed: dict[str, dict[int, Line]] = defaultdict(dict)
    for bill in bills:
        for line in bill.lines:
            if line.order:
                changed[line.order.id][line.number] = line
    for ident, lines in changed.items():
        schedules[ident] = tuple(lines.get(row.number, row) for row in schedules[ident])


def waiting(bills: Iterable[Bill]) -> frozenset[str]:
    """Those of the bills, by id, with a repayment that the institution was not yet seen to show."""
    return frozenset(bill.id for bill in bills if bill.repayments and not bill.confirmed)


def same_book(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers differ at most in what no bill follows from: how far checklists got."""
    return all(getattr(one, name) is getattr(other, name) for name in one.__struct_fields__ if name != "checklists")


def _bills_of(repayment: Repayment, schedules: Mapping[str, Sequence[Line]]) -> set[str]:
    """The bills of the lines that a repayment went to; that it was made for, of what went to no order."""
    dues, whole = set(), bool(repayment.allocations)
    for share in repayment.allocations:
        rows = schedules.get(share.order, ())
        if 0 < share.number <= len(rows):
            dues.add(rows[share.number - 1].due)
        else:
            whole = False
    if not whole and not repayment.order:
        dues.add(repayment.due)
    return {bill_id(repayment.account_id, due) for due in dues}


def shares_of(ledger: Ledger) -> Shares:
    """What the repayments repaid of each period of each order."""
    shares: dict[tuple[str, int], tuple[Fen, Fen]] = {}
    for repayment in ledger.repayments.values():
        for share in repayment.allocations:
            principal, fee = shares.get((share.order, share.number), (0, 0))
            shares[share.order, share.number] = (principal + share.principal, fee + share.fee)
    return shares


def schedules_of(ledger: Ledger, channels: Catalogue, orders: Iterable[Order]) -> dict[str, tuple[Line, ...]]:
    """The schedules of these orders, as no correction has changed them."""
    shares = shares_of(ledger)
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
        )
        for order in orders
    }
