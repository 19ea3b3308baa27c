"""Small JSON files beside the ledger, of which none is a part of it: read whole, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from models.store import files, source
from models.values.message import Problem
from models.values.text import clean

AsideT = TypeVar("AsideT")


def read(path: Path, kind: type[AsideT], most: int, wrong: Callable[[str, str], Problem]) -> AsideT | None:
    """What the file holds; None where there is none.

    Problem where it cannot be read, has more than `most` bytes, or is none of that kind: then it is `wrong`, which is
    given the path and the reason.
    """
    found = source.read(path, most)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found[0], type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise wrong(files.readable(path), clean(str(error), 80)) from None


def write(path: Path, value: msgspec.Struct) -> None:
    """Have the file hold that. Only under the ledger's lock."""
    files.write(path, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
