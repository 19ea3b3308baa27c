"""What an edit of an order changes of its periods, of bills and of repayments: shown before it is kept."""

from collections.abc import Set
from itertools import zip_longest

import msgspec

from models.actions.refund import credit_with
from models.actions.spreading import bill_made_for
from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.schedule import Line
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, repayments_of
from models.values.money import Fen


class PeriodChange(msgspec.Struct, frozen=True):
    """A period of the order before the edit and after it; None where there is none."""

    number: int
    before: Line | None
    after: Line | None


class BillChange(msgspec.Struct, frozen=True):
    """A bill before the edit and after it; None where there is none."""

    id: str
    before: Bill | None
    after: Bill | None


class Rebooked(msgspec.Struct, frozen=True):
    """A repayment that is of another bill then, or of which another part is credit, in fen."""

    id: str
    bills: tuple[str, str]
    credit: tuple[Fen, Fen]


class PlanChange(msgspec.Struct, frozen=True):
    """All that an edit changes of an order's account; nothing where it is of the order's words alone.

    `repaid`: something was repaid, refunded or corrected of it, so that the change is one of what happened. `credit` is
    what more lies with the account than before, in fen.
    """

    periods: tuple[PeriodChange, ...]
    bills: tuple[BillChange, ...]
    repayments: tuple[Rebooked, ...]
    credit: Fen
    repaid: bool

    @property
    def any(self) -> bool:
        return bool(self.periods or self.bills or self.repayments or self.credit)


def plan_change(before: Ledger, after: Ledger, ident: str, catalogue: Catalogue) -> PlanChange:
    """What the change from `before` to `after` comes to, an edit of the order with that id."""
    was, now = derive(before, catalogue), derive(after, catalogue)
    lines = zip_longest(was.schedules[ident], now.schedules[ident])
    bills = dict.fromkeys(book.bill_of(line).id for book in (was, now) for line in book.schedules[ident])
    account = after.orders[ident].account_id
    credit = (credit_with(ledger, catalogue).get(account, 0) for ledger in (after, before))
    return PlanChange(
        periods=tuple(
            PeriodChange(number, *pair) for number, pair in enumerate(lines, 1) if _line(pair[0]) != _line(pair[1])
        ),
        bills=tuple(
            BillChange(bill, was.bills.get(bill), now.bills.get(bill))
            for bill in sorted(bills)
            if _sums(was.bills.get(bill)) != _sums(now.bills.get(bill))
        ),
        repayments=tuple(
            Rebooked(each.id, (bill_made_for(each), bill_made_for(other)), (each.credit, other.credit))
            for each, other in ((each, after.repayments[each.id]) for each in before.repayments.values())
            if each is not other and (bill_made_for(each), each.credit) != (bill_made_for(other), other.credit)
        ),
        credit=next(credit) - next(credit),
        repaid=_happened(before, ident, bills.keys()),
    )


def _line(line: Line | None) -> tuple[object, ...] | None:
    if line is None:
        return None
    return (line.due, line.principal, line.fee, line.fee_known, line.paid_principal, line.paid_fee, line.reduced)


def _sums(bill: Bill | None) -> tuple[Fen, ...] | None:
    return None if bill is None else (bill.amount, bill.paid, bill.outstanding)


def _happened(ledger: Ledger, ident: str, bills: Set[str]) -> bool:
    return bool(
        repayments_of(ledger, ident)
        or ident in ledger.closings
        or any(each.order == ident for each in ledger.refunds.values())
        or bills & ledger.corrections.keys()
    )
