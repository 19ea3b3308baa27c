"""A record that was typed is shown by the line that fits it best, also where lines of two apps may be of it.

A payment goes through one of them: a line of the other that was read before gives the record up where one that is read
now is nearer, and is laid again. So it hangs on no order in which their files are read.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.claims import Claim
from models.actions.finding import LineAnswers, LineFinding, Reconciled
from models.actions.let_go import let_go
from models.actions.which_shows import Pair, Records, best_of, pairs_of
from models.ledger.statement import Statement, StatementLine


def given_up(beside: LedgerBeside, lines: Iterable[StatementLine]) -> tuple[Claim, ...]:
    """The lines of other apps that give a record up to one of these lines."""
    mine = tuple(lines)
    rivals = tuple(_rivals(beside)) if mine else ()
    if not rivals:
        return ()
    there = let_go(beside, rivals)
    own = [each for line in mine for each in pairs_of(there, line)]
    others = [each for claim in rivals for each in _pairs(there, claim)]
    best = best_of([*own, *others])
    return tuple(each for each in rivals if _is_lost(each, best))


def _is_lost(claim: Claim, best: Mapping[str, Records]) -> bool:
    """Whether another line shows a record of it."""
    others = (records for ident, records in best.items() if ident != claim.line.id)
    return any(made.id in claim.shows for records in others for made in records)


def with_others(beside: LedgerBeside, gave_up: Iterable[Claim]) -> Iterator[Statement]:
    """By source, what of other apps is laid again: what gave a record up, and what was asked about near records."""
    lines: dict[str, list[StatementLine]] = {}
    waits = (each for each in beside.claims if not each.shows and _is_rival(beside, each))
    open_ = (each for each in waits if each.line.id not in beside.ledger.sightings)
    for each in (*gave_up, *open_):
        lines.setdefault(each.source, []).append(each.line)
    for source, own in sorted(lines.items()):
        yield Statement(source=source, lines=tuple({each.id: each for each in own}.values()))


def said_of(statement: Statement, answers: LineAnswers) -> LineAnswers:
    """Those of the answers that are to lines of that statement."""
    own = {each.id for each in statement.lines}
    return {key: answer for key, answer in answers.items() if key in own}


def news_of(found: Reconciled, gave_up: Iterable[Claim]) -> list[LineFinding]:
    """What of it is said: what is recorded, and what is asked of lines that gave a record up."""
    lines = {each.line.id for each in gave_up}
    new = (each for each in found.findings if each.writes and not each.known)
    return [each for each in new if not each.asks or each.key in lines]


def _is_rival(beside: LedgerBeside, claim: Claim) -> bool:
    return all(beside.are_rivals(claim.source, beside.statement.source, account) for account in claim.accounts)


def _of_source(beside: LedgerBeside, source: str) -> LedgerBeside:
    """The same ledger beside another source."""
    return msgspec.structs.replace(beside, statement=Statement(source=source), returned=frozenset())


def _pairs(beside: LedgerBeside, claim: Claim) -> Iterator[Pair]:
    yield from pairs_of(_of_source(beside, claim.source), claim.line)


def _rivals(beside: LedgerBeside) -> Iterator[Claim]:
    """Those of other apps that show records of its accounts, and of which nobody has said anything since."""
    for each in beside.claims:
        if each.shows and _is_rival(beside, each) and all(ident in beside.typed_then for ident in each.shows):
            there, seen = _of_source(beside, each.source), beside.ledger.sightings.get(each.line.id)
            kept = any(there.is_kept(ident) for ident in each.shows)
            if not kept and there.whose(each.line) == each.accounts and seen is not None and seen.repayment:
                yield each
