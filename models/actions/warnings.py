"""What may cost money at a bill: shown before it is repaid, and answered with a reason to go on."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec
import pendulum

from models.bills.auto_debit_window import auto_debit_range, auto_debit_window, hours_of, takes_unknown
from models.bills.bill import Bill, Window, auto_debit_unseen, days_left, past_due
from models.bills.debit_phase import tried_again, window_near
from models.bills.minimum import minimum_payment
from models.channels.arrival import Takes, arrives, last_safe
from models.ledger.progress import Step
from models.ledger.repayment import PaidAs
from models.values.message import Message, Words, msg
from models.values.money import Fen, yuan


class Warn(msgspec.Struct, frozen=True):
    """Something that may cost money: shown before a step, and answered with one of the reasons to go on.

    `ask` is the question that the reasons answer, in the user's own words: none of them says what somebody else said.
    `before` is the step that does not open until then.
    """

    id: str
    message: Message
    ask: Message
    reasons: Mapping[str, Message]
    before: Step = Step.PLATFORM


AFTER_CUTOFF = "after-cutoff"
MINIMUM = "minimum"
TOO_SLOW = "too-slow"

# What files hold are the ids of the reasons: words may change, ids may not.

GO_ON = MappingProxyType(
    {
        "now": msg("paying now is better than paying tomorrow"),
        "before": msg("I paid before the cut-off, and only record it now"),
        "grace": msg("when I paid as late as this before, it still counted"),
    }
)


BY_HAND = MappingProxyType(
    {
        "check": msg("to be sure; I look afterwards whether it was taken as well"),
        "empty": msg("there is too little in the account that it takes from"),
        "told": msg("when I paid by hand before, it took nothing"),
    }
)


NOT_TAKEN = MappingProxyType(
    {
        "looked": msg("no, or not all of it: I looked in the app"),
        "unclear": msg("I cannot see it in the app: I pay now, and look again"),
    }
)

NOT_IN_IT = MappingProxyType(
    {
        "looked": msg("no: I looked"),
        "rest": msg("yes: I pay only what is left without it"),
    }
)


NOT_THE_BILL = MappingProxyType(
    {
        PaidAs.MINIMUM.value: msg("the minimum: I leave the rest to the next bill, with its interest"),
        PaidAs.PART.value: msg("a part: I pay the rest apart from it"),
    }
)


SLOWLY = MappingProxyType(
    {
        "only": msg("I have no faster way now"),
        "sooner": msg("paid this way, it arrived in time so far"),
        "late": msg("I know that it may count as late"),
        "shown": msg("it is there already: the app shows it"),
    }
)


def like_minimum(bill: Bill, amount: Fen) -> Warn | None:
    """Where `amount` may be the minimum that was taken for the bill: which of the two it is, is to be said."""
    minimum = minimum_payment(bill)
    if minimum is None or not minimum.is_about(amount):
        return None
    text = msg(
        "about the minimum payment, not the whole bill: it leaves {rest}, {cost} a day (an estimate)",
        rest=yuan(minimum.rest),
        cost=yuan(minimum.a_day),
    )
    return Warn(MINIMUM, text, msg("What is it?"), NOT_THE_BILL)


def raised(bill: Bill, now: datetime) -> Iterator[Warn]:
    """What is to be answered before this bill is repaid; of early settlement, also what its ordinary bills raise."""
    seen = set()
    for each in (bill, *bill.ordinary):
        for warn in (*_of_auto_debit(each, now), *_of_repayments(each)):
            if warn.id not in seen:
                seen.add(warn.id)
                yield warn
    if not bill.settles:
        yield from _of_time(bill, now)


def too_slow(bill: Bill, method: str, sent: datetime, now: datetime) -> Iterator[Warn]:
    """Where a repayment by that method cannot arrive before the cut-off for certain, `sent` when it is.

    Of a bill that is past its cut-off by now there is nothing to be in time for.
    """
    arrival = bill.channel.arrival(method)
    if arrival is None or arrival.takes is Takes.AT_ONCE or bill.settles or past_due(bill, now):
        return
    by = arrives(arrival, sent, bill.channel.zone)
    if by.timestamp() <= bill.due_at.timestamp():
        return
    said: dict[str, str | Words] = {
        "method": bill.channel.method_name(method),
        "sent": f"{pendulum.instance(sent).in_timezone(bill.channel.zone):%m-%d %H:%M}",
        "by": f"{by:%m-%d %H:%M}",
        "cutoff": f"{bill.due_at:%m-%d %H:%M}",
        "safe": f"{last_safe(arrival, bill.due_at):%m-%d %H:%M}",
    }
    text = (
        msg(
            "sent on {sent}, {method} may arrive only by {by} (public holidays are not known), after the cut-off, "
            "{cutoff}: the last safe hour was {safe}",
            **said,
        )
        if arrival.takes is Takes.NEXT_WORKING_DAY
        else msg(
            "sent on {sent}, {method} may arrive only by {by}, after the cut-off, {cutoff}: "
            "the last safe hour was {safe}",
            **said,
        )
    )
    yield Warn(TOO_SLOW, text, msg("Why this way?"), SLOWLY, Step.COMPLETE)


def _of_auto_debit(bill: Bill, now: datetime) -> Iterator[Warn]:
    ended = auto_debit_window(bill)
    if ended is not None and auto_debit_unseen(bill, now):
        yield Warn("debit-unseen", _ended(bill, ended), msg("Was it taken?"), NOT_TAKEN)
    window = window_near(bill, now)
    if window is not None and tried_again(bill, now):
        yield Warn(
            "debit-again",
            msg(
                "auto-debit did not take all, and may be tried again until {end}: repay by hand before the cut-off, "
                "{cutoff}, then check that it is not taken twice",
                end=f"{window.end:%m-%d %H:%M}",
                cutoff=f"{bill.due_at:%m-%d %H:%M}",
            ),
            msg("Why pay by hand while it may still be tried?"),
            BY_HAND,
        )
    elif window is not None:
        yield Warn(
            "auto-debit",
            _auto_debit_near(bill, window),
            msg("Why pay by hand while auto-debit is on?")
            if window.known
            else msg("Why pay by hand while auto-debit may be on?"),
            BY_HAND,
        )


def _ended(bill: Bill, window: Window) -> Message:
    """What it may have taken: of a minimum that is not known, the most that it may be."""
    least, most = auto_debit_range(bill)
    end = f"{window.end:%m-%d %H:%M}"
    if least < most:
        return msg(
            "auto-debit ended at {end} and may have taken up to {amount}: look in the app first, or it may be paid "
            "twice",
            end=end,
            amount=yuan(most),
        )
    return msg(
        "auto-debit ended at {end} and may have taken {amount}: look in the app first, or it may be paid twice",
        end=end,
        amount=yuan(window.amount),
    )


def _auto_debit_near(bill: Bill, window: Window) -> Message:
    """What it takes, or may take: of a minimum that is not known, the most that it may be."""
    least, most = auto_debit_range(bill)
    params = {"amount": yuan(most if least < most else window.amount), **hours_of(window)}
    if not window.known:
        if least < most:
            return msg(
                "auto-debit may be on, and take up to {amount} between {start} and {end}: look in the app, or it may "
                "be paid twice",
                **params,
            )
        return msg(
            "auto-debit may be on, and take {amount} between {start} and {end}: look in the app, or it may be paid "
            "twice",
            **params,
        )
    if takes_unknown(bill):
        return msg(
            "auto-debit takes only the minimum between {start} and {end}, how much is not known, at most {amount}: pay "
            "by hand as well, and it may be paid twice",
            **params,
        )
    if least < most:
        return msg(
            "auto-debit may take up to {amount} between {start} and {end}: pay by hand as well, and it may be paid "
            "twice",
            **params,
        )
    return msg(
        "auto-debit takes {amount} between {start} and {end}: pay by hand as well, and it may be paid twice",
        **params,
    )


def _of_repayments(bill: Bill) -> Iterator[Warn]:
    waiting = sum(each.amount for each in bill.repayments if not each.confirmed)
    if waiting and bill.outstanding:
        text = msg(
            "{amount} was paid that the app did not show yet: its figure may still have it in it; c confirms it",
            amount=yuan(waiting),
        )
        yield Warn("unconfirmed", text, msg("Does the app's figure still include it?"), NOT_IN_IT, Step.AMOUNT)


def _of_time(bill: Bill, now: datetime) -> Iterator[Warn]:
    if past_due(bill, now) and days_left(bill, now) == 0:
        yield Warn(
            AFTER_CUTOFF,
            msg(
                "it is past the cut-off {cutoff} on the due date: a payment now may count as tomorrow's, as late",
                cutoff=f"{bill.channel.cutoff:%H:%M}",
            ),
            msg("Why pay now?"),
            GO_ON,
        )
