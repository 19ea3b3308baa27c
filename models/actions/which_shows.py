"""Which line of a statement shows which record that was typed, where several of either may be the other.

Decided for all lines of a source at once, the nearest first: so it hangs on no order in which files are read.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.fitting import Fit, fits, in_time, named, pool_of
from models.actions.on_record import at_once
from models.ledger.repayment import Repayment
from models.ledger.statement import StatementLine
from models.values.dates import days_between, today

Records = tuple[Repayment, ...]


class Pair(msgspec.Struct, frozen=True):
    """A line, and the records that it would show, in the order in which such pairs are made."""

    line: StatementLine
    records: Records
    order: tuple[object, ...]


def which_shows(beside: LedgerBeside, lines: Iterable[StatementLine]) -> Mapping[str, Records]:
    """The records that each line shows, by the ids of the lines that show any.

    That of the same number is first, then the nearest in time, then the earlier line; a payment whose money came back
    shows what no other may.
    """
    if not any(each.account_id in beside.accounts for each in beside.by_hand.values()):
        return {}
    return best_of(each for line in lines for each in pairs_of(beside, line))


def best_of(pairs: Iterable[Pair]) -> Mapping[str, Records]:
    """The records that each line shows, where each shows one payment and each record is shown by one line."""
    found: dict[str, Records] = {}
    used = set[str]()
    for pair in sorted(pairs, key=lambda each: each.order):
        ids = {each.id for each in pair.records}
        if pair.line.id not in found and not ids & used:
            found[pair.line.id] = pair.records
            used |= ids
    return found


def is_claim(beside: LedgerBeside, line: StatementLine) -> bool:
    """Whether a record was typed of a bill that the line may be of, alone or with others."""
    accounts = beside.whose(line)
    bills = beside.bills(accounts, base=True) if accounts else []
    pool = [*in_time(beside.day(line, accounts[0]), bills), *named(line, bills)] if bills else []
    return any(not each.order for bill in pool for each in bill.repayments)


def pairs_of(beside: LedgerBeside, line: StatementLine) -> Iterator[Pair]:
    """The line with all that it may show."""
    accounts = beside.whose(line)
    if not accounts:
        return
    for records in at_once(beside, line, accounts):
        if not any(beside.by_line(each.id) for each in records):
            yield _pair(beside, line, records)
    for each in fits(beside, line, pool_of(beside, line, accounts)):
        if each.how is not Fit.RECORDED or each.repayment is None:
            return  # it is rather of a bill that is still open
        yield _pair(beside, line, (each.repayment,))


def _pair(beside: LedgerBeside, line: StatementLine, records: Records) -> Pair:
    first, then = records[0], beside.said_at(records[0])
    apart = abs(days_between(beside.day(line, first.account_id), today(then, beside.held[first.account_id].zone)))
    numbered = bool(line.reference) and line.reference == first.reference
    when = (line.at.timestamp(), line.id, then.timestamp(), first.id)
    return Pair(line, records, (line.id in beside.returned, not numbered, apart, len(records), *when))
