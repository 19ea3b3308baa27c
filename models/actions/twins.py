"""Which lines of two sources are of one payment: of several that may be, each is with the nearest of the other source.

Decided for all lines that are known at once, so it hangs on no order in which files are read.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice, takewhile

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.posted import POSTED_WITHIN
from models.channels.effective import channel_of
from models.ledger.sighting import Sighting, least_kept
from models.ledger.statement import SightingKind, StatementLine
from models.values.dates import days_between, today

Nearness = tuple[int, float, float, str]


class _Known(msgspec.Struct, frozen=True):
    """A line, the amounts that it may be in another source, and the accounts that it may be about."""

    seen: Sighting
    amounts: frozenset[int]
    accounts: frozenset[str]


def twins_of(beside: LedgerBeside) -> Mapping[str, frozenset[str]]:
    """The ids of all lines of payments that are known, each with those of other sources that are of its payment."""
    known = {each.seen.id: each for each in _known(beside)}
    if len({each.seen.source for each in known.values()}) < 2:
        return {}
    found: dict[str, dict[str, str]] = {ident: {} for ident in known}
    for _, one, other in sorted(_pairs(beside, known)):
        mine, of = found[one], found[other]
        here, there = known[one].seen.source, known[other].seen.source
        if there not in mine and here not in of:
            mine[there], of[here] = other, one
    return {ident: frozenset(each.values()) for ident, each in found.items()}


def _known(beside: LedgerBeside) -> Iterator[_Known]:
    """Those on record or kept whole, whatever their sources, and those of this file."""
    ledger = beside.ledger
    for seen in ledger.sightings.values():
        made = ledger.repayments.get(seen.repayment) if ":" not in seen.id else None
        if made is not None and made.account_id in beside.accounts:
            yield _Known(seen, frozenset({seen.amount}), frozenset({made.account_id}))
    for each in beside.claims:
        yield _of(each.line, each.source, each.accounts)
    for line in beside.statement.lines:
        if line.kind is SightingKind.REPAID:
            yield _of(line, beside.statement.source, beside.whose(line))


def _of(line: StatementLine, source: str, accounts: tuple[str, ...]) -> _Known:
    seen = Sighting(id=line.id, source=source, at=line.at, amount=least_kept(line.amount))
    return _Known(seen, frozenset({line.amount, line.counts}), frozenset(accounts))


def _pairs(beside: LedgerBeside, known: Mapping[str, _Known]) -> Iterator[tuple[Nearness, str, str]]:
    """Those that may be of one payment, in the order in which they are taken for it."""
    by_amount: dict[int, list[_Known]] = {}
    for each in known.values():
        for amount in each.amounts:
            by_amount.setdefault(amount, []).append(each)
    for same in by_amount.values():
        same.sort(key=lambda each: (each.seen.at.timestamp(), each.seen.id))
        for index, one in enumerate(same):
            close = takewhile(partial(_is_close, one), islice(same, index + 1, None))
            for other in (each for each in close if each.seen.source != one.seen.source):
                if order := _order(beside, one, other):
                    yield order, one.seen.id, other.seen.id


def _is_close(one: _Known, other: _Known) -> bool:
    return abs((one.seen.at - other.seen.at).total_seconds()) <= POSTED_WITHIN * 86_400


def _order(beside: LedgerBeside, one: _Known, other: _Known) -> Nearness | None:
    """How near they are; None where they are of two payments."""
    for account in sorted(one.accounts & other.accounts & beside.accounts):
        rivals = beside.are_rivals(one.seen.source, other.seen.source, account)
        if not rivals and beside.may_have_posted(one.seen.at, other.seen, account, one.seen.source):
            zone = channel_of(beside.held, account).zone
            days = abs(days_between(today(one.seen.at, zone), today(other.seen.at, zone)))
            return days, one.seen.at.timestamp(), other.seen.at.timestamp(), one.seen.id
    return None
