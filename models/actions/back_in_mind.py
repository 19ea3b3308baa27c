"""Money of a repayment that came back is kept in mind: its payment may stand in another file, read before or after it.

So the order in which two files are read changes nothing.
"""

from collections.abc import Mapping

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.came_back import answers_to, came_back_on, returned
from models.actions.finding import BillPart, FindingKind, LineFinding, Sureness, of_line
from models.actions.laid_in_turn import Laid, as_line, without
from models.actions.seen import sighted
from models.ledger.ids import bill_id, line_stated
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import msg

_MARK = "back:"
"""How the ids of those sightings begin that keep such a line: its id, channel, digits and reference follow."""


def kept_in_mind(beside: LedgerBeside, back: StatementLine) -> LineFinding | None:
    """That the line is kept; None where it is about no account here."""
    accounts = beside.whose(back)
    if not accounts:
        return None
    return of_line(
        back,
        FindingKind.UNPLACED,
        Sureness.SURE,
        account_id=accounts[0],
        reasons=(msg("money of a repayment came back: its payment is not taken for one, whenever it is read"),),
        writes=True,
        known=_mark(back) in beside.ledger.sightings,
    )


def keep(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the line kept in mind."""
    back = finding.line
    if back is None:
        return beside.ledger
    mark = Sighting(id=_mark(back), source=beside.statement.source, at=back.at, amount=back.amount, ignored=True)
    return sighted(beside.ledger, mark)


def _mark(back: StatementLine) -> str:
    return f"{_MARK}{back.id}:{back.channel}:{back.last4}:{back.reference}"


def _kept(ledger: Ledger, source: str) -> list[StatementLine]:
    """The lines of that source that are kept in mind."""
    found = list[StatementLine]()
    for each in ledger.sightings.values():
        if each.source == source and each.id.startswith(_MARK):
            ident, channel, last4, reference = each.id.removeprefix(_MARK).split(":", 3)
            found.append(
                StatementLine(
                    id=ident,
                    row=0,
                    kind=SightingKind.FAILED,
                    at=each.at,
                    amount=each.amount,
                    channel=channel,
                    last4=last4,
                    reference=reference,
                    returned=True,
                )
            )
    return found


def returned_of(beside: LedgerBeside, lines: list[StatementLine]) -> Mapping[str, StatementLine]:
    """Which line says that the money of a payment came back, by the ids of the payments: of this file, or recorded by
    others of its source."""
    kept = _kept(beside.ledger, beside.statement.source)
    if not kept and not any(each.returned for each in lines):
        return {}
    recorded = [_line_of(beside, each) for each in _recorded(beside)]
    every = {each.id: each for each in (*recorded, *kept, *lines)}
    return returned(sorted(every.values(), key=lambda each: (each.at.timestamp(), each.id)))


def _recorded(beside: LedgerBeside) -> list[Laid]:
    """What lines of this source alone have recorded."""
    made: dict[str, Laid] = {}
    source, ledger = beside.statement.source, beside.ledger
    elsewhere = {ident for ident, by in beside.stated if by != source}
    for each in ledger.repayments.values():
        seen = ledger.sightings.get(line_stated(each.id))
        if seen is not None and seen.source == source and each.id not in elsewhere and not beside.is_kept(each.id):
            before = made.get(seen.id)
            made[seen.id] = Laid(seen, (*(before.repayments if before else ()), each))
    return list(made.values())


def _line_of(beside: LedgerBeside, one: Laid) -> StatementLine:
    """The line that was recorded, as far as it is known."""
    account = one.repayments[0].account_id
    channel = beside.held.get(account)
    of = (channel.institution or channel.id) if channel else account
    return msgspec.structs.replace(as_line(one), channel=of)


def taken_back(beside: LedgerBeside, of: Mapping[str, StatementLine]) -> tuple[LedgerBeside, list[LineFinding]]:
    """Without what a statement alone recorded of payments whose money came back, and what is asked of each.

    Where somebody said that it was paid all the same, that holds.
    """
    gone = [
        each for each in _recorded(beside) if (back := of.get(each.seen.id)) and back.id not in beside.ledger.sightings
    ]
    return without(beside, gone), [_asked(beside, each, of[each.seen.id]) for each in gone]


def _asked(beside: LedgerBeside, one: Laid, back: StatementLine) -> LineFinding:
    shares = tuple(BillPart(bill_id(each.account_id, each.due), each.amount) for each in one.repayments)
    return of_line(
        _line_of(beside, one),
        FindingKind.RECORD,
        Sureness.ALARM,
        account_id=one.repayments[0].account_id,
        shares=shares,
        method=one.repayments[0].method,
        reasons=(came_back_on(back),),
        choices=answers_to(shares),
        writes=True,
    )
