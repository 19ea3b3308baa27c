"""Lines of which somebody said what they are: nothing that is read later overturns that, so they are laid first."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import LineFinding
from models.actions.from_line import with_line
from models.actions.laid_in_turn import laid_again, without
from models.actions.marks import SAID, with_marks
from models.ledger.ids import line_stated
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, StatementLine


def laid_first(beside: LedgerBeside, lines: Collection[str]) -> LedgerBeside:
    """With those of the lines that are on record as what somebody said laid before all others of their bills."""
    beside = beside.of(_with_answered(beside.ledger, lines))
    mine = [each for each in beside.laid if each.said and each.seen.id in lines]
    bills = {bill for each in mine for bill in each.bills}
    over = [each for each in beside.laid if each.bills & bills and (each in mine or not each.said)]
    there, asked = laid_again(without(beside, over), over)
    return beside if asked else there  # what was paid too much of one may be of another by now


def _with_answered(ledger: Ledger, lines: Collection[str]) -> Ledger:
    """With those of the lines marked that are on record as what somebody said; of one that is gone nothing is kept."""
    gone = {
        ident
        for ident in ledger.sightings
        if ident.startswith(SAID) and ident.removeprefix(SAID) not in ledger.sightings
    }
    if gone:
        left = {ident: each for ident, each in ledger.sightings.items() if ident not in gone}
        ledger = msgspec.structs.replace(ledger, sightings=left)
    made = {line_stated(ident) for ident in ledger.repayments} & {*lines} if lines else set[str]()
    seen = (ledger.sightings[ident] for ident in made if ident in ledger.sightings)
    return with_marks(ledger, (msgspec.structs.replace(each, id=f"{SAID}{each.id}", repayment="") for each in seen))


def with_unpaid(beside: LedgerBeside, finding: LineFinding, returned: Mapping[str, StatementLine]) -> Ledger:
    """With the payment whose money came back known to be none, where somebody said of its record that it was not paid.

    `returned`: the lines that say that money came back, by the ids of the payments.
    """
    ledger, back = beside.ledger, finding.line
    if finding.chosen != "take-off" or back is None:
        return ledger
    ids = {ident for ident, each in returned.items() if each.id == back.id} - ledger.sightings.keys()
    lines = (*beside.statement.lines, *(each.line for each in beside.claims))
    for each in {each.id: each for each in lines if each.id in ids and each.kind is SightingKind.REPAID}.values():
        ledger = with_line(ledger, beside, each, ignored=True)
    return ledger


def once_answered(first: Sequence[LineFinding], second: Sequence[LineFinding]) -> list[LineFinding]:
    """The findings of a reading with answers, and what a second one has otherwise, in which those stand."""
    new, was = {each.key: each for each in second}, {each.key for each in first}
    over = (each for each in first if not _is_over(each, new))
    found = [new[each.key] if _is_otherwise(each, new) else each for each in over]
    return [*found, *(each for each in second if each.key not in was)]


def _is_over(finding: LineFinding, new: Mapping[str, LineFinding]) -> bool:
    """Whether it was asked about a record or a bill, and is not by now."""
    return finding.asks and not finding.chosen and ":" in finding.key and finding.key not in new


def _is_otherwise(finding: LineFinding, new: Mapping[str, LineFinding]) -> bool:
    return not finding.chosen and finding.key in new and not new[finding.key].known
