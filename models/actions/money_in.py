"""Money that came onto a card: whether it repaid it, or is a refund of an order, is asked, but where just that is on
record. That it repaid it may be the answer only where something was owed there."""

from collections.abc import Iterator

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import IGNORE, FindingKind, LineChoice, LineFinding, Sureness
from models.actions.goods_seen import given_back
from models.actions.line_choices import LEAVE_IT
from models.actions.placing import placed
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import msg

_REPAYMENT = LineChoice("repayment", msg("it is a repayment of this card"))
_SOMETHING_ELSE = LineChoice(IGNORE, msg("it is something else: do not ask again"))


def money_in(beside: LedgerBeside, line: StatementLine) -> LineFinding:
    """What the line comes to: what is on record, or the question."""
    as_repaid = placed(beside, msgspec.structs.replace(line, kind=SightingKind.REPAID))
    if as_repaid.kind in {FindingKind.CONFIRM, FindingKind.SEEN}:
        return as_repaid
    back = given_back(beside, line)
    if back is not None and back.kind is FindingKind.AGREES:
        return back
    refunds = tuple(_refunds(beside, back)) if back is not None else ()
    owed = any(beside.bill(each.bill).outstanding > 0 for each in as_repaid.shares)
    return msgspec.structs.replace(
        as_repaid,
        kind=FindingKind.UNPLACED,
        level=Sureness.ASK,
        order=back.order if back is not None else "",
        reasons=(msg("the statement does not say what this money is"), *(() if owed else as_repaid.reasons)),
        choices=(*refunds, *([_REPAYMENT] if owed else []), _SOMETHING_ELSE, LEAVE_IT),
    )


def _refunds(beside: LedgerBeside, back: LineFinding) -> Iterator[LineChoice]:
    """That it is a refund of that order, of all or of a part."""
    title = beside.ledger.orders[back.order].title
    words = {
        "part": msg("it is a refund of {title}: a part was returned, or made cheaper", title=title),
        "full": msg("it is a refund of {title}: all of it was returned", title=title),
    }
    yield from (LineChoice(each.id, words[each.id]) for each in back.choices if each.id in words)
