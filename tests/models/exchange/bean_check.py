"""A small checker of journals, which knows nothing of what wrote them: what beancount's own demands of such a file."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

_OPEN = re.compile(r"(\d{4}-\d\d-\d\d) open (\S+) CNY(?:  ; .*)?")
_HEAD = re.compile(r'(\d{4}-\d\d-\d\d) [*!] "([^"\\]*)"')
_POSTING = re.compile(r"  (\S+) {2,}(-?\d+\.\d\d) CNY")
_BALANCE = re.compile(r"(\d{4}-\d\d-\d\d) balance (\S+) +(-?\d+\.\d\d) CNY")
NAME = re.compile(r"(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+", re.ASCII)


class CheckedJournal:
    """What a journal says, once it was found to be right: `at` gives a balance on the morning of the last day."""

    def __init__(self, text: str) -> None:
        self.opened: dict[str, date] = {}
        self.asserted: dict[str, Decimal] = {}
        self.sums: dict[str, Decimal] = defaultdict(Decimal)
        self.transactions: list[tuple[date, str, dict[str, Decimal]]] = []
        self._read(text)
        self._check()

    def _read(self, text: str) -> None:
        here: dict[str, Decimal] | None = None
        balances: list[tuple[date, str, Decimal]] = []
        for line in text.splitlines():
            if posting := _POSTING.fullmatch(line):
                assert here is not None, f"a posting of nothing: {line}"
                here[posting[1]] = here.get(posting[1], Decimal()) + Decimal(posting[2])
            elif head := _HEAD.fullmatch(line):
                here = {}
                self.transactions.append((date.fromisoformat(head[1]), head[2], here))
            elif opened := _OPEN.fullmatch(line):
                assert opened[2] not in self.opened, f"opened twice: {line}"
                self.opened[opened[2]] = date.fromisoformat(opened[1])
            elif balance := _BALANCE.fullmatch(line):
                balances.append((date.fromisoformat(balance[1]), balance[2], Decimal(balance[3])))
            else:
                assert not line, f"no line of a journal: {line}"
                here = None
        self._balances = balances

    def _check(self) -> None:
        for account in self.opened:
            assert NAME.fullmatch(account), account
        for on, what, postings in self.transactions:
            assert len(postings) > 1, what
            assert sum(postings.values()) == 0, (what, postings)
            for account, amount in postings.items():
                assert self.opened[account] <= on, f"{account} is used before it is opened"
                self.sums[account] += amount
        for on, account, amount in self._balances:
            assert all(other < on for other, _, _ in self.transactions), "asserted before the end"
            assert self.sums[account] == amount, (account, self.sums[account], amount)
            assert self.opened[account] <= on
            self.asserted[account] = amount
