"""Money that came onto a card: whether it repaid it is asked, but where just that is on record."""

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import IGNORE, FindingKind, LineChoice, LineFinding, Sureness
from models.actions.line_choices import LEAVE_IT
from models.actions.placing import placed
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import msg


def money_in(beside: LedgerBeside, line: StatementLine) -> LineFinding:
    """What the line comes to: what is on record, or the question."""
    as_repaid = placed(beside, msgspec.structs.replace(line, kind=SightingKind.REPAID))
    if as_repaid.kind in {FindingKind.CONFIRM, FindingKind.SEEN}:
        return as_repaid
    repayment = (LineChoice("repayment", msg("it is a repayment of this card")),)
    return msgspec.structs.replace(
        as_repaid,
        kind=FindingKind.UNPLACED,
        level=Sureness.ASK,
        reasons=(msg("the statement does not say what this money is"),),
        choices=(*repayment, LineChoice(IGNORE, msg("it is something else: do not ask again")), LEAVE_IT),
    )
