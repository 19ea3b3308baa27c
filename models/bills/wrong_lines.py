"""Lines that records keep of their bill, and cannot be: of a period that no order has, or one period twice."""

from collections.abc import Iterable, Iterator

from models.bills.fault import Fault, FaultCode, fault
from models.bills.named_twice import twice
from models.ledger.ledger import Ledger
from models.plans.plan import MAX_PERIODS
from models.values.message import msg

_NUMBER = msg("{record} in the table {table} keeps what period {number} came to, but no order has that period")
_TWICE = msg("{record} in the table {table} has period {number} of the order {other} twice")
_USED = msg("{record} in the table {table} uses the credit of {other} twice")


def wrong_lines(ledger: Ledger) -> Iterator[Fault]:
    """Of each record the first line that cannot be. Its order may have been deleted, made shorter or moved since."""
    for each in ledger.corrections.values():
        for lines in (each.lines, each.returned):
            yield from _kept("corrections", each.id, ((line.order, line.number) for line in lines), least=0)
        for of in twice(use.of for use in each.used):
            yield fault(FaultCode.AMOUNT, "corrections", each.id, _USED, other=of)
    for closing in ledger.closings.values():
        yield from _kept("closings", closing.id, ((closing.id, part.number) for part in closing.covered), least=1)
    for table in ("conversions", "deferrals", "minimums"):
        for ident, left in getattr(ledger, table).items():
            yield from _kept(table, ident, ((had.order, had.number) for had in left.had or ()), least=1)


def _kept(table: str, ident: str, lines: Iterable[tuple[str, int]], *, least: int) -> Iterator[Fault]:
    """`lines`: order and period, from `least` on: 0 is of no order, or what of a bill was turned into instalments."""
    kept = list(lines)
    astray = next((number for _, number in kept if not least <= number <= MAX_PERIODS), None)
    if astray is not None:
        yield fault(FaultCode.LOST_PERIOD, table, ident, _NUMBER, number=astray)
    for order, number in twice(kept):
        yield fault(FaultCode.LOST_PERIOD, table, ident, _TWICE, number=number, other=order)
