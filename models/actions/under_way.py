"""Repayments of which a statement does not say yet what came of them: their bills are not said to be unpaid."""

from collections.abc import Mapping, Sequence

from models.actions.beside import LedgerBeside
from models.actions.fitting import in_time, named
from models.actions.in_question import in_question
from models.bills.bill import Bill
from models.ledger.statement import StatementLine
from models.values.dates import days_between


def under_way(beside: LedgerBeside) -> Mapping[str, Sequence[StatementLine]]:
    """Those of the statement, by the ids of the bills that each may be of."""
    found: dict[str, list[StatementLine]] = {}
    for line in beside.statement.under_way:
        for bill in _may_be_of(beside, line, beside.whose(line)):
            found.setdefault(bill.id, []).append(line)
    return found


def asked_elsewhere(beside: LedgerBeside) -> Mapping[str, Sequence[StatementLine]]:
    """The payments about which other files asked, and nobody answered, by the ids of the bills that each may be of."""
    here, seen = {line.id for line in beside.statement.lines}, beside.ledger.sightings
    asked = [(each.line, each.accounts) for each in in_question(beside.ledger)]
    asked += [(each.line, each.accounts) for each in beside.claims]
    found: dict[str, list[StatementLine]] = {}
    for line, accounts in asked:
        if line.id not in here and line.id not in seen and beside.accounts.issuperset(accounts):
            for bill in _may_be_of(beside, line, accounts):
                found.setdefault(bill.id, []).append(line)
    return found


def _may_be_of(beside: LedgerBeside, line: StatementLine, accounts: tuple[str, ...]) -> Sequence[Bill]:
    """The bills of the month that it says; else those of its amount, those that it may repay together, the nearest."""
    if not accounts:
        return ()
    bills, day = beside.bills(accounts), beside.day(line, accounts[0])
    if mine := named(line, bills):
        return mine
    close = sorted(in_time(day, bills), key=lambda bill: abs(days_between(day, bill.due)))
    same = [bill for bill in close if line.amount in {bill.amount, bill.outstanding}]
    return same or [bill for bill in close if 0 < bill.outstanding < line.amount] or close[:1]
