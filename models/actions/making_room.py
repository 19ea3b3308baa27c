"""Payments for which another one left no room, and what they become where there is room after all."""

from collections.abc import Collection, Sequence

from models.actions.beside import LedgerBeside
from models.actions.claims import Claim, claim_mark
from models.actions.finding import BillPart, FindingKind, LineFinding, Sureness, of_line
from models.actions.fitting import in_time, named
from models.actions.how_paid import paid_how, reference_of
from models.actions.in_question import ask_no_more, asked_mark, concerns
from models.actions.in_waiting import kept_waiting, wait_no_more, waiting
from models.actions.laid import Laid
from models.actions.laid_in_turn import again, as_line, laid_again, laid_later, may_be_one, without
from models.actions.marks import with_marks
from models.actions.placing import placed
from models.actions.posted import paid_when
from models.actions.which_shows import is_claim
from models.channels.effective import channel_of
from models.ledger.ids import bill_account, bill_due, bill_id, repayment_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import StatementLine
from models.values.dates import CLOCK_SLACK

_PLACED = frozenset({FindingKind.RECORD, FindingKind.PART, FindingKind.DISCOUNT})


def kept_for_room(beside: LedgerBeside, lines: Sequence[StatementLine], failed: Collection[str]) -> Ledger:
    """With those of the lines kept in mind that would be sure if no other payment of this source were on record, and
    its money had not come back, and those that are asked about; without those that are on record by now, or are known
    to have `failed`. Those that say of no month, or are near records that were typed, are kept whole."""
    waits = [each for each in lines if each.id not in beside.ledger.sightings]
    done = {*(each.id for each in waits), *failed, *beside.ledger.sightings}
    ledger = ask_no_more(wait_no_more(beside.ledger, done), done)
    claims = {each.id: mark for each in lines if each.id not in failed and (mark := _claim(beside, each))}
    ledger = with_marks(ledger, claims.values())
    waits = [each for each in waits if each.id not in failed and not (each.id in claims and is_claim(beside, each))]
    alone = without(beside, beside.laid) if waits else beside
    found = {line.id: _alone(alone, line) for line in waits}
    open_ = (each for each in waits if not found[each.id] and each.id not in claims)
    marks = [mark for line in open_ if (mark := asked_mark(alone, line))]
    ledger = kept_waiting(ledger, *(each for each in found.values() if each))
    return with_marks(ledger, marks)


def _claim(beside: LedgerBeside, line: StatementLine) -> Sighting | None:
    """What keeps a line that says of no month, or is near a record that was typed: of which bill it is hangs on others,
    so it is laid again with what is read later. None for any other, and for one that is of nothing here."""
    accounts, seen = beside.whose(line), beside.ledger.sightings.get(line.id)
    if not accounts or not (seen or concerns(beside, line, accounts)):
        return None
    if line.label and not is_claim(beside, line):
        return None
    shows = next((each.shows for each in beside.claims if each.line.id == line.id), ())
    claim = Claim(line, beside.statement.source, accounts, shows)
    return claim_mark(claim, channel_of(beside.held, accounts[0]))


def _alone(beside: LedgerBeside, line: StatementLine) -> Laid | None:
    """The line as it would be recorded; None where that is not sure."""
    accounts = beside.whose(line)
    if not accounts or line.at > beside.now + CLOCK_SLACK:
        return None
    bills, day = beside.bills(accounts, base=True), beside.day(line, accounts[0])
    if not (named(line, bills) if line.label else in_time(day, bills)):
        return None
    finding = placed(beside, line)
    if finding.level is not Sureness.SURE or finding.kind not in _PLACED or finding.also:
        return None
    made = tuple(_made(beside, line, each) for each in finding.shares)
    source, off = beside.statement.source, tuple((each.bill, each.discount) for each in finding.shares if each.discount)
    return Laid(Sighting(id=line.id, source=source, at=line.at, amount=line.amount), made, off)


def _made(beside: LedgerBeside, line: StatementLine, share: BillPart) -> Repayment:
    account = bill_account(share.bill)
    method, other = paid_how(line, channel_of(beside.held, account))
    return Repayment(
        id=repayment_id(share.bill, line.id),
        account_id=account,
        due=bill_due(share.bill),
        amount=share.amount,
        paid_at=paid_when(beside.bill(share.bill), line),
        method=method,
        other=other,
        reference=reference_of(line),
    )


def waiting_here(beside: LedgerBeside, known: Collection[str]) -> list[Laid]:
    """The lines that wait for room on a bill of its accounts, and others of this source; not those that are `known`."""
    source, accounts = beside.statement.source, beside.accounts
    every = [each for each in waiting(beside.ledger) if each.seen.id not in known]
    return [each for each in every if each.seen.source == source or each.repayments[0].account_id in accounts]


def with_room(beside: LedgerBeside, one: Laid) -> tuple[LedgerBeside, list[LineFinding]] | None:
    """With a line on record that waited, and what is asked about later ones that give way; None where there is no
    room for it."""
    if any(may_be_one(beside, one, each) for each in beside.laid):
        return None  # it is on record by what another source says of it
    over = [each for each in laid_later(beside, one) if each.bills & one.bills]
    there = without(beside, over)
    ledger = again(there, one)
    if ledger is None:
        return None
    return laid_again(there.of(wait_no_more(ledger, {one.seen.id})), over)


def recorded_now(one: Laid) -> LineFinding:
    """That a line is recorded for which there was no room before."""
    off = dict(one.off)
    shares = ((bill_id(each.account_id, each.due), each.amount) for each in one.repayments)
    return of_line(
        as_line(one),
        FindingKind.RECORD,
        Sureness.SURE,
        account_id=one.repayments[0].account_id,
        shares=tuple(BillPart(bill, amount, off.get(bill, 0)) for bill, amount in shares),
        method=one.repayments[0].method,
        writes=True,
    )
