"""The bill, or the bills, that a repayment of a statement is of; and what is asked where that is not sure."""

from collections.abc import Sequence
from datetime import date

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.comparison import compare
from models.actions.finding import TOGETHER, BillPart, FindingKind, LineChoice, LineFinding, Sureness, of_line
from models.actions.fitting import WITHIN, Fit, Fits, fits, in_time, is_clear, named, row_of
from models.actions.from_line import days_late
from models.actions.how_paid import paid_how
from models.actions.line_choices import AGAIN, AMEND, CORRECT, IGNORE_IT, LEAVE_IT, ORDER, REST
from models.actions.on_record import by_hand, on_record, paid_at_once, wrongly_recorded
from models.actions.overturned import overturning
from models.actions.whose_line import NONE, account_key, is_card
from models.bills.bill import Bill
from models.bills.checked import stated_totals
from models.channels.effective import channel_of
from models.ledger.statement import StatementLine
from models.values.dates import days_between
from models.values.message import Message, Problem, msg
from models.values.money import yuan

FAR = 25
"""So many days ahead a bill may be out that a payment is of: the next one that is due, rather than the last."""

RECORD_HERE = msg("it is of this bill")


def placed(beside: LedgerBeside, line: StatementLine) -> LineFinding:
    """Where a repayment of the statement goes, as the ledger is by now; nothing is taken yet.

    Nothing is sure that somebody saw otherwise.
    """
    return overturning(beside, line, _placed(beside, line))


def _placed(beside: LedgerBeside, line: StatementLine) -> LineFinding:
    accounts = beside.whose(line)
    if not accounts and is_card(beside.statement) and beside.answers.get(account_key(beside.statement)) != NONE:
        why = (msg("which account this card is has to be said first"),)
        return of_line(line, FindingKind.UNPLACED, Sureness.ASK, reasons=why, choices=(IGNORE_IT, LEAVE_IT))
    if not accounts:
        return _nowhere(line, msg("no account here is with this institution"))
    once = paid_at_once(beside, line, accounts)
    if once:
        return on_record(beside, line, once)
    bills = beside.bills(accounts, base=True)
    mine, day = named(line, bills), beside.day(line, accounts[0])
    pool = mine if line.label else in_time(day, bills)
    if not pool:
        return _nowhere(line, msg("nothing here was due then"), accounts[0])
    found = fits(beside, line, pool)
    if found:
        return _fitting(beside, line, found, pool)
    wrong = wrongly_recorded(beside, line, pool)
    if wrong:
        return wrong
    row = _row(beside, line, bills, mine)
    if row:
        return row
    return _other_amount(beside, line, pool)


def _nowhere(line: StatementLine, why: Message, account: str = "") -> LineFinding:
    """It is about nothing that is here: there is nothing to ask."""
    return of_line(line, FindingKind.UNPLACED, Sureness.SURE, account_id=account, reasons=(why,))


def _fitting(beside: LedgerBeside, line: StatementLine, found: Sequence[Fits], pool: Sequence[Bill]) -> LineFinding:
    """Of the bills that it fits, the nearest; asked where others are as likely, or that one was repaid already."""
    free = [each for each in found if _is_free(beside, each)]
    if not free or (free[0].how is Fit.RECORDED and free[0] is not found[0]):
        return _other_amount(beside, line, [each.bill for each in found])
    first = free[0]
    if first.how in {Fit.SEEN, Fit.RECORDED} and first.repayment:
        return on_record(beside, line, (first.repayment,))
    if first.how is Fit.BEFORE:
        return of_line(
            line,
            FindingKind.AGREES,
            Sureness.SURE,
            account_id=first.bill.channel.id,
            shares=(BillPart(first.bill.id, line.amount),),
            reasons=(msg("it was said to be repaid before it was entered here"),),
        )
    others = free[1:]  # what another line has repaid is paid twice only where it is the nearest
    older = [each.days for each in others if each.bill.due < first.bill.due]
    days = beside.day(line, first.bill.channel.id)
    closer = any(
        bill.amount == line.amount and bill.outstanding <= 0 and abs(days_between(days, bill.due)) < first.days
        for bill in pool
    )
    late = days_between(first.bill.due, days)
    clear = is_clear(line, first.days, older, [each.days for each in others], late=late) and not closer
    if found[0] is first and clear:
        return to_record(beside, line, ((first.bill, line.amount),))
    may_be = tuple(each.bill for each in free[1:] if each.how is not Fit.BEFORE)  # nothing can be recorded there
    return to_record(beside, line, ((first.bill, line.amount),), others=may_be, ask=True)


