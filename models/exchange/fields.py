"""Records as other programs see them, by the types of their fields, and back.

Amounts are text in yuan (`"612.40"`), dates the institution's, instants ISO 8601 with their offset, what is not known
null; so is the id of another record where there is none. A new record, or a new field of one, needs nothing here.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from models.exchange.json_text import NotANumber, Number, Object
from models.ledger.progress import Done, Step
from models.values.message import Problem
from models.values.money import FEN, Fen, plain
from models.values.text import clean, harmless
from models.values.wrong_field import why_wrong, wrong_field

Struct = TypeVar("Struct", bound=msgspec.Struct)
Fields = dict[str, Any]

_OTHERS = frozenset({"order", "of", "base", "repayment"})
"""Texts that are the id of another record, or "" where there is none."""

_AMOUNT = re.compile(r"-?(\d{1,15})\.(\d\d)", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_INDEX = re.compile(r"\[(\d+)\]", re.ASCII)


class _Way(NamedTuple):
    """How a value of some type is written, and what the store has for what is read; Problem naming its place."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def written(record: msgspec.Struct) -> Fields:
    """All fields of a record."""
    fields: Fields = _way(type(record)).write(record)
    return fields


def read(value: object, kind: type[Struct]) -> Struct:
    """The record of that kind in a JSON object, strictly as the ledger's file is read; Problem naming the field."""
    document = _way(kind).read(value)
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Problem):
            raise error.__cause__ from None
        wrong = wrong_field(str(error))
        where = _INDEX.sub(lambda found: f".{int(found[1]) + 1}", wrong.name).lstrip(".")
        raise Problem.of(why_wrong(msgspec.structs.replace(wrong, name=""))).about(where) from None


@cache
def _way(kind: Any) -> _Way:
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        return _made_of(kind, get_args(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    return {int: _Way(_plainly, _count), bool: _Way(_plainly, _flag)}.get(kind, _Way(_plainly, _text))


def _made_of(kind: Any, inner: tuple[Any, ...]) -> _Way:
    """A type that is made of others."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _Way(plain, _amount) if FEN in inner[1:] else _way(inner[0])
    if origin in {Union, UnionType}:
        return _one_of(tuple(each for each in inner if each is not NoneType))
    if origin is tuple:
        each = _way(inner[0])
        return _Way(lambda values: [each.write(value) for value in values], partial(_list, each))
    return _Way(partial(msgspec.to_builtins, str_keys=True), _anything)


def _plainly(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return msgspec.to_builtins(value)


def _one_of(kinds: tuple[Any, ...]) -> _Way:
    """A value that may be None, or a record of one of several kinds that says which."""
    ways = [_way(kind) for kind in kinds]
    tags = {_tag(kind): way for kind, way in zip(kinds, ways, strict=True) if len(kinds) > 1}

    def write(value: Any) -> Any:
        if value is None:
            return None
        return (tags[_tag(type(value))] if tags else ways[0]).write(value)

    def read_one(value: Any) -> Any:
        if value is None or not tags:
            return None if value is None else ways[0].read(value)
        tag = value.get("type") if isinstance(value, Object) else None
        if tag not in tags:
            raise Problem("`type` must be one of {known}", field="type", known=", ".join(sorted(map(str, tags))))
        return tags[tag].read(value)

    return _Way(write, read_one)


def _tag(kind: Any) -> object:
    return getattr(getattr(kind, "__struct_config__", None), "tag", None)


def _struct(kind: type[msgspec.Struct]) -> _Way:
    hints, tag = get_type_hints(kind, include_extras=True), _tag(kind)
    ways = {name: _way(hints[name]) for name in kind.__struct_fields__}
    empty = {name for name in ways if name in _OTHERS and hints[name] is str}
    # Any other field that is not known is as one that is not said.
    unknown = dict.fromkeys(empty, "") | {name: None for name in ways if NoneType in get_args(hints[name])}

    def write(record: msgspec.Struct) -> Fields:
        fields = {"type": tag} if tag is not None else {}
        fields |= {name: way.write(getattr(record, name)) for name, way in ways.items()}
        fields |= {name: fields[name] or None for name in empty}
        return _done(record, fields) if isinstance(record, Done) else fields

    def read_fields(value: Any) -> Fields:
        if not isinstance(value, Object):
            raise Problem("an object is expected")
        if value.twice:
            raise Problem("the key is there twice", field=clean(value.twice[0], 40))
        document: Fields = {}
        for name, each in value.items():
            if name == "type" and tag is not None:
                document[name] = each
            elif name not in ways:
                raise Problem("this field is not known", field=clean(name, 40))
            elif each is not None:
                document[name] = _within(name, ways[name], each)
            elif name in unknown:
                document[name] = unknown[name]
        return document

    return _Way(write, read_fields)


def _done(done: Done, fields: Fields) -> Fields:
    """Only the amount step has the app's `figure`, what is to be paid and what was owed on the bill then."""
    if done.step is Step.AMOUNT:
        return fields
    return {**fields, **{name: None for name in ("figure", "pay", "owed") if not getattr(done, name)}}


def _within(name: str, way: _Way, value: object) -> Any:
    try:
        return way.read(value)
    except Problem as problem:
        problem.field = ".".join(filter(None, (name, problem.field)))
        raise


def _list(inner: _Way, value: Any) -> Any:
    if not isinstance(value, list):
        raise Problem("a list is expected")
    return [_within(str(number), inner, each) for number, each in enumerate(value, 1)]


def _amount(value: Any) -> Fen:
    found = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Problem("{text} is not an amount; write it like 1234.50", text=clean(_as_text(value), 40))
    fen = int(found[1]) * 100 + int(found[2])
    return -fen if value.startswith("-") else fen


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Problem("`true` or `false` is expected")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, Number) or not _WHOLE.fullmatch(value):
        raise Problem("{text} is not a whole number in digits", text=clean(_as_text(value), 40))
    return int(value)


def _text(value: Any) -> Any:
    """A text, or what msgspec says of another value. One that could steer a terminal never got into a ledger."""
    if isinstance(value, str) and not isinstance(value, Number) and harmless(value) != value:
        raise Problem("it holds control characters")
    return _anything(value)


def _anything(value: Any) -> Any:
    """The values that JSON has, their numbers as Python has them; amounts are text there."""
    if isinstance(value, NotANumber):
        raise Problem("{text} is not a number that JSON knows", text=value.text)
    if isinstance(value, Number):
        return int(value) if _WHOLE.fullmatch(value) else float(value)
    if isinstance(value, Object):
        if value.twice:
            raise Problem("the key is there twice", field=clean(value.twice[0], 40))
        return {_text(key): _text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_text(each) for each in value]
    return value


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else str(msgspec.to_builtins(value))
