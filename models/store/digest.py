"""Digests, by which undo knows whether a record still is what an action left."""

from datetime import datetime
from typing import Any

import msgspec


def digest(record: object) -> str:
    """16 hex digits that differ where the content does, of a record or of its document alike; "" for None."""
    from hashlib import blake2b  # noqa: PLC0415  # OpenSSL is 8 ms that only a commit needs

    return "" if record is None else blake2b(msgspec.json.encode(record, enc_hook=plain), digest_size=8).hexdigest()


def plain(value: Any) -> Any:
    """pendulum's times as the standard library's, which is how they come back from the file."""
    if isinstance(value, datetime):
        return datetime.fromisoformat(value.isoformat())
    raise NotImplementedError(type(value).__name__)
