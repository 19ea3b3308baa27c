"""All credit that came to accounts: beyond their bills, refunded, or too much of what one bill left to another."""

from collections.abc import Mapping

import msgspec

from models.bills.book import Book
from models.bills.chain import repays_over
from models.bills.contracts import contracts
from models.bills.credits import Credit, credits_of, together
from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.ledger.ids import bill_account
from models.ledger.ledger import Ledger

Credits = Mapping[str, tuple[Credit, ...]]


def all_credits(ledger: Ledger, catalogue: Catalogue) -> Credits:
    """By account, each credit as it came, used or not."""
    found = credits_of(ledger, contracts(ledger, catalogue))
    accounts = may_have_beyond(ledger)
    return with_beyond(found, ledger, derive(of_accounts(ledger, accounts), catalogue)) if accounts else found


def may_have_beyond(ledger: Ledger) -> frozenset[str]:
    """The accounts of which something was repaid that a bill had left to a later one."""
    put_off = {bill_account(ident) for ident in ledger.deferrals}
    return frozenset(put_off | {each.account_id for each in ledger.repayments.values() if repays_over(each)})


def of_accounts(ledger: Ledger, accounts: frozenset[str]) -> Ledger:
    """The ledger with the orders of those accounts alone."""
    theirs = {ident: each for ident, each in ledger.orders.items() if each.account_id in accounts}
    return msgspec.structs.replace(ledger, orders=theirs)


def with_beyond(found: Credits, ledger: Ledger, book: Book) -> Credits:
    """`found` with what bills had too much repaid of what earlier ones left to them."""
    every = dict(found)
    for bill in book.bills.values():
        for each in bill.beyond:
            made = ledger.repayments[each.of]
            more = Credit(of=made.id, account_id=made.account_id, came=made.paid_at, amount=each.amount)
            every[made.account_id] = together((*every.get(made.account_id, ()), more))
    return every
