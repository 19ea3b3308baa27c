"""What msgspec says is wrong, in our own words: no type and no word of a programmer's."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest

from models.channels.rules import Mode
from models.values.wrong_field import why_wrong, wrong_field


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A value in another."""

    mode: Mode
    days: tuple[int, ...] = ()


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    """Any value."""

    name: str
    on: date
    part: Part


RIGHT: dict[str, Any] = {"name": "a", "on": "2026-12-10", "part": {"mode": "order"}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": 1}, 'name is to be written like "abc"'),
        ({"on": "soon"}, 'on is to be written like "2026-12-10"'),
        ({"on": None}, 'on is to be written like "2026-12-10"'),
        ({"part": []}, "part is to be written like { }"),
        ({"part": {}}, "part.mode is missing"),
        ({"part": {"mode": "order", "colour": 1}}, "part.colour is not known here"),
        ({"part": {"mode": "it's"}}, "part.mode cannot be it's"),
        ({"part": {"mode": "order", "days": ["x"]}}, "part.days[0] is to be written like 12"),
    ],
)
def test_a_wrong_field_is_named_with_how_it_is_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(msgspec.ValidationError) as wrong:
        msgspec.convert({**RIGHT, **change}, Whole)
    assert str(why_wrong(wrong_field(str(wrong.value)))) == said
    alone = str(why_wrong(msgspec.structs.replace(wrong_field(str(wrong.value)), name="")))
    assert alone[0].islower() and not re.search("Expected|Object|Invalid|`", alone)
