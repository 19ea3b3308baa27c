"""The repayment checklist: a state machine for one bill, with gates and warnings.

Every function takes the newest ledger and returns the next one; `Problem` is a gate that does not open.
The steps are walked in order; a step's answer is on record before the next one opens.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from models.bill import Bill, correction_of, past_due
from models.calendar import instant_said, today
from models.caution import Warn, raised
from models.channel import App
from models.debit import next_repayment_id, taken
from models.early import close, early_id, order_settled
from models.ledger import (
    LATE,
    Answered,
    Correction,
    Done,
    Ledger,
    Progress,
    Step,
    Way,
    bill_id,
    drop,
    open_checklists,
    put,
)
from models.message import Message, Problem, msg
from models.money import MAX_AMOUNT, Fen, yuan
from models.recording import record
from models.reference import asked
from models.repayment import Repayment, allocate
from models.schedule import Line
from models.standing import STEPS, current, read, standing

CLOCK_SLACK = timedelta(minutes=5)
"""How far a phone's clock may be ahead of the host's."""


def refusal(bill: Bill) -> Message | None:
    """Why no repayment is to be made for this bill, if so: it has been repaid, then and thus."""
    if bill.outstanding > 0:
        return None
    if not bill.repayments:
        if any(line.reduced for line in bill.lines):
            return msg("nothing is left of this bill: its orders were refunded or settled early")
        return msg("this bill was repaid before it was entered here")
    return msg("this bill has been repaid: {amount} on {when} by {method}", **_how(bill, bill.repayments[-1]))


def _how(bill: Bill, repayment: Repayment) -> dict[str, Any]:
    """How much of the bill was repaid, when and by what."""
    return {
        "amount": yuan(repayment.amount),
        "when": instant_said(repayment.paid_at, bill.channel.zone),
        "method": bill.channel.method_name(repayment.method),
    }


def begin(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With a checklist for the bill; the one that is under way goes on where it was."""
    _payable(bill)
    if bill.id in open_checklists(ledger):
        return ledger
    for line in bill.lines:
        _not_walked_elsewhere(ledger, bill, line)
    return _with(ledger, Progress(id=bill.id, started_at=now))


def _not_walked_elsewhere(ledger: Ledger, bill: Bill, line: Line) -> None:
    """Problem where another checklist would pay the line as well: its bill's, or its order's early settlement."""
    if line.order is None or line.outstanding <= 0:
        return
    walked = open_checklists(ledger)
    if order_settled(bill.id) is None:
        if early_id(line.order.id) in walked:
            raise Problem(
                "the early settlement of {title} is under way; finish or drop it first", title=line.order.title
            )
    elif bill_id(bill.channel.id, line.due) in walked:
        due = line.due.isoformat()
        raise Problem("the checklist of the bill due {due} is under way; finish or drop it first", due=due)


def warnings(progress: Progress, bill: Bill, now: datetime) -> tuple[Warn, ...]:
    """What has to be answered before the open step, in order."""
    answered = {each.warning for each in progress.answered}
    return tuple(warn for warn in raised(bill, now) if warn.id not in answered)


def answer(ledger: Ledger, bill: Bill, warning: str, reason: str, now: datetime) -> Ledger:
    """With a warning answered by a reason to go on, which is kept."""
    progress = under_way(ledger, bill)
    warn = next((each for each in warnings(progress, bill, now) if each.id == warning), None)
    if warn is None or reason not in warn.reasons:
        raise Problem("there is no such warning to answer")
    return _with(
        ledger,
        msgspec.structs.replace(
            progress, answered=(*progress.answered, Answered(warning=warning, reason=reason, at=now))
        ),
    )


def official(bill: Bill) -> tuple[App, ...]:
    """The official apps and sites of the bill's institution."""
    return bill.channel.apps


def confirm_platform(ledger: Ledger, bill: Bill, app: str, now: datetime) -> Ledger:
    """The official app or site was opened by oneself: it is named, and nothing else is taken."""
    if not any(each.name["zh_CN"] == app for each in official(bill)):
        raise Problem(
            "close it: a link from a message or another app may be a fake; open {apps} yourself",
            apps=" / ".join(f"{each.name['zh_CN']} {each.domain}".rstrip() for each in official(bill)),
        )
    return _finish(ledger, bill, Done(step=Step.PLATFORM, at=now, answer=app), now)


