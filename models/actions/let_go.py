"""Lines that are kept whole, and what they have on record, are let go before others of their source are read: all of
them are laid beside the ledger together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.claims import Claim, kept_no_more
from models.actions.in_waiting import wait_no_more
from models.actions.laid_in_turn import taken_out, without
from models.actions.marks import BACK, FAILED, LEFT
from models.actions.typed_then import with_said, without_typed
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.ledger.sighting import line_in_mind
from models.ledger.statement import SightingKind, StatementLine

_ABOUT = timedelta(120)
"""Of lines so far from all that is new no record can be that of a new one."""
_SAYS = frozenset({SightingKind.REPAID, SightingKind.FAILED, SightingKind.BILL})
"""The lines that may change what others are of."""


def claims_here(beside: LedgerBeside, lines: Iterable[StatementLine]) -> tuple[Claim, ...]:
    """Those of this source and of the accounts that it is about of which nobody has said anything since; only about the
    time of what is new in these lines, as years of them would take long."""
    days = sorted(each.at for each in _new(beside, lines))
    mine = (each for each in beside.claims if each.source == beside.statement.source) if days else ()
    return tuple(each for each in mine if _is_about(each.line.at, days) and _may_go(beside, each))


def _is_about(at: datetime, days: Sequence[datetime]) -> bool:
    index = bisect_left(days, at)
    return any(abs(each - at) <= _ABOUT for each in days[max(0, index - 1) : index + 1])


def _new(beside: LedgerBeside, lines: Iterable[StatementLine]) -> Iterator[StatementLine]:
    """What no file has said before: a payment, that it failed, that its money came back, or a part of it; and figures
    of bills, as a payment may be of one by that alone."""
    marks = beside.ledger.sightings
    back = {line_in_mind(each) for each in marks if each.startswith(BACK)}
    for line in lines:
        left = marks.get(f"{LEFT}{line.id}")
        if line.kind is SightingKind.BILL:
            is_known = False
        elif line.kind is SightingKind.FAILED:
            is_known = line.id in back if line.returned else not line.reference or f"{FAILED}{line.id}" in marks
        else:
            is_known = line.id in marks and not (line.came_back and (left is None or left.amount != line.amount))
        if line.kind in _SAYS and not is_known:
            yield line


def _may_go(beside: LedgerBeside, claim: Claim) -> bool:
    seen = beside.ledger.sightings.get(claim.line.id)
    same = beside.accounts.issuperset(claim.accounts) and beside.whose(claim.line) == claim.accounts
    as_it_was = all(each in beside.typed_then and not beside.is_kept(each) for each in claim.shows)
    known = seen is not None and (not seen.repayment or claim.line.id in beside.seen_by_others)
    return same and as_it_was and not known


def let_go(beside: LedgerBeside, some: tuple[Claim, ...]) -> LedgerBeside:
    """Beside the ledger as it was before these lines were read."""
    if not some:
        return beside
    lines, records = {each.line.id for each in some}, {ident for each in some for ident in each.shows}
    typed = _as_others_say(beside, records, lines)
    gone = [each for each in beside.laid if each.seen.id in lines]
    there, unfit = taken_out(beside, gone)  # what was laid after them is spread as if they had never been there
    there = without(beside, gone) if unfit else there
    left = {ident: each for ident, each in there.ledger.sightings.items() if ident not in lines}
    repayments = {ident: typed.get(ident, each) for ident, each in there.ledger.repayments.items()}
    ledger = msgspec.structs.replace(there.ledger, sightings=left, repayments=repayments)
    ledger = kept_no_more(wait_no_more(ledger, lines), lines)
    alone = records - {ident for each in beside.claims if each.line.id not in lines for ident in each.shows}
    return there.of(without_typed(ledger, alone))


def _as_others_say(beside: LedgerBeside, records: set[str], lines: set[str]) -> dict[str, Repayment]:
    """The records as they are without what these lines say of them."""
    bills = {each.id: bill for bill in beside.base.bills.values() for each in bill.repayments if each.id in records}
    others = [each for each in beside.claims if each.line.id not in lines]
    return {
        ident: with_said(bill, beside.typed_then[ident], (each.line for each in others if ident in each.shows))
        for ident, bill in bills.items()
    }


def without_said_since(ledger: Ledger, claims: tuple[Claim, ...], answered: set[str]) -> Ledger:
    """Without those of the lines of which somebody has said by now what they are, or whose record is gone."""
    seen = ledger.sightings
    gone = {
        each.line.id
        for each in claims
        if each.line.id in answered
        or (each.line.id in seen and seen[each.line.id].ignored)
        or not all(ident in ledger.repayments for ident in each.shows)
    }
    return kept_no_more(ledger, gone)
