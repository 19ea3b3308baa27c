"""What an institution offers where a bill cannot be paid in time, out of `relief.toml`: read with the page only."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from models.channels.source import Source
from models.values.message import Words

RELIEFS = Path(__file__).with_name("relief.toml")


class Relief(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be asked for in the app, in `words`; its `cost`, empty where no source has it."""

    words: Words
    source: Source
    cost: Words = {}


@cache
def reliefs() -> Mapping[str, tuple[Relief, ...]]:
    """What there is, by channel; one of which no source says anything is left out."""
    import tomllib  # noqa: PLC0415  # its patterns take a millisecond, and only a page needs them

    return msgspec.convert(tomllib.loads(RELIEFS.read_text("utf-8")), dict[str, tuple[Relief, ...]])
