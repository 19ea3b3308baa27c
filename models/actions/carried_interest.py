"""The institution's own interest on what the bill before left: it stands for our estimate, and nothing is corrected."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from models.bills.beside_lines import Guess
from models.bills.bill import Bill, kind_on
from models.bills.given_back import expected
from models.bills.line_kind import LineKind
from models.ledger.ids import bill_account, bill_due
from models.ledger.ledger import Ledger, drop, put
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.progress import Done
from models.values.money import Fen


def interest_of_total(ledger: Ledger, bill: Bill, total: Fen) -> Fen | None:
    """What the interest is where the institution's `total` for the bill differs by no more than our estimate of it, or
    not at all; None where that does not explain it. Of several totals the last one says it.
    """
    guess, difference = _guess(bill), total - expected(bill)
    if guess is None or guess.of not in ledger.minimums or not _may_say_it(ledger, bill):
        return None
    late = [line for line in bill.lines if kind_on(line, bill) is LineKind.LATE]
    # Of interest that went over twice, the later part is what the institution's may differ by: the other is billed.
    billed = max(sum(line.paid for line in late), sum(line.amount for line in late) - (guess.left or guess.interest))
    if sum(line.amount for line in late) + difference < billed:
        return None
    found = _known(bill, guess) + difference
    if not guess.left:  # somebody has seen it before
        return found if difference and abs(found - guess.guess) <= guess.guess else None
    return found if abs(difference) <= bill.estimated else None


def with_interest(ledger: Ledger, bill: Bill, interest: Fen, now: datetime) -> Ledger:
    """With that as the interest on what the bill before left, as somebody read it just now."""
    guess = _guess(bill)
    if guess is None or guess.of not in ledger.minimums:
        return ledger
    own = guess.interest + interest - _known(bill, guess)
    ledger = msgspec.structs.replace(ledger, corrections=drop(ledger.corrections, bill.id))
    return _put(ledger, msgspec.structs.replace(ledger.minimums[guess.of], at=now, interest=own))


def interest_taken_back(ledger: Ledger, bill: Bill, steps: Iterable[Done]) -> Ledger:
    """Without the interest that one of these steps of its checklist read: it is an estimate again."""
    read = {done.at for done in steps}
    for each in [each for each in _before(ledger, bill) if each.at in read]:
        ledger = _put(ledger, msgspec.structs.replace(each, interest=None))
    return ledger


def _guess(bill: Bill) -> Guess | None:
    """Of the interest on what earlier bills left the last that nobody has seen, or else the last."""
    return next((each for each in reversed(bill.guesses) if each.left), bill.guesses[-1] if bill.guesses else None)


def _known(bill: Bill, guess: Guess) -> Fen:
    """What the bill has of that interest so far."""
    return bill.estimated if guess.left else guess.interest


def _may_say_it(ledger: Ledger, bill: Bill) -> bool:
    """Whether no total of the bill said anything else: why it differs, what was lowered, or what was repaid of it."""
    made = ledger.corrections.get(bill.id)
    if made is None:
        return True
    return not (made.reason or made.used or made.returned or bill.repayments or bill.id in ledger.reductions)


def _before(ledger: Ledger, bill: Bill) -> list[MinimumPaid]:
    """The bills of the account before this one of which the minimum was paid."""
    mine = (each for each in ledger.minimums.values() if bill_account(each.id) == bill.channel.id)
    return [each for each in mine if bill_due(each.id) < bill.due]


def _put(ledger: Ledger, made: MinimumPaid) -> Ledger:
    return msgspec.structs.replace(ledger, minimums=put(ledger.minimums, made.id, made))
