"""What accounts are called in a journal: names that beancount and hledger take, which are ASCII, with capitals."""

import re
from collections.abc import Collection

ROOT = "Instalment"
PURCHASES = f"Expenses:{ROOT}:Purchases"
FEES = f"Expenses:{ROOT}:Fees"
EARLY = f"Expenses:{ROOT}:EarlySettlement"
INTEREST = f"Expenses:{ROOT}:LateInterest"
OTHER_CHARGES = f"Expenses:{ROOT}:OtherCharges"
DISCOUNTS = f"Income:{ROOT}:Discounts"
OPENING = "Equity:Opening-Balances"
CONVERTED = f"Equity:{ROOT}:Converted"
UNEXPLAINED = f"Equity:{ROOT}:Unexplained"

_STRANGE = re.compile(r"[^A-Za-z0-9-]")


class JournalNames:
    """The names of the accounts with these ids: each has one that no other has, the same each time."""

    def __init__(self, accounts: Collection[str]) -> None:
        self.accounts = tuple(sorted(accounts))
        self._parts: dict[str, str] = {}
        taken: set[str] = set()
        for ident in self.accounts:
            plain = name = part(ident)
            number = 2
            while name in taken:
                name, number = f"{plain}-{number}", number + 1
            taken.add(name)
            self._parts[ident] = name

    def owed(self, account: str) -> str:
        """The liability of an account."""
        return f"Liabilities:{ROOT}:{self._parts[account]}"

    def credit(self, account: str) -> str:
        """What lies with the institution."""
        return f"Assets:{ROOT}:Credit:{self._parts[account]}"

    def paid_from(self, method: str) -> str:
        """What a method takes the money from."""
        return f"Assets:{ROOT}:PaidFrom:{part(method)}"


def part(ident: str) -> str:
    """An id as a part of a name: it begins with a capital or a digit; what is no ASCII stands as its number."""
    text = _STRANGE.sub(lambda found: f"U{ord(found[0]):X}", ident).strip("-") or "Other"
    return text[0].upper() + text[1:]
