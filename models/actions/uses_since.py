"""What went to bills out of credit because a figure left it over, which is then taken back."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.ids import bill_account, bill_due, bill_id
from models.ledger.ledger import Ledger


def without_uses_since(ledger: Ledger, made: Correction) -> Ledger:
    """Without what went on record since that correction was made as used for other bills of its account: the credit
    that it left over goes back to where it was.

    What somebody did something with since, or the institution used it for on the due date, stays.
    """
    done = set(_done_since(ledger, made.at))
    gone = {ident for ident, each in ledger.credits.items() if each.bill not in done and _is_since(each, made)}
    if not gone:
        return ledger
    left = {ident: each for ident, each in ledger.credits.items() if ident not in gone}
    return msgspec.structs.replace(ledger, credits=left)


def is_counted_on(ledger: Ledger, made: Correction) -> bool:
    """Whether another bill got since what is credit only because that correction has it in spite of a refund."""
    orders = {line.order for line in made.returned}
    of = {each.id for each in ledger.refunds.values() if each.order in orders}
    since = (each for each in ledger.credits.values() if each.at.timestamp() > made.at.timestamp())
    return any(each.of in of and each.bill != made.id for each in since)


def _is_since(each: CreditUse, made: Correction) -> bool:
    """Whether the use went on record after the correction, and before its bill, another one, was due."""
    another = bill_account(each.bill) == bill_account(made.id) and each.bill != made.id
    return another and each.at.timestamp() > made.at.timestamp() and each.at.date() < bill_due(each.bill)


def _done_since(ledger: Ledger, at: datetime) -> Iterator[str]:
    """The bills of which something was repaid, deferred or turned into instalments since."""
    acts = [(each.id, each.at) for each in ledger.deferrals.values()]
    acts += [(each.id, each.at) for each in ledger.minimums.values()]
    acts += [(each.bill, each.at) for each in ledger.conversions.values()]
    acts += [(bill_id(each.account_id, each.due), each.paid_at) for each in ledger.repayments.values()]
    yield from (ident for ident, done in acts if done.timestamp() >= at.timestamp())
