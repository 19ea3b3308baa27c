"""The bytes of a file that somebody names."""

from pathlib import Path

from models.exchange.encoding import MAX_BYTES
from models.store import source
from models.values.message import Problem


def file_bytes(file: Path, most: int = MAX_BYTES) -> bytes:
    """What the file holds; Problem where that is more than `most` bytes, or it cannot be read."""
    try:
        path = file.expanduser()
    except RuntimeError:
        raise Problem("{path} cannot be read: there is no user of that name", path=str(file)) from None
    data = source.read(path, most)
    if data is None:
        raise Problem("{path} cannot be read: there is no such file", path=str(file))
    return data[0]
