"""The account that an order is entered for: a known one, or one that is made with the order."""

from datetime import date

import msgspec

from models.actions.account_changes import Said, added, changed
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.values.message import Problem


class ForAccount(msgspec.Struct, frozen=True):
    """The account with the id `account`, or where that is "" one of `channel` that is made; and what is said of it."""

    channel: str
    account: str = ""
    said: Said = Said()

    @property
    def changes(self) -> bool:
        """Whether there is an account to be made or changed first."""
        return not self.account or self.said != Said()


def with_account(ledger: Ledger, catalogue: Catalogue, chosen: ForAccount, day: date) -> tuple[Ledger, str]:
    """With the account as it is said, and its id; `day` is today at the institution.

    Raises Problem naming the field of `Said` that is wrong.
    """
    if not chosen.account:
        after, account = added(ledger, catalogue, chosen.channel, chosen.said, day)
        return after, account.id
    if chosen.said == Said():
        return ledger, chosen.account
    return changed(ledger, catalogue, chosen.account, chosen.said, day), chosen.account


def for_order(ledger: Ledger, catalogue: Catalogue, chosen: ForAccount, ident: str, day: date) -> Ledger:
    """With the account that was chosen for an order, which is known by `ident`; Problem where it no longer would be."""
    if chosen.account not in {"", chosen.channel, *ledger.accounts}:
        raise Problem(
            "another terminal has taken that account away meanwhile; choose the account again", field="channel"
        )
    after, found = with_account(ledger, catalogue, chosen, day)
    if found != ident:
        raise Problem("another terminal has made an account there meanwhile; choose the account again", field="channel")
    return after
