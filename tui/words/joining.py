"""What joining another version of the ledger would change, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.actions.joining import Disagreement, Joined
from models.exchange.joining import conflict_rows
from models.values.message import Message, msg
from models.values.text import clean
from tui.run.language import Language
from tui.words.joined import listed, said_of
from tui.words.tables import TABLE_WORDS

NAMED, IN_A_DIALOG = 12, 4
"""Fields that are named; the rest is counted."""
_KINDS: Mapping[str, Message] = {
    "added": msg("only in the other version, and added"),
    "changed": msg("changed in the other version, and taken over"),
    "removed": msg("deleted in the other version, and removed here"),
}


def joining_said(made: Joined, number: int | None, language: Language, most: int = NAMED) -> Iterator[str]:
    """What is taken over, what both sides changed (at `most` so many fields of it), and which orders are the same."""
    t = language.t
    if number is None:
        yield t("what both versions were once is not known: what one of them deleted, the other brings back")
    else:
        yield t("both versions were one up to write number {number}", number=number)
    for kind, said in _KINDS.items():
        counts: Mapping[str, int] = getattr(made, kind)
        if counts:
            what = listed(
                (f"{language.say(TABLE_WORDS[table])} ({each:,})" for table, each in counts.items()), language
            )
            yield said_of(language.say(said), what, language)
    if not made.count and not made.asked:
        yield t("the other version has nothing that is not here")
    rows = [row for each in made.asked for row in _rows(each, language)]
    yield from _some(rows, most, language)
    yield from _some([language.say(each.message) for each in made.same], most, language)


def _some(lines: list[str], most: int, language: Language) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield language.t("and {count} more", count=len(lines) - most)


def _rows(each: Disagreement, language: Language) -> Iterator[str]:
    table, name = language.say(TABLE_WORDS[each.table]), getattr(each.mine or each.theirs, "title", each.id)
    for row in conflict_rows(each):
        said = {"table": table, "record": clean(name, 60), "field": row["field"] or ""}
        if not each.fields:
            one = each.mine is None
            yield (
                language.t("{table}: {record} was deleted here and changed in the other version", **said)
                if one
                else language.t("{table}: {record} was changed here and deleted in the other version", **said)
            )
            continue
        mine, theirs = _value(row["mine"]), _value(row["theirs"])
        yield language.t(
            "{table}: {record} has {mine} as `{field}` here, {theirs} in the other version",
            **said,
            mine=mine,
            theirs=theirs,
        )


def _value(value: Any) -> str:
    return "—" if value is None else clean(str(value), 40)
