"""What an edit changes of an order's periods, of bills and of repayments, in sentences."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from models.actions.plan_change import BillChange, PeriodChange, PlanChange
from models.bills.bill import Bill
from models.bills.schedule import Line
from models.values.message import Message, msg
from models.values.money import Fen, yuan
from tui.words.refund import spans


def changes(found: PlanChange) -> Iterator[Message]:
    """Periods and their dates, the bills on which something was repaid, and the credit that arises."""
    for some in _runs(found.periods, _amounts):
        yield from _period(some)
    for some in _runs(found.periods, _moves):
        before, after = some[0].before, some[0].after
        if _moves(some[0]) and before and after:
            yield msg(
                "periods {numbers} are due on other days, the first on {after} instead of {before}",
                numbers=spans([each.number for each in some]),
                after=after.due.isoformat(),
                before=before.due.isoformat(),
            )
    for each in found.bills:
        yield from _bill(each)
    for booked in found.repayments:
        if booked.bills[0] != booked.bills[1]:
            yield msg(
                "what was repaid of bill {before} goes to bill {after}", before=booked.bills[0], after=booked.bills[1]
            )
    if found.credit > 0:
        yield msg("{amount} of what was repaid is credit with the institution then", amount=yuan(found.credit))
    elif found.credit < 0:
        yield msg("{amount} of the credit with the institution is needed then", amount=yuan(-found.credit))


NAMED = 5
"""How many bills are named of which nothing was repaid."""


def other_bills(found: PlanChange) -> Iterator[Message]:
    """The bills that `changes` leaves out: the first of them, then how many more there are, and what these come to."""
    others = [each for each in found.bills if not any(_bill(each))]
    yield from map(_other, others[:NAMED])
    rest = others[NAMED:]
    if rest:
        yield msg(
            "… and {count} more: {after} in all instead of {before}",
            count=f"{len(rest):,}",
            after=yuan(sum(each.after.amount for each in rest if each.after)),
            before=yuan(sum(each.before.amount for each in rest if each.before)),
        )


def _other(each: BillChange) -> Message:
    before, after = each.before, each.after
    if after is None:
        return msg("bill {bill}: there is none any more, it was {before}", bill=each.id, before=_amount(before))
    if before is None:
        return msg("bill {bill}: new, {after} in all", bill=each.id, after=_amount(after))
    return msg(
        "bill {bill}: {after} in all instead of {before}", bill=each.id, after=_amount(after), before=_amount(before)
    )


def _amount(bill: Bill | None) -> str:
    return "—" if bill is None else yuan(bill.amount)


def _runs(periods: Sequence[PeriodChange], key: Callable[[PeriodChange], object]) -> Iterator[Sequence[PeriodChange]]:
    """The periods that follow each other with the same change, together."""
    for _, some in groupby(enumerate(periods), lambda pair: (pair[1].number - pair[0], key(pair[1]))):
        yield [each for _, each in some]


def _amounts(each: PeriodChange) -> tuple[tuple[Fen, Fen | None] | None, ...]:
    return tuple(_of(line) for line in (each.before, each.after))


def _of(line: Line | None) -> tuple[Fen, Fen | None] | None:
    return None if line is None else (line.amount, line.fee if line.fee_known else None)


def _moves(each: PeriodChange) -> bool:
    return each.before is not None and each.after is not None and each.before.due != each.after.due


def _period(some: Sequence[PeriodChange]) -> Iterator[Message]:
    numbers, before, after = spans([each.number for each in some]), some[0].before, some[0].after
    if after is None:
        yield msg("there are no periods {numbers} any more", numbers=numbers)
    elif before is None:
        yield msg("new are periods {numbers}, each {amount}", numbers=numbers, amount=yuan(after.amount))
    elif before.amount != after.amount and not after.fee_known:
        yield msg(
            "periods {numbers}: {after} instead of {before}; what of it is fee is not known",
            numbers=numbers,
            after=yuan(after.amount),
            before=yuan(before.amount),
        )
    elif before.amount != after.amount:
        yield msg(
            "periods {numbers}: {after} instead of {before}, of which {fee} is the fee",
            numbers=numbers,
            after=yuan(after.amount),
            before=yuan(before.amount),
            fee=yuan(after.fee),
        )
    elif before.fee_known and not after.fee_known:
        yield msg(
            "periods {numbers}: what of {amount} is fee is not known any more; it was {before}",
            numbers=numbers,
            amount=yuan(after.amount),
            before=yuan(before.fee),
        )
    elif after.fee_known and not before.fee_known:
        yield msg(
            "periods {numbers}: of {amount} the fee is {after}; it was not known before",
            numbers=numbers,
            amount=yuan(after.amount),
            after=yuan(after.fee),
        )
    elif before.fee != after.fee:
        yield msg(
            "periods {numbers}: of {amount} the fee is {after} instead of {before}",
            numbers=numbers,
            amount=yuan(after.amount),
            after=yuan(after.fee),
            before=yuan(before.fee),
        )


def _bill(each: BillChange) -> Iterator[Message]:
    """A bill on which something was repaid, before or after; one that others were moved to, as far as it is open."""
    after = each.after
    if after is None or not (after.paid or (each.before and each.before.paid)):
        return
    if each.before is not None and each.before.outstanding == after.outstanding:
        yield _other(each)
    elif each.before is not None:
        yield msg(
            "bill {bill}: {amount} in all, and {after} left to pay instead of {before}",
            bill=each.id,
            amount=yuan(after.amount),
            after=yuan(after.outstanding),
            before=yuan(each.before.outstanding),
        )
    elif after.outstanding:
        yield msg(
            "bill {bill}: {amount} in all, and {after} left to pay",
            bill=each.id,
            amount=yuan(after.amount),
            after=yuan(after.outstanding),
        )
