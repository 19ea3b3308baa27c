"""What is wrong with a value that was read strictly: which field, and how that is written, in our own words."""

import re

import msgspec

from models.values.message import Message, msg
from models.values.text import clean

_FIELD = r"(missing required|contains unknown) field `([^`]*)`"
_TYPE = r"(?:Expected `(\w+)|Invalid RFC3339 encoded (\w+))"
_VALUE = r"""Invalid enum value (['"]?)(.*?)\1(?: - at `|\Z)"""
_WHERE = r" - at (?:`key` in )?`\$\.?([^`]*)`"
_LIKE = {
    "int": "12",
    "str": '"abc"',
    "bool": "true",
    "array": "[ ]",
    "object": "{ }",
    "date": '"2026-12-10"',
    "datetime": '"2026-12-10T09:30:00+08:00"',
}
"""How a value of each kind is written."""


class WrongField(msgspec.Struct, frozen=True):
    """What is wrong with a value: where its field stands in it, "" for the value itself, and how it is written.

    `lacking`: there is no such field; `unknown`: there should be none. `like` is "" where there is no example. `value`:
    what stands there, where only some words may and it is none of them.
    """

    name: str
    lacking: bool = False
    unknown: bool = False
    like: str = ""
    value: str = ""


def wrong_field(said: str) -> WrongField:
    """What msgspec says is wrong with a value."""
    named = re.search(_WHERE, said)
    where = named[1] if named else ""
    field, kind = re.search(_FIELD, said), re.match(_TYPE, said)
    if field:
        missing = field[1].startswith("missing")
        return WrongField(clean(f"{where}.{field[2]}".lstrip("."), 120), lacking=missing, unknown=not missing)
    like = "" if " of length" in said or kind is None else _LIKE.get(kind[1] or kind[2], "")
    value = re.match(_VALUE, said, re.DOTALL)
    return WrongField(clean(where, 120), like=like, value=clean(value[2], 40) if value else "")


def why_wrong(field: WrongField) -> Message:
    """The same in a sentence, which names the field where it has a name."""
    if field.lacking:
        return msg("{name} is missing", name=field.name) if field.name else msg("this field is missing")
    if field.unknown:
        return msg("{name} is not known here", name=field.name) if field.name else msg("this field is not known")
    if field.value:
        value = field.value
        return msg("{name} cannot be {value}", name=field.name, value=value) if field.name else _cannot_be(value)
    if field.like and field.name:
        return msg("{name} is to be written like {like}", name=field.name, like=field.like)
    if field.like:
        return msg("it is to be written like {like}", like=field.like)
    return msg("{name} is not as it should be", name=field.name) if field.name else msg("it is not as it should be")


def _cannot_be(value: str) -> Message:
    return msg("it cannot be {value}", value=value)
