"""The corrections of bills whose lines are on bills with others when two versions are made one: they go along as they
do when dates are edited."""

from collections.abc import Mapping
from typing import Any

import msgspec

from models.actions.moved_bills import lines_of
from models.actions.moved_corrections import moved_corrections
from models.actions.moved_records import along
from models.bills.book import Book
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger
from models.ledger.reduction import Reduction

Whose = Mapping[str, list[Book]]
"""By bill, the books of the versions that said something of it."""


def totals_along(made: Ledger, heirs: Mapping[str, str], whose: Whose, now: Book) -> dict[str, Any]:
    """The tables of corrections and of what they took off, those of these bills moved to the bills of their lines.

    One stays where the bill had other lines in each version, or another total is there already.
    """
    corrections, reductions = dict(made.corrections), dict(made.reductions)
    for ident in sorted(heirs.keys() & corrections.keys()):
        moved = _moved(ident, made, heirs[ident], whose[ident], now)
        if moved is None:
            continue
        there = {target: corrections[target] for target in moved.corrections if target in corrections}
        off = {target: reductions[target] for target in moved.reductions if target in reductions}
        is_known = there == moved.corrections  # a merge before this one made them
        if is_known or not (there or off.keys() - {ident}):
            corrections |= {**moved.corrections, **there}
            del corrections[ident]
            reductions.pop(ident, None)
            reductions = {**moved.reductions, **reductions}
    return {"corrections": corrections, "reductions": reductions}


class _Moved(msgspec.Struct, frozen=True):
    corrections: Mapping[str, Correction]
    reductions: Mapping[str, Reduction]


def _moved(ident: str, made: Ledger, heir: str, books: list[Book], now: Book) -> _Moved | None:
    was = next((each for each in books if ident in each.bills), None)
    own = Ledger(
        corrections={ident: made.corrections[ident]},
        reductions={key: each for key, each in made.reductions.items() if key == ident == each.bill},
    )
    if was is None or any(lines_of(each.bills.get(ident)) != lines_of(was.bills[ident]) for each in books):
        return None
    corrections = moved_corrections(own.corrections, {heir: [ident]}, was, now)
    return _Moved(corrections, along(own, corrections, {ident: heir}, was, now)["reductions"])
