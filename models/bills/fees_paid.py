"""What was paid in fees so far: in all, by year, and by account."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from models.bills.book import Book
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.plans.plan import fee_known
from models.values.dates import today
from models.values.money import Fen


class FeesPaid(msgspec.Struct, frozen=True):
    """In fen, by account and year: what was paid in fees, and for early settlement.

    `unknown`: the ids of orders that were paid in part and whose fee nobody knows; they are not counted.
    """

    by_account: Mapping[str, Mapping[int, Fen]]
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> Fen:
        return sum(sum(years.values()) for years in self.by_account.values())

    @property
    def by_year(self) -> Mapping[int, Fen]:
        """All accounts together, the earliest year first."""
        years = sorted({year for found in self.by_account.values() for year in found})
        return {year: sum(found.get(year, 0) for found in self.by_account.values()) for year in years}


def fees_paid(ledger: Ledger, book: Book) -> FeesPaid:
    """What is on record as repaid, the fee of each period before its principal, on the institution's day.

    What was repaid before an order was entered counts on its due dates. Late interest is no fee, and what credit paid
    of a fee is not in it.
    """
    found: dict[str, dict[int, Fen]] = {}
    for account, day, amount in (*_repaid(ledger, book), *_before(ledger, book)):
        years = found.setdefault(account, {})
        years[day.year] = years.get(day.year, 0) + amount
    return FeesPaid(found, _unknown(ledger, book))


def _repaid(ledger: Ledger, book: Book) -> Iterator[tuple[str, date, Fen]]:
    """The fees in each repayment."""
    for each in ledger.repayments.values():
        amount = fee_in(each)
        if amount:
            yield each.account_id, today(each.paid_at, channel_of(book.channels, each.account_id).zone), amount


def fee_in(made: Repayment) -> Fen:
    """How much of a repayment was a fee, in fen; of an early settlement, with what was charged for that."""
    charge = sum(each.amount for each in made.allocations if not each.order) if made.order else 0
    return charge + sum(each.fee for each in made.allocations if each.order)


def _before(ledger: Ledger, book: Book) -> Iterator[tuple[str, date, Fen]]:
    """The fees of the periods that were repaid before their order was entered."""
    for order in ledger.orders.values():
        before = order.repaid_periods
        for line in book.schedules[order.id] if before else ():
            if line.number in before and line.paid_fee:
                yield order.account_id, line.due, line.paid_fee


def _unknown(ledger: Ledger, book: Book) -> tuple[str, ...]:
    return tuple(
        order.id
        for order in ledger.orders.values()
        if not fee_known(order.plan) and any(line.paid for line in book.schedules[order.id])
    )
