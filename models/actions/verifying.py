"""The amount step: what the app shows, against the bill, and what is to be paid."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import msgspec

from models.actions.allotting import paid_alone
from models.actions.carried_interest import interest_of_total, with_interest
from models.actions.checklist import _before, _finish, _open, _with, check_free
from models.actions.gone_elsewhere import check_not_turned
from models.actions.seen import figure_seen
from models.actions.together import pays, with_others
from models.actions.warnings import raised
from models.bills.bill import Bill, is_late
from models.bills.book import Book
from models.bills.correcting import correction_of
from models.ledger.correction import LATE
from models.ledger.ledger import Ledger, open_checklists, put
from models.ledger.progress import Answered, Done, Step, Way
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan


def settle_amount(
    ledger: Ledger, bill: Bill, figure: Fen, way: Way, pay: Fen, now: datetime, orders: Sequence[str] = ()
) -> Ledger:
    """The amount step: `figure` is the app's, `pay` what will be paid. Correcting keeps the app's figure as the bill's;
    where interest on what the bill before left explains it, it is that.
    `orders` are those that a part is of alone.

    Raises Problem where the figures differ and nothing was decided, or where a part is not a part, or not of those.
    """
    _open(ledger, bill, Step.AMOUNT, now)
    check_amount(bill, figure, way, pay)
    owed = bill.outstanding
    done = _of_orders(Done(step=Step.AMOUNT, at=now, figure=figure, pay=pay, owed=owed, way=way), bill, orders)
    if way is Way.CORRECT and figure != owed:
        done = msgspec.structs.replace(done, owed=figure, replaced=_before(ledger, bill))
    ledger = _finish(ledger, bill, done, now)
    if done.owed == owed:
        return ledger
    total = bill.paid + figure
    interest = interest_of_total(ledger, bill, total)
    if interest is not None:
        return figure_seen(with_interest(ledger, bill, interest, now), bill, total, now)
    correction = correction_of(bill, total, now, usual_reason(bill, total, now))
    check_not_turned(ledger, bill, correction)
    ledger = msgspec.structs.replace(ledger, corrections=put(ledger.corrections, bill.id, correction))
    return ledger if bill.settles else figure_seen(ledger, bill, total, now)


def settle_match(ledger: Ledger, bill: Bill, now: datetime) -> Ledger:
    """The amount step: the app shows just what is owed, which is kept as the institution's figure of now."""
    owed = bill.outstanding
    ledger = settle_amount(ledger, bill, owed, Way.MATCH, owed, now)
    return ledger if bill.settles else figure_seen(ledger, bill, bill.paid + owed, now)


def settle_alone(ledger: Ledger, bill: Bill, figure: Fen, orders: Sequence[str], now: datetime) -> Ledger:
    """The amount step: the app shows the lines of these orders alone, which are paid; the rest of the bill is not."""
    check_amount(bill, figure, Way.PART, figure)
    done = Done(step=Step.AMOUNT, at=now, figure=figure, pay=figure, owed=bill.outstanding, way=Way.PART)
    return _finish(ledger, bill, _of_orders(done, bill, orders), now)


def _of_orders(done: Done, bill: Bill, orders: Sequence[str]) -> Done:
    """The step with what is paid being that of these orders alone; Problem where it is not just what they owe."""
    if not orders:
        return done
    if all([each.id for each in some] != list(orders) for some in paid_alone(bill, done.pay)):
        raise Problem("{figure} is not what is owed of that order alone", field="amount", figure=yuan(done.pay))
    order, *further = orders
    return msgspec.structs.replace(done, order=order, further=tuple(further))


def settle_several(
    ledger: Ledger,
    bill: Bill,
    book: Book,
    figure: Fen,
    now: datetime,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> Ledger:
    """The amount step: the app's `figure` pays other bills of the account as well.

    `answers` are the reasons to go on in spite of what may cost money at those. Raises Problem where the figure is not
    what they come to together (any more), where a checklist of another is under way, or a warning is not answered.
    """
    _open(ledger, bill, Step.AMOUNT, now)
    shares = pays(bill, figure, book, now)
    if not shares:
        raise Problem("{figure} is not what several bills come to together", field="amount", figure=yuan(figure))
    progress = open_checklists(ledger)[bill.id]
    answered = {each.warning for each in progress.answered}
    new = list[Answered]()
    for ident in with_others(bill, shares):
        other = book.bill(ident)
        check_free(ledger, other)
        for warn in raised(other, now):
            if warn.id not in answered and answers.get(warn.id) not in warn.reasons:
                raise Problem("a warning has to be answered first")
            if warn.id not in answered:
                new.append(Answered(warning=warn.id, reason=answers[warn.id], at=now))
                answered.add(warn.id)
    done = Done(
        step=Step.AMOUNT, at=now, figure=figure, pay=figure, owed=bill.outstanding, way=Way.SEVERAL, bills=shares
    )
    ledger = _finish(ledger, bill, done, now)
    progress = ledger.checklists[bill.id]
    return _with(ledger, msgspec.structs.replace(progress, answered=(*progress.answered, *new)))


def usual_reason(bill: Bill, total: Fen, now: datetime) -> str:
    """Why the institution's `total` is usually another: late interest, where an overdue bill has grown."""
    return LATE if total > bill.amount and is_late(bill, now) and not bill.settles else ""


def check_amount(bill: Bill, figure: Fen, way: Way, pay: Fen) -> None:
    """Raise Problem where `pay` is not what was decided to be paid of the app's `figure`."""
    owed = bill.outstanding
    if figure <= 0 or pay <= 0:
        raise Problem("the amount must be more than ¥0.00", field="amount")
    if figure > MAX_AMOUNT:
        raise Problem("the amount {text} is over {limit}", field="amount", text=yuan(figure), limit=yuan(MAX_AMOUNT))
    if way is Way.PART:
        if bill.settles:
            raise Problem("early settlement is paid whole, or not at all", field="amount")
        if pay >= owed:
            raise Problem("a part must be less than the {owed} owed", field="amount", owed=yuan(owed))
        if pay > figure:
            raise Problem("the app shows only {figure}; pay no more than that", field="amount", figure=yuan(figure))
    elif pay != figure:
        raise Problem("pay what the app shows, {figure}, or decide to pay a part", field="amount", figure=yuan(figure))
    elif way is not Way.CORRECT and figure != owed:
        raise Problem(
            "the app shows {figure}, the bill {owed}: correct the bill, pay a part or stop",
            field="amount",
            figure=yuan(figure),
            owed=yuan(owed),
        )


def pay_part(ledger: Ledger, bill: Bill, pay: Fen, now: datetime, orders: Sequence[str] = ()) -> Ledger:
    """Before a method was chosen: only `pay` of the settled amount will be paid, of these `orders` alone where they are
    said. What it corrected stays corrected.
    """
    progress = _open(ledger, bill, Step.METHOD, now)
    (settled,) = (done for done in progress.done if done.step is Step.AMOUNT)
    check_amount(bill, settled.figure, Way.PART, pay)
    way = Way.CORRECT if settled.way is Way.CORRECT else Way.PART
    part = _of_orders(msgspec.structs.replace(settled, pay=pay, way=way, bills=(), order="", further=()), bill, orders)
    done = tuple(part if each is settled else each for each in progress.done)
    return _with(ledger, msgspec.structs.replace(progress, done=done))
