"""Records that contradict themselves, or others that are written with them: somebody changed one of them by hand.

Nobody loses money by it, so the ledger is written all the same. A clock that was set right is no contradiction.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from models.bills.fault import Fault, FaultCode, fault
from models.bills.named_twice import named_twice
from models.ledger.ids import bill_account, bill_repaid, order_settled
from models.ledger.ledger import Ledger
from models.ledger.progress import Progress
from models.values.message import Message, msg

_ID = msg("{record} in the table {table} is of {other} by its id, but names {named}")
_ALONE = msg("{record} in the table {table} lowered its bill, but the total of that was not corrected")
_ENDED = msg("{record} in the table {table} ended with {other}, which is of something else")
_STEPS = msg("{record} in the table {table} has a step of {day} after one of {before}")
_NOT_BEGUN = msg("{record} in the table {table} has steps, but was not begun")
_OUTCOME = msg("{record} in the table {table} has what came of an auto-debit or when, and not both")
_PASSED = msg("{record} in the table {table}: the promised day {day} had passed on {said}")
_SLACK = timedelta(hours=1)
"""By how much a clock may have been set back meanwhile."""


def contradictions(ledger: Ledger) -> Iterator[Fault]:
    """What there is of them in a ledger that has no other fault."""
    yield from named_twice(ledger)
    yield from _by_ids(ledger)
    yield from _of_bills(ledger)
    yield from _steps(ledger)
    for each in ledger.debits.values():
        if (each.outcome is None) is not (each.outcome_at is None):
            yield _fault("debits", each.id, _OUTCOME)
    for said in ledger.promises.values():
        if said.on < (said.at - timedelta(days=1)).date():
            yield _fault("promises", said.id, _PASSED, day=said.on.isoformat(), said=said.at.date().isoformat())


def _fault(table: str, ident: str, message: Message, **params: str | int) -> Fault:
    return fault(FaultCode.CONTRADICTS, table, ident, message, **params)


def _by_ids(ledger: Ledger) -> Iterator[Fault]:
    """What an id was made of is what the record names; ids of other forms say nothing."""
    for table, mark, field in (("credits", "+", "of"), ("refunds", "~", "order")):
        for each in getattr(ledger, table).values():
            of, _, number = each.id.rpartition(mark)
            if number.isdecimal() and of != getattr(each, field):
                yield _fault(table, each.id, _ID, other=of, named=getattr(each, field))
    for paid in ledger.repayments.values():
        bill = bill_repaid(paid.id)
        if bill_account(bill) not in {"", paid.account_id} and order_settled(bill) is None:
            yield _fault("repayments", paid.id, _ID, other=bill_account(bill), named=paid.account_id)


def _of_bills(ledger: Ledger) -> Iterator[Fault]:
    """What lowered bills: a reduction under the id of its bill is a part of the correction of that."""
    for less in ledger.reductions.values():
        if less.id == less.bill and less.id not in ledger.corrections:
            yield _fault("reductions", less.id, _ALONE)


def _steps(ledger: Ledger) -> Iterator[Fault]:
    """Checklists whose steps are not in the order of their times, or that name what they are not of."""
    for each in ledger.checklists.values():
        first = [(each.started_at, answer.at) for answer in each.answered]
        yield from _in_time(
            "checklists", each.id, [*first, *pairwise((each.started_at, *(one.at for one in each.done)))]
        )
        yield from _names(each, ledger)
    for made in ledger.set_ups.values():
        if made.started_at is None and (made.done or made.off):
            yield _fault("set_ups", made.id, _NOT_BEGUN)
        elif made.started_at is not None:
            times = (made.asked_at, made.started_at, *(one.at for one in made.done))
            yield from _in_time("set_ups", made.id, list(pairwise(times)))


def _in_time(table: str, ident: str, pairs: list[tuple[datetime, datetime]]) -> Iterator[Fault]:
    """That of two instants, one after the other, the later one is dated before, where one is."""
    wrong = next(((one, other) for one, other in pairs if other < one - _SLACK), None)
    if wrong is not None:
        before, day = (each.date().isoformat() for each in wrong)
        yield _fault(table, ident, _STEPS, day=day, before=before)


def _names(each: Progress, ledger: Ledger) -> Iterator[Fault]:
    paid, early = ledger.repayments.get(each.recorded or ""), order_settled(each.id)
    if paid is not None and (paid.order != early if early else paid.account_id != bill_account(each.id)):
        yield _fault("checklists", each.id, _ENDED, other=paid.id)
