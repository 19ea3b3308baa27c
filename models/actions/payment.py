"""Money that left: the repayment goes on record, is confirmed, or is taken off again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from models.actions.allotting import OrderShares, allotted, shares_of
from models.actions.auto_debit import next_repayment_id, taken
from models.actions.checklist import _finish, _open, _with
from models.actions.early import close
from models.actions.recording import record
from models.actions.reference import asked
from models.actions.verifying import usual_reason
from models.bills.bill import Bill
from models.bills.correcting import corrected_again, correction_of
from models.bills.standing import STEPS, read
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger, drop, open_checklists, put
from models.ledger.progress import BillShare, Done, Step
from models.ledger.repayment import PaidAs, Repayment
from models.values.dates import CLOCK_SLACK, today
from models.values.message import Problem
from models.values.money import Fen


def complete(
    ledger: Ledger,
    bill: Bill,
    paid_at: datetime,
    now: datetime,
    *,
    confirmed: bool = True,
    others: Sequence[Bill] = (),
) -> Ledger:
    """It was paid: the repayment is recorded and allocated, and its reference is still to be asked for.

    `others` are the bills that it pays as well: each gets a repayment of its own. Not `confirmed`: the institution does
    not show it yet. A bill of early settlement closes its order. Raises Problem where the amount no longer held at the
    time of payment.
    """
    progress = _open(ledger, bill, Step.COMPLETE, now)
    check_time(paid_at, now)
    amount = read(progress)
    method = next(done for done in progress.done if done.step is Step.METHOD)
    if amount is None:
        raise Problem("the amount has not been verified")
    bills = {each.id: each for each in (bill, *others)}
    shares = amount.bills or (BillShare(bill.id, amount.pay, amount.pay),)
    _check_held(amount, bill, paid_at, now)
    _check_others(shares, bills, paid_at, now)
    first = next_repayment_id(ledger, bill)
    ledger = _finish(ledger, bill, Done(step=Step.COMPLETE, at=now, answer=first), now)
    for share in shares:
        one = bills[share.bill]
        if share.amount > share.owed:  # it is overdue, and the app has late interest on it
            total = one.amount + share.amount - share.owed
            found = correction_of(one, total, now, usual_reason(one, total, now))
            one = corrected_again(one, found)
            ledger = msgspec.structs.replace(ledger, corrections=put(ledger.corrections, one.id, found))
        day = today(now, one.channel.zone)
        repayment = Repayment(
            id=next_repayment_id(ledger, one),
            account_id=one.channel.id,
            due=one.due,
            amount=share.amount,
            paid_at=paid_at,
            method=method.answer,
            other=method.other,
            confirmed=confirmed,
            order=one.settles,
            allocations=allotted(one, share.amount, _shares(amount, one, share), day),
        )
        ledger = close(record(ledger, one, repayment), one, repayment)
        if one.id != bill.id and one.id in open_checklists(ledger):
            ledger = msgspec.structs.replace(ledger, checklists=drop(ledger.checklists, one.id))
    return ledger


def _shares(amount: Done, bill: Bill, share: BillShare) -> OrderShares:
    """What goes to each order whose line alone is paid; () where nobody said it."""
    return shares_of(bill, amount.orders) if amount.further else tuple((each, share.amount) for each in amount.orders)


def _check_others(shares: Sequence[BillShare], bills: Mapping[str, Bill], paid_at: datetime, now: datetime) -> None:
    """Problem where another bill that is paid as well is gone or, before it was paid, has changed."""
    for share in shares:
        if share.bill not in bills:
            raise Problem("there is no bill {bill}", bill=share.bill)
    if paid_at >= now and len(shares) > 1 and any(bills[each.bill].outstanding != each.owed for each in shares):
        raise Problem(
            "a bill has changed since the amount was verified: say when it was paid, or verify it again",
            field="paid_at",
        )


def check_time(paid_at: datetime, now: datetime) -> None:
    """Raise Problem where that cannot be when somebody paid."""
    if paid_at > now + CLOCK_SLACK:
        raise Problem("the time of payment is in the future", field="paid_at")
    if (now - paid_at).days > 366:
        raise Problem("the time of payment is more than a year ago", field="paid_at")


def _check_held(amount: Done, bill: Bill, paid_at: datetime, now: datetime) -> None:
    """Problem where the amount did not hold at the time of payment. When a bill changed is not known: before now."""
    zone = bill.channel.zone
    if today(min(paid_at, now), zone) > today(amount.at, zone):
        raise Problem(
            "the amount was verified on {day} and held until midnight: say when it was paid, or verify it again",
            field="paid_at",
            day=today(amount.at, zone).isoformat(),
        )
    if amount.owed != bill.outstanding and paid_at >= now:
        raise Problem(
            "the bill has changed since the amount was verified: say when it was paid, or verify it again",
            field="paid_at",
        )


def verify_again(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """Nothing was paid while the amount held: without the method, it is asked for again."""
    progress = _open(ledger, bill, Step.COMPLETE, now)
    return _with(ledger, msgspec.structs.replace(progress, done=progress.done[: STEPS.index(Step.METHOD)]))


def taken_meanwhile(ledger: Ledger, bill: Bill, amount: Fen, now: datetime) -> Ledger:
    """It need not be paid: auto-debit took `amount` already, which is recorded as such; the checklist is done with."""
    _open(ledger, bill, Step.COMPLETE, now)
    return taken(ledger, bill, amount, now, again=True)


def confirm(ledger: Ledger, repayment: str) -> Ledger:
    """Somebody saw that the institution shows the repayment."""
    found = msgspec.structs.replace(_unconfirmed(ledger, repayment), confirmed=True)
    return msgspec.structs.replace(ledger, repayments=put(ledger.repayments, repayment, found))


def never_arrived(ledger: Ledger, repayment: str) -> Ledger:
    """The money came back or never left: the repayment is taken off the record, and its bill is open again."""
    found = _unconfirmed(ledger, repayment)
    if found.way is PaidAs.MINIMUM or not _another(ledger, found):
        made_for = bill_id(found.account_id, found.due)
        ledger = msgspec.structs.replace(ledger, minimums=drop(ledger.minimums, made_for))
    return msgspec.structs.replace(
        asked(ledger, repayment),
        repayments=drop(ledger.repayments, repayment),
        closings=drop(ledger.closings, found.order) if found.order else ledger.closings,
        credits={ident: each for ident, each in ledger.credits.items() if each.of != repayment},
    )


def _another(ledger: Ledger, found: Repayment) -> bool:
    """Whether another repayment was made for the bill of that one: else no minimum of it was paid, whoever said it."""
    made = (each for each in ledger.repayments.values() if each.id != found.id and not each.order)
    return any((each.account_id, each.due) == (found.account_id, found.due) for each in made)


def _unconfirmed(ledger: Ledger, ident: str) -> Repayment:
    found = ledger.repayments.get(ident)
    if found is None or found.confirmed:
        raise Problem("there is nothing to look at now; another terminal may have answered")
    return found
