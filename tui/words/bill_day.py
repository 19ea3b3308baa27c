"""That the bill day of an account is not known, and how it is said in the shell."""

from collections.abc import Iterable

from models.bills.contracts import contracts
from models.channels.channel import Catalogue, Channel
from models.channels.due import asks_bill_day
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import Message, msg


def bill_days_asked(orders: Iterable[Order], ledger: Ledger, catalogue: Catalogue) -> list[Message]:
    """A sentence for each account of the orders whose bill day is still to be said; `ledger` is as it is by now."""
    held = contracts(ledger, catalogue)
    channels = (channel_of(held, ident) for ident in dict.fromkeys(each.account_id for each in orders))
    return [_asked(each, there=each.id in ledger.accounts) for each in channels if asks_bill_day(each)]


def _asked(channel: Channel, *, there: bool) -> Message:
    days = "--bill-day N" if channel.due_day or channel.due_after else "--bill-day N --due-day N"
    return msg(
        "the bill day of {channel} is not known: look it up in its app and say it with "
        "`fenqi account {command} {days}`",
        channel=channel.short,
        command=f"set {channel.id}" if there else f"add {channel.id}",
        days=days,
    )
