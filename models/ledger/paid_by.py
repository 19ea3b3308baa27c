"""How a repayment was made, in words: the one place that names its method."""

from models.channels.channel import LANGUAGES, Channel
from models.ledger.repayment import OTHER, Repayment
from models.values.message import Words

ANOTHER_WAY = {"zh_CN": "其他方式", "en": "another way"}


def paid_by(repayment: Repayment, channel: Channel) -> Words:
    """The channel's words for the method; the user's own where the channel does not name it."""
    if repayment.other:
        return dict.fromkeys(LANGUAGES, repayment.other)
    if repayment.method == OTHER and not channel.takes(OTHER):
        return ANOTHER_WAY
    return channel.method_name(repayment.method)
