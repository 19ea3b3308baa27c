"""What is recorded of a bill that is there only because of what went over to it goes along when that gets another date.

No order has a period on it: it is where the rest of its source is, the bill that went over to it.
"""

from collections.abc import Collection, Mapping, Set
from typing import Any, TypeVar

import msgspec

from models.actions.defer import led_to
from models.actions.moved_records import renamed_progress, repaid_bills
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive, derive_apart
from models.bills.line_kind import LineKind
from models.channels.channel import Catalogue
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.deferral import Deferral
from models.ledger.ledger import Ledger
from models.ledger.moved_bill import MovedBill
from models.values.message import Problem

RecordT = TypeVar("RecordT", bound=msgspec.Struct)


def with_grown(
    before: Ledger, after: Ledger, own: Collection[str], heirs: Mapping[str, str], catalogue: Catalogue
) -> Ledger:
    """`after` with what is recorded of the bills `before` that are not their orders' `own` said of where they are now.

    `heirs` are the ids of those now.
    """
    if not (before.deferrals or before.minimums):
        return after
    was, ids = derive(before, catalogue), dict(heirs)
    for bill in was.bills.values():
        source = next((each for each in was.bills.values() if each.over and each.over.to == bill.id), None)
        if bill.id in own or source is None:
            continue
        now = derive(after, catalogue)
        there = now.bills.get(ids.get(source.id, source.id))
        ids[bill.id] = to = there.over.to if there and there.over else bill.id
        if to != bill.id and to in now.bills:
            repaid = repaid_bills(after, derive_apart(after, catalogue))
            after = _renamed(after, bill, now.bills[to], now, repaid)
    return after


def _renamed(ledger: Ledger, old: Bill, new: Bill, now: Book, repaid: Set[str]) -> Ledger:
    """With all that is recorded of the bill as `old` said of `new`."""
    if old.id in ledger.checklists and new.id in ledger.checklists:
        raise Problem(
            "the checklist of {bill} is under way, and that bill would no longer be the same; finish or drop it first",
            bill=old.id,
        )
    tables: dict[str, Any] = {
        name: _with_id(getattr(ledger, name), old.id, new.id)
        for name in ("debits", "minimums", "promises", "figures", "deferrals")
    }
    return msgspec.structs.replace(
        ledger,
        **tables | {"deferrals": _deferrals(tables["deferrals"], new, repaid)},
        **{name: _of_bill(getattr(ledger, name), "bill", old.id, new.id) for name in ("conversions", "credits")},
        orders=_of_bill(ledger.orders, "of", old.id, new.id),
        reductions=_of_bill(_with_id(ledger.reductions, old.id, new.id), "bill", old.id, new.id),
        corrections=_corrections(ledger.corrections, old, new),
        checklists={
            (new.id if ident == old.id else ident): renamed_progress(each, {old.id: new.id})
            for ident, each in ledger.checklists.items()
        },
        repayments={
            ident: msgspec.structs.replace(each, due=new.due) if _made_for(each, old) else each
            for ident, each in ledger.repayments.items()
        },
        moved=_moved(ledger.moved, old.id, new.id, now),
    )


def _made_for(repayment: Any, bill: Bill) -> bool:
    return (repayment.account_id, repayment.due) == (bill.channel.id, bill.due) and not repayment.order


def _with_id(records: Mapping[str, RecordT], old: str, new: str) -> dict[str, RecordT]:
    """The records with that one under its new id, unless the bill has one of its own."""
    found = dict(records)
    made = found.pop(old, None)
    if made is not None:
        found.setdefault(new, msgspec.structs.replace(made, id=new))
    return found


def _of_bill(records: Mapping[str, RecordT], field: str, old: str, new: str) -> dict[str, RecordT]:
    return {
        ident: msgspec.structs.replace(each, **{field: new}) if getattr(each, field) == old else each
        for ident, each in records.items()
    }


def _deferrals(records: Mapping[str, Deferral], new: Bill, repaid: Set[str]) -> dict[str, Deferral]:
    """That of the bill leads to the one that comes next now, unless what it leads to was repaid."""
    made = records.get(new.id)
    if made is None or (made.to in repaid and made.to > new.id):
        return dict(records)
    return {**records, new.id: msgspec.structs.replace(made, to=led_to(new, made))}


def _corrections(records: Mapping[str, Correction], old: Bill, new: Bill) -> dict[str, Correction]:
    """That of the bill is of all that is on it now; together with the one that was there, where there was one."""
    found = dict(records)
    made, there = found.pop(old.id, None), found.pop(new.id, None)
    if made is None:
        return found if there is None else {**found, new.id: there}
    known = {(line.order, line.number) for each in (made, there) if each for line in each.lines}
    others = tuple(
        CorrectedLine(line.order_id, line.number, line.amount - line.reduced)
        for line in new.uncorrected or new.lines
        if line.kind not in {LineKind.CREDIT, LineKind.CORRECTION} and (line.order_id, line.number) not in known
    )
    lines = (*made.lines, *(there.lines if there else ()), *others)
    change = made.change + (there.change if there else 0)
    total = sum(line.amount for line in lines) + change
    one = msgspec.structs.replace(made, id=new.id, total=max(0, total), lines=lines)
    if there:
        one = msgspec.structs.replace(one, used=(*made.used, *there.used), returned=(*made.returned, *there.returned))
    return {**found, new.id: one}


def _moved(records: Mapping[str, MovedBill], old: str, new: str, now: Book) -> dict[str, MovedBill]:
    """The older ids lead to the new one, and so does the last one."""
    found = {ident: MovedBill(id=ident, to=new) if each.to == old else each for ident, each in records.items()}
    if old not in now.bills:
        found[old] = MovedBill(id=old, to=new)
    return {ident: each for ident, each in found.items() if ident != new}
