"""The account that an order is entered for: a known one, or one that is made with the order."""

from datetime import date

import msgspec

from models.actions.account_changes import AccountDetails, added, changed
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger, put
from models.values.message import Problem


class ForAccount(msgspec.Struct, frozen=True):
    """The account with the id `account`, or where that is "" one of `channel` that is made; and what is said of it."""

    channel: str
    account: str = ""
    said: AccountDetails = AccountDetails()

    @property
    def changes(self) -> bool:
        """Whether there is an account to be made or changed first."""
        return not self.account or self.said != AccountDetails()


def with_account(ledger: Ledger, catalogue: Catalogue, chosen: ForAccount, day: date) -> tuple[Ledger, str]:
    """With the account as it is said, and its id; `day` is today at the institution.

    Raises Problem naming the field of `AccountDetails` that is wrong.
    """
    if not chosen.account:
        after, account = added(ledger, catalogue, chosen.channel, chosen.said, day)
        made = msgspec.structs.replace(account, by_order=True)
        return msgspec.structs.replace(after, accounts=put(after.accounts, made.id, made)), made.id
    if chosen.said == AccountDetails():
        return ledger, chosen.account
    return changed(ledger, catalogue, chosen.account, chosen.said, day), chosen.account


def known_card(ledger: Ledger, channel: str, said: AccountDetails) -> Account | None:
    """The account of the channel that has the digits, or without any the label, that are said; None where none has.

    Two banks' cards may end alike where both are kept under one channel: their labels tell them apart.
    """
    digits, label = said.last4 or "", said.label or ""
    if not (digits or label):
        return None
    for each in ledger.accounts.values():
        alike = label == each.label or (digits and "" in {label, each.label})
        if each.channel == channel and each.last4 == digits and alike:
            return each
    return None


def for_order(ledger: Ledger, catalogue: Catalogue, chosen: ForAccount, ident: str, day: date) -> Ledger:
    """With the account that was chosen for an order, which is known by `ident`; Problem where it no longer would be."""
    if chosen.account not in {"", chosen.channel, *ledger.accounts}:
        raise Problem(
            "another terminal has taken that account away meanwhile; choose the account again", field="channel"
        )
    there = None if chosen.account else known_card(ledger, chosen.channel, chosen.said)
    if there is not None:
        raise Problem(
            "another terminal has entered {account} meanwhile; it is chosen now: see whether it is right, then save",
            field="channel",
            account=contracts(ledger, catalogue)[there.id].short,
        )
    after, found = with_account(ledger, catalogue, chosen, day)
    if found != ident:
        raise Problem("another terminal has made an account there meanwhile; choose the account again", field="channel")
    return after
