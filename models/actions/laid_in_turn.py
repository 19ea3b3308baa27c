"""What lines of one source repaid is laid in the order of their instants, whenever each of them was read.

So a file comes to the same in pieces and in any order: a line that was read before one that is earlier makes room for
it, and is laid again after it. What does not fit any more is asked about, and waits for room.
"""

from collections.abc import Iterable, Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import LineFinding, Sureness
from models.actions.from_line import laid, lowered
from models.actions.in_waiting import kept_waiting
from models.actions.laid import Laid
from models.actions.line_discounts import raised
from models.actions.placing import more_than_owed, placed
from models.actions.posted import POSTED_WITHIN
from models.actions.seen import sighted
from models.channels.channel import AUTO_DEBIT
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import Problem


def laid_later(beside: LedgerBeside, line: StatementLine | Laid) -> tuple[Laid, ...]:
    """The lines that were read before and are later than that one, the earliest first; but those of other sources that
    may be the same payment."""
    later = (each for each in beside.laid if not each.said and when_laid(each) > when_laid(line))
    return tuple(each for each in later if isinstance(line, Laid) or not _may_be_it(beside, line, each))


def may_be_one(beside: LedgerBeside, one: Laid, other: Laid) -> bool:
    """Whether two lines of two sources may be of one payment; of a card, two apps have none in common."""
    account, apart = other.repayments[0].account_id, abs((one.seen.at - other.seen.at).total_seconds())
    same = one.seen.amount == other.seen.amount and one.bills == other.bills and apart <= POSTED_WITHIN * 86_400
    seen = any((each.id, one.seen.source) in beside.stated for each in other.repayments)
    same = same and beside.may_have_posted(one.seen.at, other.seen, account, one.seen.source)
    same = same and beside.may_be_twins(one.seen.id, other.seen.id)
    return same and not seen and not beside.are_rivals(one.seen.source, other.seen.source, account)


def _may_be_it(beside: LedgerBeside, line: StatementLine, one: Laid) -> bool:
    """Whether that line of another source may be the same payment."""
    if one.seen.source == beside.statement.source or one.seen.amount not in {line.amount, line.counts}:
        return False
    close = abs((one.seen.at - line.at).total_seconds()) <= POSTED_WITHIN * 86_400
    close = close and beside.may_have_posted(line.at, one.seen, one.repayments[0].account_id)
    close = close and beside.may_be_twins(line.id, one.seen.id)
    return close and not any(beside.shows(each.id) or beside.is_another(each) for each in one.repayments)


def when_laid(line: StatementLine | Laid) -> tuple[float, str]:
    """Lines are laid in the order of this."""
    said = line.seen if isinstance(line, Laid) else line
    at, ident = (isinstance(line, Laid) and line.since) or (said.at, said.id)
    return at.timestamp(), ident


def without(beside: LedgerBeside, some: Iterable[Laid]) -> LedgerBeside:
    """Beside the ledger as it was before those lines were read."""
    gone = {each.id for one in some for each in one.repayments}
    lines = {one.seen.id for one in some}
    ledger = beside.ledger
    if not gone:
        return beside
    ledger = msgspec.structs.replace(
        ledger,
        repayments={ident: each for ident, each in ledger.repayments.items() if ident not in gone},
        sightings={ident: each for ident, each in ledger.sightings.items() if ident not in lines},
    )
    for one in some:
        ledger = raised(ledger, one.seen.id) if one.off else ledger
    return beside.of(ledger)


def laid_again(beside: LedgerBeside, some: Sequence[Laid]) -> tuple[LedgerBeside, list[LineFinding]]:
    """With those lines on record again, in their order; and those that fit no more, which are to be answered."""
    asked = list[LineFinding]()
    for one in sorted(some, key=lambda each: not each.said):
        ledger = again(beside, one)
        if ledger is None:
            gone = {each.id for each in one.repayments}
            left = {ident: each for ident, each in beside.ledger.sightings.items() if each.repayment not in gone}
            ledger = kept_waiting(msgspec.structs.replace(beside.ledger, sightings=left), one)
            beside = beside.of(ledger)
            asked.append(_asked(beside, one))
        beside = beside.of(ledger)
    return beside, asked


def _asked(beside: LedgerBeside, one: Laid) -> LineFinding:
    """What is asked of a line for which there is no room: by a card it may be of another bill that is open."""
    first = one.repayments[0]
    bill, channel = beside.bill(bill_id(first.account_id, first.due)), beside.held[first.account_id]
    if channel.card:
        line = msgspec.structs.replace(as_line(one), label=None, channel=channel.institution or channel.id)
        finding = placed(beside, line)
        if finding.level is Sureness.ASK:
            return finding
    return more_than_owed(beside, as_line(one), bill)


def taken_out(beside: LedgerBeside, some: Sequence[Laid]) -> tuple[LedgerBeside, list[LineFinding]]:
    """Without those lines, the others of their bills laid again; and what is asked."""
    bills, gone = frozenset[str]().union(*(each.bills for each in some)), {each.seen.id for each in some}
    over = [each for each in beside.laid if each.bills & bills and each.seen.id not in gone and not each.said]
    return laid_again(without(beside, [*some, *over]), over)


def again(beside: LedgerBeside, one: Laid) -> Ledger | None:
    """The ledger with that line on record as it was; None where less is owed by now, or it cannot be of that bill."""
    ledger, off = beside.ledger, dict(one.off)
    for each in one.repayments:
        there = beside.of(ledger)
        bill = there.book.bills.get(bill_id(each.account_id, each.due))
        discount = off.get(bill.id, 0) if bill else 0
        if bill is None or (each.amount + discount > bill.outstanding and each.way is not PaidAs.AGAIN):
            return None
        try:
            if discount:
                there = there.of(lowered(there, bill, discount, one.seen.id, one.seen.at))
            ledger = laid(there, there.bill(bill.id), each)
        except Problem:  # an order of it was bought after that
            return None
    return sighted(ledger, one.seen)


def as_line(one: Laid) -> StatementLine:
    """What is known of a line that was read before."""
    first = one.repayments[0]
    return StatementLine(
        id=one.seen.id,
        row=0,
        kind=SightingKind.REPAID,
        at=one.seen.at,
        posted=first.paid_at.timestamp() < one.seen.at.timestamp(),
        amount=one.seen.amount,
        label=first.due.replace(day=1),
        method=first.method,
        method_text=first.other,
        automatic=first.method == AUTO_DEBIT,
        reference=first.reference,
    )
