"""The ledger as double entry: what was bought, charged, repaid and came back, as transactions that balance in fen.

Of each account of fenqi there is a liability, which is what is owed there in all, and its credit, an asset. A fee
counts when its period falls due. Nothing of it asks a clock: what is yet to fall due has its own date.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from models.bills.bill import Bill, kind_on
from models.bills.book import Book
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.channels.effective import channel_of
from models.exchange.journal_names import (
    CONVERTED,
    DISCOUNTS,
    EARLY,
    FEES,
    INTEREST,
    OPENING,
    OTHER_CHARGES,
    PURCHASES,
    UNEXPLAINED,
    JournalNames,
)
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.ledger.repayment import Repayment
from models.plans.plan import parts
from models.values.dates import today
from models.values.message import Message, Param, msg
from models.values.money import Fen

Posting = tuple[str, Fen]


class Transaction(Struct, frozen=True):
    """What happened on a day; its postings sum to nothing. `sure`: it was seen, or is as the plan has it."""

    on: date
    what: Message
    postings: tuple[Posting, ...]
    sure: bool = True


class Journal(Struct, frozen=True):
    """All transactions by their days, and what each account of fenqi comes to when the last of them is `over`."""

    transactions: tuple[Transaction, ...]
    names: JournalNames
    balances: tuple[Posting, ...]
    over: date


def journal(ledger: Ledger, book: Book) -> Journal:
    """The ledger's journal: at its end each liability is what is owed on the bills, and each credit what lies there."""
    names = JournalNames({*(each.account_id for each in ledger.orders.values()), *_repaid_to(ledger)})
    maker = _Maker(ledger, book, names)
    made = [each for each in maker.all() if each.postings]
    expected = maker.expected()
    last = max((each.on for each in made), default=date.min)
    made += _unexplained(made, expected, last)
    made.sort(key=lambda each: each.on)
    return Journal(tuple(made), names, tuple(expected.items()), last + timedelta(days=1))


def _repaid_to(ledger: Ledger) -> Iterator[str]:
    return (each.account_id for each in ledger.repayments.values())


def _unexplained(made: Iterable[Transaction], expected: dict[str, Fen], last: date) -> list[Transaction]:
    """What is owed, or lies there, and follows from no record that has a name here: said, and never hidden."""
    rest = dict(expected)
    for each in made:
        for account, amount in each.postings:
            if account in rest:
                rest[account] -= amount
    said = msg("what no single record explains")
    return [
        Transaction(last, said, ((account, amount), (UNEXPLAINED, -amount)), sure=False)
        for account, amount in rest.items()
        if amount
    ]


