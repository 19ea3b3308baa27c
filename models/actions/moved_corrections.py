"""The corrections of bills that get other dates: of bills that become one, and of a bill whose lines part."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.correcting import taken_off
from models.bills.line_kind import LineKind
from models.ledger.correction import CorrectedLine, Correction
from models.values.money import Fen

LineKey = tuple[str, int]
"""An order and the number of its period."""


def gone_along(records: Iterable[str], heirs: Mapping[str, str]) -> dict[str, list[str]]:
    """The ids of the records by the id of their bill now. A record without a bill gives way to one that gets its id."""
    found, taken = defaultdict(list), set(heirs.values())
    for ident in records:
        if ident in heirs or ident not in taken:
            found[heirs.get(ident, ident)].append(ident)
    return found


def moved_corrections(
    records: Mapping[str, Correction], along: Mapping[str, list[str]], was: Book, now: Book
) -> dict[str, Correction]:
    """The corrections of the bills as they are now; `along` are the ids of those that go to each.

    Those of bills that became one are one; what had none is in it as it was. Where the lines of a bill parted, each
    goes on with what the correction took off it.
    """
    parts: dict[str, list[tuple[str, Correction]]] = defaultdict(list)
    for heir, idents in along.items():
        for ident in idents:
            for target, part in _parted(records[ident], heir, was.bills.get(ident), now):
                parts[target].append((ident, part))
    return {target: _one(target, made, was, now) for target, made in parts.items()}


def _one(target: str, made: list[tuple[str, Correction]], was: Book, now: Book) -> Correction:
    """The correction of one bill, out of those that come to it."""
    first = made[0][1]
    others = _others(target, [ident for ident, _ in made], [each for _, each in made], was, now)
    if all(_only_lowers(each, was.bills.get(ident)) for ident, each in made):
        others = ()  # what comes to the bill is owed whole, and nothing is taken off that in place of what was repaid
    if len(made) == 1 and not others:
        return first if first.id == target else msgspec.structs.replace(first, id=target)
    corrections = [_of_all(each, was.bills.get(ident), now, target) for ident, each in made]
    reasons = {each.reason for each in corrections}
    return Correction(
        id=target,
        total=sum(each.total for each in corrections) + sum(line.amount for line in others),
        at=max((each.at for each in corrections), key=lambda at: at.timestamp()),
        lines=(*(line for each in corrections for line in each.lines), *others),
        reason=reasons.pop() if len(reasons) == 1 else "",
        used=tuple(each for made in corrections for each in made.used),
        returned=tuple(line for each in corrections for line in each.returned),
    )


def _only_lowers(correction: Correction, bill: Bill | None) -> bool:
    """Whether there is nothing more on the bill by it, which what comes to the bill might be taken for."""
    return correction.change <= 0 and all(line.kind is not LineKind.CORRECTION for line in (bill.lines if bill else ()))


def _others(
    target: str, idents: Collection[str], corrections: Iterable[Correction], was: Book, now: Book
) -> tuple[CorrectedLine, ...]:
    """The lines that come to the bill from elsewhere: the corrections of its own do not know them."""
    bill = now.bills.get(target)
    # A line that left a corrected bill on the way is known to its correction, and comes back to it.
    own = {(line.order, line.number) for each in corrections for line in each.lines}
    own |= {key for ident in idents if ident in was.bills for key in _keys(was.bills[ident])}
    return tuple(
        CorrectedLine(line.order_id, line.number, line.amount - line.reduced)
        for line in (bill.uncorrected or bill.lines if bill else ())
        if line.order and (line.order_id, line.number) not in own
    )


def _of_all(correction: Correction, bill: Bill | None, now: Book, target: str) -> Correction:
    """The correction as one of all lines that its bill takes along, those entered since it was made among them.

    They may be what its more stood for; what comes from another bill is not.
    """
    targets = targets_of(bill, now) if bill else {}
    late = [line for line in _late(correction, bill) if targets.get((line.order, line.number)) == target]
    explained = min(max(0, correction.change), sum(line.amount for line in late))
    return _with(correction, correction.id, (*correction.lines, *late), correction.change - explained)


def _parted(correction: Correction, heir: str, bill: Bill | None, now: Book) -> Iterator[tuple[str, Correction]]:
    """The correction, or its parts, by the bills that the lines of its bill are on now; the rest is the heir's."""
    targets = targets_of(bill, now) if bill else {}
    if bill is None or len(set(targets.values()) | {heir}) == 1:
        yield heir, correction
        return
    off, late = taken_off(bill), _late(correction, bill)
    gone = {key for key, target in targets.items() if target != heir}
    left, rest = _explained(correction, late, off, gone), list(correction.lines)
    for target in sorted(set(targets.values()) - {heir}):
        there = {key for key, each in targets.items() if each == target}
        lines = [line for line in rest if (line.order, line.number) in there]
        rest = [line for line in rest if line not in lines]
        change = -sum(off[line.order, line.number] for line in lines)
        left -= change
        since = [line for line in late if (line.order, line.number) in there and off[line.order, line.number]]
        change -= sum(off[line.order, line.number] for line in since)
        part = _with(correction, target, [*lines, *since], change)
        if change or part.returned:
            yield target, part
    yield heir, _with(correction, correction.id, rest, left)


def _late(correction: Correction, bill: Bill | None) -> list[CorrectedLine]:
    """The lines of orders that were entered since the correction was made."""
    known = {(line.order, line.number) for line in correction.lines}
    return [
        CorrectedLine(line.order_id, line.number, line.amount - line.reduced)
        for line in (bill.uncorrected if bill else ())
        if (line.order_id, line.number) not in known
    ]


def _explained(
    correction: Correction, late: Iterable[CorrectedLine], off: Mapping[LineKey, Fen], gone: Set[LineKey]
) -> Fen:
    """What the correction changes without the lines that are gone: those entered since explained a part of its more."""
    amounts = {(line.order, line.number): line.amount for line in late}
    leaving = sum(amount - off[key] for key, amount in amounts.items() if key in gone)
    return min(correction.change, max(correction.change, sum(amounts.values())) - leaving)


def _with(correction: Correction, ident: str, lines: Iterable[CorrectedLine], change: int) -> Correction:
    known = tuple(lines)
    here = {(line.order, line.number) for line in known}
    return msgspec.structs.replace(
        correction,
        id=ident,
        total=max(0, sum(line.amount for line in known) + change),  # credit alone may be left
        lines=known,
        used=correction.used if ident == correction.id else (),
        returned=tuple(line for line in correction.returned if (line.order, line.number) in here),
    )


def targets_of(bill: Bill, now: Book) -> dict[LineKey, str]:
    """The bill of the account that each line of the bill is on now."""
    found: dict[LineKey, str] = {}
    for line in bill.lines:
        rows = now.schedules.get(line.order_id, ())
        if line.order and line.number <= len(rows):
            there = now.bill_of(rows[line.number - 1])
            if there.channel.id == bill.channel.id:
                found[line.order_id, line.number] = there.id
    return found


def _keys(bill: Bill) -> Set[LineKey]:
    return {(line.order_id, line.number) for line in bill.lines if line.order}
