"""What a finding changes: by itself where it is sure, else by its answer."""

from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from models.actions.back_in_mind import keep
from models.actions.beside import LedgerBeside
from models.actions.finding import IGNORE, LEAVE, TOGETHER, BillPart, FindingKind, LineFinding, Sureness
from models.actions.fitting import fits
from models.actions.from_line import confirmed, lowered, recorded, taken_off, with_claim, with_line
from models.actions.line_choices import IGNORE_IT, LEAVE_IT
from models.actions.line_discounts import raised
from models.actions.on_record import on_record
from models.actions.own_figure import kept
from models.actions.placing import of_these
from models.actions.refund import refund, refund_time
from models.actions.seen import sighted
from models.actions.total_there import set_total_there
from models.actions.whole_in_parts import as_one, in_parts
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.ids import line_stated
from models.ledger.ledger import Ledger, order_of, put
from models.ledger.repayment import PaidAs
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import today
from models.values.message import Problem, enumerated

Act = Callable[[LedgerBeside, LineFinding], Ledger]


def chosen(finding: LineFinding, answer: str) -> LineFinding:
    """The finding with that answer; Problem where it is none of its answers."""
    also = {LEAVE, IGNORE} if finding.level is Sureness.SURE and finding.line else {LEAVE}
    known = {each.id for each in finding.choices} | also
    if answer not in known:
        raise Problem(
            "{answer} is no answer to {key}; it takes {known}",
            field="answer",
            answer=answer,
            key=finding.key,
            known=enumerated(sorted(known)),
        )
    writes = answer not in {LEAVE, "order"}
    return msgspec.structs.replace(finding, chosen=answer, writes=writes)


def is_taken(finding: LineFinding) -> bool:
    """Whether it changes the ledger: it is sure, or was answered."""
    return finding.writes and (finding.level is Sureness.SURE or bool(finding.chosen))


