"""The bills of one account, out of the lines of its orders and what the ledger says of each bill."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.bills.bill import Bill
from models.bills.bill_alone import AccountRecords, bill_on
from models.bills.schedule import Line
from models.channels.channel import Channel


def bills_of(channel: Channel, own: Mapping[date, Sequence[Line]], said: AccountRecords) -> Iterable[Bill]:
    """The bills of an account, earliest due first, by the lines that its orders have on each date."""
    if channel.id in said.linked and own:
        from models.bills.linked_bills import linked_bills  # noqa: PLC0415  # of most accounts no bill leaves anything

        return linked_bills(channel, own, said)
    return (bill_on(due, channel, own[due], said) for due in sorted(own))
