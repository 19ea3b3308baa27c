"""What only the page of a channel shows, out of `pages.toml`: it is read when a page is opened, and not before."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

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


@cache
def set_ups() -> Mapping[str, SetUp]:
    """How auto-debit is set up, by channel; one is left out where nothing usable is known."""
    import tomllib  # noqa: PLC0415  # its patterns take a millisecond, and only a page needs them

    return msgspec.convert(tomllib.loads(PAGES.read_text("utf-8")), dict[str, SetUp])
