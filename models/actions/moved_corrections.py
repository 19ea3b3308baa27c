"""The corrections of bills that get other dates: of bills that become one, and of a bill whose lines part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from models.bills.bill import Bill
from models.bills.book import Book
from models.ledger.correction import CorrectedLine, Correction

Key = tuple[str, int]
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
    corrections = [each for _, each in made]
    # A line that left a corrected bill on the way is known to its correction, and comes back to it.
    own = {(line.order, line.number) for each in corrections for line in each.lines} | {
        (line.order_id, line.number) for ident, _ in made if ident in was.bills for line in was.bills[ident].lines
    }
    bill = now.bills.get(target)
    others = tuple(
        CorrectedLine(line.order_id, line.number, line.amount)
        for line in (bill.uncorrected or bill.lines if bill else ())
        if line.order and (line.order_id, line.number) not in own
    )
    if len(made) == 1 and corrections[0].id == target and (not others or target not in was.bills):
        return corrections[0]
    reasons = {each.reason for each in corrections}
    return Correction(
        id=target,
        total=sum(each.total for each in corrections) + sum(line.amount for line in others),
        at=max((each.at for each in corrections), key=lambda at: at.timestamp()),
        lines=(*(line for each in corrections for line in each.lines), *others),
        reason=reasons.pop() if len(reasons) == 1 else "",
    )


def _parted(correction: Correction, heir: str, bill: Bill | None, now: Book) -> Iterator[tuple[str, Correction]]:
    """The correction, or its parts, by the bills that the lines of its bill are on now; the rest is the heir's."""
    places = _places(bill, now) if bill else {}
    if bill is None or len(set(places.values()) | {heir}) == 1:
        yield heir, correction
        return
    before = {(line.order_id, line.number): line.reduced for line in bill.uncorrected}
    off = {
        (line.order_id, line.number): line.reduced - before.get((line.order_id, line.number), 0) for line in bill.lines
    }
    left, rest = correction.change, list(correction.lines)
    for target in sorted(set(places.values()) - {heir}):
        lines = [line for line in rest if places.get((line.order, line.number)) == target]
        change = -sum(off.get((line.order, line.number), 0) for line in lines)
        if not change:
            continue
        left, rest = left - change, [line for line in rest if line not in lines]
        yield target, _with(correction, target, lines, change)
    yield heir, _with(correction, correction.id, rest, left) if len(rest) < len(correction.lines) else correction


def _with(correction: Correction, ident: str, lines: Iterable[CorrectedLine], change: int) -> Correction:
    known = tuple(lines)
    total = sum(line.amount for line in known) + change
    return Correction(id=ident, total=total, at=correction.at, lines=known, reason=correction.reason)


def _places(bill: Bill, now: Book) -> dict[Key, str]:
    """The bill of the account that each line of the bill is on now."""
    found: dict[Key, str] = {}
    for line in bill.lines:
        rows = now.schedules.get(line.order_id, ())
        if line.order and line.number <= len(rows):
            there = now.bill_of(rows[line.number - 1])
            if there.channel.id == bill.channel.id:
                found[line.order_id, line.number] = there.id
    return found
