"""The user's own rules for a channel, as they are stored."""

from typing import Any

import msgspec


class ChannelOverride(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The user's own rules for a channel: the fields of the catalogue's table that are different, as in its TOML.

    A channel of one's own starts from the channel `base`.
    """

    id: str
    base: str = ""
    values: dict[str, Any] = {}
