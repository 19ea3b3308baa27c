"""The catalogue's file, `channels.toml`, read; and `channels.json`, the same channels ready for use.

Reading TOML takes longer than all else that `fenqi due` does with the catalogue. The compiled file counts only while it
is of the very text that stands in the TOML, which may be edited: then that is read, and checked field by field.
"""

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from models.channels import checks as check
from models.channels.channel import LANGUAGES, Catalogue, Channel
from models.channels.channel_checks import check_channel, check_complete
from models.channels.source import Source, with_sources
from models.values.message import Inner, Problem
from models.values.text import MAX_NOTE, clean, is_clean

SOURCE = Path(__file__).with_name("channels.toml")
COMPILED = SOURCE.with_suffix(".json")
GENERIC = "bank-card"
"""The channel that stands in for one that is lost, that one of the user's own is based on unless another is named, and
that is offered last."""


class _Compiled(msgspec.Struct, frozen=True):
    """The channels, and the checksum of the text that they are from."""

    of: int
    channels: dict[str, Channel]


@cache
def builtin() -> Catalogue:
    """The catalogue that comes with fenqi."""
    text = SOURCE.read_bytes()
    try:
        found = msgspec.json.decode(COMPILED.read_bytes(), type=_Compiled)
    except (OSError, msgspec.DecodeError):
        found = None
    return found.channels if found and found.of == zlib.crc32(text) else _with_generic(parse_catalogue(text.decode()))


def compiled(text: bytes) -> bytes:
    """What `channels.json` holds for this TOML."""
    content = _Compiled(zlib.crc32(text), dict(_with_generic(parse_catalogue(text.decode()))))
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _with_generic(channels: Catalogue) -> Catalogue:
    """The channels; Problem where the one is missing whose rules replace those of a lost one."""
    if GENERIC not in channels:
        raise Problem(
            "the channel catalogue has no {channel}, whose rules stand in for those of a lost channel",
            field=GENERIC,
            channel=GENERIC,
        )
    return channels


def parse_catalogue(text: str) -> Catalogue:
    """The channels in a TOML text; raises Problem naming the table and the field that is wrong."""
    import tomllib  # noqa: PLC0415  # its patterns take a millisecond that the compiled channels save

    try:
        tables = tomllib.loads(text)
    except ValueError as error:  # also a number with more digits than Python reads
        raise _not_toml(text, str(error)) from None
    sources = tables.pop("sources", {})
    if not isinstance(sources, dict):
        raise Problem("channel {channel}: a table is expected", channel="sources")
    _check_sources(sources)
    channels = {ident: read_channel(ident, table, sources) for ident, table in tables.items()}
    for channel in channels.values():
        check_complete(channel)
    return channels


def _not_toml(text: str, said: str) -> Problem:
    """Where the text is no TOML, as the reader of it says in English."""
    from models.values.text_position import not_toml_from  # noqa: PLC0415  # hardly a text is none

    at = not_toml_from(text, said)
    if at is None:
        return Problem("the channel catalogue is not valid TOML")
    return Problem(
        "the channel catalogue is not valid TOML from line {line}, column {column} on", line=at.line, column=at.column
    )


def _check_sources(sources: Mapping[str, Any]) -> None:
    """Problem naming the first source that is not valid: every row is checked, whether or not a channel names it."""
    for name, row in sources.items():
        quoted = clean(name, 40)
        try:
            source = msgspec.convert(row, Source)
        except msgspec.ValidationError as error:
            raise _wrong_source(quoted, error) from None
        for language in LANGUAGES:
            words = source.words.get(language, "")
            if not words or not is_clean(words, MAX_NOTE):
                raise Problem(
                    "source {source}: the words in {language} are missing, too long or hold control characters",
                    field=f"sources.{quoted}.words.{language}",
                    source=quoted,
                    language=language,
                )


def read_channel(ident: str, table: object, sources: Mapping[str, Any] = MappingProxyType({})) -> Channel:
    """The channel in a table of the catalogue, which may name `sources`; Problem naming the field that is wrong."""
    quoted = clean(ident, 40)
    if not isinstance(table, dict):
        raise Problem("channel {channel}: a table is expected", channel=quoted)
    # Not a rule of Channel: a channel that stands in for a lost one keeps whatever id the user's file has.
    check.slug(quoted, "id", ident)
    try:
        channel = msgspec.convert({**with_sources(quoted, table, sources), "id": ident}, Channel, str_keys=True)
    except msgspec.ValidationError as error:
        raise _wrong_channel(quoted, error) from None
    return check_channel(channel)


def _wrong_source(source: str, error: msgspec.ValidationError) -> Problem:
    """What is wrong with a row of the sources."""
    from models.values.wrong_field import why_wrong, wrong_field  # noqa: PLC0415  # hardly a catalogue is wrong

    wrong = wrong_field(str(error))
    return Problem(
        "source {source}: {reason}",
        field=".".join(filter(None, ("sources", source, wrong.name))),
        source=source,
        reason=Inner(why_wrong(wrong)),
    )


def _wrong_channel(channel: str, error: msgspec.ValidationError) -> Problem:
    """What is wrong with a table of the catalogue."""
    from models.values.wrong_field import why_wrong, wrong_field  # noqa: PLC0415  # hardly a catalogue is wrong

    wrong = wrong_field(str(error))
    if wrong.lacking:
        return check.missing(channel, wrong.name)
    return Problem("channel {channel}: {reason}", field=wrong.name, channel=channel, reason=Inner(why_wrong(wrong)))
