"""What only the page of a channel shows, out of `pages.toml`: it is read when a page is opened, and not before."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from models.channels.builtin import GENERIC, builtin
from models.channels.channel import Channel
from models.channels.inherited import names_other_app, other_apps
from models.channels.rules import App
from models.channels.source import Source
from models.values.message import Words

PAGES = Path(__file__).with_name("pages.toml")


class SetUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How auto-debit is set up: the `path` in the institution's app, and the `trap` in it, where one is known.

    `off`: where it is turned off, where that is not the same path. `order`: where the order of the accounts is chosen
    that are debited one after the other; none where there is none. `apps`: official apps in which a path begins,
    besides those of the channel.
    """

    path: Words
    source: Source
    trap: Words = {}
    off: Words = {}
    order: Words = {}
    apps: tuple[App, ...] = ()

    def where(self, *, off: bool) -> Words:
        """The path by which it is turned on, or `off`."""
        return self.off if off and self.off else self.path


class Also(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one source alone says, so that no rule is made of it."""

    words: Words
    source: Source


class ChannelPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What else is to be known of a channel; no `set_up` where nothing usable is known of that."""

    notes: Words = {}
    also: tuple[Also, ...] = ()
    set_up: SetUp | None = None


@cache
def channel_pages() -> Mapping[str, ChannelPage]:
    """What only the pages of the channels show, by channel."""
    import tomllib  # noqa: PLC0415  # its patterns take a millisecond, and only a page needs them

    return msgspec.convert(tomllib.loads(PAGES.read_text("utf-8")), dict[str, ChannelPage])


@cache
def set_ups() -> Mapping[str, SetUp]:
    """How auto-debit is set up, by channel."""
    return {ident: page.set_up for ident, page in channel_pages().items() if page.set_up}


def page_of(channel: Channel, base: str = "") -> ChannelPage:
    """What only its page shows; of a channel of one's own with other apps nothing that is of `base` alone."""
    pages, usual = channel_pages(), builtin().get(base)
    own = pages.get(channel.institution or channel.id)
    if own is not None:
        return own
    inherits = base == GENERIC or (usual is not None and not other_apps(channel, usual))
    return pages.get(base, ChannelPage()) if inherits else ChannelPage()


def set_up_of(channel: Channel) -> SetUp | None:
    """How auto-debit of an account is set up at its institution; None where no source tells it of its apps."""
    ident = channel.institution or channel.id
    found, usual = set_ups().get(ident), builtin().get(ident)
    if found is not None and usual is not None and names_other_app(found.path, channel, usual):
        return None
    return found
