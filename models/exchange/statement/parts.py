"""Where a card's statement has the principal and the fee of a period apart, they become the one line that is owed."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from models.ledger.statement import SightingKind, StatementLine

_PRINCIPAL = re.compile("本金")
_FEE = re.compile("分期利息|利息|分期手续费|(?<![免零0])手续费|(?<![免零0])服务费")


def whole_periods(lines: Iterable[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines, each principal with the fee of the same period beside it; a fee that has no partner is marked."""
    found = list(lines)
    fees, others = _indices(found, fee=True), _indices(found, fee=False)
    gone = set[int]()
    for at, line in enumerate(found):
        partner = _partner(line, at, found, fees, others) if at not in gone and _is_charged(line, fee=False) else None
        if partner is not None and partner not in gone:
            gone.add(partner)
            found[at] = replace(line, amount=line.amount + found[partner].amount)
    alone = {at for each in fees.values() for at in each}
    return tuple(
        replace(line, fee_alone=True) if at in alone else line for at, line in enumerate(found) if at not in gone
    )


def _indices(lines: Sequence[StatementLine], *, fee: bool) -> Mapping[tuple[object, ...], list[int]]:
    """Where fees stand, or all other charges, by the day, the card and the period."""
    made: dict[tuple[object, ...], list[int]] = {}
    for at, line in enumerate(lines):
        if _is_charged(line, fee=fee):
            made.setdefault(_period(line), []).append(at)
    return made


def _is_charged(line: StatementLine, *, fee: bool) -> bool:
    return line.kind is SightingKind.INSTALMENT and bool(_FEE.search(line.title)) is fee


def _partner(
    line: StatementLine,
    at: int,
    lines: Sequence[StatementLine],
    fees: Mapping[tuple[object, ...], list[int]],
    others: Mapping[tuple[object, ...], list[int]],
) -> int | None:
    """The fee of that charge: one that is called the same, the first for the first; else the only one beside it."""
    own = fees.get(_period(line), [])
    alike = [each for each in own if _rest(lines[each]) == _rest(line)]
    turn = [each for each in others[_period(line)] if _rest(lines[each]) == _rest(line)].index(at)
    if turn < len(alike):
        return alike[turn]
    return own[0] if len(own) == 1 == len(others[_period(line)]) else None


def _period(line: StatementLine) -> tuple[object, ...]:
    return line.at, line.last4, line.period, line.periods


def _rest(line: StatementLine) -> str:
    """What a principal and its fee have in common in their words."""
    return _FEE.sub("", _PRINCIPAL.sub("", line.title)).replace(" ", "").replace("分期", "")
