"""Repayments of which a statement does not say yet what came of them: their bills are not said to be unpaid."""

from collections.abc import Mapping, Sequence

from models.actions.beside import LedgerBeside
from models.actions.fitting import in_time, named
from models.bills.bill import Bill
from models.ledger.statement import StatementLine
from models.values.dates import days_between


def under_way(beside: LedgerBeside) -> Mapping[str, Sequence[StatementLine]]:
    """Those of the statement, by the ids of the bills that each may be of."""
    found: dict[str, list[StatementLine]] = {}
    for line in beside.statement.under_way:
        for bill in _may_be_of(beside, line):
            found.setdefault(bill.id, []).append(line)
    return found


def _may_be_of(beside: LedgerBeside, line: StatementLine) -> Sequence[Bill]:
    """The bills of the month that it says; else those of its amount, those that it may repay together, the nearest."""
    accounts = beside.whose(line)
    if not accounts:
        return ()
    bills, day = beside.bills(accounts), beside.day(line, accounts[0])
    if mine := named(line, bills):
        return mine
    close = sorted(in_time(day, bills), key=lambda bill: abs(days_between(day, bill.due)))
    same = [bill for bill in close if line.amount in {bill.amount, bill.outstanding}]
    return same or [bill for bill in close if 0 < bill.outstanding < line.amount] or close[:1]
