"""What credit went to by itself is kept on record, so that nothing that happens later takes it away again."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import msgspec

from models.bills.all_credits import may_have_beyond, of_accounts
from models.bills.bill import Bill, past_due
from models.bills.contracts import contracts
from models.bills.credits import credits_of
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger
from models.values.money import Fen

Change = Callable[[Ledger], Ledger]


def keeping(change: Change, catalogue: Catalogue, now: datetime) -> Change:
    """The change, made of a ledger in which what credit was used for so far is on record; see `with_used`.

    Every action is made so: it may be the one that opens an earlier bill, which credit would go to from then on.
    """

    def changed(ledger: Ledger) -> Ledger:
        before = with_used(ledger, catalogue, now)
        after = change(before)
        return ledger if after is before else after

    return changed


def with_used(ledger: Ledger, catalogue: Catalogue, now: datetime) -> Ledger:
    """The same with what went to bills out of credit on record, where they count on it; no bill is another one then."""
    accounts = may_have_beyond(ledger) | credits_of(ledger, contracts(ledger, catalogue)).keys()
    if not accounts:
        return ledger
    book = derive(of_accounts(ledger, accounts), catalogue)
    uses = dict(ledger.credits)
    for bill in book.bills.values():
        for of, amount in _not_on_record(bill, ledger) if _counts_on_it(bill, ledger, now) else ():
            made = CreditUse(
                id=free_id(uses, of), account_id=bill.channel.id, of=of, bill=bill.id, amount=amount, at=now
            )
            uses[made.id] = made
    return ledger if len(uses) == len(ledger.credits) else msgspec.structs.replace(ledger, credits=uses)


def free_id(uses: Mapping[str, CreditUse], of: str) -> str:
    """An id for one more use of what came with the repayment or refund `of`."""
    number = 1
    while f"{of}+{number}" in uses:
        number += 1
    return f"{of}+{number}"


def _counts_on_it(bill: Bill, ledger: Ledger, now: datetime) -> bool:
    """Whether the institution has used the credit for it, or somebody did something with what it left of the bill."""
    done = bool(bill.repayments or bill.conversions) or bill.over is not None
    done = done or bill.id in ledger.deferrals or bill.id in ledger.minimums
    done = done or any(line.order_id in ledger.closings for line in bill.lines)
    return bool(bill.credited) and (done or past_due(bill, now))


def _not_on_record(bill: Bill, ledger: Ledger) -> Iterator[tuple[str, Fen]]:
    for each in bill.credited:
        said = sum(use.amount for use in ledger.credits.values() if (use.of, use.bill) == (each.of, bill.id))
        if each.amount > said:
            yield each.of, each.amount - said
