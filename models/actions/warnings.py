"""What may cost money at a bill: shown before it is repaid, and answered with a reason to go on."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from models.actions.auto_debit import near, tried_again
from models.bills.bill import Bill, Window, auto_debit_unseen, auto_debit_window, days_left, past_due
from models.bills.minimum import minimum_payment
from models.ledger.repayment import PaidAs
from models.values.message import Message, msg
from models.values.money import Fen, yuan


class Warn(msgspec.Struct, frozen=True):
    """Something that may cost money: shown before the step, and answered with one of the reasons to go on."""

    id: str
    message: Message
    reasons: Mapping[str, Message]


AFTER_CUTOFF = "after-cutoff"
MINIMUM = "minimum"

GO_ON = MappingProxyType(
    {
        "now": msg("I know; paying now is better than paying tomorrow"),
        "before": msg("it was paid before the cut-off; I only record it now"),
        "grace": msg("the institution told me that it still counts today"),
    }
)


MAY_BE_TAKEN = MappingProxyType(
    {
        "told": msg("the institution says that it takes nothing once the bill is repaid"),
        "empty": msg("the account that it takes from is empty, so it cannot take it"),
    }
)


MAY_BE_TRIED_AGAIN = MappingProxyType(
    {"check": msg("I pay by hand now, and look afterwards whether it was taken as well"), **MAY_BE_TAKEN}
)


NOT_TAKEN = MappingProxyType({"looked": msg("I looked in the app: it took nothing, or not all of it")})

NOT_IN_IT = MappingProxyType({"looked": msg("I looked: the app's figure no longer has it in it")})


NOT_THE_BILL = MappingProxyType(
    {
        PaidAs.MINIMUM.value: msg("it is the minimum: the rest goes over to the next bill, with interest"),
        PaidAs.PART.value: msg("it is a part: the rest is paid apart from it"),
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
    return Warn(MINIMUM, text, NOT_THE_BILL)


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


def _of_auto_debit(bill: Bill, now: datetime) -> Iterator[Warn]:
    ended = auto_debit_window(bill)
    if ended is not None and auto_debit_unseen(bill, now):
        yield Warn(
            "debit-unseen",
            msg(
                "auto-debit ended at {end} and may have taken {amount}: look in the app first, or it may be paid twice",
                end=f"{ended.end:%m-%d %H:%M}",
                amount=yuan(ended.amount),
            ),
            NOT_TAKEN,
        )
    window = near(bill, now)
    if window is not None and tried_again(bill, now):
        yield Warn(
            "debit-again",
            msg(
                "auto-debit did not take all, and may be tried again until {end}: repay by hand before the cut-off, "
                "{cutoff}, then check that it is not taken twice",
                end=f"{window.end:%m-%d %H:%M}",
                cutoff=f"{bill.due_at:%m-%d %H:%M}",
            ),
            MAY_BE_TRIED_AGAIN,
        )
    elif window is not None:
        yield Warn(
            "auto-debit",
            _near(window),
            MAY_BE_TAKEN,
        )


def _near(window: Window) -> Message:
    params = {
        "amount": yuan(window.amount),
        "start": f"{window.start:%m-%d %H:%M}",
        "end": f"{window.end:%m-%d %H:%M}",
    }
    if window.known:
        return msg(
            "auto-debit takes {amount} between {start} and {end}: pay by hand as well, and it may be paid twice",
            **params,
        )
    return msg(
        "auto-debit may be on, and take {amount} between {start} and {end}: look in the app, or it may be paid twice",
        **params,
    )


def _of_repayments(bill: Bill) -> Iterator[Warn]:
    waiting = sum(each.amount for each in bill.repayments if not each.confirmed)
    if waiting and bill.outstanding:
        text = msg(
            "{amount} was paid that the app did not show yet: its figure may still have it in it; c confirms it",
            amount=yuan(waiting),
        )
        yield Warn("unconfirmed", text, NOT_IN_IT)


def _of_time(bill: Bill, now: datetime) -> Iterator[Warn]:
    if past_due(bill, now) and days_left(bill, now) == 0:
        yield Warn(
            AFTER_CUTOFF,
            msg(
                "it is past the cut-off {cutoff} on the due date: a payment now may count as tomorrow's, as late",
                cutoff=f"{bill.channel.cutoff:%H:%M}",
            ),
            GO_ON,
        )
