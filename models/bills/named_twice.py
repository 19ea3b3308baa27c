"""What a record can name only once and names twice: a period, a warning, a day since when."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from models.bills.fault import Fault, FaultCode, fault
from models.ledger.ledger import Ledger
from models.values.message import msg

Value = TypeVar("Value")

_TWICE = msg("{record} in the table {table} names the same thing twice")

OnceEach = Callable[[Any], Iterable[Hashable]]


_ONCE: Mapping[str, tuple[OnceEach, ...]] = {
    "closings": (lambda each: each.stands,),
    "refunds": (lambda each: each.stands or (),),
    "checklists": (lambda each: [answer.warning for answer in each.answered],),
    "figures": (lambda each: each.others,),
    "orders": (lambda each: [kept.number for kept in each.kept],),
    "accounts": (lambda each: [move.since for move in each.moves],),
}
"""What of a record there is once each, by its table."""


def named_twice(ledger: Ledger) -> Iterator[Fault]:
    """The records that name it twice, each once."""
    for table, every in _ONCE.items():
        for ident, record in getattr(ledger, table).items():
            if any(twice(names(record)) for names in every):
                yield fault(FaultCode.CONTRADICTS, table, ident, _TWICE)


def twice(values: Iterable[Value]) -> list[Value]:
    """The first value that is there twice; none where each is there once."""
    return [each for each, count in Counter(values).items() if count > 1][:1]
