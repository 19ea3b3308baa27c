"""Sums that cannot be: what was repaid and where it went, what a plan comes to, and what stands on bills."""

from collections import Counter
from collections.abc import Iterator

from models.bills.book import Book
from models.bills.fault import Fault, FaultCode, fault
from models.bills.schedule import shares_of
from models.bills.wrong_values import wrong_amount
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs, Repayment
from models.plans.plan import fee_known, parts
from models.values.message import msg
from models.values.money import MAX_AMOUNT, Fen, yuan

_SHARES = msg("{record} in the table {table}: {amount} was repaid, but {allocated} of it went somewhere")
_CREDIT = msg(
    "{record} in the table {table}: {amount} was repaid of a bill, but only {allocated} of it went there; "
    "all else is taken for credit"
)
_OVERPAID = msg("{record} in the table {table}: period {number} comes to {amount}, but {paid} was repaid of it")
_REFUNDED = msg("{record} in the table {table}: {amount} was refunded of the order {other}, which came to {total}")
_LOWERED = msg("{record} in the table {table}: {amount} was taken off period {number}, which comes to {total}")
_USED = msg("{record} in the table {table}: {amount} of credit was used, but only {paid} came with {other}")
_PLAN = msg("{record} in the table {table}: its periods come to {amount}, but its plan to {total}")
_CONSERVED = msg("{amount} was repaid of the lines of bills, but {paid} stands there as repaid")


def wrong_sums(ledger: Ledger) -> Iterator[Fault]:
    """The amounts that cannot be, of each record by itself, and of what was repaid of each period."""
    for each in ledger.repayments.values():
        yield from _of_repayment(each)
    for ident, order in ledger.orders.items():
        total = sum(part.principal for part in parts(order.plan))
        if fee_known(order.plan) and total != order.plan.principal:
            said = {"amount": yuan(total), "total": yuan(order.plan.principal)}
            yield fault(FaultCode.PLAN, "orders", ident, _PLAN, **said)
    yield from _overpaid(ledger)
    yield from _returned(ledger)
    yield from _lowered(ledger)
    yield from _used(ledger)


def _of_repayment(each: Repayment) -> Iterator[Fault]:
    if not 0 < each.amount <= MAX_AMOUNT:
        yield wrong_amount("repayments", each.id, each.amount)
    allocated = sum(share.amount for share in each.allocations)
    said = {"amount": yuan(each.amount), "allocated": yuan(allocated)}
    least = min((each.became_credit, *(fen for share in each.allocations for fen in (share.principal, share.fee))))
    if allocated + each.became_credit > each.amount or least < 0:
        yield fault(FaultCode.ALLOCATED, "repayments", each.id, _SHARES, **said)
    elif each.amount <= MAX_AMOUNT and _goes_nowhere(each, allocated + each.became_credit):
        yield fault(FaultCode.UNALLOCATED, "repayments", each.id, _CREDIT, **said)


def _goes_nowhere(each: Repayment, went: Fen) -> bool:
    """Whether some of what was repaid of a bill went nowhere; nearly all of it, where nobody said what it was to be.

    `went`: what of it went to lines, now or before an order was split otherwise. What went nowhere as a whole, and
    nobody said what it was, may be the second payment of an older version.
    """
    if each.order or each.way is PaidAs.AGAIN:
        return False
    return 0 < 100 * went < each.amount if each.way is None else went < each.amount


def _overpaid(ledger: Ledger) -> Iterator[Fault]:
    """The periods of which more is recorded as repaid than they come to."""
    made = {ident: parts(order.plan) for ident, order in ledger.orders.items()}
    shares = ((ident, *each) for ident, mine in shares_of(ledger).items() for each in mine.items())
    for ident, number, (principal, fee) in shares:
        if not (ident in made and 1 <= number <= len(made[ident])):
            continue  # a reference that leads nowhere, which is said
        part, paid = made[ident][number - 1], principal + fee
        if paid > part.amount:
            said = {"amount": yuan(part.amount), "paid": yuan(paid)}
            yield fault(FaultCode.OVERPAID, "orders", ident, _OVERPAID, number=number, **said)


def _returned(ledger: Ledger) -> Iterator[Fault]:
    """The refunds by which more came back than the goods cost."""
    back = Counter[str]()
    for refund in ledger.refunds.values():
        order = ledger.orders.get(refund.order)
        back[refund.order] += refund.amount
        if order is not None and order.plan.principal < back[order.id] and refund.amount <= MAX_AMOUNT:
            said = {"amount": yuan(back[order.id]), "total": yuan(order.plan.principal)}
            yield fault(FaultCode.AMOUNT, "refunds", refund.id, _REFUNDED, other=order.id, **said)


def _lowered(ledger: Ledger) -> Iterator[Fault]:
    """The reductions by which more was taken off a period than it comes to."""
    off = Counter[tuple[str, int]]()
    for less in ledger.reductions.values():
        order = ledger.orders.get(less.order)
        off[less.order, less.number] += less.amount
        if order is not None and 1 <= less.number <= order.plan.periods:
            amount, whole = off[less.order, less.number], parts(order.plan)[less.number - 1].amount
            if amount > whole:
                said = {"amount": yuan(amount), "total": yuan(whole)}
                yield fault(FaultCode.AMOUNT, "reductions", less.id, _LOWERED, number=less.number, **said)


def _used(ledger: Ledger) -> Iterator[Fault]:
    """The uses of more credit than all that came with a repayment or a refund."""
    came = {each.id: each.amount for each in ledger.repayments.values()}
    came |= {each.id: each.amount for each in ledger.refunds.values()}
    used = Counter[str]()
    for use in ledger.credits.values():
        used[use.of] += use.amount
        if use.of in came and used[use.of] > came[use.of]:
            said = {"amount": yuan(used[use.of]), "paid": yuan(came[use.of])}
            yield fault(FaultCode.AMOUNT, "credits", use.id, _USED, other=use.of, **said)


def not_conserved(ledger: Ledger, book: Book) -> Iterator[Fault]:
    """Money that was repaid of lines and stands on none, or stands there and was not repaid.

    What early settlement cost, and what was repaid of a bill that has lost its last order, is on no line.
    """
    lines = [line for bill in book.bills.values() for line in bill.lines]
    before = sum(line.paid for line in lines if line.order and line.number in line.order.repaid_periods)
    shares = [
        share
        for each in ledger.repayments.values()
        for share in each.allocations
        if share.order or not (each.order or bill_id(each.account_id, each.due) not in book.bills)
    ]
    repaid, paid = before + sum(share.amount for share in shares), sum(line.paid for line in lines)
    if repaid != paid:
        yield fault(FaultCode.NOT_CONSERVED, "repayments", "", _CONSERVED, amount=yuan(repaid), paid=yuan(paid))