def taken(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """The ledger with what the finding comes to; the same where it changes nothing.

    Raises Problem where the records stand against it.
    """
    if not is_taken(finding):
        return beside.ledger
    if finding.chosen == IGNORE:
        return _ignored(beside, finding)
    if finding.chosen:
        act = _ANSWERS.get((finding.kind, finding.chosen))
        return act(beside, finding) if act else _at_bill(beside, finding, finding.chosen)
    return _SURE[finding.kind](beside, finding)


def refused(finding: LineFinding, problem: Problem) -> LineFinding:
    """What is asked where the records stand against what seemed sure."""
    return msgspec.structs.replace(
        finding,
        kind=FindingKind.UNPLACED,
        level=Sureness.ASK,
        reasons=(*finding.reasons, problem.message),
        choices=(IGNORE_IT, LEAVE_IT),
        writes=False,
    )


def _line(finding: LineFinding) -> StatementLine:
    if finding.line is None:
        raise Problem("{key} is no line of the statement", key=finding.key)
    return finding.line


def _ignored(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """It is not asked about any more."""
    return with_line(beside.ledger, beside, _line(finding), ignored=True)


def _record(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With a repayment of each of its bills, and those confirmed that were recorded by hand and are in it."""
    line, ledger = _line(finding), beside.ledger
    for bill in beside.book.bills.values():
        for each in bill.repayments:
            if each.id in finding.also:
                ledger = confirmed(beside.of(ledger), bill, each, line)
    for share in finding.shares:
        there = beside.of(ledger)
        ledger = _recorded_share(there, share, line)
    return with_claim(beside.of(ledger), line, finding.also) if not finding.chosen else ledger


def _recorded_share(beside: LedgerBeside, share: BillPart, line: StatementLine) -> Ledger:
    bill = beside.bill(share.bill)
    if share.discount:
        beside = beside.of(lowered(beside, bill, share.discount, line.id, line.at))
        bill = beside.bill(share.bill)
    return recorded(beside, bill, share.amount, line)


def _at_bill(beside: LedgerBeside, finding: LineFinding, ident: str) -> Ledger:
    """Of the bill that they named: all of it, a part, or what is owed where that is less; of several all of each. Of a
    bill that is repaid it is the record that has its amount."""
    if TOGETHER in ident:
        shares = of_these(beside, _line(finding), ident.split(TOGETHER))
        return _record(beside, msgspec.structs.replace(finding, shares=shares, also=()))
    bill, line = beside.bill(ident), _line(finding)
    if bill.outstanding <= 0:
        there = next((each.repayment for each in fits(beside, line, [bill]) if each.repayment), None)
        if there is None:
            raise Problem("nothing is owed on the bill {bill} any more", bill=ident)
        return _confirm(beside, on_record(beside, line, (there,)))
    proposed = next((each for each in finding.shares if each.bill == ident and each.discount), None)
    if proposed and proposed.amount + proposed.discount <= bill.outstanding:
        return _recorded_share(beside, proposed, line)
    return recorded(beside, bill, min(line.amount, bill.outstanding), line)


def _of_the_card(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """Money that came onto the card repaid it: of the bill that is proposed, what is owed there at most."""
    if not finding.shares:
        raise Problem("nothing was due then on this card", field="answer")
    return _record(beside, finding) if len(finding.shares) > 1 else _at_bill(beside, finding, finding.bill)


def _confirm(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    ledger, line = beside.ledger, _line(finding)
    for share, ident in zip(finding.shares, (finding.repayment, *finding.also), strict=False):
        there = beside.of(ledger)
        ledger = confirmed(there, there.bill(share.bill), there.ledger.repayments[ident], line)
    ledger = with_line(ledger, beside, line, finding.repayment)
    return with_claim(beside.of(ledger), line, (finding.repayment, *finding.also))


def _amend(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the amount, the instant and the method of the statement in the record."""
    if finding.parts:
        return in_parts(beside, finding)
    line, bill = _line(finding), beside.bill(finding.bill)
    wrong = beside.ledger.repayments[finding.repayment]
    left = {ident: each for ident, each in beside.ledger.repayments.items() if ident != wrong.id}
    without = beside.of(msgspec.structs.replace(beside.ledger, repayments=left))
    there = without.bill(bill.id)
    made = recorded(without, there, line.amount, line)
    new = next(each for ident, each in made.repayments.items() if ident not in left)
    kept = msgspec.structs.replace(new, id=wrong.id, reference=wrong.reference or new.reference)
    repayments = {ident: each for ident, each in made.repayments.items() if ident != new.id}
    ledger = msgspec.structs.replace(made, repayments=put(repayments, wrong.id, kept))
    return with_line(ledger, beside, line, wrong.id)


def _another(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """It is recorded beside the other one: what is too much for the bill is credit."""
    bill, line = beside.bill(finding.bill), _line(finding)
    way = PaidAs.AGAIN if line.amount > bill.outstanding else None
    return recorded(beside, bill, line.amount, line, way=way)


def _rest(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    bill = beside.bill(finding.bill)
    return recorded(beside, bill, bill.outstanding, _line(finding))


def _correct(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the bill corrected to what the statement has: in all, in one of its instalments, or repaid of it."""
    bill, line = beside.bill(finding.bill), _line(finding)
    if line.kind is SightingKind.BILL:
        return set_total_there(beside.ledger, beside.catalogue, bill, line.amount, beside.now)
    if line.kind is SightingKind.INSTALMENT:
        total = bill.amount + (finding.difference or 0)
        return with_line(set_total_there(beside.ledger, beside.catalogue, bill, total, beside.now), beside, line)
    ledger = set_total_there(beside.ledger, beside.catalogue, bill, bill.paid + line.amount, beside.now)
    there = beside.of(ledger)
    return recorded(there, there.bill(bill.id), line.amount, line)


def _take_off(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """Without the record; a debit that the statement shows as failed is known to have failed.

    What showed a payment whose money came back is known by then, so that it is not recorded again.
    """
    ledger, ids = beside.ledger, (finding.repayment, *finding.also)
    for each in ids:
        ledger = raised(taken_off(ledger, each), line_stated(each))
    if finding.line and (finding.line.returned or finding.line.kind is SightingKind.REPAID):
        lines = [each for each in beside.ledger.sightings.values() if each.repayment in ids]
        for sighting in lines:
            ledger = sighted(ledger, msgspec.structs.replace(sighting, repayment="", ignored=True))
        ledger = with_line(ledger, beside, finding.line, ignored=True)
    return _not_taken(beside.of(ledger), finding)


def _not_taken(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With its auto-debit known not to have taken it: nobody waits for it any more."""
    outcome = Outcome.FAILED if finding.tries else Outcome.NOT_ON
    at = finding.tries[-1] if finding.tries else beside.now
    seen = beside.ledger.debits.get(finding.bill) or AutoDebitSeen(id=finding.bill)
    made = msgspec.structs.replace(seen, outcome=outcome, outcome_at=at)
    return msgspec.structs.replace(beside.ledger, debits=put(beside.ledger.debits, made.id, made))


def _to_confirm(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the record in doubt: the institution is yet to be seen to show it."""
    found = beside.ledger.repayments[finding.repayment]
    made = msgspec.structs.replace(found, confirmed=False)
    return msgspec.structs.replace(beside.ledger, repayments=put(beside.ledger.repayments, made.id, made))


def _keep(beside: LedgerBeside, finding: LineFinding) -> Ledger:
    """With the record marked as looked at beside this source, so that it is not asked about again."""
    found = beside.ledger.repayments[finding.repayment]
    kept = Sighting(
        id=f"{beside.statement.source}:{found.id}",
        source=beside.statement.source,
        at=found.paid_at,
        amount=found.amount,
        repayment=found.id,
    )
    line = finding.line
    paid = line is not None and line.kind is SightingKind.REPAID
    return sighted(with_line(beside.ledger, beside, line, found.id) if line and paid else beside.ledger, kept)


def _refunded(beside: LedgerBeside, finding: LineFinding, *, full: bool) -> Ledger:
    line, order = _line(finding), order_of(beside.ledger, finding.order)
    zone = beside.held[order.account_id].zone
    at = line.at if line.time_known else refund_time(order, today(line.at, zone), zone, beside.now)
    ledger = refund(beside.ledger, beside.book, order.id, line.amount, at, full=full)
    return with_line(ledger, beside, line)


_refunded_part = partial(_refunded, full=False)
_refunded_whole = partial(_refunded, full=True)

_SURE: Mapping[FindingKind, Act] = {
    FindingKind.RECORD: _record,
    FindingKind.PART: _record,
    FindingKind.DISCOUNT: _record,
    FindingKind.CONFIRM: _confirm,
    FindingKind.SEEN: _confirm,
    FindingKind.AGREES: kept,
    FindingKind.DIFFERS: _rest,
    FindingKind.UNPLACED: keep,
}
"""What is taken of a finding that is sure."""

_ANSWERS: Mapping[tuple[FindingKind, str], Act] = {
    (FindingKind.RECORD, "record"): _record,
    (FindingKind.UNPLACED, "repayment"): _of_the_card,
    (FindingKind.AMEND, "amend"): _amend,
    (FindingKind.AMEND, "another"): _another,
    (FindingKind.AMEND, "keep"): as_one,
    (FindingKind.DIFFERS, "amend"): _amend,
    (FindingKind.DIFFERS, "rest"): _rest,
    (FindingKind.DIFFERS, "correct"): _correct,
    (FindingKind.DIFFERS, "again"): _another,
    (FindingKind.CONTRADICTION, "take-off"): _take_off,
    (FindingKind.CONTRADICTION, "to-confirm"): _to_confirm,
    (FindingKind.CONTRADICTION, "keep"): _keep,
    (FindingKind.RECORDED_ONLY, "take-off"): _take_off,
    (FindingKind.RECORDED_ONLY, "to-confirm"): _to_confirm,
    (FindingKind.RECORDED_ONLY, "keep"): _keep,
    (FindingKind.NO_REPAYMENT, "unpaid"): _not_taken,
    (FindingKind.REFUND, "part"): _refunded_part,
    (FindingKind.REFUND, "full"): _refunded_whole,
    (FindingKind.UNPLACED, "part"): _refunded_part,
    (FindingKind.UNPLACED, "full"): _refunded_whole,
}
"""What an answer does; a bill's id as an answer is in none: the payment is of that bill."""
