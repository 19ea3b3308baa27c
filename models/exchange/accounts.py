"""The JSON of accounts, as `fenqi accounts --json` and every change of one print it."""

from typing import Any

import msgspec

from models.actions.bill_days import Redated
from models.actions.day_choices import DayChoice
from models.bills.book import Book
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.values.money import plain


def accounts_json(ledger: Ledger, book: Book, catalogue: Catalogue) -> dict[str, Any]:
    """Every account, in the order in which they are offered."""
    offered = [ident for ident in contracts(ledger, catalogue) if ident in ledger.accounts]
    return {"accounts": [account_json(ledger.accounts[ident], ledger, book, catalogue) for ident in offered]}


def account_json(account: Account, ledger: Ledger, book: Book, catalogue: Catalogue) -> dict[str, Any]:
    """One account; what was not said and what the channel does not know is null.

    `credit` lies with the institution, `outstanding` is owed, `ends_on` the due date of the last bill that is open.
    """
    channel = channel_of(contracts(ledger, catalogue), account.id)
    owed = [bill for bill in book.bills.values() if bill.channel.id == account.id and bill.outstanding > 0]
    rule = channel.auto_debit
    return {
        "id": account.id,
        "channel": account.channel,
        "label": account.label or None,
        "last4": account.last4 or None,
        "mode": account.mode.value,
        "bill_day": account.bill_day,
        "due_day": account.due_day,
        "due_after": account.due_after,
        "moves": msgspec.to_builtins(account.moves),
        "auto_debit": {
            "state": channel.known_auto_debit.value,
            "extent": (account.extent or rule.extent).value,
            "pay_account": account.pay_account or rule.pay_account or None,
            "set_up_on": account.set_up_on.isoformat() if account.set_up_on else None,
        },
        "credit": plain(book.credit.get(account.id, 0)),
        "outstanding": plain(sum(bill.outstanding for bill in owed)),
        "ends_on": owed[-1].due.isoformat() if owed else None,
    }


def choice_json(choice: DayChoice) -> dict[str, Any]:
    """A due day that the account may be moved to; without days of its own, how the days are now."""
    move = choice.move
    return {
        "bill_day": move.bill_day if move else None,
        "due_day": move.due_day if move else None,
        "bills": [day.isoformat() for day in choice.bills],
    }


def redated_json(redated: tuple[Redated, ...]) -> list[dict[str, Any]]:
    """The orders whose periods get other dates, with these before and after."""
    return [
        {
            "order": each.order.id,
            "title": each.order.title,
            "before": [day.isoformat() for day in each.before],
            "after": [day.isoformat() for day in each.after],
        }
        for each in redated
    ]
