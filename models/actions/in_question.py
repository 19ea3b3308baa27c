"""A payment that was asked about, and not answered, is kept in mind until it is on record.

Money that came back without a number, in another file, may be of it and of no other payment; and another file may say
of which bill it is. So files come to the same in whatever order they are read.
"""

from collections.abc import Collection, Iterator
from datetime import date

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.came_back import WITHIN as COMES_BACK_WITHIN
from models.actions.finding import FindingKind
from models.actions.fitting import AFTER, BEFORE, named, row_of
from models.actions.from_line import id_by, paid_how, reference_of
from models.actions.marks import without_marks
from models.actions.placing import placed
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.repayment import OTHER, Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between
from models.values.long_numbers import masked

_MARK = "asked:"
"""How the ids of those sightings begin: the id of the line, its accounts, its channel and card, what is known of its
day, the month that it says, what was owed, how it was paid and the number of the payment follow."""
_FIELDS = 10
_NO_BILL = "-"
_OF_DAY = {"": (True, False), "day": (False, False), "posted": (False, True), _NO_BILL: (False, False)}
"""Whether the time of day is known of a line, and whether its day is that of the posting."""


class InQuestion(msgspec.Struct, frozen=True):
    """Such a line, as far as it is known, and the accounts that it may be about; whether it may be of a bill there."""

    line: StatementLine
    accounts: tuple[str, ...]
    of_a_bill: bool = True


def asked_mark(beside: LedgerBeside, line: StatementLine) -> Sighting | None:
    """What keeps the line; None where nothing here can ever be taken for it."""
    accounts = beside.whose(line)
    if not accounts or not _concerns(beside, line, accounts):
        return None
    if placed(beside, line).kind is FindingKind.AGREES:
        return None
    if _is_as_one_typed(beside, line, accounts):
        return _only_kept(beside.statement.source, line, accounts)
    method, other = paid_how(line, channel_of(beside.held, accounts[0]))
    known = next(name for name, of in _OF_DAY.items() if of == (line.time_known, line.posted))
    parts = (
        line.id,
        "+".join(accounts),
        line.channel,
        line.last4,
        known,
        f"{line.label:%Y-%m}" if line.label else "",
        str(line.owed or ""),
        method,
        masked(other).replace(":", "："),
        reference_of(line),
    )
    return Sighting(id=_MARK + ":".join(parts), source=beside.statement.source, at=line.at, amount=line.amount)


def that_gave_way(before: LedgerBeside, after: LedgerBeside) -> dict[str, Sighting]:
    """What keeps the lines that showed a record typed by hand until another one did, by their ids: as far as they are
    known without being read."""
    found = dict[str, Sighting]()
    for ident, seen in before.ledger.sightings.items():
        made = before.ledger.repayments.get(seen.repayment)
        if made is not None and ident not in after.ledger.sightings:
            own = confirming(before, seen, made)
            found[ident] = _only_kept(seen.source, own, (made.account_id,))
    return found


def _is_as_one_typed(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> bool:
    """Whether another line shows a record typed by hand that this one might show."""
    typed = (each for each in beside.by_hand.values() if each.amount == line.amount and each.account_id in accounts)
    return any(beside.shows(each.id) for each in typed)


def _only_kept(source: str, line: StatementLine, accounts: tuple[str, ...]) -> Sighting:
    """What keeps a line of which another one has the record typed by hand: it may get that, and is of no other bill
    until it is read again."""
    parts = (line.id, "+".join(accounts), line.channel, line.last4, _NO_BILL, "", "", OTHER, "", reference_of(line))
    return Sighting(id=_MARK + ":".join(parts), source=source, at=line.at, amount=line.amount)


def confirming(beside: LedgerBeside, seen: Sighting, made: Repayment) -> StatementLine:
    """The line that shows a record, as far as it is known without being read."""
    channel = beside.held.get(made.account_id)
    return StatementLine(
        id=seen.id,
        row=0,
        kind=SightingKind.REPAID,
        at=seen.at,
        amount=seen.amount,
        channel=(channel.institution or channel.id) if channel else made.account_id,
        reference=made.reference if seen.id == id_by(seen, made.reference) else "",
    )


def _concerns(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> bool:
    """Whether a payment of that amount and about that day may be on record here, or this one once a bill says more."""
    bills, day = beside.bills(accounts, base=True), beside.day(line, accounts[0])
    around = [bill for bill in bills if -(BEFORE + COMES_BACK_WITHIN) <= days_between(day, bill.due) <= AFTER] or named(
        line, bills
    )
    return bool(around) and (any(bill.channel.card for bill in around) or _is_owed(line, day, bills))


def _is_owed(line: StatementLine, day: date, bills: list[Bill]) -> bool:
    """Whether a bill, or some in a row, come to that much; by a card more than its bills here is paid."""
    largest = max(bill.amount for bill in bills)
    return line.counts <= largest or bool(row_of(line, day, [(bill, bill.amount) for bill in bills]))


def in_question(ledger: Ledger, source: str) -> list[InQuestion]:
    """The lines of that source that are kept so."""
    marks = (each for each in ledger.sightings.values() if each.source == source and each.id.startswith(_MARK))
    return [_of(each) for each in marks]


def _of(mark: Sighting) -> InQuestion:
    ident, accounts, channel, last4, known, label, owed, method, other, reference = _parts(mark.id)
    time_known, posted = _OF_DAY[known]
    line = StatementLine(
        id=ident,
        row=0,
        kind=SightingKind.REPAID,
        at=mark.at,
        time_known=time_known,
        posted=posted,
        amount=mark.amount,
        owed=int(owed) if owed else None,
        channel=channel,
        last4=last4,
        label=date.fromisoformat(f"{label}-01") if label else None,
        method="" if method in {AUTO_DEBIT, OTHER} else method,
        method_text=other,
        automatic=method == AUTO_DEBIT,
        reference=reference,
    )
    return InQuestion(line, tuple(accounts.split("+")), known != _NO_BILL)


def _parts(ident: str) -> list[str]:
    return ident.removeprefix(_MARK).split(":", _FIELDS - 1)


def asked_again(beside: LedgerBeside) -> Iterator[InQuestion]:
    """Those that other files of this source asked about, of accounts that this one is about, too."""
    for each in in_question(beside.ledger, beside.statement.source):
        if beside.accounts.issuperset(each.accounts) and beside.whose(each.line) == each.accounts:
            yield each


def ask_no_more(ledger: Ledger, lines: Collection[str]) -> Ledger:
    """Without these lines among those that are kept so."""
    return without_marks(ledger, _MARK, lines)
