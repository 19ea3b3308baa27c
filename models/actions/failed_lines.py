"""What a statement says that failed or came back, beside what is on record: what contradicts a record is looked at."""

from collections.abc import Collection, Mapping, Sequence

from models.actions import absent, came_back
from models.actions.back_in_mind import said_paid
from models.actions.beside import LedgerBeside
from models.actions.finding import LineFinding
from models.ledger.statement import StatementLine


def failed_lines(
    beside: LedgerBeside,
    lines: Sequence[StatementLine],
    against: Mapping[str, StatementLine],
    doubted: Collection[str],
    found: Sequence[LineFinding],
) -> list[LineFinding]:
    """Repayments on record whose money came back, and tries that failed for good.

    `against`: the lines that say it of records, by the ids of those; `doubted` are of payments that are asked about.
    """
    made, done = list[LineFinding](), set(doubted)
    for ident, back in against.items():
        finding = came_back.contradicted(beside, back, ident)
        made += [finding] if finding else []
    for line in (each for each in lines if each.id not in done):
        finding = came_back.undone(beside, line) if not said_paid(beside, line) else None
        if finding:
            made.append(finding)
            done.add(line.id)
    for line in (each for each in lines if each.returned and each.id not in done):
        finding = came_back.on_record(beside, line, [*found, *made])
        if finding:
            made.append(finding)
            done.add(line.id)
    failed, _ = absent.failed(beside, [each for each in lines if each.id not in done], found)
    return [*made, *failed]