def _is_free(beside: LedgerBeside, fit: Fits) -> bool:
    """Whether no other line has repaid it by now."""
    return fit.how is not Fit.OWED or beside.bill(fit.bill.id).outstanding == fit.bill.outstanding


def to_record(
    beside: LedgerBeside,
    line: StatementLine,
    parts: Sequence[tuple[Bill, int]],
    *,
    others: Sequence[Bill] = (),
    ask: bool = False,
    part: bool = False,
    whole: bool = False,
) -> LineFinding:
    """A repayment of those bills, to be recorded; `others` may be meant as well where it is to `ask`.

    `whole`: it repaid all that was paid by a card, and of that what is owed here.
    """
    first = parts[0][0]
    shares = _with_discount(beside, line, parts)
    discount = any(each.discount for each in shares)
    kind = FindingKind.PART if part else FindingKind.DISCOUNT if discount else FindingKind.RECORD
    proposed = [bill for bill, _ in parts] if len(parts) == 1 else []
    here = [LineChoice(bill.id, RECORD_HERE) for bill in (*proposed, *others)] if ask else []
    together = [LineChoice("record", msg("it is of these bills together"))] if ask and len(parts) > 1 else []
    return of_line(
        line,
        kind,
        Sureness.ASK if ask else Sureness.SURE,
        account_id=first.channel.id,
        shares=shares,
        method=paid_how(line, channel_of(beside.held, first.channel.id))[0],
        late_days=max(days_late(bill, line) for bill, _ in parts),
        reasons=(msg("it repaid the card's whole bill"),) if whole else (),
        choices=(*together, *here, IGNORE_IT, LEAVE_IT) if ask else (),
        writes=True,
    )


def _with_discount(
    beside: LedgerBeside, line: StatementLine, parts: Sequence[tuple[Bill, int]]
) -> tuple[BillPart, ...]:
    """The parts; where less was paid than was owed, the last of its bills were lowered by the rest."""
    discount = line.counts - line.amount
    if len(parts) == 1:
        bill, amount = parts[0]
        whole = amount == line.amount and line.counts <= beside.bill(bill.id).outstanding
        return (BillPart(bill.id, amount, discount if whole else 0),)
    made = list[BillPart]()
    for bill, amount in reversed(parts):
        off = min(discount, amount - 1)
        discount -= off
        made.append(BillPart(bill.id, amount - off, off))
    return tuple(reversed(made))


def _row(beside: LedgerBeside, line: StatementLine, bills: Sequence[Bill], mine: Sequence[Bill]) -> LineFinding | None:
    """Several bills that it repays together, also where some of them were recorded by hand; None for none."""
    day = beside.day(line, bills[0].channel.id)
    ids = {bill.id for bill in mine}
    typed = {bill.id: by_hand(beside, bill) for bill in bills if bill.outstanding <= 0}
    around = in_time(day, bills)
    worth = [(bill, bill.outstanding or sum(each.amount for each in typed.get(bill.id, ()))) for bill in around]
    rows = row_of(line, day, worth)
    if mine:
        rows = tuple(row for row in rows if any(bill.id in ids for bill in row))
    if not rows:
        return None
    row = rows[0]
    recorded = [each for bill in row for each in typed.get(bill.id, ())]
    parts = [(bill, bill.outstanding) for bill in row if bill.outstanding > 0]
    if not parts:
        return on_record(beside, line, recorded)
    if any(beside.bill(bill.id).outstanding != owed for bill, owed in parts):
        return None
    first, others = days_between(day, row[0].due), [(each[0].due, _nearest(day, each)) for each in rows[1:]]
    older = [away for due, away in others if due < row[0].due]
    clear = is_clear(line, abs(first), older, [away for _, away in others], late=-first) or (
        bool(mine) and len(rows) == 1
    )
    finding = to_record(beside, line, parts, ask=not clear)
    instead = () if clear else tuple(_of_row(each) for each in rows[1:] if _is_open(beside, each))
    choices = (*finding.choices[:1], *instead, *finding.choices[1:])
    return msgspec.structs.replace(finding, also=tuple(each.id for each in recorded), choices=choices)