def confirm_entry(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """The repayment entry was found."""
    return _finish(ledger, bill, Done(step=Step.ENTRY, at=now), now)


def settle_amount(ledger: Ledger, bill: Bill, figure: Fen, way: Way, pay: Fen, now: datetime) -> Ledger:
    """The amount step: `figure` is the app's, `pay` what will be paid. Correcting keeps the app's figure as the bill's.

    Raises Problem where the figures differ and nothing was decided, or where a part is not a part.
    """
    _open(ledger, bill, Step.AMOUNT, now)
    _check_amount(bill, figure, way, pay)
    owed = bill.outstanding
    done = Done(step=Step.AMOUNT, at=now, figure=figure, pay=pay, owed=owed, way=way)
    if way is Way.CORRECT and figure != owed:
        done = msgspec.structs.replace(done, owed=figure, replaced=_before(ledger, bill))
    ledger = _finish(ledger, bill, done, now)
    if done.owed == owed:
        return ledger
    late = past_due(bill, now) and order_settled(bill.id) is None
    reason = LATE if figure > owed and late else ""
    correction = correction_of(bill, bill.paid + figure, now, reason)
    return msgspec.structs.replace(ledger, corrections=put(ledger.corrections, bill.id, correction))


def _check_amount(bill: Bill, figure: Fen, way: Way, pay: Fen) -> None:
    owed = bill.outstanding
    if figure <= 0 or pay <= 0:
        raise Problem("the amount must be more than ¥0.00", field="amount")
    if figure > MAX_AMOUNT:
        raise Problem("the amount {text} is over {limit}", field="amount", text=yuan(figure), limit=yuan(MAX_AMOUNT))
    if way is Way.PART:
        if order_settled(bill.id) is not None:
            raise Problem("early settlement is paid whole, or not at all", field="amount")
        if pay >= owed:
            raise Problem("a part must be less than the {owed} owed", field="amount", owed=yuan(owed))
        if pay > figure:
            raise Problem("the app shows only {figure}; pay no more than that", field="amount", figure=yuan(figure))
    elif pay != figure:
        raise Problem("pay what the app shows, {figure}, or decide to pay a part", field="amount", figure=yuan(figure))
    elif way is Way.MATCH and figure != owed:
        raise Problem(
            "the app shows {figure}, the bill {owed}: correct the bill, pay a part or stop",
            field="amount",
            figure=yuan(figure),
            owed=yuan(owed),
        )


def pay_part(ledger: Ledger, bill: Bill, pay: Fen, now: datetime) -> Ledger:
    """Before a method was chosen: only `pay` of the settled amount will be paid. What it corrected stays corrected."""
    progress = _open(ledger, bill, Step.METHOD, now)
    (settled,) = (done for done in progress.done if done.step is Step.AMOUNT)
    _check_amount(bill, settled.figure, Way.PART, pay)
    way = Way.CORRECT if settled.way is Way.CORRECT else Way.PART
    part = msgspec.structs.replace(settled, pay=pay, way=way)
    done = tuple(part if each is settled else each for each in progress.done)
    return _with(ledger, msgspec.structs.replace(progress, done=done))


def choose_method(ledger: Ledger, bill: Bill, method: str, now: datetime) -> Ledger:
    """A payment method was chosen out of those that the channel takes."""
    if not bill.channel.takes(method):
        raise Problem("{channel} does not take this method", field="method", channel=bill.channel.name)
    return _finish(ledger, bill, Done(step=Step.METHOD, at=now, answer=method), now)


def complete(ledger: Ledger, bill: Bill, paid_at: datetime, now: datetime, *, confirmed: bool = True) -> Ledger:
    """It was paid: the repayment is recorded and allocated, and its reference is still to be asked for.

    Not `confirmed`: the institution does not show it yet. A bill of early settlement closes its order.
    Raises Problem where the amount no longer held at the time of payment.
    """
    progress = _open(ledger, bill, Step.COMPLETE, now)
    _check_time(paid_at, now)
    amount = read(progress)
    if amount is None:
        raise Problem("the amount has not been verified")
    _check_held(amount, bill, paid_at, now)
    repayment = Repayment(
        id=next_repayment_id(ledger, bill),
        channel=bill.channel.id,
        due=bill.due,
        amount=amount.pay,
        paid_at=paid_at,
        method=next(done.answer for done in progress.done if done.step is Step.METHOD),
        confirmed=confirmed,
        order=order_settled(bill.id) or "",
        allocations=allocate(amount.pay, bill.lines, today(now, bill.channel.zone)),
    )
    ledger = _finish(ledger, bill, Done(step=Step.COMPLETE, at=now, answer=repayment.id), now)
    return close(record(ledger, bill, repayment), bill, repayment)


def _check_time(paid_at: datetime, now: datetime) -> None:
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
    return msgspec.structs.replace(
        asked(ledger, repayment),
        repayments=drop(ledger.repayments, repayment),
        closings=drop(ledger.closings, found.order) if found.order else ledger.closings,
    )


def _unconfirmed(ledger: Ledger, ident: str) -> Repayment:
    found = ledger.repayments.get(ident)
    if found is None or found.confirmed:
        raise Problem("there is nothing to look at now; another terminal may have answered")
    return found


def step_back(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With the last finished step open again; a correction that it made is taken back."""
    progress = under_way(ledger, bill)
    left = standing(progress, bill, now)[:-1]
    if len(left) == len(standing(progress, bill, now)):
        raise Problem("this is the first step")
    ledger = _taken_back(ledger, bill, progress.done[len(left) :])
    return _with(ledger, msgspec.structs.replace(progress, done=left))


def abandon(ledger: Ledger, bill: Bill) -> Ledger:
    """Without the bill's checklist: nothing was paid."""
    ledger = _taken_back(ledger, bill, under_way(ledger, bill).done)
    return msgspec.structs.replace(ledger, checklists=drop(ledger.checklists, bill.id))


def _before(ledger: Ledger, bill: Bill) -> Correction | None:
    """The correction that the bill had before this checklist made one."""
    there = ledger.corrections.get(bill.id)
    for done in under_way(ledger, bill).done:
        if there is not None and done.way is Way.CORRECT and done.at == there.at:
            return done.replaced
    return there


def _taken_back(ledger: Ledger, bill: Bill, steps: tuple[Done, ...]) -> Ledger:
    """Without the correction that one of the steps made; what it replaced counts again."""
    there = ledger.corrections.get(bill.id)
    made = next((done for done in steps if there is not None and done.way is Way.CORRECT and done.at == there.at), None)
    if made is None:
        return ledger
    corrections = (
        put(ledger.corrections, bill.id, made.replaced) if made.replaced else drop(ledger.corrections, bill.id)
    )
    return msgspec.structs.replace(ledger, corrections=corrections)


def under_way(ledger: Ledger, bill: Bill) -> Progress:
    """The bill's checklist; Problem where none is open (any more): where it was repaid since, when and how."""
    progress = open_checklists(ledger).get(bill.id)
    if progress is not None:
        return progress
    _payable(bill)
    if bill.repayments:
        raise Problem(
            "no checklist is open for this bill any more: {amount} was paid on {when} by {method}",
            **_how(bill, bill.repayments[-1]),
        )
    raise Problem("no checklist is open for this bill; another terminal may have ended it")


def _payable(bill: Bill) -> None:
    why_not = refusal(bill)
    if why_not:
        raise Problem.of(why_not)


def _open(ledger: Ledger, bill: Bill, step: Step, now: datetime) -> Progress:
    progress = under_way(ledger, bill)
    _payable(bill)
    opened = current(progress, bill, now)
    if opened is not step:
        raise Problem("that step is not open; another terminal may have gone on, or the bill has changed")
    if warnings(progress, bill, now):
        raise Problem("a warning has to be answered first")
    return progress


def _finish(ledger: Ledger, bill: Bill, done: Done, now: datetime) -> Ledger:
    progress = _open(ledger, bill, Step(done.step), now)
    return _with(ledger, msgspec.structs.replace(progress, done=(*standing(progress, bill, now), done)))


def _with(ledger: Ledger, progress: Progress) -> Ledger:
    return msgspec.structs.replace(ledger, checklists=put(ledger.checklists, progress.id, progress))
