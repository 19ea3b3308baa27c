"""What credit went to by itself is kept on record, so that nothing that happens later takes it away again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from datetime import datetime

import msgspec

from models.actions.entered_after import noting_entered_after
from models.bills.all_credits import may_have_beyond, of_accounts
from models.bills.bill import Bill, past_due
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.credits import credits_of
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger, LedgerChange
from models.values.money import Fen


def keeping(change: LedgerChange, catalogue: Catalogue, now: datetime) -> LedgerChange:
    """The change, made of a ledger in which what credit was used for so far is on record; see `with_used`.

    Every action is made so: it may be the one that opens an earlier bill, which credit would go to from then on.
    """

    def changed(ledger: Ledger) -> Ledger:
        before = with_used(ledger, catalogue, now)
        after = change(before)
        return ledger if after is before else noting_entered_after(before, after)

    return changed


def with_used(ledger: Ledger, catalogue: Catalogue, now: datetime) -> Ledger:
    """The same with what went to bills out of credit on record, where they count on it; no bill is another one then."""
    accounts = may_have_beyond(ledger) | credits_of(ledger, contracts(ledger, catalogue)).keys()
    if not accounts:
        return ledger
    book = derive(of_accounts(ledger, accounts), catalogue)
    uses = dict(ledger.credits)
    for bill in book.bills.values():
        for of, amount in _not_on_record(bill, ledger, now):
            made = CreditUse(
                id=free_id(uses, of), account_id=bill.channel.id, of=of, bill=bill.id, amount=amount, at=now
            )
            uses[made.id] = made
    if len(uses) == len(ledger.credits):
        return ledger
    # What is free where less is on record might go to an earlier bill: not by an act that is about something else.
    ways = (_no_more_than_came(uses, book), uses, _no_more_than_they_got(uses, book))
    every = [msgspec.structs.replace(ledger, credits=way) for index, way in enumerate(ways) if way not in ways[:index]]
    was = as_they_are(book)
    same = (each for each in every if as_they_are(derive(of_accounts(each, accounts), catalogue)) == was)
    return next(same, msgspec.structs.replace(ledger, credits=uses))


def as_they_are(book: Book) -> Mapping[str, Bill]:
    """Its bills without what lies there beside them: how much of that is free hangs on what is on record."""
    return {
        key: msgspec.structs.replace(each, unused=(), again=(), spent=(), spare=()) for key, each in book.bills.items()
    }


def _no_more_than_came(uses: Mapping[str, CreditUse], book: Book) -> dict[str, CreditUse]:
    """The uses; of what is said to go to more bills than it is enough for, as much as each really got.

    A bill that needed less since left the rest to others.
    """
    said, came = Counter[str](), Counter[str]()
    for each in uses.values():
        said[each.of] += each.amount
    for credit in (credit for mine in book.credits.values() for credit in mine):
        came[credit.of] += credit.amount
    for bill in book.bills.values():
        for part in bill.beyond:
            came[part.of] += part.amount
    return _no_more_than_they_got(uses, book, frozenset(of for of in said if said[of] > came[of]))


def _no_more_than_they_got(
    uses: Mapping[str, CreditUse], book: Book, some: Set[str] | None = None
) -> dict[str, CreditUse]:
    """The uses; of all, or of `some` credits, as much as each bill really got."""
    got, found = Counter[tuple[str, str]](), dict[str, CreditUse]()
    for bill in book.bills.values():
        for part in bill.credited:
            got[part.of, bill.id] += part.amount
    for ident, each in uses.items():
        less = some is None or each.of in some
        amount = min(each.amount, got[each.of, each.bill]) if less else each.amount
        got[each.of, each.bill] -= amount
        if amount:
            found[ident] = each if amount == each.amount else msgspec.structs.replace(each, amount=amount)
    return found


def free_id(uses: Mapping[str, CreditUse], of: str) -> str:
    """An id for one more use of what came with the repayment or refund `of`."""
    number = 1
    while f"{of}+{number}" in uses:
        number += 1
    return f"{of}+{number}"


def _counts_on_it(bill: Bill, of: str, ledger: Ledger, now: datetime) -> bool:
    """Whether the institution has used that credit for it, or somebody did something with what it left of the bill.

    What was done before the money came, or goods came back, did not count on these.
    """
    if bill.over is not None or bill.id in ledger.deferrals or bill.id in ledger.minimums or past_due(bill, now):
        return True
    known = _known_at(of, ledger)
    return any(known is None or at.timestamp() >= known.timestamp() for at in _done_with(bill, ledger))


def _known_at(of: str, ledger: Ledger) -> datetime | None:
    """Before when nobody could count on what the repayment or refund `of` is to bring; None where that is not known."""
    if back := ledger.refunds.get(of):
        return back.known_at
    paid = ledger.repayments.get(of)
    return paid.paid_at if paid else None


def _done_with(bill: Bill, ledger: Ledger) -> Iterator[datetime]:
    """When something of the bill was repaid, turned into instalments, or settled early."""
    yield from (each.paid_at for each in bill.repayments)
    yield from (each.at for each in bill.conversions)
    yield from (ledger.closings[line.order_id].at for line in bill.lines if line.order_id in ledger.closings)


def _not_on_record(bill: Bill, ledger: Ledger, now: datetime) -> Iterator[tuple[str, Fen]]:
    for each in bill.credited:
        if _counts_on_it(bill, each.of, ledger, now):
            said = sum(use.amount for use in ledger.credits.values() if (use.of, use.bill) == (each.of, bill.id))
            if each.amount > said:
                yield each.of, each.amount - said