def _nearest(day: date, row: Sequence[Bill]) -> int:
    """How far any of its bills is from the day: a bill that is overdue is repaid with the one that is due."""
    return min(abs(days_between(day, bill.due)) for bill in row)


def _of_row(row: Sequence[Bill]) -> LineChoice:
    return LineChoice(TOGETHER.join(bill.id for bill in row), msg("it is of these bills together"))


def _is_open(beside: LedgerBeside, row: Sequence[Bill]) -> bool:
    """Whether nothing of the row was repaid by now."""
    return all(0 < bill.outstanding == beside.bill(bill.id).outstanding for bill in row)


def of_these(beside: LedgerBeside, line: StatementLine, bills: Sequence[str]) -> tuple[BillPart, ...]:
    """What goes to which of these bills, which come to the line together; Problem where they do not any more."""
    row = [beside.bill(ident) for ident in bills]
    if sum(bill.outstanding for bill in row) != line.counts:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bills[0])
    return _with_discount(beside, line, [(bill, bill.outstanding) for bill in row])


def _other_amount(beside: LedgerBeside, line: StatementLine, pool: Sequence[Bill]) -> LineFinding:
    """A bill of which it is only a part, or which is less than it."""
    day = beside.day(line, pool[0].channel.id)
    around = sorted(pool, key=lambda bill: (abs(days_between(day, bill.due)), bill.due))
    named_here = bool(line.label)
    larger = [bill for bill in around if beside.bill(bill.id).outstanding >= line.counts]  # what parts left of it, too
    away = abs(days_between(day, around[0].due))
    if larger and (named_here or larger[0] is around[0] or _settled(beside, around[0])):
        first = larger[0]
        when_due = first is around[0] and away <= WITHIN and not _may_be_another_card(beside, line, first)
        sure = when_due or (named_here and len(pool) == 1)
        return to_record(beside, line, ((first, line.amount),), others=larger[1:3], ask=not sure, part=True)
    opened = [bill for bill in around if beside.bill(bill.id).outstanding > 0] or around
    coming = [bill for bill in opened if -WITHIN <= days_between(day, bill.due) <= FAR]
    first = min(coming, key=lambda bill: bill.due, default=opened[0])
    return more_than_owed(beside, line, first)


def _may_be_another_card(beside: LedgerBeside, line: StatementLine, bill: Bill) -> bool:
    """Whether a payment app names the card that it repaid, and of the account here nobody said which card it is."""
    account = beside.ledger.accounts.get(bill.channel.id)
    return bool(line.last4) and not is_card(beside.statement) and not (account and account.last4)


def _settled(beside: LedgerBeside, bill: Bill) -> bool:
    return beside.bill(bill.id).outstanding <= 0


def more_than_owed(beside: LedgerBeside, line: StatementLine, bill: Bill) -> LineFinding:
    """More than is owed on the bill: never silent."""
    there, hand = beside.bill(bill.id), by_hand(beside, bill)
    owed, card = there.outstanding, bill.channel.card
    if card and owed <= 0 and not hand:
        return _nowhere(line, msg("nothing is owed here: it is for what else was paid by the card"), bill.channel.id)
    figure = beside.ledger.figures.get(bill.id)
    if card and owed > 0 and figure is not None and line.amount in stated_totals(figure):
        return to_record(beside, line, ((bill, owed),), whole=True)
    reasons: list[Message] = []
    if line.others:
        names = "、".join(line.others)
        reasons.append(msg("{names} was repaid in the same amount", names=names))
    if owed > 0:
        reasons += compare(there, line.counts, beside.book, line.at, beside.ledger).explanations
    elif there.repayments:
        last = there.repayments[-1]
        reasons.append(
            msg("{amount} of this bill was repaid already: perhaps it was paid twice", amount=yuan(last.amount))
        )
    choices = [AMEND] if len(hand) == 1 else []
    likely = (REST, ORDER) if card else (ORDER, REST)
    choices += [*likely, CORRECT, AGAIN] if owed > 0 else [AGAIN, ORDER]
    return of_line(
        line,
        FindingKind.DIFFERS,
        Sureness.ASK,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, line.amount),),
        repayment=hand[0].id if len(hand) == 1 else "",
        recorded=hand[0].amount if len(hand) == 1 else None,
        difference=line.counts - owed,
        method=paid_how(line, bill.channel)[0],
        late_days=days_late(bill, line),
        reasons=tuple(reasons),
        choices=(*choices, IGNORE_IT, LEAVE_IT),
        writes=True,
    )
