"""That a plan has more periods than its institution is known to allow: said, and never refused."""

from models.channels.channel import Channel
from models.channels.most_periods import exceeded
from models.values import quantity
from tui.run.language import Language


def too_many(periods: int, channel: Channel | None, t: Language) -> str:
    """What is said of so many periods with the channel; "" where they are not too many, as far as known."""
    most = exceeded(periods, channel)
    if channel is None or most is None:
        return ""
    return t.t(
        "{channel} takes {most} at most, as far as known: look in its app whether it is {periods}",
        channel=channel.short,
        most=quantity.periods(most),
        periods=quantity.periods(periods),
    )
