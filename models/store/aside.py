"""Small JSON files beside the ledger, of which none is a part of it: read whole, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from models.store import files, source
from models.store.wrong_shape import not_json_from
from models.values.message import Message, Problem, msg
from models.values.text_position import TextPosition
from models.values.wrong_field import why_wrong, wrong_field

AsideT = TypeVar("AsideT")


def read(path: Path, kind: type[AsideT], most: int, problem: Callable[[str, Message | None], Problem]) -> AsideT | None:
    """What the file holds; None where there is none.

    Problem where it cannot be read, has more than `most` bytes, or is none of that kind: then it is that `problem`,
    which is given the path and what is wrong, None where that is all of it.
    """
    found = source.read(path, most)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found[0], type=kind)
    except msgspec.ValidationError as error:
        wrong = wrong_field(str(error))
        raise problem(files.readable(path), why_wrong(wrong) if wrong.name else None) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise problem(files.readable(path), _not_json(not_json_from(found[0]))) from None


def _not_json(since: TextPosition | None) -> Message | None:
    if since is None:
        return None
    return msg("it is not valid JSON from line {line}, column {column} on", line=since.line, column=since.column)


def write(path: Path, value: msgspec.Struct) -> None:
    """Have the file hold that. Only under the ledger's lock."""
    files.write(path, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
