"""The reference of a repayment: an extra of it, asked for once when it is on record."""

from datetime import datetime

import msgspec

from models.ledger.ids import bill_repaid
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.identity import key_of
from models.values.message import Problem
from models.values.money import Fen
from models.values.text import MAX_REFERENCE, clean


def unasked(ledger: Ledger) -> tuple[Repayment, ...]:
    """The repayments whose reference is still to be asked for, the one that was paid last first."""
    ended = {progress.recorded for progress in ledger.checklists.values()}
    found = (each for each in ledger.repayments.values() if each.id in ended and not each.reference)
    return tuple(sorted(found, key=lambda each: -each.paid_at.timestamp()))


def asked(ledger: Ledger, repayment: str) -> Ledger:
    """With the reference of that repayment asked for: it is not asked for again, whatever the answer."""
    left = {ident: each for ident, each in ledger.checklists.items() if each.recorded != repayment}
    return msgspec.structs.replace(ledger, checklists=left)


def as_kept(reference: str) -> str:
    """A reference as it is kept; Problem for one that is too long."""
    reference = clean(reference)
    if len(reference) > MAX_REFERENCE:
        raise Problem(
            "the reference has {count} characters, and {most} are kept at most; type what tells it from others",
            field="reference",
            count=len(reference),
            most=MAX_REFERENCE,
        )
    return reference


def as_typed(reference: str) -> str:
    """A reference as somebody typed it, without the numbers that are masked in a text. Problem as `as_kept`.

    Digits alone are the payment's number, though they may pass the check of a card's: see `like_card`.
    """
    from models.values.long_numbers import masked  # noqa: PLC0415  # every start looks for references, few type one

    return as_kept(masked(reference, cards=not key_of(reference).isdecimal()))


def refer(ledger: Ledger, repayment: str, reference: str) -> Ledger:
    """With the answer: the repayment has that reference, or none where it is empty.

    Raises Problem for one that is too long (one that is cut finds nothing), and where the repayment is no longer there
    or has another reference by now.
    """
    reference = as_typed(reference)
    found = ledger.repayments.get(repayment)
    if found is None:
        raise Problem("the repayment is no longer on record; another terminal may have undone it")
    mates = _made_with(ledger, found)
    ledger = asked(ledger, repayment)
    if not reference:
        return ledger
    if found.reference not in {"", reference}:
        raise Problem(
            "this repayment has the reference {reference} already; another terminal may have added it",
            reference=found.reference,
        )
    known = {each.id: msgspec.structs.replace(each, reference=reference) for each in (found, *mates)}
    return msgspec.structs.replace(ledger, repayments={**ledger.repayments, **known})


def paid_at_once(ledger: Ledger, made: Repayment) -> Fen:
    """What was paid by one payment: the repayment, and those that it made of other bills of the account."""
    return sum(each.amount for each in made_at_once(ledger, made.id)) or made.amount


def made_at_once(ledger: Ledger, ident: str) -> tuple[Repayment, ...]:
    """The repayment with that id, and those of other bills that one payment made with it; () where there is none."""
    first = ledger.repayments.get(ident)
    if first is None:
        return ()
    others = (each for each in ledger.repayments.values() if each.id != ident and _payment(each) == _payment(first))
    return (first, *(each for each in others if not each.order and each.due != first.due))


def _payment(made: Repayment) -> tuple[str, datetime, str, str, str]:
    return (made.account_id, made.paid_at, made.method, made.other, made.order)


def _made_with(ledger: Ledger, found: Repayment) -> tuple[Repayment, ...]:
    """The repayments of other bills that were made by the same payment."""
    progress = next((each for each in ledger.checklists.values() if each.recorded == found.id), None)
    bills = {share.bill for done in progress.done for share in done.bills} if progress else set()
    return tuple(
        each
        for each in ledger.repayments.values()
        if each.id != found.id
        and bill_repaid(each.id) in bills
        and (each.paid_at, each.method, each.reference) == (found.paid_at, found.method, "")
    )
