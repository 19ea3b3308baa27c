"""A line that shows a record which was typed: of what was sent at first, though a part of it came back since."""

from collections.abc import Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import LineFinding
from models.actions.on_record import less_of_it, on_record
from models.actions.reconcile_answers import taken
from models.ledger.repayment import Repayment
from models.ledger.statement import StatementLine


def as_typed(
    beside: LedgerBeside, line: StatementLine, records: Sequence[Repayment]
) -> tuple[LedgerBeside, LineFinding | None]:
    """What the line comes to, beside the ledger that it is taken with."""
    if not line.came_back or records[0].amount != line.sent:
        return beside, on_record(beside, line, records)
    whole = msgspec.structs.replace(line, amount=line.sent, came_back=0)
    beside = beside.of(taken(beside, on_record(beside, whole, records[:1])))
    return beside, less_of_it(beside, line, records[0])
