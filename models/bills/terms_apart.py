"""The due date, the minimum and the instalments that a statement has for a bill, beside those that are derived."""

from datetime import date

import msgspec

from models.bills.bill import Bill
from models.bills.minimum import TOLERANCE, minimum_range
from models.ledger.figure import StatedTerms
from models.values.money import Fen


class TermsApart(msgspec.Struct, frozen=True):
    """What of the terms is another than here; None for what is not. `least`: the minimum there, in fen, and `here` the
    nearest that it can be by the rule. `others`: it lists other instalments."""

    due: date | None = None
    least: Fen | None = None
    here: Fen | None = None
    others: bool = False

    def __bool__(self) -> bool:
        return self.due is not None or self.least is not None or self.others


NOT_APART = TermsApart()


def terms_apart(bill: Bill, terms: StatedTerms | None, rest: Fen | None) -> TermsApart:
    """What a statement says otherwise than the bill has it. `rest`: what its total has besides, which is all else that
    was paid by a card; None where the totals differ: then no minimum can be the same."""
    if terms is None or bill.settles:
        return NOT_APART
    due = terms.due if terms.due != bill.due else None
    here = None if terms.minimum is None or rest is None else _minimum_here(bill, terms.minimum, rest)
    return TermsApart(due, None if here is None else terms.minimum, here, terms.lists_others)


def _minimum_here(bill: Bill, least: Fen, rest: Fen) -> Fen | None:
    """The minimum here that is nearest to `least`; None where that may be it, or no rule says what counts.

    Of what else was paid by the card nobody here knows more than that some of it counts, perhaps all.
    """
    rule = bill.channel.minimum
    if rule is None or rule.instalments is None:
        return None
    low, high = minimum_range(bill)
    if low - TOLERANCE <= least <= high + rest + TOLERANCE:
        return None
    return low if least < low else high + rest
