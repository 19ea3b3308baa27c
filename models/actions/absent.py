"""What a statement lacks: tries that failed for good, repayments that only the record has, bills that nobody repaid."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from models.actions.beside import LedgerBeside
from models.actions.finding import IGNORE, BillPart, FindingKind, LineChoice, LineFinding, Sureness
from models.actions.fitting import AFTER, WITHIN, in_time, is_of_month, named
from models.actions.line_choices import KEEP, LEAVE_IT, TAKE_OFF, TO_CONFIRM
from models.actions.on_another import on_another
from models.actions.under_way import asked_elsewhere, under_way
from models.actions.whose_line import accounts_of_cards, is_card, of_channel
from models.bills.bill import Bill, past_due
from models.channels.channel import AUTO_DEBIT
from models.ledger.auto_debit import Outcome
from models.ledger.ids import bill_due, bill_repaid
from models.ledger.repayment import Repayment
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between, today
from models.values.message import Message, msg
from models.values.money import yuan

_AT_ONCE = 3600
"""So many seconds from a try a record is that of the try."""
UNREAD = msg("a later payment may stand in a row that cannot be read")
UNPAID = LineChoice("unpaid", msg("it was not repaid: no auto-debit took it"))


def own_accounts(beside: LedgerBeside) -> tuple[str, ...]:
    """The accounts whose every repayment stands in this statement: where a channel has several, not known of which."""
    found = list[str]()
    for channel in sorted(beside.statement.own):
        if is_card(beside.statement):
            mine = accounts_of_cards(beside.statement, beside.ledger, beside.held, beside.answers)
        else:
            mine = of_channel(channel, beside.ledger, beside.held)
        if len(mine) == 1:
            found += mine
    return tuple(dict.fromkeys(found))


def is_covered(beside: LedgerBeside, day: date) -> bool:
    """Whether the statement is about that day, and surely has all of it: not its first nor its last day."""
    covers = beside.statement.covers
    return covers is not None and covers[0] + timedelta(1) <= day <= covers[1] - timedelta(1)


def failed(
    beside: LedgerBeside, lines: Iterable[StatementLine], found: Sequence[LineFinding]
) -> tuple[list[LineFinding], int]:
    """The tries that no later payment made good, by their bills; and how many lines were made good."""
    tries: dict[str, list[StatementLine]] = {}
    waits = under_way(beside)
    for line in lines:
        bill = _tried(beside, line)
        if bill is None or any(each.at >= line.at for each in waits.get(bill.id, ())):
            continue  # or a later one is under way, and nobody knows yet what came of it
        if line.id not in beside.ledger.sightings:
            tries.setdefault(bill.id, []).append(line)
    made, good = [], 0
    for ident, own in tries.items():
        finding = _failed(beside, beside.bill(ident), sorted(own, key=lambda line: line.at), found)
        if finding is None:
            good += len(own)
        else:
            made.append(finding)
    return made, good


def is_of_money(finding: LineFinding) -> bool:
    """Whether it is about money that was sent, or that somebody tried to send: not about a figure or a purchase."""
    kinds = {SightingKind.REPAID, SightingKind.FAILED, SightingKind.MONEY_IN}
    return finding.line is None or finding.line.kind in kinds


def _of_a_bill(found: Iterable[LineFinding]) -> list[LineFinding]:
    """Those of which nobody said that they concern no bill here."""
    return [each for each in found if each.chosen != IGNORE]


def _tried(beside: LedgerBeside, line: StatementLine) -> Bill | None:
    """The bill that it was tried to repay: as the line says it, or else the nearest with its amount."""
    accounts = beside.whose(line)
    if not accounts:
        return None
    bills, day = beside.bills(accounts), beside.day(line, accounts[0])
    mine = named(line, bills)
    close = mine or [bill for bill in in_time(day, bills) if _may_be_tried(bill, line, day)]
    return min(close, key=lambda bill: (bill.amount != line.amount, abs(days_between(day, bill.due))), default=None)


def _may_be_tried(bill: Bill, line: StatementLine, day: date) -> bool:
    """Whether the try may have been for that bill: it has its amount, or it was about when it was due."""
    same = line.amount in {bill.amount, bill.outstanding}
    return same or (line.automatic and abs(days_between(day, bill.due)) <= WITHIN)


def _failed(
    beside: LedgerBeside, bill: Bill, own: Sequence[StatementLine], found: Sequence[LineFinding]
) -> LineFinding | None:
    last = own[-1]
    later = (each for each in _of_a_bill(found) if each.line and each.line.at >= own[0].at and not each.known)
    if any(bill.id in each.bills for each in later if is_of_money(each)):
        return None  # a later payment is there, or is asked about
    repaid = [each for each in bill.repayments if not each.order]
    stated = [each for each in repaid if each.id in beside.seen_anywhere]
    if any(each.paid_at >= own[0].at for each in stated) or (bill.outstanding <= 0 and not repaid):
        return None
    doubtful = [each for each in repaid if each.id not in beside.seen_anywhere]
    record = next((each for each in doubtful if each.method == AUTO_DEBIT or _is_the_try(each, own)), None)
    if record is None and doubtful:
        return None  # it was paid otherwise, as somebody said
    if record is None and (bill.outstanding <= 0 or _is_known(bill)):
        return None
    unread = () if beside.statement.is_whole else (beside.statement.lacks or UNREAD,)
    elsewhere = () if record else asked_elsewhere(beside).get(bill.id, ())
    may_be = [each for each in elsewhere if each.at >= own[0].at]
    return LineFinding(
        key=f"bill:{bill.id}",
        kind=FindingKind.CONTRADICTION if record else FindingKind.NO_REPAYMENT,
        level=Sureness.ASK if may_be else Sureness.ALARM,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, record.amount if record else bill.outstanding),),
        amount=last.amount,
        at=last.at,
        time_known=last.time_known,
        line=last,
        repayment=record.id if record else "",
        recorded=record.amount if record else None,
        tries=tuple(line.at for line in own),
        reasons=(*(_elsewhere(each) for each in may_be[:1]), *unread),
        choices=(TAKE_OFF, TO_CONFIRM, KEEP, LEAVE_IT) if record else (UNPAID, LEAVE_IT),
        writes=True,
    )


def _is_the_try(made: Repayment, tries: Iterable[StatementLine]) -> bool:
    """Whether what was typed is one of these tries, by its amount and its time."""
    same = (each for each in tries if each.amount == made.amount)
    return any(abs((made.paid_at - each.at).total_seconds()) <= _AT_ONCE for each in same)


def missing(beside: LedgerBeside, found: Sequence[LineFinding]) -> Iterator[LineFinding]:
    """What is recorded but not in the statement, and what fell due and was not repaid; only of its own channels, and
    only where every row was read."""
    accounts, found = own_accounts(beside) if beside.statement.is_whole else (), _of_a_bill(found)
    about = {ident for each in found for ident in (each.repayment, *each.also) if ident}
    bills = {ident for each in found if is_of_money(each) for ident in (*each.bills, *_may_be(each))}
    waits, elsewhere = under_way(beside), asked_elsewhere(beside)
    for bill in beside.bills(accounts):
        zone = bill.channel.zone
        for each in bill.repayments:
            if any(line.amount == each.amount for line in waits.get(bill.id, ())):
                continue
            if each.id in about or each.order or each.id in beside.seen_anywhere:
                continue
            if is_covered(beside, today(each.paid_at, zone)):
                about.add(each.id)
                yield _only_recorded(bill, each, asked=_is_asked_about(bill, each, found))
        if bill.id not in {*bills, *waits} and _is_unpaid(beside, bill) and is_covered(beside, bill.due):
            yield _unpaid(beside, bill, elsewhere.get(bill.id, ()))


def _may_be(finding: LineFinding) -> Iterator[str]:
    """The bills that a payment may be of as long as nobody said of which it is: of none of them nothing is there."""
    return (bill for each in finding.choices if finding.asks for bill in each.bills)


def _is_unpaid(beside: LedgerBeside, bill: Bill) -> bool:
    """Whether it fell due and nothing was repaid of it, and it stands nowhere else."""
    untouched = bill.outstanding > 0 and not bill.repayments and not bill.paid
    return untouched and past_due(bill, beside.now) and not _is_known(bill)


def _is_known(bill: Bill) -> bool:
    """Whether somebody saw that it was not taken: then it is not said again."""
    return bill.auto_debit is not None and bill.auto_debit.outcome in {Outcome.FAILED, Outcome.NOT_ON}


def _is_asked_about(bill: Bill, made: Repayment, found: Sequence[LineFinding]) -> bool:
    """Whether a payment of that month is asked about: it may be the record, in another amount."""
    mine = (each.line for each in found if each.asks and each.account_id == bill.channel.id)
    months = [line.label for line in mine if line and line.kind is SightingKind.REPAID and line.label]
    return any(is_of_month(each, bill, due) for each in months for due in (bill.due, bill_due(bill_repaid(made.id))))


def _only_recorded(bill: Bill, each: Repayment, *, asked: bool) -> LineFinding:
    """A record that the statement lacks; of one that is in doubt already nobody thinks that it is settled."""
    return LineFinding(
        key=f"repayment:{each.id}",
        kind=FindingKind.RECORDED_ONLY,
        level=Sureness.ALARM if each.confirmed and not asked else Sureness.ASK,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, each.amount),),
        amount=each.amount,
        at=each.paid_at,
        method=each.method,
        repayment=each.id,
        recorded=each.amount,
        choices=(TO_CONFIRM, KEEP, TAKE_OFF, LEAVE_IT),
        writes=True,
    )


def _elsewhere(line: StatementLine) -> Message:
    """That another file asked about a payment, and nobody has answered."""
    return msg(
        "another statement asks about {amount} of {day}, which may be it: answer it there first",
        amount=yuan(line.amount),
        day=line.at.date().isoformat(),
    )


def _of_another(made: Repayment, other: Bill) -> Message:
    """That what the statement has of the bill is on record of another one."""
    return msg(
        "{amount} of {day} is on record of the bill due {due}, and may be of this one",
        amount=yuan(made.amount),
        day=made.paid_at.date().isoformat(),
        due=other.due.isoformat(),
    )


def _unpaid(beside: LedgerBeside, bill: Bill, may_be: Sequence[StatementLine]) -> LineFinding:
    first = beside.statement.covers[0] if beside.statement.covers else bill.due
    before = msg("unless it was repaid before {day}, when the statement begins", day=first.isoformat())
    other = on_another(beside, bill)
    asks = (*([_of_another(*other)] if other else []), *map(_elsewhere, may_be[:1]))
    return LineFinding(
        key=f"bill:{bill.id}",
        kind=FindingKind.NO_REPAYMENT,
        level=Sureness.ASK if asks else Sureness.ALARM,
        account_id=bill.channel.id,
        shares=(BillPart(bill.id, bill.outstanding),),
        amount=bill.outstanding,
        at=bill.due_at,
        time_known=False,
        repayment=other[0].id if other else "",
        reasons=(*asks, *((before,) if days_between(first, bill.due) < AFTER else ())),
        choices=(UNPAID, LEAVE_IT),
        writes=True,
    )
