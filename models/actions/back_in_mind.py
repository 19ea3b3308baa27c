"""Money of a repayment that came back, and a try that failed, are kept in mind: what says that it was paid may stand
in another file, read before or after it.

So the order in which two files are read changes nothing.
"""

from collections.abc import Iterable, Mapping

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.came_back import answers_to, came_back_on, returned
from models.actions.finding import BillPart, FindingKind, LineFinding, Sureness, of_line
from models.actions.in_question import confirming, in_question
from models.actions.in_waiting import kept_waiting, waiting
from models.actions.laid import Laid
from models.actions.laid_in_turn import as_line, taken_out
from models.actions.marks import BACK, FAILED, LEFT
from models.actions.seen import sighted
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import msg
from models.values.money import MAX_AMOUNT


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
    return f"{BACK}{back.id}:{back.channel}:{back.last4}:{back.reference}"


def _kept(ledger: Ledger, source: str) -> list[StatementLine]:
    """The lines of that source that are kept in mind."""
    found = list[StatementLine]()
    for each in ledger.sightings.values():
        if each.source == source and each.id.startswith(BACK):
            ident, channel, last4, reference = each.id.removeprefix(BACK).split(":", 3)
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


def in_mind(beside: LedgerBeside, lines: Iterable[StatementLine]) -> LedgerBeside:
    """With what of these lines an older file does not say: that they failed, and what is left of them."""
    found, there = dict[str, Sighting](), beside.ledger.sightings
    for line in lines:
        if not line.reference or not beside.whose(line):
            continue  # without a number its line has another id there
        failed = line.kind is SightingKind.FAILED and not line.returned
        less = line.kind is SightingKind.REPAID and line.came_back > 0  # what is known to be left is in it already
        ident = f"{FAILED if failed else LEFT}{line.id}"
        if less or (failed and ident not in there):
            found[ident] = Sighting(id=ident, source=beside.statement.source, at=line.at, amount=line.amount)
    if not found:
        return beside
    return beside.of(msgspec.structs.replace(beside.ledger, sightings={**there, **found}))


def as_left(ledger: Ledger, lines: list[StatementLine]) -> list[StatementLine]:
    """The lines with what is left of them by now, as a newer file had it."""
    marks = ledger.sightings
    return [_as_left(line, marks.get(f"{LEFT}{line.id}")) for line in lines]


def _as_left(line: StatementLine, mark: Sighting | None) -> StatementLine:
    if mark is None or line.kind is not SightingKind.REPAID or mark.amount >= line.amount:
        return line
    return msgspec.structs.replace(line, amount=mark.amount, came_back=line.sent - mark.amount)


def paid_all_the_same(beside: LedgerBeside, back: StatementLine) -> Ledger:
    """With what says that the money came back, or that it failed, known to be of no repayment."""
    ident = back.id if back.returned else f"{FAILED}{back.id}"
    source = beside.statement.source
    return sighted(beside.ledger, Sighting(id=ident, source=source, at=back.at, amount=back.amount, ignored=True))


def said_paid(beside: LedgerBeside, line: StatementLine) -> bool:
    """Whether somebody said of a try that it was paid, whatever the statement says."""
    mark = beside.ledger.sightings.get(f"{FAILED}{line.id}")
    return mark is not None and mark.ignored


def _failed(ledger: Ledger, lines: list[StatementLine], source: str) -> Mapping[str, StatementLine]:
    """The lines that failed, by their ids, but those of which somebody said that they were paid all the same."""
    kept = {each.id.removeprefix(FAILED): each for each in ledger.sightings.values() if each.id.startswith(FAILED)}
    here = {each.id: each for each in lines if each.kind is SightingKind.FAILED and not each.returned}
    marks = {
        ident: StatementLine(id=ident, row=0, kind=SightingKind.FAILED, at=each.at, amount=each.amount)
        for ident, each in kept.items()
        if each.source == source
    }
    return {ident: each for ident, each in {**marks, **here}.items() if not (ident in kept and kept[ident].ignored)}


def returned_of(beside: LedgerBeside, lines: list[StatementLine]) -> Mapping[str, StatementLine]:
    """Which line says that the money of a payment came back, or that it failed, by the ids of the payments: of this
    file, or recorded or kept by others of its source."""
    ledger, source = beside.ledger, beside.statement.source
    kept, failed = _kept(ledger, source), _failed(ledger, lines, source)
    if not kept and not failed and not any(each.returned for each in lines):
        return {}
    asked = [each.line for each in in_question(ledger, source)]
    laid = (_line_of(beside, each) for each in (*waiting(ledger, source), *_recorded(beside)))
    claims = [each.line for each in beside.claims if each.source == source]
    before = [*asked, *_confirming(beside), *laid, *claims]
    every = {each.id: each for each in (*before, *kept, *lines)}
    open_ = (each for each in every.values() if not (each.returned and _holds(beside, each)))
    paid = [each for each in open_ if each.id not in failed]
    found = returned(sorted(paid, key=lambda each: (each.at.timestamp(), each.id)))
    tried = {ident: line for ident, line in failed.items() if ident in every and every[ident] is not line}
    return {**found, **tried, **{each.id: failed[each.id] for each in before if each.id in failed}}


def _confirming(beside: LedgerBeside) -> list[StatementLine]:
    """The lines of this source that show records typed by hand, as far as they are known."""
    ledger = beside.ledger
    mine = (each for each in ledger.sightings.values() if each.source == beside.statement.source)
    typed = ((each, beside.by_hand.get(each.repayment)) for each in mine if ":" not in each.id)
    return [
        confirming(beside, seen, made)
        for seen, made in typed
        if made is not None and made.amount == seen.amount and not beside.is_kept(made.id)
    ]


def _recorded(beside: LedgerBeside) -> list[Laid]:
    """What lines of this source alone have recorded."""
    elsewhere = {ident for ident, by in beside.stated if by != beside.statement.source}
    return [
        msgspec.structs.replace(one, repayments=own)
        for one in beside.laid
        if one.seen.source == beside.statement.source
        if (own := tuple(each for each in one.repayments if each.id not in elsewhere and not beside.is_kept(each.id)))
    ]


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
    gone = [each for each in _recorded(beside) if each.seen.id in of]
    asked = [_asked(beside, each, of[each.seen.id]) for each in gone]
    after, others = taken_out(beside, gone)
    # They are kept, or the money might be taken for that of another payment.
    return after.of(kept_waiting(after.ledger, *gone)), [*asked, *others]


def without_what_came_back(beside: LedgerBeside, lines: list[StatementLine]) -> tuple[LedgerBeside, list[LineFinding]]:
    """Without what was recorded of payments of which a part came back by now: they are laid as what is left of them."""
    less = {each.id: each.amount for each in lines if each.came_back}
    return taken_out(
        beside, [each for each in _recorded(beside) if less.get(each.seen.id, MAX_AMOUNT) < each.seen.amount]
    )


def _holds(beside: LedgerBeside, back: StatementLine) -> bool:
    """Whether somebody said of which payment the money came back, or that it was paid all the same."""
    return back.id in beside.ledger.sightings


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
