"""What one version says of a bill may be of none where the other version's dates count: it is asked whose orders do."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from models.actions.bills_of_both import with_bills_of_both
from models.actions.merging import AnsweredRecords, Disagreement, Merged, Side, disagreement, recounted
from models.actions.orders_of_both import with_what_belongs
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive, derive_apart
from models.bills.lost_bills import lost_bills
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger

_STAYS = frozenset({"repayments", "conversions"})
"""The tables of money that was repaid, and of what is owed elsewhere."""
_NONE: AnsweredRecords = {}


def with_dates_of_both(
    made: Merged,
    mine: Ledger,
    theirs: Ledger,
    base: Ledger | None,
    catalogue: Catalogue,
    prefer: Side | None = None,
    answers: AnsweredRecords = _NONE,
) -> Merged:
    """The two merged as `with_bills_of_both`, and each order asked about on which a record without its bill hangs.

    Whose version of the order counts has its bill; what the other said of a bill that is not there then is gone, as it
    is when somebody edits the dates of the order. What no answer would give a bill stays.
    """
    versions, made = (mine, theirs), with_what_belongs(made, mine, theirs, catalogue)
    moved, lost = made, _lost(made.ledger, catalogue)
    if not lost:
        return with_bills_of_both(made, mine, theirs, base, catalogue, prefer, answers)
    books = [(derive_apart(each, catalogue), derive(each, catalogue)) for each in versions]
    known = {key for each in versions for key in _lost(each, catalogue)}
    while lost:
        moved = with_bills_of_both(made, mine, theirs, base, catalogue, prefer, answers)
        lost = {key: bill for key, bill in _lost(moved.ledger, catalogue).items() if key not in known}
        reasons = {
            key: [
                one
                for each in _reasons(key, bill, made.ledger, versions, books)
                if (one := disagreement(*each, mine, theirs, base))
            ]
            for key, bill in lost.items()
        }
        found = {one.key: one for some in reasons.values() for one in some}
        new = [one for key, one in sorted(found.items()) if key not in {each.key for each in moved.asked}]
        if not new:
            break
        made = with_what_belongs(_asked(made, new, prefer, answers), mine, theirs, catalogue)
    stay = known | {key for key in lost if key[0] in _STAYS or not reasons[key]}
    return recounted(moved, mine, _without_lost(moved.ledger, stay, catalogue))


def _asked(made: Merged, new: Iterable[Disagreement], prefer: Side | None, answers: AnsweredRecords) -> Merged:
    """With these asked, each as it was answered or preferred, else as it is in mine."""
    open_ = [one for one in new if prefer is None and one.key not in answers]
    tables: dict[str, dict[str, Any]] = {}
    for one in new:
        records = tables.setdefault(one.table, dict(getattr(made.ledger, one.table)))
        records.pop(one.id, None)
        counts = one.of(answers.get(one.key) or prefer or Side.MINE)
        if counts is not None:
            records[one.id] = counts
    return msgspec.structs.replace(
        made,
        ledger=msgspec.structs.replace(made.ledger, **tables),
        asked=(*made.asked, *new),
        open=(*made.open, *open_),
    )


def _reasons(
    lost: tuple[str, str], bill: str, made: Ledger, versions: tuple[Ledger, Ledger], books: Iterable[tuple[Book, Book]]
) -> Iterator[tuple[str, str]]:
    """The orders of the lost bill that are others than in the version which had it and the record, or its account.

    `books`: of each version as if its bills stood for themselves, and with those that have only what others left.
    """
    table, ident = lost
    for version, (apart, whole) in zip(versions, books, strict=True):
        was = apart.bills.get(bill) or whole.bills.get(bill)
        if was is None or ident not in getattr(version, table):
            continue
        orders = [each for each in _orders(was) if version.orders[each] != made.orders.get(each)]
        yield from (("orders", each) for each in orders)
        if not orders and version.accounts.get(was.channel.id) != made.accounts.get(was.channel.id):
            yield "accounts", was.channel.id


def _orders(bill: Bill) -> list[str]:
    return sorted({line.order_id for line in bill.lines if line.order})


def _without_lost(ledger: Ledger, stay: Collection[tuple[str, str]], catalogue: Catalogue) -> Ledger:
    """Without the records whose bill is not there but those; a deferral that goes may take another bill along."""
    while gone := [key for key in _lost(ledger, catalogue) if key not in stay and key[0] not in _STAYS]:
        tables = {
            table: {ident: each for ident, each in getattr(ledger, table).items() if (table, ident) not in gone}
            for table in {table for table, _ in gone}
        }
        ledger = msgspec.structs.replace(ledger, **tables)
    return ledger


def _lost(ledger: Ledger, catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """By table and id of each record whose bill is not there, that bill. Under an older id of another one nothing
    counts."""
    book = derive(msgspec.structs.replace(ledger, moved={}), catalogue)
    return {(each.table, each.id): str(each.message.params["other"]) for each in lost_bills(ledger, book)}
