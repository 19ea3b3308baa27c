"""What is known of the mall: whether it takes a channel, and the way to an order's page there."""

from models.channels.channel import Channel
from models.values.message import msg
from tui.run.language import Language

WHERE = (msg("where: Xiaomi Mall ›"), msg("log in › 我的订单 ›"), msg("the order › 详情"))
"""The way to the order's page in the mall, in as many lines as a narrow column needs."""


def way_in_a_line(language: Language) -> str:
    """The same way in one line."""
    return " ".join(language.say(each) for each in WHERE)


def taken_said(channel: Channel, language: Language) -> str:
    """Whether the mall is known to take it."""
    if channel.mall:
        return language.t("the mall is known to take it")
    return language.t("no source says that the mall takes it")


def taken_from(channel: Channel, language: Language) -> str:
    """The same with who says so, and of which day that is."""
    said = taken_said(channel, language)
    if channel.mall is None:
        return said
    source, day = language.words(channel.mall.words), channel.mall.verified_on.isoformat()
    return language.t("{said}: {source}, {day}", said=said, source=source, day=day)
