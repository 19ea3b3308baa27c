"""The bytes of a file that somebody names."""

from pathlib import Path

from models.exchange.encoding import MAX_BYTES
from models.store import source
from models.values.message import Problem


def file_bytes(file: Path) -> bytes:
    """What the file holds, up to a byte more than one may; Problem where it cannot be read."""
    try:
        path = file.expanduser()
    except RuntimeError as error:  # the home of an unknown user
        raise Problem("{path} cannot be read: {reason}", path=str(file), reason=str(error)) from None
    data = source.read(path, MAX_BYTES)
    if data is None:
        raise Problem("{path} cannot be read: there is no such file", path=str(file))
    return data[0]
