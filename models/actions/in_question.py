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
from models.actions.kept_line import packed, unpacked
from models.actions.marks import without_marks
from models.actions.placing import placed
from models.bills.bill import Bill
from models.channels.effective import channel_of
from models.ledger.ids import line_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import CLOCK_SLACK, days_between

_MARK = "asked:"
"""How the ids of those sightings begin: the id of the line and the line as it is kept follow."""


class InQuestion(msgspec.Struct, frozen=True):
    """Such a line, as far as it is known, and the accounts that it may be about."""

    line: StatementLine
    accounts: tuple[str, ...]


def asked_mark(beside: LedgerBeside, line: StatementLine) -> Sighting | None:
    """What keeps the line; None where nothing here can ever be taken for it."""
    accounts = beside.whose(line)
    if not accounts or not concerns(beside, line, accounts):
        return None
    if placed(beside, line).kind is FindingKind.AGREES:
        return None
    ident = f"{_MARK}{line.id}:{packed(line, accounts, channel_of(beside.held, accounts[0]))}"
    return Sighting(id=ident, source=beside.statement.source, at=line.at, amount=line.amount)


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
        reference=made.reference if seen.id == _id_by(seen, made.reference) else "",
    )


def _id_by(seen: Sighting, reference: str) -> str:
    """The id that the line has where that is its reference."""
    return line_id(seen.source, reference, seen.at.isoformat(), str(seen.amount))


def concerns(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> bool:
    """Whether a payment of that amount and about that day may be on record here, or this one once a bill says more."""
    bills, day = beside.bills(accounts, base=True), beside.day(line, accounts[0])
    around = [bill for bill in bills if -(BEFORE + COMES_BACK_WITHIN) <= days_between(day, bill.due) <= AFTER] or named(
        line, bills
    )
    if any(each.repayments for each in around) and line.counts <= sum(each.amount for each in around):
        return True  # which of them it is of together hangs on what else shows the records that were typed
    return bool(around) and (any(bill.channel.card for bill in around) or _is_owed(line, day, bills))


def _is_owed(line: StatementLine, day: date, bills: list[Bill]) -> bool:
    """Whether a bill, or some in a row, come to that much; by a card more than its bills here is paid."""
    largest = max(bill.amount for bill in bills)
    return line.counts <= largest or bool(row_of(line, day, [(bill, bill.amount) for bill in bills]))


def in_question(ledger: Ledger, source: str = "") -> list[InQuestion]:
    """The lines of that source that are kept so; of any where none is given."""
    marks = (each for each in ledger.sightings.values() if each.id.startswith(_MARK))
    return [_of(each) for each in marks if source in {"", each.source}]


def _of(mark: Sighting) -> InQuestion:
    ident, fields = mark.id.removeprefix(_MARK).split(":", 1)
    return InQuestion(*unpacked(ident, fields, mark))


def asked_again(beside: LedgerBeside) -> Iterator[InQuestion]:
    """Those that other files of this source asked about, of accounts that this one is about, too."""
    for each in in_question(beside.ledger, beside.statement.source):
        mine = beside.accounts.issuperset(each.accounts) and beside.whose(each.line) == each.accounts
        if mine and each.line.at <= beside.now + CLOCK_SLACK:  # what is yet to be paid, by this clock, is of no bill
            yield each


def ask_no_more(ledger: Ledger, lines: Collection[str]) -> Ledger:
    """Without these lines among those that are kept so."""
    return without_marks(ledger, _MARK, lines)
