"""Repayments whose money came back, as a statement shows it: what says that they were paid is not believed."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import BillPart, FindingKind, LineChoice, LineFinding, Sureness, of_line
from models.actions.line_choices import IGNORE_IT, KEEP, LEAVE_IT, TAKE_OFF, TO_CONFIRM
from models.ledger.ids import line_stated
from models.ledger.repayment import Repayment
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between, today
from models.values.message import Message, msg
from models.values.money import Fen

WITHIN = 60
"""So many days after a payment its money may come back."""
_PLACED = frozenset({FindingKind.RECORD, FindingKind.PART, FindingKind.DISCOUNT})


def at_last(line: StatementLine) -> tuple[bool, Fen]:
    """Of two lines with one id the last by this is believed: that it failed, or that more of it came back."""
    return line.kind is SightingKind.FAILED, line.came_back


def returned(lines: Iterable[StatementLine]) -> Mapping[str, StatementLine]:
    """Which line says that the money of a payment came back, by the ids of the payments that stand beside it."""
    every = tuple(lines)
    found: dict[str, StatementLine] = {}
    for back in (each for each in every if each.returned):
        paid = [each for each in every if each.id not in found and _may_be_of(back, each)]
        if paid:
            found[max(paid, key=lambda each: (_numbers(back, each.reference), each.at < back.at, each.at)).id] = back
    return found


def paid_again(lines: Iterable[StatementLine], back: StatementLine, paid: StatementLine) -> bool:
    """Whether the statement has another payment of the same after the money came back."""
    later = (each for each in lines if each.kind is SightingKind.REPAID and each.at >= back.at and each.id != paid.id)
    return any((each.channel, each.amount, each.label) == (paid.channel, paid.amount, paid.label) for each in later)


def _may_be_of(back: StatementLine, paid: StatementLine) -> bool:
    days = days_between(paid.at.date(), back.at.date())
    cards, channels = {paid.last4, back.last4} - {""}, {paid.channel, back.channel} - {""}
    same = paid.amount == back.amount and len(cards) < 2 and len(channels) < 2  # a card's lines need not name it
    numbered = bool(back.reference and paid.reference) and back.reference != paid.reference
    return paid.kind is SightingKind.REPAID and same and not numbered and 0 <= days <= WITHIN


def _numbers(back: StatementLine, reference: str) -> bool:
    return bool(back.reference) and back.reference == reference


def doubted(beside: LedgerBeside, finding: LineFinding, back: StatementLine) -> LineFinding:
    """A payment that stands in the statement beside what says that its money came back: nothing of it is sure.

    It was of nothing where it was paid again, or nothing is owed there any more. What is on record of it is shown by
    it all the same, see `contradicted`; but not by a try that failed.
    """
    why = came_back_on(back)
    may_be = finding.kind in _PLACED or finding.kind is FindingKind.DIFFERS
    repaid = may_be and all(beside.bill(each).outstanding <= 0 for each in finding.bills)
    as_recorded = not back.returned and finding.kind in {FindingKind.CONFIRM, FindingKind.SEEN}
    if finding.line and (repaid or as_recorded or paid_again(beside.statement.lines, back, finding.line)):
        return of_line(finding.line, FindingKind.UNPLACED, Sureness.SURE, account_id=finding.account_id, reasons=(why,))
    if finding.kind not in _PLACED:
        return finding
    return msgspec.structs.replace(
        finding,
        level=Sureness.ALARM,
        reasons=(*finding.reasons, why),
        choices=finding.choices or answers_to(finding.shares),
    )


def came_back_on(back: StatementLine) -> Message:
    """Why it is not believed that it was paid."""
    if not back.returned:
        return msg("in another statement the same payment failed")
    return msg("its money came back on {day}", day=back.at.date().isoformat())


def answers_to(shares: Sequence[BillPart]) -> tuple[LineChoice, ...]:
    """What may be answered to a payment of those bills whose money came back."""
    one = LineChoice(shares[0].bill, msg("it is of this bill"))
    together = LineChoice("record", msg("it is of these bills together"))
    return (together if len(shares) > 1 else one, IGNORE_IT, LEAVE_IT)


def on_record(beside: LedgerBeside, back: StatementLine, found: Sequence[LineFinding]) -> LineFinding | None:
    """The repayment on record whose money came back; None where there is none, or somebody looked at it."""
    accounts, used = beside.whose(back), {each.repayment for each in found if each.kind is FindingKind.CONTRADICTION}
    if not accounts or back.id in beside.ledger.sightings:
        return None
    made = [each for each in beside.repayments(accounts) if each.id not in used and _was(beside, back, each)]
    if not made:
        return None
    last = max(made, key=lambda each: (_numbers(back, each.reference), each.paid_at))
    parts = (
        [each for each in made if line_stated(each.id) == line_stated(last.id)] if beside.by_line(last.id) else [last]
    )
    return _contradicted(beside, back, last, parts)


def contradicted(beside: LedgerBeside, back: StatementLine, repayment: str) -> LineFinding | None:
    """What is on record of a payment whose money came back, to be looked at; None where somebody did."""
    last = beside.ledger.repayments.get(repayment)
    if last is None or beside.is_kept(repayment):
        return None
    return _contradicted(beside, msgspec.structs.replace(back, returned=True), last, [last])


def undone(beside: LedgerBeside, line: StatementLine) -> LineFinding | None:
    """What the very line that was read as a payment before has on record, where it says by now that it failed."""
    seen = beside.ledger.sightings.get(line.id)
    last = beside.ledger.repayments.get(seen.repayment) if seen else None
    if last is None or beside.is_kept(last.id):
        return None
    parts = [each for ident, each in beside.ledger.repayments.items() if line_stated(ident) == line.id] or [last]
    return _contradicted(beside, msgspec.structs.replace(line, returned=True), last, parts)


def _contradicted(
    beside: LedgerBeside, back: StatementLine, last: Repayment, parts: Sequence[Repayment]
) -> LineFinding:
    bills = {each.id: bill.id for bill in beside.book.bills.values() for each in bill.repayments}
    return LineFinding(
        key=f"repayment:{last.id}",
        kind=FindingKind.CONTRADICTION,
        level=Sureness.ALARM if last.confirmed else Sureness.ASK,
        account_id=last.account_id,
        shares=tuple(BillPart(bills[each.id], each.amount) for each in parts if each.id in bills),
        amount=back.amount,
        at=back.at,
        time_known=back.time_known,
        line=back,
        repayment=last.id,
        also=tuple(each.id for each in parts if each is not last),
        recorded=sum(each.amount for each in parts),
        tries=(back.at,),
        choices=(TAKE_OFF, TO_CONFIRM, KEEP, LEAVE_IT),
        writes=True,
    )


def _was(beside: LedgerBeside, back: StatementLine, made: Repayment) -> bool:
    """Whether it may be the repayment whose money that is."""
    stated = beside.ledger.sightings.get(line_stated(made.id))
    amount = stated.amount if stated else made.amount
    days = days_between(today(made.paid_at, beside.held[made.account_id].zone), back.at.date())
    return amount == back.amount and 0 <= days <= WITHIN and not made.order and not beside.is_kept(made.id)
