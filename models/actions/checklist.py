"""The repayment checklist: a state machine for one bill, with gates and warnings.

Every function takes the newest ledger and returns the next one; `Problem` is a gate that does not open.
The steps are done in order; a step's answer is on record before the next one opens.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.actions.carried_interest import interest_taken_back
from models.actions.own_app import check_own
from models.actions.refusal import refusal, repaid_how
from models.actions.uses_since import is_counted_on, without_uses_since
from models.actions.warnings import TOO_SLOW, Warn, raised, too_slow
from models.bills.bill import Bill
from models.bills.schedule import Line
from models.bills.standing import STEPS, current, standing
from models.channels.channel import Channel
from models.channels.rules import App
from models.ledger.correction import Correction
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger, drop, open_checklists, put
from models.ledger.progress import Answered, Done, Progress, Step, Way
from models.ledger.repayment import OTHER
from models.values.account_label import check_account
from models.values.message import Problem, bracketed, enumerated
from models.values.text import MAX_TITLE, clean


def begin(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With a checklist for the bill; the one that is under way goes on where it was."""
    _payable(bill)
    if bill.id in open_checklists(ledger):
        return ledger
    check_alone(ledger, bill)
    return _with(ledger, Progress(id=bill.id, started_at=now))


def check_alone(ledger: Ledger, bill: Bill) -> None:
    """Raise Problem where another checklist that is under way would repay a part of the bill as well."""
    for line in bill.lines:
        _not_open_elsewhere(ledger, bill, line)
    for each in open_checklists(ledger).values():
        if each.id != bill.id and any(share.bill == bill.id for done in each.done for share in done.bills):
            raise Problem(
                "the checklist of the bill due {due} is under way, and pays this one as well; finish or drop it first",
                due=each.id.rpartition("/")[2],
            )


def check_free(ledger: Ledger, bill: Bill) -> None:
    """Raise Problem where a bill cannot be repaid together with another: by its own checklist, or one that has it."""
    if bill.id in open_checklists(ledger):
        due = bill.due.isoformat()
        raise Problem("the checklist of the bill due {due} is under way; finish or drop it first", due=due)
    check_alone(ledger, bill)


def _not_open_elsewhere(ledger: Ledger, bill: Bill, line: Line) -> None:
    """Problem where another checklist would pay the line as well: its bill's, or its order's early settlement."""
    if line.order is None or line.outstanding <= 0:
        return
    under_way = open_checklists(ledger)
    if not bill.settles:
        if early_id(line.order.id) in under_way:
            raise Problem(
                "the early settlement of {title} is under way; finish or drop it first", title=line.order.title
            )
    elif bill_id(bill.channel.id, line.due) in under_way:
        due = line.due.isoformat()
        raise Problem("the checklist of the bill due {due} is under way; finish or drop it first", due=due)


def warnings(progress: Progress, bill: Bill, now: datetime) -> tuple[Warn, ...]:
    """What has to be answered before the open step, in order."""
    answered = {each.warning for each in progress.answered}
    opened = current(progress, bill, now)
    if opened is None:
        return ()
    return tuple(
        warn
        for warn in (*raised(bill, now), *_too_slow(progress, bill, now))
        if warn.id not in answered and STEPS.index(warn.before) <= STEPS.index(opened)
    )


def _too_slow(progress: Progress, bill: Bill, now: datetime) -> Iterator[Warn]:
    """Of a method that was chosen, and of money that was sent then; what the app has already did arrive."""
    for done in progress.done:
        if done.step is Step.METHOD and not progress.repaid_already:
            yield from too_slow(bill, done.answer, done.at, now)


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
    """The user opened the official app or site and named it; no other name is taken."""
    check_own(official(bill), app)
    return _finish(ledger, bill, Done(step=Step.PLATFORM, at=now, answer=app), now)


