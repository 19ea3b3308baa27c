"""Merges two versions of a ledger record by record: what only one of them has is kept; what both changed is asked
about."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from models.bills.fault import Fault
from models.bills.ledger_faults import ledger_faults
from models.bills.twins import twins
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.values.message import Problem


class Side(StrEnum):
    """Whose version of a record is taken where both changed it."""

    MINE = "mine"
    THEIRS = "theirs"


class Disagreement(msgspec.Struct, frozen=True):
    """A record that both sides changed, as it is on each side; None on a side that deleted it. `recorded`: the other
    side left it as it was then, and only recorded something of it."""

    table: str
    id: str
    mine: Any
    theirs: Any
    recorded: bool = False

    @property
    def key(self) -> str:
        """By which an answer names the record: `orders/ab12`."""
        return f"{self.table}/{self.id}"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in which the two differ; () where one of them was deleted."""
        if self.mine is None or self.theirs is None:
            return ()
        names: tuple[str, ...] = self.mine.__struct_fields__
        return tuple(name for name in names if getattr(self.mine, name) != getattr(self.theirs, name))

    @property
    def alike(self) -> Any:
        """The version that counts without asking: where both said the same, the one that was said first; where only one
        side said anything of an account, that side's. None where somebody must be asked."""
        if self.fields == ("at",):
            return min(self.mine, self.theirs, key=lambda record: record.at.timestamp())
        made = [isinstance(each, Account) and each.by_order for each in (self.mine, self.theirs)]
        if any(made) and self.fields:
            return self.theirs if made == [True, False] else self.mine if made == [False, True] else None
        return None

    def of(self, side: Side) -> Any:
        """The record as it is on that side."""
        return self.mine if side is Side.MINE else self.theirs


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The merged ledger, and how many of my records that adds, changes and removes, by table.

    `asked`: the records that both sides changed; the ledger has the version that was answered or preferred, else mine.
    `open`: those of them that nobody chose for. `same`: orders that are there under two ids, one from each side.
    """

    ledger: Ledger
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]
    asked: tuple[Disagreement, ...]
    open: tuple[Disagreement, ...]
    same: tuple[Fault, ...]

    @property
    def count(self) -> int:
        """How many of my records change."""
        return sum(sum(each.values()) for each in (self.added, self.changed, self.removed))


AnsweredRecords = Mapping[str, Side]
"""Whose version counts, by the key of the record."""
_NONE: AnsweredRecords = {}


def merged(
    mine: Ledger,
    theirs: Ledger,
    base: Ledger | None = None,
    prefer: Side | None = None,
    answers: AnsweredRecords = _NONE,
) -> Merged:
    """The two versions merged. `base` is their last common version: only with it can fenqi know that a side deleted a
    record. Without it, a record that one side lacks is kept. Of a record that both sides changed, the `answers` say
    which version is taken; of one without an answer, `prefer` does.
    """
    tables: dict[str, dict[str, Any]] = {}
    asked: list[Disagreement] = []

    def ask(each: Disagreement) -> None:
        asked.append(each)
        _put(tables[each.table], each.id, each.of(answers.get(each.key) or prefer or Side.MINE))

    for table in mine.__struct_fields__:
        tables[table] = dict(getattr(mine, table))
        for each in _differing(table, mine, theirs):
            before = getattr(base, table).get(each.id) if base is not None else None
            if _is_asked(each, before, known=base is not None):
                ask(each)
            else:
                _put(tables[table], each.id, _chosen(each, before, known=base is not None))
    needed = [disagreement("orders", ident, mine, theirs, base) for ident in _needed(tables)]
    for each in [each for each in needed if each and each.key not in {one.key for one in asked}]:
        ask(each)
    ledger = msgspec.structs.replace(mine, **tables)
    known = {_pair(each) for of in (mine, theirs) for each in twins(of)}
    return Merged(
        ledger=ledger,
        **_counts(mine, ledger),
        asked=tuple(asked),
        open=() if prefer is not None else tuple(each for each in asked if each.key not in answers),
        same=tuple(each for each in twins(ledger) if _pair(each) not in known),
    )


def made_one(made: Merged, catalogue: Catalogue) -> Ledger:
    """The merged ledger. Problem where somebody must choose first, or where the result would hold what cannot be."""
    if made.open:
        raise Problem(
            "both versions changed {count} records; say of each which counts, or of all: `--prefer mine` or "
            "`--prefer theirs`",
            count=len(made.open),
        )
    wrong = impossible(made.ledger, catalogue)
    if wrong:
        raise Problem(
            "the two together would say what cannot be ({count}), so nothing was written; "
            "set it right in one of them first",
            count=len(wrong),
        )
    return made.ledger


def recounted(made: Merged, mine: Ledger, ledger: Ledger) -> Merged:
    """The same with that ledger, and with how many of my records it changes."""
    return msgspec.structs.replace(made, ledger=ledger, **_counts(mine, ledger))


def impossible(ledger: Ledger, catalogue: Catalogue) -> tuple[Fault, ...]:
    """What cannot be in the merged ledger, though each of the two versions may be sound."""
    return tuple(each for each in ledger_faults(ledger, catalogue) if each.impossible)


def _differing(table: str, mine: Ledger, theirs: Ledger) -> Iterator[Disagreement]:
    ours, others = getattr(mine, table), getattr(theirs, table)
    for ident in {**ours, **others}:
        if ours.get(ident) != others.get(ident):
            yield Disagreement(table, ident, ours.get(ident), others.get(ident))


def _is_asked(each: Disagreement, before: Any, *, known: bool) -> bool:
    """Whether both sides changed it, and not only said the same at two times."""
    one_changed = (before if known else None) in (each.mine, each.theirs)
    return not one_changed and each.alike is None


def _chosen(each: Disagreement, before: Any, *, known: bool) -> Any:
    """The version of a record that is taken without asking."""
    if (before if known else None) not in (each.mine, each.theirs):
        return each.alike
    if known:
        return each.theirs if each.mine == before else each.mine
    return each.theirs if each.mine is None else each.mine


def _put(records: dict[str, Any], ident: str, record: Any) -> None:
    if record is None:
        records.pop(ident, None)
    else:
        records[ident] = record


def disagreement(table: str, ident: str, mine: Ledger, theirs: Ledger, base: Ledger | None) -> Disagreement | None:
    """That record as something to be asked about; None where both have the same, or neither has one."""
    one, other = (getattr(each, table).get(ident) for each in (mine, theirs))
    if one == other:
        return None
    before = getattr(base, table).get(ident) if base is not None else None
    return Disagreement(table, ident, one, other, recorded=None in (one, other) and before in (one, other))


def _needed(tables: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The orders that are not there and of which something is recorded: one side did that, the other deleted them."""
    named = {share.order for each in tables["repayments"].values() for share in each.allocations}
    named |= {each.order for table in ("repayments", "refunds", "reductions") for each in tables[table].values()}
    named |= {*tables["closings"], *tables["conversions"], *tables["pages"]}
    return sorted(named - tables["orders"].keys())


def _pair(twin: Fault) -> frozenset[str]:
    """The two ids of one order."""
    return frozenset((twin.id, str(twin.message.params["other"])))


def _counts(before: Ledger, after: Ledger) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {"added": {}, "changed": {}, "removed": {}}
    for table in before.__struct_fields__:
        for each in _differing(table, before, after):
            kind = "added" if each.mine is None else "removed" if each.theirs is None else "changed"
            found[kind][table] = found[kind].get(table, 0) + 1
    return found
