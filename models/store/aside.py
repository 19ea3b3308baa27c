"""Small JSON files beside the ledger, of which none is a part of it: read whole, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from models.store import files, source
from models.store.wrong_shape import JsonPosition, WrongField, not_json_from, wrong_field
from models.values.message import Problem

AsideT = TypeVar("AsideT")

AsideWrong = JsonPosition | WrongField | None
"""What is wrong with such a file: from where on it is no JSON, or which field; None where it is wrong as a whole."""


def read(path: Path, kind: type[AsideT], most: int, problem: Callable[[str, AsideWrong], Problem]) -> AsideT | None:
    """What the file holds; None where there is none.

    Problem where it cannot be read, has more than `most` bytes, or is none of that kind: then it is that `problem`,
    which is given the path and what is wrong.
    """
    found = source.read(path, most)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found[0], type=kind)
    except msgspec.ValidationError as error:
        field = wrong_field(str(error))
        raise problem(files.readable(path), field if field.name else None) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise problem(files.readable(path), not_json_from(found[0])) from None


def write(path: Path, value: msgspec.Struct) -> None:
    """Have the file hold that. Only under the ledger's lock."""
    files.write(path, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
