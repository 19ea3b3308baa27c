"""What lines of one source repaid is laid in the order of their instants, whenever each of them was read.

So a file comes to the same in pieces and in any order: a line that was read before one that is earlier makes room for
it, and is laid again after it. What does not fit any more is asked about.
"""

from collections.abc import Iterable, Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import LineFinding
from models.actions.from_line import laid
from models.actions.placing import more_than_owed
from models.actions.seen import sighted
from models.channels.channel import AUTO_DEBIT
from models.ledger.ids import bill_id, line_stated
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs, Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine


class Laid(msgspec.Struct, frozen=True):
    """A line that was read before, and the repayments that it was recorded as."""

    seen: Sighting
    repayments: tuple[Repayment, ...]

    @property
    def bills(self) -> frozenset[str]:
        return frozenset(bill_id(each.account_id, each.due) for each in self.repayments)


def laid_later(beside: LedgerBeside, line: StatementLine) -> tuple[Laid, ...]:
    """The lines of this source that were read before and are later than that one, the earliest first."""
    made: dict[str, list[Repayment]] = {}
    for each in beside.ledger.repayments.values():
        ident = line_stated(each.id)
        seen = beside.ledger.sightings.get(ident)
        if (
            seen is not None
            and seen.source == beside.statement.source
            and _order(seen) > (line.at.timestamp(), line.id)
        ):
            made.setdefault(ident, []).append(each)
    found = [Laid(beside.ledger.sightings[ident], tuple(own)) for ident, own in made.items()]
    return tuple(sorted(found, key=lambda each: _order(each.seen)))


def _order(seen: Sighting) -> tuple[float, str]:
    return seen.at.timestamp(), seen.id


def without(beside: LedgerBeside, some: Iterable[Laid]) -> LedgerBeside:
    """Beside the ledger as it was before those lines were read."""
    gone = {each.id for one in some for each in one.repayments}
    lines = {one.seen.id for one in some}
    ledger = beside.ledger
    if not gone:
        return beside
    return beside.of(
        msgspec.structs.replace(
            ledger,
            repayments={ident: each for ident, each in ledger.repayments.items() if ident not in gone},
            sightings={ident: each for ident, each in ledger.sightings.items() if ident not in lines},
        )
    )


def laid_again(beside: LedgerBeside, some: Sequence[Laid]) -> tuple[LedgerBeside, list[LineFinding]]:
    """With those lines on record again, in their order; and those that fit no more, which are to be answered."""
    asked = list[LineFinding]()
    for one in some:
        ledger = _again(beside, one)
        if ledger is None:
            first = one.repayments[0]
            gone = {each.id for each in one.repayments}
            left = {ident: each for ident, each in beside.ledger.sightings.items() if each.repayment not in gone}
            ledger = msgspec.structs.replace(beside.ledger, sightings=left)
            beside = beside.of(ledger)
            asked.append(more_than_owed(beside, as_line(one), beside.bill(bill_id(first.account_id, first.due))))
        beside = beside.of(ledger)
    return beside, asked


def _again(beside: LedgerBeside, one: Laid) -> Ledger | None:
    """The ledger with that line on record as it was; None where less is owed by now."""
    ledger = beside.ledger
    for each in one.repayments:
        there = beside.of(ledger)
        bill = there.bill(bill_id(each.account_id, each.due))
        if each.amount > bill.outstanding and each.way is not PaidAs.AGAIN:
            return None
        ledger = laid(there, bill, each)
    return sighted(ledger, one.seen)


def as_line(one: Laid) -> StatementLine:
    """What is known of a line that was read before."""
    first = one.repayments[0]
    return StatementLine(
        id=one.seen.id,
        row=0,
        kind=SightingKind.REPAID,
        at=one.seen.at,
        amount=one.seen.amount,
        label=first.due.replace(day=1),
        method=first.method,
        method_text=first.other,
        automatic=first.method == AUTO_DEBIT,
        reference=first.reference,
    )


def gave_way(before: LedgerBeside, after: LedgerBeside, finding: LineFinding) -> list[LineFinding]:
    """The lines that showed a record until the finding's line did, which came earlier: each is to be answered."""
    gone = [each for ident, each in before.ledger.sightings.items() if ident not in after.ledger.sightings]
    made = after.ledger.repayments.get(finding.repayment)
    lines = [
        msgspec.structs.replace(as_line(Laid(each, (made,))), reference="", automatic=False) for each in gone if made
    ]
    return [more_than_owed(after, each, after.bill(finding.bill)) for each in lines]
