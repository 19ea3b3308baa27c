"""How many periods an institution is known to allow at most: more than these are said, and never refused."""

from models.channels.channel import Channel


def exceeded(periods: int, channel: Channel | None) -> int | None:
    """The most that the channel is known to take, where so many are more; None where they are not, or nobody knows."""
    most = channel.most_periods if channel else None
    return most if most is not None and periods > most else None
