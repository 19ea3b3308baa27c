"""The bills of one account, in the order of their dates: what one leaves to later ones."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from models.bills.bill import Bill, Over
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.money import Fen


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What bills of an account left to later ones.

    `over` is for the next bill, due `on` that day; `moved` are deferred lines, each with the date of its bill; `used`
    is what of each credit went to bills, by the repayment or refund that it came with; `share` what of the part that is
    no instalment was the minimum of the last one of which that is seen.
    """

    over: Over | None = None
    on: date | None = None
    moved: tuple[Line, ...] = ()
    used: Mapping[str, Fen] = {}
    share: str | None = None


NOTHING = Carried()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a bill stands in its account: its date, what earlier ones left, and when the next one is due as yet."""

    due: date
    carried: Carried
    after: date | None


Make = Callable[[Place], tuple[Bill | None, Carried]]
"""Makes the account's bill at a place, None where nothing is on it, and what is left to later ones."""


def fold(dues: Sequence[date], make: Make) -> Iterator[Bill]:
    """The account's bills, earliest first, each with what earlier ones left.

    `dues` are the dates of its orders; what is left to a date on which none has a period makes a bill of its own.
    """
    due, carried = _next(date.min, dues, NOTHING), NOTHING
    while due is not None:
        bill, carried = make(Place(due=due, carried=carried, after=_next(due, dues, carried)))
        if bill is not None:
            yield bill
        due = _next(due, dues, carried)


def _next(after: date, dues: Sequence[date], carried: Carried) -> date | None:
    index = bisect_right(dues, after)
    found = [*dues[index : index + 1], *(line.due for line in carried.moved if line.due > after)]
    if carried.on is not None and carried.on > after:
        found.append(carried.on)
    return min(found, default=None)


def linked_accounts(ledger: Ledger) -> frozenset[str]:
    """The accounts of which a bill may leave something to another one; all others' bills stand for themselves."""
    said = (*ledger.minimums, *ledger.deferrals)
    found = {ident.rpartition("/")[0] for ident in said} | {each.account_id for each in ledger.credits.values()}
    return frozenset(found) | {each.account_id for each in ledger.repayments.values() if _beside(each)}


def _beside(repayment: Repayment) -> bool:
    """Whether it repaid what an earlier bill had left."""
    return any(share.number for share in repayment.allocations if not share.order)
