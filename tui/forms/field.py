"""What a form is made of: its fields by name, and what is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from models.values.message import Message, Param, Problem

Value = TypeVar("Value")


class Field(NamedTuple):
    """A line of a form: something is typed into it or, where it has `choices` (key and words), one is chosen.

    The `hint` says what is to be typed; it stands in the field while that is empty. Below the form stands, while
    the keyboard is on the field, `about`, or else the hint.
    """

    label: Message
    hint: Message | None = None
    choices: Sequence[tuple[str, Message]] = ()
    about: Message | None = None


class Wrong(NamedTuple):
    """What keeps a form from making its value, by the name of the field; under "" what is no field's."""

    at: Mapping[str, Message]


def verbatim(data: Param) -> Message:
    """A message that is nothing but data, like a name or an example: in no language is there anything to translate."""
    return Message("{data}", {"data": data})


def ident(name: str) -> str:
    """A field's name as the id of a widget: `early-rule` for `early.rule`."""
    return name.replace(".", "-")


def parsed(cells: Mapping[str, str], name: str, parse: Callable[[str], Value]) -> Value:
    """What the text of a field comes to; a Problem that `parse` raises is that field's."""
    try:
        return parse(cells[name])
    except Problem as problem:
        raise problem.about(name) from None
