"""A repayment said as a whole, without its checklist: what that would refuse or ask first is refused and asked here."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from models.actions.allotting import Orders, allotted, may_be_of
from models.actions.auto_debit import next_repayment_id
from models.actions.checklist import check_alone, check_paid_by
from models.actions.comparison import far_off
from models.actions.early import close
from models.actions.minimum_paid import check_minimum, minimum_paid
from models.actions.payment import check_time
from models.actions.recording import check_bought_before, record
from models.actions.reference import as_typed
from models.actions.refusal import refusal, twice
from models.actions.verifying import check_amount
from models.actions.warnings import AFTER_CUTOFF, MINIMUM, Warn, like_minimum, raised, too_slow
from models.bills.bill import Bill, past_due
from models.bills.correcting import corrected_again, correction_of
from models.channels.channel import AUTO_DEBIT
from models.ledger.ledger import Ledger, drop, open_checklists
from models.ledger.progress import Way
from models.ledger.repayment import PaidAs, Repayment
from models.values.dates import today
from models.values.message import Problem
from models.values.money import Fen, yuan
from models.values.text import clean


class ReportedRepayment(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of a repayment: `amount` in fen, and `other`, how it was paid where the method is `other`.

    `way`: None where they do not say it. `shares`: what of the amount went to which order, by its id; the rest goes
    where a repayment goes by itself. `answers`: a reason for each warning.
    """

    amount: Fen
    method: str
    paid_at: datetime
    other: str = ""
    reference: str = ""
    confirmed: bool = True
    way: PaidAs | None = None
    shares: tuple[tuple[str, Fen], ...] = ()
    answers: Mapping[str, str] = {}


def way_of(bill: Bill, said: ReportedRepayment) -> PaidAs:
    """What the repayment is of its bill: as they say, also by an answer; else all where it is all, or else a part."""
    if said.way is not None:
        return said.way
    if bill.settles or said.amount >= bill.outstanding:
        return PaidAs.FULL
    return PaidAs(said.answers.get(MINIMUM, PaidAs.PART))


def unanswered(bill: Bill, said: ReportedRepayment, now: datetime) -> tuple[Warn, ...]:
    """The warnings that are still to be answered, in order."""
    return tuple(each for each in warnings(bill, said, now) if said.answers.get(each.id) not in each.reasons)


def answered(said: ReportedRepayment, warned: Iterable[Warn]) -> ReportedRepayment:
    """The same with a reason for each of these warnings, to see whether anything else stands against it."""
    return msgspec.structs.replace(said, answers={each.id: next(iter(each.reasons)) for each in warned})


def check_answers(answers: Mapping[str, str], warned: Iterable[Warn]) -> None:
    """Raise Problem for an answer that is not a reason to go on in spite of one of these warnings."""
    reasons = {(each.id, reason) for each in warned for reason in each.reasons}
    for warning, reason in answers.items():
        if (warning, reason) not in reasons:
            raise Problem("there is no such warning to answer: {answer}", field="answer", answer=f"{warning}={reason}")


def warnings(bill: Bill, said: ReportedRepayment, now: datetime) -> tuple[Warn, ...]:
    """What may cost money at this repayment, answered or not."""
    # Of one that was paid before the cut-off it is known that it does not count as tomorrow's.
    in_time = not past_due(bill, said.paid_at)
    found = [each for each in raised(bill, now) if not (in_time and each.id == AFTER_CUTOFF)]
    found += too_slow(bill, said.method, said.paid_at, now)
    minimum = like_minimum(bill, said.amount) if said.way is None else None
    slip = far_off(bill, said.amount) if bill.settles else None
    return (*found, *(each for each in (minimum, slip) if each))


def perhaps_for(bill: Bill, said: ReportedRepayment) -> tuple[Orders, ...]:
    """The sets of orders that the part may be of, where it is not known which of several; () where nothing is asked."""
    return () if said.shares or way_of(bill, said) is not PaidAs.PART else may_be_of(bill, said.amount)