class _Maker(Struct, frozen=True):
    """Makes the transactions of a ledger."""

    ledger: Ledger
    book: Book
    names: JournalNames

    def all(self) -> Iterator[Transaction]:
        for order in self.ledger.orders.values():
            yield from self._bought(order)
            for line in self.book.schedules[order.id]:
                yield from self._period(order, line)
            yield from self._refunded(order)
        for repayment in self.ledger.repayments.values():
            yield self._repaid(repayment)
        for bill in self.book.bills.values():
            yield from self._beside(bill)

    def expected(self) -> dict[str, Fen]:
        """By name: what is owed in all, as less than nothing, and the credit."""
        found: dict[str, Fen] = {}
        for ident in self.names.accounts:
            found[self.names.owed(ident)] = 0
        for bill in self.book.bills.values():
            found[self.names.owed(bill.channel.id)] -= bill.outstanding
        for ident in self.names.accounts:
            if self.book.came.get(ident):
                found[self.names.credit(ident)] = self.book.credit.get(ident, 0)
        return found

    def _day(self, at: datetime, account: str) -> date:
        return today(at, channel_of(self.book.channels, account).zone)

    def _bought(self, order: Order) -> Iterator[Transaction]:
        principal = sum(part.principal for part in parts(order.plan))
        of_bill, owed = order.kind is Kind.BILL, self.names.owed(order.account_id)
        turned = self.ledger.conversions.get(order.id)
        on = self._day(turned.at, order.account_id) if of_bill and turned else order.bought_at.date()
        what = msg("bought: {title}", title=order.title)
        if of_bill:
            what = msg("turned into instalments: {title}", title=order.title)
        yield _of(on, what, (CONVERTED if of_bill else PURCHASES, principal), (owed, -principal))

    def _period(self, order: Order, line: Line) -> Iterator[Transaction]:
        """Its fee, what was taken off it, and what was repaid of it before the order was entered."""
        owed = self.names.owed(order.account_id)
        said: dict[str, Param] = {"title": order.title, "number": line.number}
        taken = _Taken.of(line)
        fee = line.fee - taken.fee
        yield _of(line.due, msg("fee of period {number}: {title}", **said), (FEES, fee), (owed, -fee))
        what = msg("turned into instalments, of period {number}: {title}", **said)
        yield _of(line.due, what, (owed, taken.turned), (CONVERTED, -taken.turned))
        what = msg("taken off period {number}: {title}", **said)
        yield _of(line.due, what, (owed, taken.lowered), (DISCOUNTS, -taken.lowered))
        if line.number in order.repaid_periods:
            planned = parts(order.plan)[line.number - 1]
            amount = planned.principal + planned.fee
            what = msg("repaid before it was entered, period {number}: {title}", **said)
            yield _of(line.due, what, (owed, amount), (OPENING, -amount))

    def _refunded(self, order: Order) -> Iterator[Transaction]:
        """What refunds took off its principal, and what of them is credit."""
        own = [each for each in self.ledger.refunds.values() if each.order == order.id]
        if not own:
            return
        last = self._day(max((each.at for each in own), key=datetime.timestamp), order.account_id)
        off = sum(_Taken.of(line).returned for line in self.book.schedules[order.id])
        owed, what = self.names.owed(order.account_id), msg("refunded: {title}", title=order.title)
        yield _of(last, what, (owed, off), (PURCHASES, -off))
        refunds = {each.id: each for each in own}
        for credit in self.book.credits.get(order.account_id, ()):
            if credit.of in refunds:
                on = self._day(refunds[credit.of].at, order.account_id)
                there, what = self.names.credit(order.account_id), msg("refunded as credit: {title}", title=order.title)
                yield _of(on, what, (there, credit.amount), (PURCHASES, -credit.amount))

    def _repaid(self, made: Repayment) -> Transaction:
        account = made.account_id
        charge = sum(share.amount for share in made.allocations if not share.order) if made.order else 0
        return _of(
            self._day(made.paid_at, account),
            _repaid_said(made),
            (self.names.owed(account), made.amount - made.credit - charge),
            (EARLY, charge),
            (self.names.credit(account), made.credit),
            (self.names.paid_from(made.method), -made.amount),
            sure=made.confirmed,
        )

    def _beside(self, bill: Bill) -> Iterator[Transaction]:
        """What a bill has besides its orders: late interest, other charges, and credit."""
        account = bill.channel.id
        owed, there = self.names.owed(account), self.names.credit(account)
        for line in bill.lines:
            amount = line.amount - line.reduced
            if kind_on(line, bill) is LineKind.LATE:
                what = msg("late interest on the bill {bill}", bill=bill.id)
                yield _of(bill.due, what, (INTEREST, amount), (owed, -amount), sure=not bill.estimated)
            elif line.kind is LineKind.CORRECTION:
                what = msg("more on the bill {bill} than its orders explain", bill=bill.id)
                yield _of(bill.due, what, (OTHER_CHARGES, amount), (owed, -amount))
        what = msg("credit taken off the bill {bill}", bill=bill.id)
        yield _of(bill.due, what, (owed, bill.covered), (there, -bill.covered))
        for each in bill.beyond:
            on = self._day(self.ledger.repayments[each.of].paid_at, account)
            what = msg("repaid beyond what was left to the bill {bill}", bill=bill.id)
            yield _of(on, what, (there, each.amount), (owed, -each.amount))


def _repaid_said(made: Repayment) -> Message:
    """What it was for, and its reference where it has one."""
    if made.order:
        return msg("settled early, {reference}", reference=made.reference) if made.reference else msg("settled early")
    due = made.due.isoformat()
    if made.reference:
        return msg("repaid, bill of {due}, {reference}", due=due, reference=made.reference)
    return msg("repaid, bill of {due}", due=due)


def _of(on: date, what: Message, *postings: Posting, sure: bool = True) -> Transaction:
    """A transaction without what is nothing."""
    return Transaction(on, what, tuple(each for each in postings if each[1]), sure)


class _Taken(Struct, frozen=True):
    """What is not owed of a line after all: of its `fee`, and of the rest what was `returned`, `turned` or `lowered`.

    Early settlement ends fees; so does a refund of all. What was turned into instalments is owed there, fee and all.
    """

    fee: Fen
    returned: Fen
    turned: Fen
    lowered: Fen

    @classmethod
    def of(cls, line: Line) -> "_Taken":
        refunded, rest = min(line.refunded, line.reduced), line.reduced
        rest -= refunded
        turned = min(line.turned, rest)
        rest -= turned
        returned = min(refunded, line.principal)
        fee = refunded - returned
        waived = rest if line.ended else min(rest, line.reduced_fee)
        waived = min(waived, line.fee - fee)
        return cls(fee + waived, returned, turned, rest - waived)
