"""What every record of a ledger has."""

from typing import Protocol


class Record(Protocol):
    """A record, whatever it holds, under its id."""

    @property
    def id(self) -> str: ...
