"""What was repaid of an order is spread on it again where its plan turns out to be another one.

Of a period whose principal or fee changed, it goes to that period first, then to what else is owed on the same bill,
because it is bills that are repaid. What no longer fits is credit. A bill that was corrected keeps the institution's
total, and what was repaid beyond its orders goes to the period where that turns out to have been the period's own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

import msgspec

from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive_apart
from models.bills.schedule import Line, due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger, drop, put
from models.ledger.order import Order
from models.ledger.repayment import Allocation, Repayment, allocate
from models.plans.plan import parts
from models.values.dates import today
from models.values.money import Fen


def spread_again(ledger: Ledger, old: Order, split: Order, catalogue: Catalogue) -> Ledger:
    """With the order split otherwise into the same dates, and what was repaid of what changed spread on it again."""
    was, now = parts(old.plan), parts(split.plan)
    changed = [number for number, (one, other) in enumerate(zip_longest(was, now), 1) if one != other]
    corrections = {ident: _relined(each, old, split) for ident, each in ledger.corrections.items()}
    after = msgspec.structs.replace(ledger, orders=put(ledger.orders, old.id, split), corrections=corrections)
    channel = channel_of(contracts(ledger, catalogue), old.account_id)
    dues = due_dates_of(old, channel)
    bills = {number: bill_id(old.account_id, dues[number - 1]) for number in changed if number <= len(dues)}
    freed = {each.id: _freed(each, old.id, bills, corrections) for each in ledger.repayments.values()}
    if not any(freed.values()):
        return after
    bare = {ident: _without(each, freed[ident]) for ident, each in ledger.repayments.items()}
    unended = msgspec.structs.replace(
        after,
        repayments=bare,
        # What they end was owed before: what was repaid of it stays repaid.
        closings=drop(after.closings, old.id),
        refunds={ident: each for ident, each in after.refunds.items() if each.order != old.id},
    )
    owed = _Owed(derive_apart(unended, catalogue), bills.values())
    made = _laid(ledger, old.id, bills, freed, owed, channel.zone)
    repayments = {
        ident: _with(each, (*bare[ident].allocations, *made[ident])) if freed[ident] else each
        for ident, each in ledger.repayments.items()
    }
    return msgspec.structs.replace(after, repayments=repayments)


def _relined(correction: Correction, old: Order, new: Order) -> Correction:
    """The correction, to the same total, of a bill on which a period of the order comes to something else."""
    was, now = parts(old.plan), parts(new.plan)
    lines = []
    for line in correction.lines:
        if line.order != old.id or not 0 < line.number <= len(was):
            lines.append(line)
        elif line.number <= len(now):
            more = now[line.number - 1].amount - was[line.number - 1].amount
            lines.append(CorrectedLine(line.order, line.number, max(0, line.amount + more)) if more else line)
    made = tuple(lines)
    return correction if made == correction.lines else msgspec.structs.replace(correction, lines=made)


def _freed(
    repayment: Repayment, order: str, bills: Mapping[int, str], corrections: Mapping[str, Correction]
) -> tuple[Allocation, ...]:
    """The shares of a repayment that are spread again: of those periods, and beyond the orders of their bills."""
    bill = bill_made_for(repayment)
    beyond = not repayment.order and bill in corrections and bill in bills.values()
    return tuple(
        share
        for share in repayment.allocations
        if (share.order == order and share.number in bills) or (beyond and not (share.order or share.number))
    )


def _laid(
    ledger: Ledger,
    order: str,
    bills: Mapping[int, str],
    freed: Mapping[str, tuple[Allocation, ...]],
    owed: "_Owed",
    zone: str,
) -> dict[str, list[Allocation]]:
    """The freed shares as they lie now, earlier repayments first: each on its own period, then on the rest of its bill.

    What settled the order early was for its principal, and for nothing else.
    """
    made: dict[str, list[Allocation]] = defaultdict(list)
    left: dict[tuple[str, str], Fen] = defaultdict(int)
    days = {each.id: today(each.paid_at, zone) for each in ledger.repayments.values()}
    ordered = sorted(ledger.repayments.values(), key=lambda each: (each.paid_at.timestamp(), each.id))
    for each in ordered:
        for share in freed[each.id]:
            bill = bills[share.number] if share.order else bill_made_for(each)
            settling = bool(each.order)
            shares = owed.repay(bill, share.amount, days[each.id], order, settling=settling) if share.order else []
            made[each.id] += shares
            left[each.id, bill] += share.amount - sum(laid.amount for laid in shares)
    for (ident, bill), amount in left.items():
        each = ledger.repayments[ident]
        if amount and not each.order:
            own = owed.repay(bill, amount, days[ident], order)
            rest = amount - sum(laid.amount for laid in own)
            made[ident] += [*own, *owed.repay(bill, rest, days[ident], beside=bill == bill_made_for(each))]
    return made


class _Owed:
    """What is owed on the lines of some bills: less of it with every share that goes to them."""

    def __init__(self, book: Book, bills: Iterable[str]) -> None:
        there = (book.bills[ident] for ident in bills if ident in book.bills)
        self._lines = {bill.id: {(line.order_id, line.number): line for line in bill.lines} for bill in there}

    def repay(
        self,
        bill: str,
        amount: Fen,
        day: date,
        order: str | None = None,
        *,
        settling: bool = False,
        beside: bool = True,
    ) -> list[Allocation]:
        """Spread an amount on the lines of a bill, or on those of one order; what is too much for them is left.

        Nothing that was bought after the `day` on which it was paid can have been repaid by it; and what no order has
        (`beside`) only by what was made for that very bill.
        """
        lines = self._lines.get(bill, {})
        some = [line for line in lines.values() if order is None or line.order_id == order]
        some = [line for line in some if (line.order.bought_at.date() <= day if line.order else beside)]
        shares = _principal_first(amount, some) if settling else allocate(amount, some, date.max)
        for share in shares:
            line = lines[share.order, share.number]
            lines[share.order, share.number] = msgspec.structs.replace(
                line, paid_fee=line.paid_fee + share.fee, paid_principal=line.paid_principal + share.principal
            )
        return list(shares)


def _principal_first(amount: Fen, lines: Iterable[Line]) -> list[Allocation]:
    shares = []
    for line in lines:
        principal = min(amount, line.owed_principal)
        fee = min(amount - principal, line.owed_fee)
        amount -= principal + fee
        if principal or fee:
            shares.append(Allocation(line.order_id, line.number, fee, principal))
    return shares


def _without(repayment: Repayment, shares: tuple[Allocation, ...]) -> Repayment:
    if not shares:
        return repayment
    kept = tuple(each for each in repayment.allocations if each not in shares)
    return msgspec.structs.replace(repayment, allocations=kept)


def _with(repayment: Repayment, shares: tuple[Allocation, ...]) -> Repayment:
    """The repayment with these shares, those of one line together, in the order in which it had them.

    What the shares come to less than before became credit.
    """
    sums: dict[tuple[str, int], tuple[Fen, Fen]] = {}
    for share in (*repayment.allocations, *shares):
        sums[share.order, share.number] = (0, 0)
    for share in shares:
        fee, principal = sums[share.order, share.number]
        sums[share.order, share.number] = (fee + share.fee, principal + share.principal)
    made = tuple(
        Allocation(order, number, fee, principal)
        for (order, number), (fee, principal) in sums.items()
        if fee or principal
    )
    if made == repayment.allocations:
        return repayment
    lost = sum(share.amount for share in repayment.allocations) - sum(share.amount for share in made)
    return msgspec.structs.replace(repayment, allocations=made, became_credit=repayment.became_credit + lost)


def bill_made_for(repayment: Repayment) -> str:
    """The bill that it was made for."""
    return bill_id(repayment.account_id, repayment.due)