def confirm_entry(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """The repayment entry was found."""
    return _finish(ledger, bill, Done(step=Step.ENTRY, at=now), now)


def choose_method(ledger: Ledger, bill: Bill, method: str, now: datetime, *, other: str = "") -> Ledger:
    """A payment method was chosen out of those that the channel takes; or OTHER, with how it is paid in words.

    What a slow method was gone on with for is to be said again.
    """
    check_paid_by(bill.channel, method, other)
    done = Done(step=Step.METHOD, at=now, answer=method, other=clean(other))
    ledger = _finish(ledger, bill, done, now)
    progress = under_way(ledger, bill)
    answered = tuple(each for each in progress.answered if each.warning != TOO_SLOW)
    return _with(ledger, msgspec.structs.replace(progress, answered=answered))


def check_paid_by(channel: Channel, method: str, other: str) -> None:
    """Raise Problem where the channel does not take the method; another way is taken with its words."""
    words = clean(other)
    if method != OTHER or (channel.takes(OTHER) and not words):
        check_method(channel, method)
        if words:
            raise Problem("words of your own go with the method `other` alone", field="other")
        return
    if not words:
        raise Problem("say in words how it was paid", field="other")
    if len(words) > MAX_TITLE:
        raise Problem("say in at most {most} characters how it was paid", field="other", most=MAX_TITLE)
    try:
        check_account(words)
    except Problem as problem:
        problem.field = "other"
        raise


def check_method(channel: Channel, method: str) -> None:
    """Raise Problem, with the methods that the channel takes, where this is none of them."""
    if not channel.takes(method):
        taken = enumerated(bracketed(each.id, each.name) for each in channel.methods)
        raise Problem(
            "{channel} does not take this method; it takes {methods}",
            field="method",
            channel=channel.name,
            methods=taken,
        )


def step_back(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """With the last finished step open again; a correction that it made is taken back."""
    progress = under_way(ledger, bill)
    done = standing(progress, bill, now)
    if not done:
        raise Problem("this is the first step")
    ledger = _taken_back(ledger, bill, progress.done[len(done) - 1 :])
    return _with(ledger, msgspec.structs.replace(progress, done=done[:-1]))


def abandon(ledger: Ledger, bill: Bill) -> Ledger:
    """Without the bill's checklist: nothing was paid."""
    ledger = _taken_back(ledger, bill, under_way(ledger, bill).done)
    return msgspec.structs.replace(ledger, checklists=drop(ledger.checklists, bill.id))


def without_checklist(ledger: Ledger, bill: Bill) -> Ledger:
    """Without the bill's checklist, should one be under way: something else than a repayment happened to the bill."""
    if bill.id not in open_checklists(ledger):
        return ledger
    return msgspec.structs.replace(ledger, checklists=drop(ledger.checklists, bill.id))


def _before(ledger: Ledger, bill: Bill) -> Correction | None:
    """The correction that the bill had before this checklist made one."""
    there = ledger.corrections.get(bill.id)
    for done in under_way(ledger, bill).done:
        if there is not None and done.way is Way.CORRECT and done.at == there.at:
            return done.replaced
    return there


def _taken_back(ledger: Ledger, bill: Bill, steps: tuple[Done, ...]) -> Ledger:
    """Without the correction, or the interest, that one of the steps read; what it replaced counts again.

    Where another bill was settled meanwhile with what there is only by that correction, this stays.
    """
    there = ledger.corrections.get(bill.id)
    made = next((done for done in steps if there is not None and done.way is Way.CORRECT and done.at == there.at), None)
    if made is None or there is None:
        return interest_taken_back(ledger, bill, steps)
    ledger = without_uses_since(ledger, there, made.entered_after)
    if is_counted_on(ledger, there, made.entered_after):
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
            **repaid_how(bill),
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
        raise Problem("that step cannot be done now; another terminal may have gone on, or the bill has changed")
    if warnings(progress, bill, now):
        raise Problem("a warning has to be answered first")
    return progress


def _finish(ledger: Ledger, bill: Bill, done: Done, now: datetime) -> Ledger:
    progress = _open(ledger, bill, Step(done.step), now)
    return _with(ledger, msgspec.structs.replace(progress, done=(*standing(progress, bill, now), done)))


def _with(ledger: Ledger, progress: Progress) -> Ledger:
    return msgspec.structs.replace(ledger, checklists=put(ledger.checklists, progress.id, progress))
