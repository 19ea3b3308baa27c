"""How a repayment is made, in words: the one place that names its method."""

from models.channels.channel import LANGUAGES, Channel
from models.ledger.repayment import OTHER, Repayment
from models.values.message import Words

ANOTHER_WAY = {"zh_CN": "其他方式", "en": "another way"}


def paid_by(repayment: Repayment, channel: Channel) -> Words:
    """The words for the method of a repayment."""
    return way_named(repayment.method, repayment.other, channel)


def way_named(method: str, other: str, channel: Channel) -> Words:
    """The channel's words for the method; the user's own, `other`, where the channel does not name it."""
    if other:
        return dict.fromkeys(LANGUAGES, other)
    if method == OTHER and not channel.takes(OTHER):
        return ANOTHER_WAY
    return channel.method_name(method)
