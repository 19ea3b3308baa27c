"""Credit (溢缴款) that goes to a bill: to the earliest that is open and falls due after the money came."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

import msgspec

from models.bills.beside_lines import Credited
from models.bills.bill import Bill, is_unsaid, past_due
from models.bills.billed import billed_on
from models.bills.credits import Credit, spent
from models.bills.line_kind import BESIDE, LineKind
from models.bills.schedule import Line
from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger
from models.ledger.repayment import allocate
from models.values.money import Fen

CREDIT = BESIDE.index(LineKind.CREDIT)

LineShares = Mapping[tuple[str, int], Fen]
"""What is paid of each line, by order and period."""

Used = Mapping[str, Fen]
"""What of each credit went to bills so far, by the repayment or refund that it came with."""


def credited(
    bill: Bill,
    surplus: Sequence[Credit],
    uses: Collection[CreditUse],
    used: Used,
    until: datetime,
    correction: Correction | None,
) -> tuple[Bill, Used]:
    """The bill with the credit that goes to it as a line of its own, and what is used of each credit then.

    `surplus` are those of its account, as they came; `uses` what the user said of them, which comes first. What came
    after `until` does not go to it by itself, and what may have been repaid already takes none. Nor does what the
    `correction` of the bill says was not taken off it.
    """
    open_lines = [line for line in bill.lines if line.outstanding > 0 and not is_unsaid(line, bill)]
    owed, takes, off, again = sum(line.outstanding for line in open_lines), *(Counter[str]() for _ in range(3))
    most_of = {each.of: each.amount for each in correction.used} if correction else {}
    back = _returned(correction, surplus) if correction and correction.returned else {}
    if correction and correction.returned and uses:
        lines = bill.uncorrected or bill.lines
        bill = msgspec.structs.replace(bill, spent=spent(lines, correction, surplus, uses))
    surplus = [each for each in surplus if each.amount > used.get(each.of, 0)]
    for most in (
        (partial(_said, bill, uses), partial(_by_itself, bill, uses, until, most_of)) if owed or correction else ()
    ):
        for credit in surplus:
            of = credit.of
            left = credit.amount - used.get(of, 0) - takes[of] - off[of] - again[of]
            own = max(0, min(left, back.get(of, 0) - again[of]))
            left = max(0, min(left - own, most(credit, left - own)))
            part = min(owed - takes.total(), left, most_of[of] - takes[of] if of in most_of else left)
            again[of] += own
            takes[of] += part
            off[of] += left - part if of in most_of else 0
    gone = (used, takes, off, again, _later(bill, uses))
    spare = {
        credit.of: max(0, credit.amount - sum(each.get(credit.of, 0) for each in gone))
        for credit in surplus
        if not past_due(bill, credit.came) or _is_on(credit, bill)
    }
    if off.total() or again.total() or any(spare.values()):
        bill = msgspec.structs.replace(bill, unused=_credited(off), again=_credited(again), spare=_credited(spare))
    amount = takes.total()
    if not amount:
        return bill, used
    parts = tuple(_part(each, takes[each.of], bill) for each in surplus if takes[each.of])
    shares = covering(parts, open_lines, bill.due)
    covered = (_covered(line, shares) for line in bill.lines)
    line = Line(order=None, number=CREDIT, due=bill.due, principal=-amount, fee=0, carried=-amount)
    after = msgspec.structs.replace(
        bill, lines=(*covered, line), uncorrected=bill.uncorrected or bill.lines, credited=parts
    )
    return after, {**used, **{of: used.get(of, 0) + part for of, part in takes.items()}}


def uses_of(ledger: Ledger, account: str) -> list[CreditUse]:
    """What is on record as used for bills of the account; no more than what a correction of that bill says."""
    found = list[CreditUse]()
    for each in ledger.credits.values():
        if each.account_id == account and (most := _corrected_to(each, ledger)):
            found.append(each if most == each.amount else msgspec.structs.replace(each, amount=most))
    return found


def _corrected_to(use: CreditUse, ledger: Ledger) -> Fen:
    made = ledger.corrections.get(use.bill)
    return min([use.amount, *(each.amount for each in (made.used if made else ()) if each.of == use.of)])


def _part(credit: Credit, amount: Fen, bill: Bill) -> Credited:
    return Credited(
        credit.of,
        amount,
        goods=credit.order if _of_goods(credit, bill) else "",
        came=credit.came,
        late=past_due(bill, credit.came),
    )


def covering(parts: Collection[Credited], lines: Collection[Line], due: date) -> LineShares:
    """What this credit pays of the lines: of goods that were taken off here their own, then what it had paid when an
    order was settled early, then as money does.
    """
    amount, found = sum(each.amount for each in parts), Counter[tuple[str, int]]()
    turns: list[tuple[Fen, Collection[Line]]] = [
        (each.amount, [line for line in lines if line.order_id == each.goods]) for each in parts if each.goods
    ]
    turns += (amount, [line for line in lines if line.ended]), (amount, [line for line in lines if not line.ended])
    for most, some in turns:
        rest = (_covered(line, found) for line in some)
        for share in allocate(min(most, amount), [line for line in rest if line.outstanding > 0], due):
            found[share.order, share.number] += share.amount
            amount -= share.amount
    return found


def _later(bill: Bill, uses: Iterable[CreditUse]) -> Counter[str]:
    """What of each credit is on record as used for later bills."""
    found = Counter[str]()
    for each in uses:
        found[each.of] += each.amount if each.bill > bill.id else 0
    return found


def _credited(parts: Used) -> tuple[Credited, ...]:
    return tuple(Credited(of, amount) for of, amount in parts.items() if amount)


def _returned(correction: Correction, surplus: Sequence[Credit]) -> Counter[str]:
    """What of each credit there is because the bill has it in spite of a refund: of the last refund first."""
    found = Counter[str]()
    for line in correction.returned:
        left = line.amount
        for credit in reversed(surplus):
            part = min(left, credit.billed - found[credit.of]) if credit.order == line.order else 0
            found[credit.of] += part
            left -= part
    return found


def _covered(line: Line, shares: LineShares) -> Line:
    part = shares.get((line.order_id, line.number), 0)
    return msgspec.structs.replace(line, carried=line.carried + part) if part else line


def _said(bill: Bill, uses: Collection[CreditUse], credit: Credit, _left: Fen) -> Fen:
    """What the user said of it goes to the bill."""
    return sum(each.amount for each in uses if (each.of, each.bill) == (credit.of, bill.id))


def _by_itself(
    bill: Bill, uses: Collection[CreditUse], until: datetime, most_of: Used, credit: Credit, left: Fen
) -> Fen:
    """What of it nobody said anything about, where it came in time: of goods on the bill, what the correction said.

    Those may have come back once it was overdue, as long as nothing of it went over.
    """
    in_time = credit.came.timestamp() <= until.timestamp()
    if _of_goods(credit, bill) and (in_time or until >= bill.due_at):
        return min(left, most_of.get(credit.of, 0))
    if not in_time:
        return 0
    return left - sum(each.amount for each in uses if each.of == credit.of and each.bill > bill.id)


def _of_goods(credit: Credit, bill: Bill) -> bool:
    """Whether it is a refund of what is on the bill, which was out by then: that lowers later ones."""
    return (
        credit.not_before is not None
        and credit.not_before >= billed_on(bill.channel, bill.due)
        and _is_on(credit, bill)
    )


def _is_on(credit: Credit, bill: Bill) -> bool:
    """Whether it is a refund of an order on the bill."""
    return bool(credit.order) and any(line.order_id == credit.order for line in bill.lines)
