"""What was said of a bill goes along when it gets another date: promises, deferrals, what was turned or reduced."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from models.actions.defer import led_to
from models.actions.moved_corrections import targets_of
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.correcting import taken_off
from models.bills.derive import repaid_by_bill
from models.ledger.correction import Correction
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.had import all_had
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.progress import Done, Progress
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target

Said = TypeVar("Said", MinimumPaid, Deferral, Promise)
RecordT = TypeVar("RecordT", bound=msgspec.Struct)

OF_BILL = ("conversions", "credits")
"""The tables whose records name their bill."""


def along(
    after: Ledger, corrections: Mapping[str, Correction], heirs: Mapping[str, str], was: Book, now: Book
) -> dict[str, Any]:
    """The tables of `after` with what was said of each bill said of its heir; of two, what was said last.

    `corrections` are those of the bills as they are now.
    """
    return {
        "deferrals": _deferrals(after, heirs, was, now),
        "minimums": last_said(after.minimums.values(), heirs),
        "promises": last_said(after.promises.values(), heirs),
        "figures": _figures(after.figures, was, now),
        "orders": naming_heirs(after.orders, "of", heirs),
        "reductions": _reductions(after, corrections, heirs, was, now),
        **{table: naming_heirs(getattr(after, table), "bill", heirs) for table in OF_BILL},
    }


def last_said(records: Iterable[Said], heirs: Mapping[str, str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for each in sorted(records, key=_when):
        heir = heirs.get(each.id, each.id)
        said = _of_both(found.get(heir), each)
        found[heir] = said if said.id == heir else msgspec.structs.replace(said, id=heir)
    return found


def _of_both(before: Said | None, said: Said) -> Said:
    """What was said last, of all that the bills had of which it was said."""
    if before is None or isinstance(before, Promise) or isinstance(said, Promise):
        return said
    return msgspec.structs.replace(said, had=all_had((before.had, said.had)))


def _when(record: MinimumPaid | Promise | Deferral | Reduction) -> float:
    at: datetime = record.at
    return at.timestamp()


def _figures(records: Mapping[str, BillFigure], was: Book, now: Book) -> dict[str, BillFigure]:
    """Those of bills that have the lines that they had; of bills that became one, the sum, where each has one.

    Of any other bill nobody saw a figure.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    for ident, bill in was.bills.items():
        for target in set(targets_of(bill, now).values()):
            sources[target].add(ident)
    found = {ident: each for ident, each in records.items() if ident not in was.bills and ident not in sources}
    for target, idents in sources.items():
        whole = all(set(targets_of(was.bills[ident], now).values()) == {target} for ident in idents)
        if whole and idents <= records.keys():
            # A sum is as old as the first of its figures.
            first = min((records[ident] for ident in idents), key=lambda each: each.seen_at.timestamp())
            total = sum(records[ident].total for ident in idents)
            found[target] = (
                first
                if first.id == target and len(idents) == 1
                # Of a sum no statement says when it is due.
                else msgspec.structs.replace(
                    first,
                    id=target,
                    total=total,
                    terms=first.terms if len(idents) == 1 else None,
                    others=first.others if len(idents) == 1 else (),
                )
            )
    return found


def with_deferrals(after: Ledger, heirs: Mapping[str, str], was: Book, now: Book) -> Ledger:
    """`after` with each bill deferred to the one that comes next now."""
    found = _deferrals(after, heirs, was, now)
    return after if found == after.deferrals else msgspec.structs.replace(after, deferrals=found)


def _deferrals(after: Ledger, heirs: Mapping[str, str], was: Book, now: Book) -> dict[str, Deferral]:
    """Each of the bill that has most of what was deferred, to the one that comes next now, unless that was repaid."""
    repaid, found = repaid_bills(after, was), dict[str, Deferral]()
    for each in sorted(after.deferrals.values(), key=_when):
        heir = _deferred(was.bills.get(each.id), now) or heirs.get(each.id, each.id)
        bill = now.bills.get(heir)
        to = heirs.get(each.to, each.to)
        if bill is not None and not (to in repaid and to > bill.id):
            to = next_of(bill, each, to, now)
        said = _of_both(found.get(heir), each)
        found[heir] = said if (heir, to) == (said.id, said.to) else msgspec.structs.replace(said, id=heir, to=to)
    return found


def repaid_bills(ledger: Ledger, apart: Book) -> set[str]:
    """The bills that something was repaid on, also by settling an order early of which a period was deferred there; and
    those that were turned into instalments.

    `apart` is the ledger's book as if each bill stood for itself.
    """
    made_for = {bill_id(each.account_id, each.due) for each in ledger.repayments.values() if not each.order}
    turned = {each.bill for each in ledger.conversions.values()}
    return made_for | turned | repaid_by_bill(ledger.repayments.values(), apart.schedules, ledger.deferrals).keys()


