"""The share of a bill's minimum that no rule says, out of what was paid as the minimum of an earlier bill."""

from collections.abc import Iterable, Iterator

import msgspec

from models.bills.bill import Bill
from models.bills.minimum import minimum_of, paid_in_time
from models.channels.channel import Channel

USUAL = ("0.05", "0.1", "0.2")
"""What institutions usually take for the minimum of what is no instalment."""


def share_paid(bill: Bill) -> str | None:
    """The share of what is no instalment that was paid of the bill, where that was its minimum.

    None where a rule says the share, or where not exactly one of the usual ones comes to what was paid, to the fen.
    """
    rule, paid = bill.channel.minimum, paid_in_time(bill)
    if rule is None or (rule.other is not None and not rule.inferred) or paid <= 0:
        return None
    found = list(_shares(bill, paid))
    return found[0] if len(found) == 1 else None


def _shares(bill: Bill, paid: int) -> Iterator[str]:
    for share in USUAL:
        by_share = msgspec.structs.replace(bill, channel=with_share(bill.channel, share))
        if minimum_of(by_share) == paid:
            yield share


def with_share(channel: Channel, share: str | None) -> Channel:
    """The channel with that as the share, as an estimate, unless a rule says another."""
    rule = channel.minimum
    if share is None or rule is None or (rule.other is not None and not rule.inferred):
        return channel
    return msgspec.structs.replace(channel, minimum=msgspec.structs.replace(rule, other=share, inferred=True))


def inferred_share(account: str, bills: Iterable[Bill]) -> str | None:
    """The share that the account's newest bill has as an estimate; None where there is none, or a rule says it."""
    newest = max((each for each in bills if each.channel.id == account), key=lambda each: each.due, default=None)
    rule = newest.channel.minimum if newest else None
    return rule.other if rule and rule.inferred else None
