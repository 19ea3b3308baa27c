"""A month or a year by account: what fell due in it, what of that was repaid, and what it was made of."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

import msgspec

from models.bills.bill import Bill, kind_on
from models.bills.book import Book
from models.bills.line_kind import LineKind
from models.bills.overview import HOME_ZONE
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from models.values.dates import instant
from models.values.money import Fen


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """Sums of a period, in fen.

    Of the bills that fall due in it: `due` is what they come to without what went over to later ones, `repaid` what of
    that is repaid, whenever it was. In `due` are the `fees` of its instalments (None where one of them is not known),
    `late`, which is interest on what was late or went over, and `carried_in`, which earlier bills left to them. It is
    without `credit_used`, which credit paid, and `carried_out`, which they left to later ones.

    Of what happened in the period: `paid` is the money that went to the institution, whatever for, `early_charge` what
    of it early settlement cost beside the periods, `credit_came` what of it, or of refunds, was more than was owed,
    and `refunds` what went back to the institution.
    """

    due: Fen = 0
    repaid: Fen = 0
    fees: Fen | None = 0
    late: Fen = 0
    carried_in: Fen = 0
    carried_out: Fen = 0
    credit_used: Fen = 0
    credit_came: Fen = 0
    refunds: Fen = 0
    paid: Fen = 0
    early_charge: Fen = 0

    @property
    def left(self) -> Fen:
        """What is still owed of what fell due."""
        return self.due - self.repaid

    def __add__(self, other: "Sums") -> "Sums":
        pairs = ((name, getattr(self, name), getattr(other, name)) for name in self.__struct_fields__)
        more = {name: None if one is None or two is None else one + two for name, one, two in pairs}
        return msgspec.structs.replace(self, **more)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The days from `first` up to, not with, `until`; by account id what there was, and what all come to."""

    first: date
    until: date
    accounts: dict[str, Sums]

    @property
    def total(self) -> Sums:
        return sum(self.accounts.values(), start=Sums())


def report(book: Book, ledger: Ledger, first: date, until: date) -> Report:
    """What there was from the day `first` on, before `until`: bills by their due dates, money by when it went."""
    start, end = instant(first, time(), HOME_ZONE), instant(until, time(), HOME_ZONE)

    def within(at: datetime) -> bool:
        return start <= at < end

    found: dict[str, Sums] = {}
    for bill in book.bills.values():
        if first <= bill.due < until:
            _add(found, bill.channel.id, of_bill(bill))
        for each in bill.beyond:
            if within(ledger.repayments[each.of].paid_at):
                _add(found, bill.channel.id, Sums(credit_came=each.amount))
    _add_money(found, book, ledger, within)
    return Report(first=first, until=until, accounts={ident: found[ident] for ident in sorted(found)})


def of_bill(bill: Bill) -> Sums:
    """What the bill adds to the period in which it is due."""
    return Sums(
        due=bill.amount - bill.carried,
        repaid=bill.paid,
        fees=_fees(line for line in bill.lines if line.order),
        late=_of_kind(bill, LineKind.LATE),
        carried_in=_of_kind(bill, LineKind.CARRIED_OVER),
        carried_out=bill.carried,
        credit_used=bill.covered,
    )


def _add(found: dict[str, Sums], account: str, more: Sums) -> None:
    if more != Sums():
        found[account] = found.get(account, Sums()) + more


def _add_money(found: dict[str, Sums], book: Book, ledger: Ledger, within: Callable[[datetime], bool]) -> None:
    for each in ledger.repayments.values():
        if within(each.paid_at):
            charge = sum(share.amount for share in each.allocations if not share.order) if each.order else 0
            _add(found, each.account_id, Sums(paid=each.amount, early_charge=charge))
    for account, credits_there in book.credits.items():
        _add(found, account, Sums(credit_came=sum(each.amount for each in credits_there if within(each.came))))
    for refund in ledger.refunds.values():
        order = ledger.orders.get(refund.order)
        if order is not None and within(refund.at):
            _add(found, order.account_id, Sums(refunds=refund.amount))


def _fees(lines: Iterable[Line]) -> Fen | None:
    """What is repaid and owed of their fees, wherever it is owed; None where one of them is not known."""
    fees = 0
    for line in lines:
        if not line.fee_known:
            return None
        whole = msgspec.structs.replace(line, carried=0) if line.carried else line
        fees += whole.paid_fee + whole.owed_fee
    return fees


def _of_kind(bill: Bill, kind: LineKind) -> Fen:
    return sum(line.amount - line.reduced for line in bill.lines if kind_on(line, bill) is kind)