def _deferred(bill: Bill | None, now: Book) -> str | None:
    """The bill that most lines are on now of which something was owed; None where nothing was."""
    if bill is None:
        return None
    targets = targets_of(bill, now)
    owed = [(line.order_id, line.number) for line in bill.lines if line.outstanding > 0]
    there = Counter(targets[key] for key in owed if key in targets)
    return min(there, key=lambda ident: (-there[ident], ident != bill.id, ident), default=None)


def next_of(bill: Bill, made: Deferral, to: str, now: Book) -> str:
    """The bill that a deferred one goes to: by the days, or where none is there, the one that `to` became."""
    by_days, there = led_to(bill, made), now.bills.get(to)
    if by_days in now.bills or there is None or there.channel.id != bill.channel.id or there.due <= bill.due:
        return by_days
    return to


def naming_heirs(records: Mapping[str, RecordT], field: str, heirs: Mapping[str, str]) -> dict[str, RecordT]:
    """The records with the ids of bills in that field as they are now."""
    return {
        ident: each
        if heirs.get(getattr(each, field), getattr(each, field)) == getattr(each, field)
        else msgspec.structs.replace(each, **{field: heirs[getattr(each, field)]})
        for ident, each in records.items()
    }


def _reductions(
    after: Ledger, corrections: Mapping[str, Correction], heirs: Mapping[str, str], was: Book, now: Book
) -> dict[str, Reduction]:
    """Each of the bill that has its period now, or where it names none, of the heir.

    What a correction took off keeps the id of the correction, and goes with what was taken off each line.
    """
    found, parts = dict[str, Reduction](), defaultdict[str, list[Reduction]](list)
    for old, each in sorted(after.reductions.items(), key=lambda item: _when(item[1])):
        heir = heirs.get(each.bill, each.bill)
        if old == each.bill:
            for ident, part in _parted(each, heir, was.bills.get(old), now):
                parts[ident].append(part)
            continue
        rows = now.schedules.get(each.order, ())
        bill = now.bill_of(rows[each.number - 1]).id if 0 < each.number <= len(rows) else heir
        found[old] = each if bill == each.bill else msgspec.structs.replace(each, bill=bill)
    for ident, made in parts.items():
        same = corrections.get(ident) == after.corrections.get(ident)
        one = made[0] if same and made == [after.reductions.get(ident)] else _one(ident, made, corrections.get(ident))
        if one:
            found[ident] = one
    return found


def _parted(reduction: Reduction, heir: str, bill: Bill | None, now: Book) -> Iterator[tuple[str, Reduction]]:
    """The reduction, or its parts, by where the lines are now that it was taken off; the rest is the heir's."""
    off, targets = (taken_off(bill), targets_of(bill, now)) if bill else ({}, {})
    left = reduction.amount
    for target in sorted(set(targets.values()) - {heir}):
        part = min(left, sum(amount for key, amount in off.items() if targets.get(key) == target))
        if part > 0:
            left -= part
            yield target, msgspec.structs.replace(reduction, amount=part)
    if left:
        yield heir, reduction if left == reduction.amount else msgspec.structs.replace(reduction, amount=left)


def _one(ident: str, parts: list[Reduction], correction: Correction | None) -> Reduction | None:
    """What a bill's correction lowered, out of what comes to the bill; None where the correction lowers nothing."""
    last = parts[-1]
    amount = min(sum(each.amount for each in parts), -correction.change if correction else 0)
    if amount <= 0:
        return None
    if len(parts) == 1 and (last.id, last.amount) == (ident, amount):
        return last
    targets, reasons = {each.target for each in parts}, {each.reason for each in parts}
    alone = len({(each.order, each.number) for each in parts}) == 1
    return msgspec.structs.replace(
        last,
        id=ident,
        bill=ident,
        target=last.target if len(targets) == 1 else Target.BILL,
        amount=amount,
        reason=last.reason if len(reasons) == 1 else "",
        order=last.order if alone else "",
        number=last.number if alone else 0,
    )


def renamed_progress(progress: Progress, heirs: Mapping[str, str]) -> Progress:
    """The checklist of the bill that its own is now, and of those that the others of its figure are now; one that ended
    names the bills that its repayments were made for."""
    ident = heirs.get(progress.id, progress.id)
    done = progress.done
    if progress.recorded is None:
        done = tuple(_renamed_step(each, heirs) for each in done)
    done = tuple(
        msgspec.structs.replace(each, replaced=msgspec.structs.replace(each.replaced, id=ident))
        if each.replaced
        else each
        for each in done
    )
    return msgspec.structs.replace(progress, id=ident, done=done)


def _renamed_step(done: Done, heirs: Mapping[str, str]) -> Done:
    bills = tuple(msgspec.structs.replace(each, bill=heirs.get(each.bill, each.bill)) for each in done.bills)
    return msgspec.structs.replace(done, bills=bills)
