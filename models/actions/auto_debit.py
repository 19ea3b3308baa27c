"""Auto-debit: what somebody saw before the institution took a bill's money, and after."""

from datetime import datetime

import msgspec

from models.actions.balance import typed_label
from models.actions.minimum_paid import check_minimum, minimum_paid
from models.actions.recording import record
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, Window, auto_debit_hours, has_begun, may_be_taken
from models.bills.debit_phase import BY_HAND, AutoDebitStep, Phase, next_step, phase, too_early
from models.bills.minimum import falls_short
from models.channels.channel import AUTO_DEBIT
from models.channels.rules import Extent
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.ids import repayment_id
from models.ledger.ledger import Ledger, drop, put
from models.ledger.repayment import Allocation, PaidAs, Repayment, allocate
from models.values.dates import today
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, plain, yuan

_IN_ORDER = tuple(Phase)


def confirm_account(ledger: Ledger, bill: Bill, account: str, now: datetime) -> Ledger:
    """Somebody saw which account goes first; `account` is a label with four digits of a number at most."""
    expect(bill, now, Phase.CHECK, step=AutoDebitStep.ACCOUNT)
    known = typed_label(ledger, account)
    return _with(ledger, msgspec.structs.replace(_seen(bill), pay_account=known, pay_account_at=now))


def taken(
    ledger: Ledger, bill: Bill, amount: Fen, now: datetime, *, again: bool = False, minimum: bool | None = None
) -> Ledger:
    """Somebody saw that the institution took `amount`: all of it, or a part, which leaves the rest to repay by hand.

    It went to the orders that auto-debit may take for first. `again`: that may also have been after somebody saw that
    it failed. Of a bill that had been repaid already it is credit, whole. `minimum`: whether a part was the minimum,
    and the rest goes over to the next bill; where nobody said it, it was where auto-debit was set up for it and so much
    may be it. Raises Problem where it is more than the bill, as at every repayment: its total is said first.
    """
    if taken_twice(bill, now):
        return record(ledger, bill, _repayment(ledger, bill, amount, _taken_at(bill, now), way=PaidAs.AGAIN))
    window = expect(bill, now, Phase.UNSEEN, Phase.RUNNING, *(BY_HAND if again else ()))
    _check_amount(amount)
    if amount > bill.outstanding:
        raise Problem(
            "{amount} is more than the {owed} owed: if the app shows that the bill comes to {total}, say it first with "
            "`fenqi correct {bill} --total {total}`; if it was paid twice, record it with `--way again`",
            field="amount",
            amount=yuan(amount),
            owed=yuan(bill.outstanding),
            bill=bill.id,
            total=plain(bill.paid + amount),
        )
    day = today(now, bill.channel.zone)
    own = allocate(amount, (line for line in bill.lines if may_be_taken(line, bill.channel)), day)
    left = amount - sum(share.amount for share in own)
    others = allocate(left, (line for line in bill.lines if not may_be_taken(line, bill.channel)), day)
    set_up = bill.channel.auto_debit.extent is Extent.MINIMUM
    if minimum:
        check_minimum(bill, amount)
    least = (set_up and falls_short(bill, amount) is None) if minimum is None else minimum
    least = least and amount < bill.outstanding
    outcome = Outcome.TAKEN if amount >= window.amount or (least and set_up) else Outcome.PART
    repayment = _repayment(
        ledger,
        bill,
        amount,
        now if phase(bill, now) in BY_HAND else _taken_at(bill, now),
        way=PaidAs.MINIMUM if least else None,
        allocations=(*own, *others),
    )
    ledger = _with(ledger, msgspec.structs.replace(_seen(bill), outcome=outcome, outcome_at=now))
    ledger = msgspec.structs.replace(record(ledger, bill, repayment), checklists=drop(ledger.checklists, bill.id))
    if least and repayment.paid_at <= bill.due_at:
        paid = msgspec.structs.replace(bill, repayments=(*bill.repayments, repayment))
        ledger = minimum_paid(ledger, paid, now)
    return ledger


def _taken_at(bill: Bill, now: datetime) -> datetime:
    """The latest instant at which it may have taken the money: none after its hours."""
    return min(now, auto_debit_hours(bill)[1])


def taken_twice(bill: Bill, now: datetime) -> bool:
    """Whether auto-debit may have taken what had been repaid by hand: it was not off, and its hours have begun."""
    if bill.outstanding > 0 or not bill.repayments or bill.over:
        return False
    if any(each.method == AUTO_DEBIT for each in bill.repayments):  # that it was taken has been said
        return False
    on = any(may_be_taken(line, bill.channel) for line in bill.lines if line.order)
    return on and has_begun(bill, now)


def _check_amount(amount: Fen) -> None:
    if not 0 < amount <= MAX_AMOUNT:
        raise Problem("the amount must be ¥0.01 to {most}", field="amount", most=yuan(MAX_AMOUNT))


def _repayment(
    ledger: Ledger,
    bill: Bill,
    amount: Fen,
    paid_at: datetime,
    *,
    way: PaidAs | None,
    allocations: tuple[Allocation, ...] = (),
) -> Repayment:
    _check_amount(amount)
    return Repayment(
        id=next_repayment_id(ledger, bill),
        account_id=bill.channel.id,
        due=bill.due,
        amount=amount,
        paid_at=paid_at,
        method=AUTO_DEBIT,
        allocations=allocations,
        way=way,
    )


def failed(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """Somebody saw that it failed: the bill is to be repaid by hand, at once.

    That may be seen while its window still runs, for after it the cut-off has passed.
    """
    expect(bill, now, Phase.RUNNING, Phase.UNSEEN)
    return _with(ledger, msgspec.structs.replace(_seen(bill), outcome=Outcome.FAILED, outcome_at=now))


def next_repayment_id(ledger: Ledger, bill: Bill) -> str:
    """An id that no repayment of the bill has."""
    number = 1 + len(bill.repayments)
    while repayment_id(bill.id, number) in ledger.repayments:
        number += 1
    return repayment_id(bill.id, number)


def expect(bill: Bill, now: datetime, *wanted: Phase, step: AutoDebitStep | None = None) -> Window:
    window, stands = auto_debit_window(bill), phase(bill, now)
    if window is None or stands not in wanted or (step is not None and next_step(bill) is not step):
        early = too_early(bill, now)
        if early is not None and all(_IN_ORDER.index(stands) < _IN_ORDER.index(each) for each in wanted):
            raise Problem.of(early)
        raise Problem("there is nothing to look at now; another terminal may have answered")
    return window


def _seen(bill: Bill) -> AutoDebitSeen:
    return bill.auto_debit or AutoDebitSeen(id=bill.id)


def _with(ledger: Ledger, auto_debit: AutoDebitSeen) -> Ledger:
    return msgspec.structs.replace(ledger, debits=put(ledger.debits, auto_debit.id, auto_debit))
