"""What a reading of a statement comes to that was not so before; and which answers answer nothing."""

from collections.abc import Callable, Collection, Iterable, Sequence

from models.actions.beside import LedgerBeside
from models.actions.finding import FindingKind, LineFinding, Reconciled, Sureness
from models.actions.kept_only import kept_of
from models.actions.on_record import read_before
from models.actions.whose_line import account_key
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, StatementLine


def only_new(
    found: Iterable[LineFinding],
    before: Ledger,
    beside: LedgerBeside,
    lines: Iterable[StatementLine],
    again: Collection[str],
) -> list[LineFinding]:
    """The findings; of those lines that were laid `again` and come to what they came to before, no more than that.

    `lines`: those of this file. Of others that are as they were, nothing is said.
    """
    here, after = {each.id: each for each in lines}, beside.ledger.sightings
    same = {ident for ident in again if before.sightings.get(ident) == after.get(ident)}
    made = list[LineFinding]()
    for each in found:
        line = here.get(each.key)
        if each.key not in same or (line and (each.key not in after or each.level is not Sureness.SURE)):
            made.append(each)
        elif line and (known := read_before(beside, line)):
            made.append(known)
    return made


def not_asked(found: Reconciled, unanswered: Callable[[], Reconciled]) -> tuple[str, ...]:
    """The keys of answers under which nothing is asked: neither by now, nor before the other answers settled it, which
    is `unanswered`."""
    if not found.unused:
        return ()
    return tuple(sorted(found.unused - {each.key for each in unanswered().findings if not each.known}))


def _keys(beside: LedgerBeside, before: Ledger) -> set[str]:
    """All that a statement could ask about, whether it does or not."""
    repayments = {f"repayment:{ident}" for ident in {*before.repayments, *beside.ledger.repayments}}
    lines = {line.id for line in beside.statement.lines}
    return {account_key(beside.statement), *lines, *repayments, *(f"bill:{ident}" for ident in beside.book.bills)}


def come_to(beside: LedgerBeside, found: Sequence[LineFinding], before: Ledger, unused: Iterable[str]) -> Reconciled:
    """The findings, and how much of the ledger after them is new; `unused` are the keys of answers to none of them."""
    after, unused = beside.ledger, frozenset(unused)
    new = after.sightings.keys() - before.sightings.keys()
    stated = {ident for ident in new if after.sightings[ident].repayment}
    kept, changes = kept_of(before, after)
    return Reconciled(
        statement=beside.statement,
        findings=tuple(found),
        ledger=after,
        kept=kept,
        changes=changes,
        figure=next((each.bill for each in found if _has_new_figure(each, before, after)), ""),
        unused=unused,
        nameless=unused - _keys(beside, before),
        taken=sum(each.key in stated and each.kind is not FindingKind.SEEN for each in found),
    )


def _has_new_figure(finding: LineFinding, before: Ledger, after: Ledger) -> bool:
    """Whether it is of a bill of which the statement's own figure is on record by now and was not, or another was."""
    was, by_now = before.figures.get(finding.bill), after.figures.get(finding.bill)
    is_figure = finding.line is not None and finding.line.kind is SightingKind.BILL
    return is_figure and by_now is not None and by_now.terms != (was.terms if was else None)
