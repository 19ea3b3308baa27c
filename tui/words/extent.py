"""How much auto-debit takes, in words: beside its state, and what a minimum leaves."""

from models.channels.channel import Channel
from models.channels.rules import RUNS, Extent, Switch
from models.values.message import Message, msg
from tui.run.language import Language


def state_said(said: Message, state: Switch, channel: Channel, language: Language) -> str:
    """What its state is called, and that it takes only the minimum, where it is on and was set up for that."""
    words = language.say(said)
    if state in RUNS and channel.auto_debit.extent is Extent.MINIMUM:
        return language.t("{state}, only the minimum", state=words)
    return words


def minimum_leaves(channel: Channel) -> Message:
    """What the minimum leaves: where instalments count in it whole, nothing of them."""
    if spares_instalments(channel):
        return msg("it leaves a rest of what is no instalment")
    return msg("it leaves a rest every time")


def minimum_means(channel: Channel) -> Message:
    """What it means for each bill that only the minimum is taken."""
    if spares_instalments(channel):
        return msg(
            "Instalments are taken whole then, the rest of a bill is not: it goes over to the next one, with interest "
            "each day."
        )
    return msg("The rest of each bill is not paid then: it goes over to the next one, with interest each day.")


def spares_instalments(channel: Channel) -> bool:
    """Whether paying the minimum leaves nothing of an instalment, by the channel's rule."""
    return channel.minimum is not None and channel.minimum.instalments_whole
