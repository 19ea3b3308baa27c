"""The bills of one account, in the order of their dates: what one leaves to later ones."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from models.bills.beside_lines import Guess, WentOver
from models.bills.bill import Bill
from models.bills.credits import Credit
from models.bills.schedule import Line
from models.ledger.ids import bill_account
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.money import Fen


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What bills of an account left to later ones.

    `overs` are what went over, each with the date of the bill that has it; `moved` are deferred lines, each with the
    date of its bill; `used` is what of each credit went to bills, by the repayment or refund that it came with;
    `guesses` are the estimates of interest that went to bills, each with the date of the bill that has it;
    `beyond` are credits: what bills had too much repaid of what was left to them; `share` what of the part that is no
    instalment was the minimum of the last one of which that is seen.
    """

    overs: tuple[tuple[date, WentOver], ...] = ()
    moved: tuple[Line, ...] = ()
    guesses: tuple[tuple[date, Guess], ...] = ()
    used: Mapping[str, Fen] = {}
    share: str | None = None
    beyond: tuple[Credit, ...] = ()

    def to(self, due: date) -> tuple[WentOver, ...]:
        """What went over to the bill of that date."""
        return tuple(over for on, over in self.overs if on == due)


NOTHING = Carried()


class BillPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a bill stands in its account: its date, what earlier ones left, and when the next one is due as yet."""

    due: date
    carried: Carried
    after: date | None


Make = Callable[[BillPlace], tuple[Bill | None, Carried]]
"""Makes the account's bill at a place, None where nothing is on it, and what is left to later ones."""


def fold(dues: Sequence[date], make: Make) -> Iterator[Bill]:
    """The account's bills, earliest first, each with what earlier ones left.

    `dues` are the dates of its orders, and those on which something was repaid of what went over; what is left to
    another date makes a bill of its own.
    """
    due, carried = _next(date.min, dues, NOTHING), NOTHING
    while due is not None:
        bill, carried = make(BillPlace(due=due, carried=carried, after=_next(due, dues, carried)))
        if bill is not None:
            yield bill
        due = _next(due, dues, carried)


def _next(after: date, dues: Sequence[date], carried: Carried) -> date | None:
    index = bisect_right(dues, after)
    left = (*(line.due for line in carried.moved), *(on for on, _ in carried.overs))
    return min([*dues[index : index + 1], *(due for due in left if due > after)], default=None)


def linked_accounts(ledger: Ledger) -> frozenset[str]:
    """The accounts of which a bill may leave something to another one; all others' bills stand for themselves."""
    said = (*ledger.minimums, *ledger.deferrals)
    found = {bill_account(ident) for ident in said} | {each.account_id for each in ledger.credits.values()}
    return frozenset(found) | {each.account_id for each in ledger.repayments.values() if repays_over(each)}


def repays_over(repayment: Repayment) -> bool:
    """Whether it repaid what an earlier bill had left."""
    return any(share.number for share in repayment.allocations if not share.order) and not repayment.order
