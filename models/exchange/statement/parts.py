"""Where a card's statement has the principal and the fee of a period apart, they become the one line that is owed."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from models.ledger.statement import SightingKind, StatementLine

_PRINCIPAL = re.compile("本金")
_FEE = re.compile("分期利息|利息|分期手续费|手续费|服务费")


def whole_periods(lines: Iterable[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines, each principal with the fee of the same period beside it; what has no partner stays as it is."""
    found = list(lines)
    fees: dict[tuple[object, ...], list[int]] = {}
    for at, line in enumerate(found):
        if _is_part(line, _FEE):
            fees.setdefault(_of(line), []).append(at)
    gone = set[int]()
    for at, line in enumerate(found):
        if _is_part(line, _PRINCIPAL) and (partners := fees.get(_of(line))):
            partner = partners.pop(0)
            gone.add(partner)
            found[at] = replace(line, amount=line.amount + found[partner].amount)
    return tuple(line for at, line in enumerate(found) if at not in gone)


def _is_part(line: StatementLine, words: re.Pattern[str]) -> bool:
    return line.kind is SightingKind.INSTALMENT and words.search(line.title) is not None


def _of(line: StatementLine) -> tuple[object, ...]:
    """What a principal and its fee have in common."""
    rest = _FEE.sub("", _PRINCIPAL.sub("", line.title)).replace(" ", "").replace("分期", "")
    return line.at, line.last4, line.period, line.periods, rest
