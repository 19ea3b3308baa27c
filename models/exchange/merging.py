"""`fenqi merge --json`: what came along, and what both versions changed."""

from typing import Any

import msgspec

from models.actions.merging import Disagreement, Merged
from models.exchange.whole import ledger_fields
from models.ledger.ledger import Ledger


def merged_json(made: Merged, number: int | None, committed: int) -> dict[str, Any]:
    """`base`: the number of the write that both versions have, null where nobody knows one; by table what is added,
    changed and removed; `conflicts` field by field, and whether each is answered; how many records were `committed`.
    """
    left = {each.key for each in made.open}
    return {
        "base": number,
        "added": dict(made.added),
        "changed": dict(made.changed),
        "removed": dict(made.removed),
        "conflicts": [{**row, "answered": each.key not in left} for each in made.asked for row in conflict_rows(each)],
        "twins": [each.id for each in made.same],
        "committed": committed,
    }


def conflict_rows(each: Disagreement) -> list[dict[str, Any]]:
    """For each field in which the two differ, what each side has. A record that one side deleted has one row without a
    field, with null for that side."""
    mine, theirs = (_written(each.table, record) for record in (each.mine, each.theirs))
    start = {"table": each.table, "id": each.id}
    if not each.fields:
        return [{**start, "field": None, "mine": mine or None, "theirs": theirs or None}]
    alias = "channel" if each.table == "repayments" else ""  # the account's id under an older name
    differ = [name for name in mine if mine[name] != theirs.get(name) and name != alias]
    return [{**start, "field": name, "mine": mine.get(name), "theirs": theirs.get(name)} for name in differ]


def _written(table: str, record: Any) -> dict[str, Any]:
    if record is None:
        return {}
    alone = msgspec.structs.replace(Ledger(), **{table: {record.id: record}})
    return ledger_fields(alone)[table][0]
