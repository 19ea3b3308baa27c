"""Where a rule of a channel is from: sources are named once in the catalogue, and fields name them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from models.values.message import Inner, Problem, Words
from models.values.text import clean


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source in words, and the day that it was true on, as far as is known.

    `assumed`: there is none; that day no source was known.
    """

    words: Words
    verified_on: date
    assumed: bool = False


def with_sources(ident: str, table: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
    """A channel's table with the sources instead of their names; Problem where a field names none of them."""
    found = dict(table)
    for field in ("source", "mall"):
        if found.get(field) is not None:
            found[field] = _source(ident, field, found[field], sources)
    uncertain = found.get("uncertain")
    if isinstance(uncertain, Mapping):
        found["uncertain"] = {
            field: _source(ident, f"uncertain.{field}", name, sources) for field, name in uncertain.items()
        }
    return found


def _source(ident: str, field: str, given: Any, sources: Mapping[str, Any]) -> Any:
    """The source that is given by its name, or written out."""
    field = clean(field, 60)
    if isinstance(given, str):
        if given not in sources:
            raise Problem(
                "channel {channel}: {key} names {value}, which is not among the sources",
                field=field,
                channel=ident,
                key=field,
                value=clean(given, 40),
            )
        given = sources[given]
    try:
        msgspec.convert(given, Source)
    except msgspec.ValidationError as error:
        from models.values.wrong_field import why_wrong, wrong_field  # noqa: PLC0415  # hardly a catalogue is wrong

        wrong = wrong_field(str(error))
        raise Problem(
            "channel {channel}: {key} is no source: {reason}",
            field=".".join(filter(None, (field, wrong.name))),
            channel=ident,
            key=field,
            reason=Inner(why_wrong(wrong)),
        ) from None
    return given
