"""What went to bills out of credit because a figure left it over, which is then taken back."""

from collections.abc import Collection, Iterator
from datetime import datetime

import msgspec

from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.ids import bill_account, bill_due, bill_id
from models.ledger.ledger import Ledger
from models.values.dates import months_after


def without_uses_since(ledger: Ledger, made: Correction, entered_after: Collection[str] = ()) -> Ledger:
    """Without what went on record since that correction was made as used for bills of its account: the credit that it
    left over, or took, goes back to where it was.

    What somebody did something with since, or the institution used it for on the due date, stays; so does what a bill
    got that left its rest to such a bill. `entered_after`: the repayments that were entered since though they are dated
    before it.
    """
    done = _with_what_left_to(set(_done_since(ledger, made.at, entered_after)), ledger)
    gone = {ident for ident, each in ledger.credits.items() if each.bill not in done and _is_since(each, made)}
    if not gone:
        return ledger
    left = {ident: each for ident, each in ledger.credits.items() if ident not in gone}
    return msgspec.structs.replace(ledger, credits=left)


def is_counted_on(ledger: Ledger, made: Correction, entered_after: Collection[str] = ()) -> bool:
    """Whether a bill that has the rest of that one had something done with it since; or another bill got what is credit
    only because that correction has it in spite of a refund."""
    done = set(_done_since(ledger, made.at, entered_after)) - {made.id}
    if made.id in _with_what_left_to(done, ledger):
        return True
    orders = {line.order for line in made.returned}
    of = {each.id for each in ledger.refunds.values() if each.order in orders}
    since = (each for each in ledger.credits.values() if each.at.timestamp() > made.at.timestamp())
    return any(each.of in of and each.bill != made.id for each in since)


def _is_since(each: CreditUse, made: Correction) -> bool:
    """Whether the use went on record after the correction, and before its bill was due."""
    same = bill_account(each.bill) == bill_account(made.id)
    return same and each.at.timestamp() > made.at.timestamp() and each.at.date() < bill_due(each.bill)


def _with_what_left_to(done: set[str], ledger: Ledger) -> set[str]:
    """Those bills, and all whose rest one of them has, or may have: what that came to hangs on what credit they got."""
    left = [(each.id, bill_due(each.to)) for each in ledger.deferrals.values()]
    left += [(ident, months_after(bill_due(ident), 2)) for ident in ledger.minimums]
    for ident, last in sorted(left, key=lambda each: bill_due(each[0]), reverse=True):
        account, due = bill_account(ident), bill_due(ident)
        if any(bill_account(each) == account and due < bill_due(each) <= last for each in done):
            done = done | {ident}
    return done


def _done_since(ledger: Ledger, at: datetime, entered_after: Collection[str]) -> Iterator[str]:
    """The bills of which something was repaid, deferred or turned into instalments since."""
    acts = [(each.id, each.at) for each in ledger.deferrals.values()]
    acts += [(each.id, each.at) for each in ledger.minimums.values()]
    acts += [(each.bill, each.at) for each in ledger.conversions.values()]
    acts += [
        (bill_id(each.account_id, each.due), at if each.id in entered_after else each.paid_at)
        for each in ledger.repayments.values()
    ]
    yield from (ident for ident, done in acts if done.timestamp() >= at.timestamp())