def repay(ledger: Ledger, bill: Bill, said: ReportedRepayment, now: datetime) -> Ledger:
    """With the repayment on record; a checklist of the bill that was under way is ended.

    Of early settlement the amount is what the app asks for, and its order is closed. Raises Problem as each step of the
    checklist does, and where a warning is not answered.
    """
    _check(ledger, bill, said, now)
    if unanswered(bill, said, now):
        raise Problem("a warning has to be answered first")
    if bill.settles and said.amount != bill.outstanding:
        bill = corrected_again(bill, correction_of(bill, said.amount, now))
    way = way_of(bill, said)
    made = Repayment(
        id=next_repayment_id(ledger, bill),
        account_id=bill.channel.id,
        due=bill.due,
        amount=said.amount,
        paid_at=said.paid_at,
        method=said.method,
        other=clean(said.other),
        reference=as_typed(said.reference),
        confirmed=said.confirmed,
        order=bill.settles,
        allocations=allotted(bill, said.amount, said.shares, today(now, bill.channel.zone)),
        way=way,
    )
    _check_any_bought(bill, made)
    ledger = close(record(ledger, bill, made), bill, made)
    if way is PaidAs.MINIMUM and not past_due(bill, said.paid_at):
        ledger = minimum_paid(ledger, msgspec.structs.replace(bill, repayments=(*bill.repayments, made)), now)
    if bill.id in open_checklists(ledger):
        ledger = msgspec.structs.replace(ledger, checklists=drop(ledger.checklists, bill.id))
    return ledger


def _check(ledger: Ledger, bill: Bill, said: ReportedRepayment, now: datetime) -> None:
    """Problem where no reason lets the repayment on record."""
    _check_way(bill, said)
    check_alone(ledger, bill)
    if (said.way, said.method) != (PaidAs.AGAIN, AUTO_DEBIT):  # it took once more what had been repaid by hand
        check_paid_by(bill.channel, said.method, said.other)
    check_time(said.paid_at, now)
    as_typed(said.reference)


def _check_way(bill: Bill, said: ReportedRepayment) -> None:
    """Problem where the amount is not what its way says of the bill."""
    owed, way = bill.outstanding, way_of(bill, said)
    why_not = refusal(bill)
    if why_not and way is not PaidAs.AGAIN:
        raise Problem.of(twice(bill) or why_not)
    check_amount(bill, said.amount, Way.CORRECT, said.amount)
    if way in {PaidAs.PART, PaidAs.MINIMUM}:
        check_amount(bill, owed, Way.PART, said.amount)
        if way is PaidAs.MINIMUM and not past_due(bill, said.paid_at):
            check_minimum(bill, said.amount)
    elif way is PaidAs.AGAIN:
        _check_again(bill, said.amount)
    elif not bill.settles:
        _check_full(bill, said.amount)


def _check_again(bill: Bill, amount: Fen) -> None:
    if bill.settles:
        raise Problem("early settlement is paid whole, or not at all", field="amount")
    if amount <= bill.outstanding:
        raise Problem(
            "{owed} is still owed on this bill, so nothing of {amount} was paid twice",
            field="way",
            owed=yuan(bill.outstanding),
            amount=yuan(amount),
        )


def _check_full(bill: Bill, amount: Fen) -> None:
    if amount > bill.outstanding:
        raise Problem(
            "{amount} is more than the {owed} owed: correct the bill first, or say that it was paid again",
            field="amount",
            amount=yuan(amount),
            owed=yuan(bill.outstanding),
        )
    if amount < bill.outstanding:
        raise Problem(
            "{amount} is less than the {owed} owed: correct the bill first, or say that it is a part",
            field="amount",
            amount=yuan(amount),
            owed=yuan(bill.outstanding),
        )


def _check_any_bought(bill: Bill, made: Repayment) -> None:
    """Problem where it went to nothing on the bill, and was paid before any of it was bought."""
    orders = [line.order for line in bill.lines if line.order]
    if not made.allocations and orders:
        check_bought_before(min(orders, key=lambda each: each.bought_at), made.paid_at, bill.channel.zone, "paid_at")
